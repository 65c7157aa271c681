"""The folder of one document and its text, for commands that write files of it before they are complete.

Belongs here: reading and writing rows as they stand, without the checks of a build. Does not belong here: what is written.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from pipeline.contract.tables import Table, describe
from pipeline.kernel.files import NO_FILE, read_file, what_is, write_if_changed
from pipeline.kernel.problems import InputError, Problem, refuse
from pipeline.raw.cells import SEPARATORS
from pipeline.raw.csv_file import read_csv
from pipeline.raw.folder import READER_COLUMNS, document_folders
from pipeline.raw.new_document import ADDED
from pipeline.verify.text import Text, lines_of, text_of_lines
from schemas.fields import LINE_RANGES, MEANINGS, POSITIVE_INTEGER
from schemas.registry import RAW

TABLES = {described.name.removeprefix("raw_"): described for described in map(describe, RAW)}
PLACE = re.compile(r"(?:^|_)lines?$|^char_(?:start|end)$")
Row = dict[str, str]


def document_at(raw: Path, document_id: str, path: Path) -> tuple[Path, Text]:
    """Return the folder of a document, and a text as that document's. Raises InputError where either is missing, or not UTF-8."""
    folder = raw / document_id
    problems = [
        *(
            []
            if folder in document_folders(raw)
            else [Problem(f"raw/{document_id}/", None, "ID", document_id, "a folder", "make new-document ID=…")]
        ),
        *([] if path.is_file() else [Problem(path.name, None, None, str(path), "the text of a document", "give its path: DOCUMENT=…")]),
    ]
    if problems:
        raise InputError(problems)
    return folder, text_of_lines(document_id, lines_of(read_file(path), path.name))


def rows_of(file: Path) -> list[Row]:
    """Return the rows of a CSV file as text, '' for an empty cell; none where there is no file, or no table has its name.

    Raises InputError for a file that has not the form of a raw file, and for lines and characters that are not numbers.
    """
    table = TABLES.get(file.stem)
    if table is None or what_is(file) == NO_FILE:
        return []
    shown = f"raw/{file.parent.name}/{file.name}"
    names = [column.name for column in table.columns if column.name not in _added(table)]
    cells = read_csv(read_file(file, shown), shown, names).to_pylist()
    rows = [{name: value or "" for name, value in row.items()} for row in cells]
    refuse([problem for at, row in enumerate(rows, start=2) for problem in _line_problems(row, table, shown, at)])
    return rows


def _added(table: Table) -> tuple[str, ...]:
    """Return the columns that a file lacks, since reading adds them."""
    return ADDED if table.metadata["place"] == "document" else READER_COLUMNS


def _line_problems(row: Row, table: Table, shown: str, at: int) -> Iterator[Problem]:
    """Yield a problem for each number of a line or a character that is none, and for each cell with more or fewer parts than its lines."""
    listed = {column.lines[0] for column in table.columns if len(column.lines) == 1}
    for column in table.columns:
        if not PLACE.search(column.name) or column.name not in row:
            continue
        name, value = column.name, row[column.name]
        pattern = LINE_RANGES if name in listed else POSITIVE_INTEGER
        if not (re.fullmatch(pattern, value) if value else column.nullable):
            yield Problem(shown, at, name, value, MEANINGS[pattern], "correct the cell")
    for column in table.columns:
        if len(column.lines) == 1 and row[column.name] and row[column.lines[0]]:
            cell, lines = row[column.name], row[column.lines[0]]
            if re.findall(SEPARATORS, cell) != re.findall(SEPARATORS, lines):
                yield Problem(shown, at, column.lines[0], lines, f"lines for each part of {column.name}", "write both with the same marks")


def write_rows(file: Path, columns: Sequence[str], rows: Iterable[Mapping[str, str]]) -> None:
    """Write a CSV file as raw files are written."""
    lines = io.StringIO()
    writer = csv.DictWriter(lines, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    write_if_changed(file, lines.getvalue().encode())
