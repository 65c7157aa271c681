"""Which files of documents a cell can come from: those of its own document, where nothing of other documents enters it.

Belongs here: telling tables whose rows are each read from one document from those that join several, by the lineage of columns, and the
document of each row. Does not belong here: which files changed, and what that caused (`causes.py`).
"""

from collections.abc import Sequence
from pathlib import Path

import networkx as nx
import pandas as pd
import pyarrow.parquet as pq

from pipeline.contract.published import MAIN, layer_of
from pipeline.core.record_ids import record_ids
from pipeline.release.shapes import shape_of
from pipeline.release.table_files import parquet_files

RAW = "raw_"
DOCUMENT, PROVENANCE = "document_id", "provenance"


def of_one_document(graph: nx.DiGraph, table: str, key: Sequence[str] = ()) -> bool:
    """Return whether the rows of a published table are each read from the files of one document: its document is that of a raw row, and
    is not chosen among several; or its rows are told apart by such a document; or the table is one of the front, which computes nothing,
    and its rows are those of such a table. A row of `provenance` is of the document that prints it.

    graph: an edge leads from a column, as "table.column", to each that is derived from it. key: the columns of the table's key.
    """
    if table == PROVENANCE:
        return True
    documents = _sources(graph, f"{table}.{DOCUMENT}")
    if len(documents) != 1 or not documents[0].endswith(f".{DOCUMENT}"):
        return False
    if documents[0].startswith(RAW):
        return True
    source = documents[0].split(".")[0]
    origins = [_sources(graph, f"{table}.{column}") for column in key]
    has_its_rows = bool(key) and all(len(origin) == 1 and origin[0].startswith(f"{source}.") for origin in origins)
    return (DOCUMENT in key or (layer_of(table) == MAIN and has_its_rows)) and of_one_document(graph, source)


def _sources(graph: nx.DiGraph, node: str) -> list[str]:
    return sorted(graph.predecessors(node)) if node in graph else []


def raw_tables(graph: nx.DiGraph, nodes: list[str]) -> tuple[set[str], set[str]]:
    """Return the raw tables above columns of a table of one document, and those of them that lead there through a table which joins
    documents, so that a file of any document may enter."""
    above = {source for node in nodes if node in graph for source in nx.ancestors(graph, node)}
    joining = {source for source in above if not source.startswith(RAW) and not of_one_document(graph, source.split(".")[0])}
    further = {source for node in joining for source in nx.ancestors(graph, node)}
    return _raw(above), _raw(further)


def _raw(nodes: set[str]) -> set[str]:
    return {node.split(".")[0] for node in nodes if node.startswith(RAW)}


def document_of_rows(old: Path, new: Path, table: str) -> dict[str, str]:
    """Return the document of each row of a table of two releases, by record_id."""
    found: dict[str, str] = {}
    for release in (old, new):
        file = parquet_files(release).get(table)
        if file and DOCUMENT in pq.read_schema(file).names:
            rows = pq.read_table(file)
            frame = rows.to_pandas(types_mapper=pd.ArrowDtype)
            found |= dict(zip(record_ids(frame, shape_of(rows.schema)["key"]), frame[DOCUMENT].astype("str"), strict=True))
    return found
