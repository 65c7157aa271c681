"""The licence face of a schema: which columns hold text as a document prints it, and which are the project's own work.

Belongs here: the one rule. A column is as printed where it says which lines it stands on, or where it is text that is no code and all that
it is made from is as printed; a raw column where its schema says so. Everything else (identifiers, codes, numbers, dates, labels,
explanations, whatever is computed) is the project's own work.
"""

from functools import cache

import networkx as nx
import pandas as pd
import pyarrow

from pipeline.contract.constraints import ColumnRef
from pipeline.contract.lineage import column_of, lineage
from pipeline.contract.tables import Column
from pipeline.describe.metadata import metadata


@cache
def printed_columns() -> frozenset[ColumnRef]:
    """Return the columns of all tables that hold text as printed."""
    found = set[ColumnRef]()
    for ref in nx.topological_sort(lineage()):
        column = column_of(ref)
        if column.lines or column.printed or (_uncoded_text(column) and column.made_from and found.issuperset(column.made_from)):
            found.add(ref)
    return frozenset(found)


def _uncoded_text(column: Column) -> bool:
    return pyarrow.types.is_string(column.type) and not (column.codes or column.scheme or column.references)


def licences_of(documents: pd.DataFrame) -> str:
    """Return the licences of the documents, each with the documents that it is of: "CC BY 4.0 (report); not stated (thesis)". Where all
    documents have one, it stands alone."""
    names = documents.sort_values("document_id").groupby("licence")["document_id"].agg(", ".join)
    return str(names.index[0]) if len(names) == 1 else "; ".join(f"{licence} ({those})" for licence, those in names.items())


def licence(ref: ColumnRef, of_documents: str) -> str:
    """Return the licence of a column's cells: that of the documents, whatever is known of it, or that of the project's own work."""
    return f"as printed, licence of the document: {of_documents}" if ref in printed_columns() else metadata().licences.data.id
