"""The lineage face of the schemas: for each column, the raw columns that it comes from in the end.

Belongs here: following `derived_from` through all tables. Does not belong here: how lineage is shown.
"""

from collections.abc import Mapping
from functools import cache

from pipeline.contract.tables import Column, Table, describe, is_raw
from schemas.registry import TABLES


@cache
def tables() -> Mapping[str, Table]:
    """Return all tables by name."""
    return {table.name: table for table in map(describe, TABLES)}


@cache
def raw_columns(table_name: str, column_name: str) -> tuple[str, ...]:
    """Return the raw columns that a column comes from, as "table.column", sorted; none where the build itself makes the column.

    A raw column comes from itself. KeyError for a column that there is not.
    """
    found, seen, waiting = set[str](), set[str](), [f"{table_name}.{column_name}"]
    while waiting:
        name = waiting.pop()
        if name in seen:
            continue
        seen.add(name)
        if is_raw(tables()[name.split(".")[0]]):
            found.add(name)
        else:
            waiting += _column(name).derived_from
    return tuple(sorted(found))


def _column(name: str) -> Column:
    home, column = name.split(".")
    return tables()[home].column(column)
