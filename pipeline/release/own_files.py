"""Which files of documents a cell can come from: those of its own document, where nothing of other documents enters it.

Belongs here: telling tables whose rows are each read from one document from those that join several, by the lineage of columns, and the
document of each row. Does not belong here: which files changed, and what that caused (`causes.py`).
"""

from pathlib import Path

import networkx as nx
import pandas as pd
import pyarrow.parquet as pq

from pipeline.core.record_ids import record_ids
from pipeline.release.shapes import shape_of

RAW = "raw_"
DOCUMENT = "document_id"


def of_one_document(graph: nx.DiGraph, table: str) -> bool:
    """Return whether the rows of a published table are each read from the files of one document: its document is that of a raw row, and
    is not chosen among several. graph: an edge leads from a column, as "table.column", to each that is derived from it."""
    node = f"{table}.{DOCUMENT}"
    sources = sorted(graph.predecessors(node)) if node in graph else []
    return len(sources) == 1 and sources[0].startswith(RAW) and sources[0].endswith(f".{DOCUMENT}")


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
        file = release / "parquet" / f"{table}.parquet"
        if file.exists():
            rows = pq.read_table(file)
            frame = rows.to_pandas(types_mapper=pd.ArrowDtype)
            found |= dict(zip(record_ids(frame, shape_of(rows.schema)["key"]), frame[DOCUMENT].astype("str"), strict=True))
    return found
