"""Why a cell differs between two releases: the source, a correction, the reference data, or the code.

Belongs here: deriving a cause from what differs between the inputs of two releases (`build.json`), the lineage of columns
(`data_dictionary`), and what the tables `corrections` and `provenance` say of the very cell. A row that only one release has is there
by the inputs of its key. Nothing is guessed: where several inputs that a cell is made from changed, and neither table tells them apart, all
are named.

| cause | what changed |
| --- | --- |
| source | a file of a document, raw/<document>/ |
| correction | raw/corrections.csv |
| reference | raw/reference/ |
| code | schemas/, pipeline/ without what only publishes, verifies or draws, or requirements.lock |
"""

import json
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import Any

import networkx as nx
import pandas as pd
import pyarrow.parquet as pq

from pipeline.contract.lineage import tables
from pipeline.release.inputs import BESIDE
from pipeline.release.own_files import DOCUMENT, PROVENANCE, document_of_rows, of_one_document, raw_tables
from pipeline.release.shapes import shapes_of
from pipeline.release.table_files import parquet_files

CORRECTIONS = "raw/corrections.csv"
DATALESS = {f"pipeline/{name}" for name in ("charts", "charts/fonts", "official", "release", "verify")}  # no published table is made there
VALUELESS = DATALESS | {"metadata.yaml", *BESIDE}
CELL = ["table_name", "record_id", "column_name"]
PLACE = ["table_name", "asked", "own_document"]
OF_THE_ROW = ""  # what is asked of a row that only one release has, instead of a column
UNKNOWN = "not found"


def changed_inputs(old: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, str]:
    """Return the cause that each input is of which the two builds' hashes differ, from the records of the builds; what cannot change a
    value is left out."""
    before, after = old["inputs"], new["inputs"]
    names = sorted(name for name in before.keys() | after.keys() if before.get(name) != after.get(name))
    return {name: cause_of(name) for name in names if name not in VALUELESS}


def cause_of(name: str) -> str:
    """Return which cause an input is."""
    if name == CORRECTIONS:
        return "correction"
    if name.startswith("raw/"):
        return "reference" if name.startswith("raw/reference/") else "source"
    return "code"


def with_causes(cells: pd.DataFrame, old: Path, new: Path, inputs: Mapping[str, str]) -> pd.DataFrame:
    """Return differing cells with two columns more: cause, and because, the inputs that changed, joined by ', '."""
    graph = _lineage(old, new)
    asked = cells["column_name"].where(cells["change"] == "changed", OF_THE_ROW)
    keys = {name: shape["key"] for release in (old, new) for name, shape in shapes_of(release).items()}
    cells = cells.assign(own_document=_documents(cells, graph, keys, old, new), asked=asked)
    pairs = cells[PLACE].drop_duplicates()
    reasons = [
        _reasons_of_row(graph, table, keys[table], own, inputs) if column == OF_THE_ROW else _reasons(graph, table, [column], own, inputs)
        for table, column, own in pairs.itertuples(index=False)
    ]
    pairs = pairs.assign(
        cause=[" or ".join(dict.fromkeys(inputs[name] for name in names)) or UNKNOWN for names in reasons],
        because=[", ".join(names) for names in reasons],
    )
    result = cells.merge(pairs, on=PLACE, how="left")
    for table, told, kind in ((PROVENANCE, "printed", "source"), ("corrections", "published", "correction")):
        if kind in inputs.values():
            touched = _touched(old, new, table, told)
            places = pd.MultiIndex.from_frame(result[["table_name", "record_id", "asked"]])
            is_possible = (result["asked"] != OF_THE_ROW) | result["cause"].str.contains(kind)
            evident = places.isin(touched.keys()) & is_possible.to_numpy(bool)
            told_by = [touched[place] for place in places[evident]]
            names = result.loc[evident, "because"]
            result.loc[evident, "because"] = [_of_kind(*one, kind, inputs) for one in zip(names, told_by, strict=True)]
            result.loc[evident, "cause"] = kind
    return result.drop(columns=["own_document", "asked"])


def _of_kind(names: str, documents: set[str], kind: str, inputs: Mapping[str, str]) -> str:
    """Return those of the named inputs that are of a kind; all changed inputs of the kind where none of them is. Of files of documents,
    only those of the documents that tell the difference, where any of these changed."""
    known = [name for name, cause in inputs.items() if cause == kind]
    found = [name for name in names.split(", ") if name in known] or known
    return ", ".join([name for name in found if PurePosixPath(name).parent.name in documents] or found)


def _documents(cells: pd.DataFrame, graph: nx.DiGraph, keys: Mapping[str, list[str]], old: Path, new: Path) -> list[str]:
    """Return the document that each cell is read from; '' for a cell of a table whose rows may come from several."""
    names = {str(table) for table in cells["table_name"].unique()}
    known = {table: document_of_rows(old, new, table) for table in names if of_one_document(graph, table, keys[table])}
    return [known.get(table, {}).get(record, "") for table, record in zip(cells["table_name"], cells["record_id"], strict=True)]


def _reasons_of_row(graph: nx.DiGraph, table: str, key: list[str], document: str, inputs: Mapping[str, str]) -> list[str]:
    """Return the changed inputs that a row may be in only one release by: those of its key, and of documents only files of its own."""
    own = f"raw/{document}/"
    return [
        name for name in _reasons(graph, table, key, document, inputs) if not document or inputs[name] != "source" or name.startswith(own)
    ]


def _reasons(graph: nx.DiGraph, table: str, columns: list[str], document: str, inputs: Mapping[str, str]) -> list[str]:
    """Return the changed inputs that columns of a table may differ by: those of the columns, with the code; else those of the table."""
    code = [name for name, cause in inputs.items() if cause == "code"]
    own = _reaching(graph, [f"{table}.{column}" for column in columns], document, inputs) + code
    return own or _reaching(graph, [node for node in graph if node.startswith(f"{table}.")], document, inputs)


def _reaching(graph: nx.DiGraph, nodes: list[str], document: str, inputs: Mapping[str, str]) -> list[str]:
    """Return the changed raw files that lead to columns; of documents, only those of the cell's own where no other can enter."""
    raw, of_any = raw_tables(graph, nodes)
    return [
        name
        for name, cause in inputs.items()
        if name.startswith("raw/")
        and _raw_table(name) in raw
        and (not document or cause != "source" or name.startswith(f"raw/{document}/") or _raw_table(name) in of_any)
    ]


def _raw_table(name: str) -> str:
    """Return the raw table that a file is read into."""
    if name.endswith("/document.yaml"):
        return "raw_documents"
    file = PurePosixPath(name)
    also = (table.name for table in tables().values() if file.name in table.metadata.get("also_read", []))
    return next(also, f"raw_{file.stem}")


def _lineage(old: Path, new: Path) -> nx.DiGraph:
    """Return the graph from column to column that the data dictionaries of both releases state."""
    graph = nx.DiGraph()
    for release in (old, new):
        known = _read(release, "data_dictionary")
        stated = known[["table_name", "column_name"]].assign(source=known["derived_from"].str.split(", ")).explode("source").dropna()
        graph.add_edges_from(zip(stated["source"], stated["table_name"] + "." + stated["column_name"], strict=True))
    return graph


def _touched(old: Path, new: Path, table: str, told: str) -> dict[tuple[str, ...], set[str]]:
    """Return the cells of which a table of two releases tells different things, each with the documents by which it does; and the rows
    that only one of them has, as far as the text of documents shows them."""
    columns = [*CELL, told, DOCUMENT]
    before, after = (_cells_told(release, table).reindex(columns=columns).drop_duplicates() for release in (old, new))
    touched: dict[tuple[str, ...], set[str]] = {}
    for *cell, _, document in pd.concat([before, after]).drop_duplicates(keep=False).itertuples(index=False, name=None):
        touched.setdefault(tuple(cell), set()).add(str(document))
        if table == PROVENANCE:
            touched.setdefault((*cell[:-1], OF_THE_ROW), set()).add(str(document))
    return touched


def _cells_told(release: Path, table: str) -> pd.DataFrame:
    """Return a table that names cells by their record_id. Before schema version 2 it was row_key, a JSON array of the key's values."""
    rows = _read(release, table)
    return rows if "record_id" in rows else rows.assign(record_id=["|".join(json.loads(key)) for key in rows["row_key"]])


def _read(release: Path, table: str) -> pd.DataFrame:
    return pq.read_table(parquet_files(release)[table]).to_pandas(types_mapper=pd.ArrowDtype)
