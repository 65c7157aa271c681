"""The pages of the schemas: one Markdown page per layer in docs/tables/, one section per table, to which each asset links.

`python -m tools.docs_graph` writes them with the diagram; a test fails when they are out of date.
"""

from pathlib import Path

from pipeline.contract.duckdb import sql_type
from pipeline.contract.published import published
from pipeline.contract.tables import Column, Table, describe, group_of, is_raw
from pipeline.contract.words import column_words
from pipeline.kernel.paths import ROOT
from schemas.registry import CORE, FRONT, METRICS, RAW

FOLDER = ROOT / "docs" / "tables"
TITLES = {
    "raw": "Raw tables: what documents print",
    "reference": "Reference tables: what the project decides",
    "core": "Core tables: published, resolved",
    "metrics": "Metrics tables: published, computed",
    "front": "Front tables: published, what people meet first",
}
HEAD = "Made from `schemas/`: to change a word here, change it there, then `python -m tools.docs_graph`."


def pages() -> dict[str, str]:
    """Return the text of each page by the name of its layer."""
    layers: dict[str, list[Table]] = {"raw": [], "reference": []}
    layers |= {layer: [*map(published, schemas)] for layer, schemas in (("core", CORE), ("metrics", METRICS), ("front", FRONT))}
    for table in map(describe, RAW):
        layers[group_of(table)].append(table)
    return {name: "\n".join([f"# {TITLES[name]}", "", HEAD, "", *map(_section, tables)]) for name, tables in layers.items()}


def write_pages(folder: Path) -> None:
    """Write all pages."""
    folder.mkdir(exist_ok=True)
    for name, text in pages().items():
        (folder / f"{name}.md").write_text(text, "utf-8")


def _section(table: Table) -> str:
    keys = [f"- {', '.join(key.columns)}: a row of `{key.target}`" for key in table.foreign_keys]
    head = "| column | type | what it holds |" if is_raw(table) else "| column | type | what it holds | made from |"
    lines = [f"## {table.name}", "", table.description, "", f"Key: {', '.join(table.key)}.", "", *keys, *([""] if keys else [])]
    return "\n".join([*lines, head, "| --- " * (head.count("|") - 1) + "|", *(_row(column, is_raw(table)) for column in table.columns), ""])


def _row(column: Column, raw: bool) -> str:
    made = [] if raw else [", ".join(column.derived_from) + (f" ({column.formula})" if column.formula else "")]
    cells = [column.name, sql_type(column), column_words(column, null="Empty"), *made]
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
