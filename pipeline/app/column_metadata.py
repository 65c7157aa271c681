"""The Dagster face of a schema: summary, column schema and column lineage, as the UI shows them."""

import dagster as dg

from pipeline.contract.constraints import Filled, Unique
from pipeline.contract.duckdb import sql_type
from pipeline.contract.lineage import raw_columns
from pipeline.contract.tables import Column, Table
from pipeline.contract.words import column_words, constraint_words

NO_RAW_COLUMN = "none: the build itself makes it"


def summary(table: Table) -> tuple[str, str]:
    """Return the first sentence of a table's description, and the rest."""
    first, _, rest = table.description.partition(". ")
    return first.removesuffix(".") + ".", rest


def column_schema(table: Table) -> dg.TableSchema:
    """Return the columns of a table with types, descriptions and constraints, and the constraints of whole rows."""
    return dg.TableSchema(
        columns=[
            dg.TableColumn(
                name=column.name,
                type=sql_type(column),
                description=column_words(column, formula=True),
                constraints=_constraints(table, column),
            )
            for column in table.columns
        ],
        constraints=dg.TableConstraints(other=list(map(constraint_words, table.constraints))),
    )


def column_lineage(table: Table) -> dg.TableColumnLineage:
    """Return for each column the columns of other assets that it is made from."""
    return dg.TableColumnLineage(
        deps_by_column={
            column.name: [dg.TableColumnDep(asset_key=source.table, column_name=source.column) for source in column.made_from]
            for column in table.columns
            if column.derived_from
        }
    )


def lineage_table(table: Table) -> dg.TableMetadataValue:
    """Return for each column what it is made from and the raw columns at the end, as rows to look at.

    Dagster's own page shows no column lineage, though its API does; so it stands in the metadata too.
    """
    records = [
        dg.TableRecord(
            {
                "column": column.name,
                "made_from": ", ".join(column.derived_from),
                "formula": column.formula,
                "raw_columns": ", ".join(map(str, raw_columns(table.name, column.name))) or NO_RAW_COLUMN,
            }
        )
        for column in table.columns
    ]
    return dg.MetadataValue.table(records, schema=dg.TableSchema([dg.TableColumn(name) for name in records[0].data]))


def _constraints(table: Table, column: Column) -> dg.TableColumnConstraints:
    """Return what a column's cells must keep: in Dagster's own terms where it has one, else in words."""
    stated = table.constraints_of(column)
    others = [constraint for constraint in stated if not isinstance(constraint, Filled | Unique)]
    return dg.TableColumnConstraints(
        nullable=Filled() not in stated, unique=Unique((column.name,)) in stated, other=list(map(constraint_words, others))
    )
