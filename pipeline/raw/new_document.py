"""A folder for a new source document: every file that a document may have, with its header, and document.yaml to be filled in.

`make new-document ID=...` writes it; the columns of the files follow from the schemas. Files that stay empty may be deleted before
`make lock`. Nothing is filled in for the user: until document.yaml is complete, the build names what is missing.
"""

import re
from pathlib import Path

from pipeline.contract.tables import Table, describe
from pipeline.kernel.problems import Problem, refuse
from pipeline.raw.folder import DOCUMENT_FILE, READER_COLUMNS, REFERENCE_FOLDER
from schemas.documents import RawDocuments
from schemas.fields import IDENTIFIER
from schemas.registry import RAW

ADDED = (*READER_COLUMNS, "document_id")


def new_document(raw: Path, document_id: str) -> list[Path]:
    """Write the folder of a document and return its files. Raises InputError for an unfit identifier and where the folder exists."""
    folder = raw / document_id
    fit = re.fullmatch(IDENTIFIER, document_id) and document_id != REFERENCE_FOLDER
    expected = f"an identifier in lower case, such as annual_report_2023, other than {REFERENCE_FOLDER}"
    refuse(
        [] if fit else [Problem(f"{raw.name}/", None, "ID", document_id, expected, "run make new-document ID=… with such an identifier")]
    )
    refuse(
        []
        if not folder.exists()
        else [
            Problem(f"{raw.name}/{document_id}/", None, None, None, "no folder of this name yet", "run make new-document with another ID")
        ]
    )
    folder.mkdir()
    files = {DOCUMENT_FILE: document_template(describe(RawDocuments))}
    tables = [table for table in map(describe, RAW) if table.metadata["place"] == "document" and table.name != "raw_documents"]
    files |= {f"{table.name.removeprefix('raw_')}.csv": ",".join(columns_of(table)) + "\n" for table in tables}
    for name, content in files.items():
        (folder / name).write_text(content, "utf-8")
    return [folder / name for name in files]


def columns_of(table: Table) -> list[str]:
    """Return the columns of a document's file, without those that reading adds."""
    return [column.name for column in table.columns if column.name not in ADDED]


def document_template(table: Table) -> str:
    """Return document.yaml with every key, each null, and above each what it must hold."""
    lines = ["# What is known of the document, as far as it states it; null where it does not."]
    for column in table.columns:
        if column.name not in ADDED:
            null = f" Null: {column.null_means}" if column.null_means else " Required."
            lines += [f"# {column.description}{null}", f"{column.name}: null"]
    return "\n".join(lines) + "\n"
