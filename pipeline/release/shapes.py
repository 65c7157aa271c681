"""The shape of a release: its tables with keys, columns and types; and what a change of it asks of the schema version.

Belongs here: semantic versioning of the schema. Does not belong here: rows (`differences.py`).

What breaks a program that reads the old shape is a major change: a table or column that is gone or renamed, another type, another key,
empty cells where none could be. What is new beside the old is a minor one. Texts that describe a column are no change of the shape.
"""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.release.table_files import parquet_files

Shape = Mapping[str, Any]
LEVELS = ("patch", "minor", "major")


class SchemaChange(NamedTuple):
    """A table, or a column of it, that is not what it was."""

    table: str
    column: str | None
    what: str
    level: str

    def __str__(self) -> str:
        return f"{self.level}: {self.table}{'.' + self.column if self.column else ''}: {self.what}"


def shape_of(schema: pa.Schema) -> dict[str, Any]:
    """Return {"key": columns, "columns": {name: type}} of a published Parquet schema."""
    columns = {field.name: f"{field.type}{', may be empty' if field.nullable else ''}" for field in schema}
    return {"key": json.loads(schema.metadata[b"primary_key"]), "columns": columns}


def shapes_of(release: Path) -> dict[str, dict[str, Any]]:
    """Return the shape of each table of a release, by name."""
    return {name: shape_of(pq.read_schema(file)) for name, file in parquet_files(release).items()}


def schema_changes(old: Mapping[str, Shape], new: Mapping[str, Shape]) -> list[SchemaChange]:
    """Return what differs between the shapes of two releases, by table and column."""
    gone = [SchemaChange(name, None, "table removed, or renamed", "major") for name in old.keys() - new.keys()]
    added = [SchemaChange(name, None, "table added", "minor") for name in new.keys() - old.keys()]
    both = [change for name in old.keys() & new.keys() for change in _table_changes(name, old[name], new[name])]
    return sorted([*gone, *added, *both], key=lambda change: (change.table, change.column or "", change.what))


def _table_changes(name: str, old: Shape, new: Shape) -> Iterable[SchemaChange]:
    before, after = old["columns"], new["columns"]
    if old["key"] != new["key"]:
        yield SchemaChange(name, None, f"key {old['key']} is now {new['key']}", "major")
    for column in before.keys() | after.keys():
        if column not in after:
            yield SchemaChange(name, column, "column removed, or renamed", "major")
        elif column not in before:
            yield SchemaChange(name, column, "column added", "minor")
        elif before[column] != after[column]:
            level = "minor" if before[column] == f"{after[column]}, may be empty" else "major"
            yield SchemaChange(name, column, f"{before[column]} is now {after[column]}", level)


def least_version(old: str, changes: Iterable[SchemaChange]) -> str:
    """Return the lowest schema version that may follow an old one after changes of the schema."""
    major, minor, patch = _numbers(old)
    level = max((LEVELS.index(change.level) for change in changes), default=0)
    return (f"{major}.{minor}.{patch}", f"{major}.{minor + 1}.0", f"{major + 1}.0.0")[level]


def too_low(old: str, new: str, changes: Iterable[SchemaChange]) -> str | None:
    """Return the lowest schema version that the changes allow where the new one is below it, None where all is well."""
    least = least_version(old, changes)
    return least if _numbers(new) < _numbers(least) else None


def _numbers(version: str) -> tuple[int, int, int]:
    major, minor, patch = map(int, version.split("."))
    return major, minor, patch
