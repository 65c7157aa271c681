"""The description of an asset before anything is built: summary, kinds, tags, columns, lineage, links.

Belongs here: all that can be derived from a table's schema and from the function that makes it. Does not belong here: what one
materialisation shows (`pipeline/app/assets/shown.py`), or anything about one particular table.
"""

import inspect
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any, TypedDict

import dagster as dg

from pipeline.app.column_metadata import column_lineage, column_schema, lineage_table, summary
from pipeline.contract.tables import Table, describe, is_raw
from pipeline.describe.forms import parquet_path
from pipeline.front.query import files_of
from pipeline.kernel.paths import ROOT
from pipeline.raw.folder import pattern_of
from pipeline.verify.document import verifiable
from schemas.registry import TABLES

WORKSPACE = "docs/workspace.md"
FRONT = "front"
LIVE = "official_live"
# Libraries that a table can be made with, and the kinds that this is shown as; Ibis runs on DuckDB here.
ENGINES = {"ibis": {"ibis", "duckdb"}, "networkx": {"networkx"}, "duckdb": {"duckdb"}}
VERIFIED = {table.name for table in verifiable()}
SCHEMA_OF = {describe(schema).name: schema for schema in TABLES}
FILES = dg.TableSchema(
    [
        dg.TableColumn("file", "string", "Name of the file within its folder.", dg.TableColumnConstraints(nullable=False, unique=True)),
        dg.TableColumn("bytes", "int", "Size of the file. Unit: byte.", dg.TableColumnConstraints(nullable=False)),
        dg.TableColumn("sha256", "string", "SHA-256 of its bytes, in hexadecimal.", dg.TableColumnConstraints(nullable=False)),
    ]
)


class Said(TypedDict):
    """The description of an asset, as arguments of dg.asset."""

    group_name: str
    description: str
    kinds: set[str]
    tags: dict[str, str]
    metadata: dict[str, Any]


def said_of_table(table: Table, group: str, build: Callable[..., Any]) -> Said:
    """Return the description of the asset of a table."""
    description, more = summary(table)
    metadata: dict[str, Any] = {
        "dagster/column_schema": column_schema(table),
        "dagster/column_lineage": column_lineage(table),
        "dagster/table_name": table.name,
        "dagster/uri": f"raw/{pattern_of(table)}" if is_raw(table) else f"outputs/latest/{parquet_path(table.name)}",
        "schema": _place(SCHEMA_OF[table.name]),
        "made_by": dg.MetadataValue.path(files_of(table.name)[0]) if group == FRONT else _place(build),
        "table_in_docs": dg.MetadataValue.path(f"docs/tables/{group}.md#{table.name}"),
        "docs": dg.MetadataValue.path(f"{WORKSPACE}#{group}"),
    }
    if more:
        metadata["note"] = more
    if not is_raw(table):
        metadata["lineage"] = lineage_table(table)
    tags = (
        {"layer": group} | ({} if is_raw(table) else {"published": "true"}) | ({"verified": "document"} if table.name in VERIFIED else {})
    )
    return {
        "group_name": group,
        "description": description,
        "kinds": _kinds(table, build),
        "tags": tags,
        "metadata": metadata,
    }


def said_of_files(group: str, description: str, kinds: set[str]) -> Said:
    """Return the description of an asset that is a set of files; its columns are those of their list."""
    return {
        "group_name": group,
        "description": description,
        "kinds": kinds,
        "tags": {"layer": group, "published": "true"},
        "metadata": {"dagster/column_schema": FILES, "docs": dg.MetadataValue.path(f"{WORKSPACE}#{group}")},
    }


def said_of_live(description: str, kinds: set[str], columns: dg.TableSchema) -> Said:
    """Return the description of an asset of live statistics; it is not part of the release."""
    return {
        "group_name": LIVE,
        "description": description,
        "kinds": kinds,
        "tags": {"layer": LIVE},
        "metadata": {"dagster/column_schema": columns, "docs": dg.MetadataValue.path("docs/official_live.md")},
    }


def _kinds(table: Table, build: Callable[..., Any]) -> set[str]:
    """Return what a table is read from, made with and stored as; what it is made with is what the function's module imports."""
    read = {Path(pattern_of(table)).suffix.removeprefix(".")} if is_raw(table) else set()
    imported = _imported(inspect.getmodule(build), set())
    return {"pandas", "parquet"} | read | {kind for library, kinds in ENGINES.items() if library in imported for kind in kinds}


def _imported(module: ModuleType | None, seen: set[str]) -> set[str]:
    """Return the names of the modules that a module imports, and those that the metrics modules among them import."""
    found = {value.__name__: value for value in vars(module).values() if inspect.ismodule(value)}
    seen |= {module.__name__} if module else set()
    near = [value for name, value in found.items() if name.startswith("pipeline.metrics") and name not in seen]
    return set(found) | {name for value in near for name in _imported(value, seen)}


def _place(thing: Any) -> dg.PathMetadataValue:
    """Return in which file of the repository a class or a function is."""
    return dg.MetadataValue.path(Path(inspect.getfile(thing)).relative_to(ROOT).as_posix())
