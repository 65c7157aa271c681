"""The raw folder: which files there are, and the frame of each raw table.

Belongs here: the way from a raw table's name to its files. One table reads the files of all documents that have it.
Does not belong here: reading the inside of a file.
"""

from collections.abc import Sequence
from pathlib import Path

import pandas as pd
import pyarrow as pa

from pipeline.contract.check import table_problems
from pipeline.contract.tables import Table, describe
from pipeline.kernel.files import read_file, what_is
from pipeline.kernel.problems import InputError, Problem, refuse
from pipeline.raw.area_figures import statements_of
from pipeline.raw.csv_file import read_csv
from pipeline.raw.document_file import read_document
from schemas.area_figures import RawAreaFigures

DOCUMENT_FILE = "document.yaml"
REFERENCE_FOLDER = "reference"
READER_COLUMNS = ("source_file", "source_line")


def files_of(root: Path, table: Table) -> list[Path]:
    """Return the files that a raw table is read from, sorted. A document needs none but its document.yaml. Raises InputError where a
    required file is missing, and where a folder or a broken link has the name of a file."""
    possible = _possible_files(root, table)
    refuse([_no_file(file, root) for file in possible if not file.is_file() and (file.exists() or file.is_symlink())])
    files = [file for file in possible if file.is_file()]
    in_document, name = table.metadata["place"] == "document", file_name(table)
    expected = f"a document folder with {name} in {root.name}/" if in_document else f"the file {_shown(possible[0], root)}"
    is_optional = in_document and name != DOCUMENT_FILE
    refuse([] if files or is_optional else [Problem(f"{root.name}/", None, None, None, expected, "restore it from version control")])
    return files


def _no_file(path: Path, root: Path) -> Problem:
    return Problem(
        _shown(path, root), None, None, what_is(path), "a file", "remove what is there, and restore the file from version control"
    )


def _possible_files(root: Path, table: Table) -> list[Path]:
    """Return where the files of a raw table may be, whether they are there or not."""
    place = table.metadata["place"]
    folders = document_folders(root) if place == "document" else [root / REFERENCE_FOLDER if place == "reference" else root]
    return [folder / name for folder in folders for name in (file_name(table), *table.metadata.get("also_read", []))]


def file_name(table: Table) -> str:
    """Return the name of the files that a raw table is read from, one in each folder that has it."""
    stem = table.name.removeprefix("raw_")
    return DOCUMENT_FILE if stem == "documents" else f"{stem}.csv"


def pattern_of(table: Table) -> str:
    """Return where the files of a raw table are, below the raw folder; a * stands for each document."""
    place = {"document": "*/", "reference": f"{REFERENCE_FOLDER}/"}.get(table.metadata["place"], "")
    return f"{place}{file_name(table)}"


def document_folders(root: Path) -> list[Path]:
    """Return the folders of the documents: those below raw/ but raw/reference/."""
    return sorted(folder for folder in root.iterdir() if folder.is_dir() and folder.name != REFERENCE_FOLDER)


def stray_files(root: Path, tables: Sequence[Table]) -> list[Problem]:
    """Return a problem for each file or link below raw/ that no table reads, such as a misspelt name."""
    read = {file for table in tables for file in _possible_files(root, table)}
    found = {path for path in root.rglob("*") if not path.is_dir()}
    names = ", ".join(sorted(table.name.removeprefix("raw_") for table in tables))
    return [
        Problem(_shown(file, root), None, None, None, f"a file of one of the tables {names}", "rename or remove the file")
        for file in sorted(found - read)
    ]


def read_table(root: Path, table: Table) -> pd.DataFrame:
    """Return the rows of a raw table, all text but source_line, in the order of files and lines; none where no document has its file.

    attrs["key_lines"] of the frame holds the line of each "file key" of a file with one key a line.

    Raises InputError with the faults of all of its files.
    """
    parts: list[pa.Table] = [_plain_schema(table).empty_table()]
    problems: list[Problem] = []
    key_lines: dict[str, int] = {}
    for file in files_of(root, table):
        try:
            parts.append(_read(file, root, table, key_lines))
        except InputError as refused:
            problems += refused.problems
    refuse(problems)
    rows = pa.concat_tables([_plain_schema(table).empty_table(), *parts])
    frame = rows.combine_chunks().to_pandas(types_mapper=pd.ArrowDtype)
    frame.attrs["key_lines"] = key_lines
    return frame


def _read(file: Path, root: Path, table: Table, key_lines: dict[str, int]) -> pa.Table:
    """Read one file; the document's id is the name of its folder, where the file itself does not hold it."""
    shown = _shown(file, root)
    columns = [column.name for column in table.columns if column.name not in READER_COLUMNS]
    in_document = table.metadata["place"] == "document"
    asked = columns[1:] if in_document else columns
    if file.name in table.metadata.get("also_read", []):
        return pa.Table.from_pandas(_from_area_figures(file, root, table), schema=_plain_schema(table), preserve_index=False)
    if file.name == DOCUMENT_FILE:
        values, lines = read_document(read_file(file, shown), shown, asked)
        key_lines.update({f"{shown} {key}": line for key, line in lines.items()})
        cells, first_line = pa.table({key: pa.array([values[key]], pa.string()) for key in asked}), 1
    else:
        cells, first_line = read_csv(read_file(file, shown), shown, asked), 2
    count = cells.num_rows
    known = {"source_file": pa.repeat(shown, count), "source_line": pa.array(range(first_line, first_line + count), pa.int64())}
    known |= {columns[0]: pa.repeat(file.parent.name, count)} if in_document else {}
    return pa.table(known | dict(zip(asked, cells.columns, strict=True))).cast(_plain_schema(table))


def _from_area_figures(file: Path, root: Path, table: Table) -> pd.DataFrame:
    """Return the statements that a file of figures by area and year gives. Raises InputError for a row that breaks its own schema."""
    figures = describe(RawAreaFigures)
    rows = _read(file, root, figures, {}).to_pandas(types_mapper=pd.ArrowDtype)
    refuse(table_problems(rows, figures, {}))
    return statements_of(rows, [column.name for column in table.columns])


def _plain_schema(table: Table) -> pa.Schema:
    """Return the names and types of a table's columns; what may be empty is asked by the checks."""
    return pa.schema([pa.field(column.name, column.type) for column in table.columns])


def _shown(file: Path, root: Path) -> str:
    return f"{root.name}/{file.relative_to(root).as_posix()}"
