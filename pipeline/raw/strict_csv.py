"""Reading one CSV file strictly, cell by cell.

Belongs here: encoding, control characters, header and shape of rows; every fault of a file is found, not only the first.
Does not belong here: what the cells mean, or whether they keep a schema.
"""

import csv
import io
import re
from collections.abc import Sequence

import pyarrow as pa

from pipeline.kernel.characters import LONGEST_CELL, cell_length
from pipeline.kernel.problems import Problem, refuse
from pipeline.kernel.text_file import character_problems, decode, too_long_a_cell

EDGE_SPACE = re.compile(r"^\s|\s$|\s\s")


def read_strictly(content: bytes, file: str, columns: Sequence[str]) -> pa.Table:
    """Return the rows of a file as `csv_file.read_csv` does, and raise InputError with all faults as it says."""
    text = decode(content, file)
    refuse(character_problems(text, file) + _blank_lines(text, file))
    rows = _rows(text, file)
    if not rows:
        header = ",".join(columns)
        refuse([Problem(file, None, None, None, "a header line", f"write the header as the first line of the file: {header}")])
    refuse(_header_problems(rows[0][1], file, columns))
    refuse([problem for line, cells in rows[1:] for problem in _row_problems(line, cells, file, rows[0][1])])
    order = [rows[0][1].index(name) for name in columns]
    return pa.table(
        {name: pa.array([cells[i] or None for _, cells in rows[1:]], pa.string()) for i, name in zip(order, columns, strict=True)}
    )


def _blank_lines(text: str, file: str) -> list[Problem]:
    lines = text.split("\n")[:-1]
    return [
        Problem(file, number, None, None, "a row on each line, and no blank line", "delete the line")
        for number, line in enumerate(lines, start=1)
        if not line
    ]


def _rows(text: str, file: str) -> list[tuple[int, list[str]]]:
    """Split the text into rows, each with the line on which it begins."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows: list[tuple[int, list[str]]] = []
    begins, limit = 1, csv.field_size_limit(len(text) + 1)  # a cell that is too long is told with its column
    try:
        for cells in reader:
            rows.append((begins, cells))
            begins = reader.line_num + 1
    except csv.Error as error:
        refuse(
            [
                Problem(
                    file,
                    begins,
                    None,
                    str(error),
                    "a row whose double quotes are closed",
                    "write a cell with a comma or a quote between double quotes, and each quote in it twice",
                )
            ]
        )
    finally:
        csv.field_size_limit(limit)
    return rows


def _header_problems(header: list[str], file: str, columns: Sequence[str]) -> list[Problem]:
    problems = []
    for name in dict.fromkeys(header):
        if name not in columns:
            problems.append(
                Problem(
                    file, 1, name, None, "only the columns " + ", ".join(columns), "remove the column, or correct its name in the header"
                )
            )
        elif header.count(name) > 1:
            problems.append(Problem(file, 1, name, None, "each column once", "remove one of the two columns"))
    problems += [
        Problem(file, 1, name, None, "the columns " + ", ".join(columns), "add the column to the header and to each row")
        for name in columns
        if name not in header
    ]
    return problems


def _row_problems(line: int, cells: list[str], file: str, header: list[str]) -> list[Problem]:
    if len(cells) != len(header):
        size = "short" if len(cells) < len(header) else "long"
        expected = f"{len(header)} cells as in the header, found {len(cells)}: the row is too {size}"
        return [Problem(file, line, None, ",".join(cells)[:60], expected, "add or remove cells, or quote a cell that holds a comma")]
    return [
        Problem(
            file,
            line,
            name,
            cell,
            "a cell on one line, without leading, trailing or doubled spaces",
            "remove the white space that is too much",
        )
        for name, cell in zip(header, cells, strict=True)
        if EDGE_SPACE.search(cell) or "\n" in cell
    ] + [too_long_a_cell(file, line, name, cell) for name, cell in zip(header, cells, strict=True) if cell_length(cell) > LONGEST_CELL]
