"""The graph face of the schemas: which table is made from which, as a Mermaid diagram for the docs.

`python -m tools.docs_graph` writes it between the marks in docs/architecture.md, the rules (`tools/docs_rules.py`) and the
pages of `tools/docs_tables.py`; a test fails when they are out of date.
"""

from collections.abc import Sequence

import networkx as nx

from pipeline.contract.lineage import table_graph
from pipeline.contract.tables import Table, describe
from pipeline.kernel.paths import ROOT
from schemas.registry import CORE, FRONT, METRICS, RAW, TABLES
from tools import docs_rules
from tools.docs_tables import FOLDER, write_pages
from tools.marked_text import renewed

DOCUMENT = ROOT / "docs" / "architecture.md"


def mermaid(tables: Sequence[Table]) -> str:
    """Return a Mermaid flowchart of the tables and the release; a link that a longer way implies is left out."""
    graph = nx.transitive_reduction(table_graph(tables))
    lines = ["```mermaid", "flowchart LR"]
    for layer, chosen in (("raw", RAW), ("core", CORE), ("metrics", METRICS), ("front", FRONT)):
        lines += [f"  subgraph {layer}", *(f"    {describe(schema).name}" for schema in chosen), "  end"]
    lines += [f"  {source} --> {table.name}" for table in tables for source in sorted(graph.predecessors(table.name))]
    unused = sorted(name for name, used_by in graph.out_degree() if not used_by)
    return "\n".join([*lines, *(f"  {name} --> release" for name in unused), "```\n"])


def with_graph(text: str) -> str:
    """Return a text with the diagram between its marks renewed; ValueError where the marks are missing."""
    return renewed(text, "asset graph", mermaid([describe(schema) for schema in TABLES]))


if __name__ == "__main__":
    DOCUMENT.write_text(with_graph(DOCUMENT.read_text("utf-8")), "utf-8")
    docs_rules.DOCUMENT.write_text(docs_rules.with_rules(docs_rules.DOCUMENT.read_text("utf-8")), "utf-8")
    write_pages(FOLDER)
