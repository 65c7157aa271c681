"""Why a cell differs between two releases: the source, a correction, the reference data, or the code.

Belongs here: deriving a cause from what differs between the inputs of two releases (`build.json`), the lineage of columns
(`data_dictionary`), and what the tables `corrections` and `provenance` say of the very cell. Nothing is guessed: where several inputs
that a cell is made from changed, and neither table tells them apart, all are named.

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

from pipeline.release.inputs import BESIDE
from pipeline.release.table_files import parquet_files

CORRECTIONS = "raw/corrections.csv"
DATALESS = {f"pipeline/{name}" for name in ("charts", "charts/fonts", "official", "release", "verify")}  # no published table is made there
VALUELESS = DATALESS | {"metadata.yaml", *BESIDE}
CELL = ["table_name", "record_id", "column_name"]
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
    pairs = cells[["table_name", "column_name"]].drop_duplicates()
    graph = _lineage(old, new)
    reasons = [_reasons(graph, table, column, inputs) for table, column in pairs.itertuples(index=False)]
    pairs = pairs.assign(
        cause=[" or ".join(dict.fromkeys(inputs[name] for name in names)) or UNKNOWN for names in reasons],
        because=[", ".join(names) for names in reasons],
    )
    result = cells.merge(pairs, on=["table_name", "column_name"], how="left")
    sources = [name for name, cause in inputs.items() if cause == "source"]
    for table, told, names in (("provenance", "printed", sources), ("corrections", "published", [CORRECTIONS])):
        if set(names) & inputs.keys():
            evident = pd.MultiIndex.from_frame(result[CELL]).isin(_touched(old, new, table, told))
            own = [name for name in names if name in inputs]
            result.loc[evident, "cause"] = inputs[own[0]]
            result.loc[evident, "because"] = ", ".join(own)
    return result


def _reasons(graph: nx.DiGraph, table: str, column: str, inputs: Mapping[str, str]) -> list[str]:
    """Return the changed inputs that a cell may differ by: those of its column, with the code; else those of its table."""
    code = [name for name, cause in inputs.items() if cause == "code"]
    own = _reaching(graph, [f"{table}.{column}"], inputs) + code
    return own or _reaching(graph, [node for node in graph if node.startswith(f"{table}.")], inputs)


def _reaching(graph: nx.DiGraph, nodes: list[str], inputs: Mapping[str, str]) -> list[str]:
    above = {source for node in nodes if node in graph for source in nx.ancestors(graph, node)}
    raw = {source.split(".")[0] for source in above}
    return [name for name in inputs if name.startswith("raw/") and _raw_table(name) in raw]


def _raw_table(name: str) -> str:
    stem = PurePosixPath(name).stem
    return f"raw_{'documents' if name.endswith('/document.yaml') else stem}"


def _lineage(old: Path, new: Path) -> nx.DiGraph:
    """Return the graph from column to column that the data dictionaries of both releases state."""
    graph = nx.DiGraph()
    for release in (old, new):
        known = _read(release, "data_dictionary")
        stated = known[["table_name", "column_name"]].assign(source=known["derived_from"].str.split(", ")).explode("source").dropna()
        graph.add_edges_from(zip(stated["source"], stated["table_name"] + "." + stated["column_name"], strict=True))
    return graph


def _touched(old: Path, new: Path, table: str, told: str) -> pd.MultiIndex:
    """Return the cells of which a table of two releases tells different things."""
    before, after = (_cells_told(release, table)[[*CELL, told]].drop_duplicates() for release in (old, new))
    return pd.MultiIndex.from_frame(pd.concat([before, after]).drop_duplicates(keep=False)[CELL])


def _cells_told(release: Path, table: str) -> pd.DataFrame:
    """Return a table that names cells by their record_id. Before schema version 2 it was row_key, a JSON array of the key's values."""
    rows = _read(release, table)
    return rows if "record_id" in rows else rows.assign(record_id=["|".join(json.loads(key)) for key in rows["row_key"]])


def _read(release: Path, table: str) -> pd.DataFrame:
    return pq.read_table(parquet_files(release)[table]).to_pandas(types_mapper=pd.ArrowDtype)
