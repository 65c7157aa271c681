"""The one lineage graph: from column to column, over all tables, as `derived_from` states it.

Belongs here: following lineage. Does not belong here: what is done with it, or how it is shown.
"""

from collections.abc import Iterable, Mapping
from functools import cache

import networkx as nx

from pipeline.contract.constraints import ColumnRef
from pipeline.contract.tables import Column, Table, describe, is_raw, sources
from schemas.registry import TABLES


@cache
def tables() -> Mapping[str, Table]:
    """Return all tables by name."""
    return {table.name: table for table in map(describe, TABLES)}


def column_of(ref: ColumnRef) -> Column:
    """Return what the schemas say of a column; KeyError for a column that does not exist."""
    return tables()[ref.table].column(ref.column)


def column_graph(described: Iterable[Table]) -> nx.DiGraph:
    """Return the graph of the columns of tables: an edge leads from a column to each that is derived from it."""
    graph = nx.DiGraph()
    for table in described:
        for column in table.columns:
            made = table.ref(column)
            graph.add_node(made)
            graph.add_edges_from((source, made) for source in column.made_from)
    return graph


def table_graph(described: Iterable[Table]) -> nx.DiGraph:
    """Return the graph of tables: an edge leads from a table to each that is made from it or points to it."""
    graph = nx.DiGraph()
    for table in described:
        graph.add_node(table.name)
        graph.add_edges_from((source, table.name) for source in sources(table))
    return graph


@cache
def lineage() -> nx.DiGraph:
    """Return the graph of the columns of all tables, which nobody may change."""
    return nx.freeze(column_graph(tables().values()))


@cache
def raw_columns(table_name: str, column_name: str) -> tuple[ColumnRef, ...]:
    """Return the raw columns that a column comes from, sorted; none where the build itself makes the column.

    A raw column comes from itself. KeyError for a column that does not exist.
    """
    ref = ColumnRef(table_name, column_name)
    column_of(ref)
    return tuple(sorted(source for source in {ref} | nx.ancestors(lineage(), ref) if is_raw(tables()[source.table])))
