"""The Dagster face of a schema: column schema and column lineage, as the UI shows them."""

import dagster as dg

from pipeline.contract.duckdb import sql_type
from pipeline.contract.tables import Column, Table


def column_schema(table: Table) -> dg.TableSchema:
    """Return the columns of a table with types, descriptions and constraints."""
    return dg.TableSchema(
        columns=[
            dg.TableColumn(
                name=column.name,
                type=sql_type(column),
                description=_description(column),
                constraints=dg.TableColumnConstraints(nullable=column.nullable, unique=table.key == (column.name,)),
            )
            for column in table.columns
        ]
    )


def column_lineage(table: Table) -> dg.TableColumnLineage:
    """Return for each column the columns of other assets that it is made from."""
    return dg.TableColumnLineage(
        deps_by_column={
            column.name: [
                dg.TableColumnDep(asset_key=source.split(".")[0], column_name=source.split(".")[1]) for source in column.derived_from
            ]
            for column in table.columns
            if column.derived_from
        }
    )


def _description(column: Column) -> str:
    parts = [column.description]
    if column.unit:
        parts.append(f"Unit: {column.unit}.")
    if column.null_means:
        parts.append(f"Null: {column.null_means}")
    if column.formula:
        parts.append(f"Formula: {column.formula}.")
    return " ".join(parts)
