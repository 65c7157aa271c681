"""The graph face of the schemas: which table is made from which, as a Mermaid diagram for the docs.

`python -m tools.docs_graph` writes it between the marks in docs/architecture.md, and the pages of `tools/docs_tables.py`; a
test fails when they are out of date.
"""

from collections.abc import Sequence

from pipeline.contract.tables import Table, describe, sources
from pipeline.kernel.paths import ROOT
from schemas.registry import CORE, METRICS, RAW, TABLES
from tools.docs_tables import FOLDER, write_pages
from tools.marked_text import renewed

DOCUMENT = ROOT / "docs" / "architecture.md"


def mermaid(tables: Sequence[Table]) -> str:
    """Return a Mermaid flowchart of the tables and the release; a link that a longer way implies is left out."""
    direct = {table.name: set(sources(table)) for table in tables}
    lines = ["```mermaid", "flowchart LR"]
    for layer, chosen in (("raw", RAW), ("core", CORE), ("metrics", METRICS)):
        lines += [f"  subgraph {layer}", *(f"    {describe(schema).name}" for schema in chosen), "  end"]
    lines += [f"  {source} --> {name}" for name in direct for source in sorted(direct[name] - _implied(direct, name))]
    unused = sorted(set(direct) - {source for known in direct.values() for source in known})
    return "\n".join([*lines, *(f"  {name} --> release" for name in unused), "```\n"])


def _implied(direct: dict[str, set[str]], name: str) -> set[str]:
    return {far for near in direct[name] for far in _all_sources(direct, near)}


def _all_sources(direct: dict[str, set[str]], name: str) -> set[str]:
    return direct[name] | {far for near in direct[name] for far in _all_sources(direct, near)}


def with_graph(text: str) -> str:
    """Return a text with the diagram between its marks renewed; ValueError where the marks are missing."""
    return renewed(text, "asset graph", mermaid([describe(schema) for schema in TABLES]))


if __name__ == "__main__":
    DOCUMENT.write_text(with_graph(DOCUMENT.read_text("utf-8")), "utf-8")
    write_pages(FOLDER)
