"""The folder of one document and its text, for commands that write files of it before they are complete.

Belongs here: reading and writing rows as they stand, without the checks of a build. Does not belong here: what is written.
"""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from pipeline.kernel.files import read_file, read_text_file, write_if_changed
from pipeline.kernel.problems import InputError, Problem
from pipeline.verify.text import Text, lines_of, text_of_lines

Row = dict[str, str]


def document_at(raw: Path, document_id: str, path: Path) -> tuple[Path, Text]:
    """Return the folder of a document, and a text as that document's. Raises InputError where either is missing, or not UTF-8."""
    folder = raw / document_id
    problems = [
        *([] if folder.is_dir() else [Problem(f"raw/{document_id}/", None, "ID", document_id, "a folder", "make new-document ID=…")]),
        *([] if path.is_file() else [Problem(path.name, None, None, str(path), "the text of a document", "give its path: DOCUMENT=…")]),
    ]
    if problems:
        raise InputError(problems)
    return folder, text_of_lines(document_id, lines_of(read_file(path), path.name))


def rows_of(file: Path) -> list[Row]:
    """Return the rows of a CSV file as text; none where there is no file."""
    if not file.is_file():
        return []
    return list(csv.DictReader(io.StringIO(read_text_file(file), newline="")))


def write_rows(file: Path, columns: Sequence[str], rows: Iterable[Mapping[str, str]]) -> None:
    """Write a CSV file as raw files are written."""
    lines = io.StringIO()
    writer = csv.DictWriter(lines, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    write_if_changed(file, lines.getvalue().encode())
