"""The published face of a table: its place in a release, and its types.

A release has two layers: what people meet first (the front tables and the data dictionary), which is the schema `main` of the database and
the top of the folders, and everything else, which is the schema `core` and the folders `core/`. Published numbers are 32-bit whole numbers
and doubles, because common programs misread decimals and 64-bit whole numbers without a word; the stored tables keep them.
Belongs here: what differs between a stored table and a published one. Does not belong here: files and how they are written.
"""

from functools import cache

import pyarrow as pa

from pipeline.contract.tables import Column, Schema, Table, describe
from schemas.dictionary import DataDictionary
from schemas.registry import FRONT, PUBLISHED

MAIN, CORE = "main", "core"


@cache
def published_tables() -> tuple[Table, ...]:
    """Return all published tables in their published types, in reading order."""
    return tuple(map(published, PUBLISHED))


def published(schema: Schema) -> Table:
    """Return what a schema class says of its table, in published types."""
    table = describe(schema)
    return table._replace(columns=tuple(column._replace(type=_type(column)) for column in table.columns))


@cache
def _main() -> frozenset[str]:
    return frozenset(describe(schema).name for schema in (*FRONT, DataDictionary))


def layer_of(table: str) -> str:
    """Return the layer of a published table: MAIN or CORE, which is also its schema in the database."""
    return MAIN if table in _main() else CORE


def _type(column: Column) -> pa.DataType:
    if pa.types.is_decimal(column.type):
        return pa.float64()
    return pa.int32() if pa.types.is_int64(column.type) else column.type
