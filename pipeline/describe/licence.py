"""The licence face of a schema: which columns hold text as a document prints it, and which are the project's own work.

Belongs here: the one rule. A column is as printed where it says which lines it stands on, or where it is text that is no code and all that
it is made from is as printed; a raw column where its schema says so. Everything else (identifiers, codes, numbers, dates, labels,
explanations, whatever is computed) is the project's own work.
"""

from collections.abc import Mapping

import pyarrow

from pipeline.contract.tables import Column, Table
from pipeline.describe.metadata import metadata


def as_printed(column: Column, tables: Mapping[str, Table]) -> bool:
    """Return whether a column holds text as printed, by the schemas of all tables."""
    if column.lines or column.printed:
        return True
    coded = column.codes or column.scheme or column.references
    if coded or not pyarrow.types.is_string(column.type) or not column.derived_from:
        return False
    return all(as_printed(tables[home].column(name), tables) for home, name in (source.split(".") for source in column.derived_from))


def licence(column: Column, tables: Mapping[str, Table], of_documents: str) -> str:
    """Return the licence of a column's cells: that of the documents, whatever is known of it, or that of the project's own work."""
    return f"as printed, licence of the document: {of_documents}" if as_printed(column, tables) else metadata().licences.data.id
