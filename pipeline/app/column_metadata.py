"""The Dagster face of a schema: summary, column schema and column lineage, as the UI shows them."""

import dagster as dg

from pipeline.contract.duckdb import sql_type
from pipeline.contract.lineage import raw_columns
from pipeline.contract.tables import Column, Table

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
                description=_description(column),
                constraints=dg.TableColumnConstraints(
                    nullable=column.nullable, unique=table.key == (column.name,), other=_constraints(column)
                ),
            )
            for column in table.columns
        ],
        constraints=dg.TableConstraints(other=_row_constraints(table)),
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
                "raw_columns": ", ".join(raw_columns(table.name, column.name)) or NO_RAW_COLUMN,
            }
        )
        for column in table.columns
    ]
    return dg.MetadataValue.table(records, schema=dg.TableSchema([dg.TableColumn(name) for name in records[0].data]))


def _description(column: Column) -> str:
    parts = [column.description]
    if column.unit:
        parts.append(f"Unit: {column.unit}.")
    if column.null_means:
        parts.append(f"Null: {column.null_means}")
    if column.formula:
        parts.append(f"Formula: {column.formula}.")
    return " ".join(parts)


def _constraints(column: Column) -> list[str]:
    """Return in words what a value must satisfy."""
    words = {
        "isin": lambda known: "one of " + ", ".join(map(str, known["allowed_values"])),
        "str_matches": lambda known: f"matches {getattr(known['pattern'], 'pattern', known['pattern'])}",
        "greater_than_or_equal_to": lambda known: f">= {known['min_value']}",
        "less_than_or_equal_to": lambda known: f"<= {known['max_value']}",
        "number_between": lambda known: f"a number from {known['low']} to {known['high']}",
    }
    said = [words[check](known) for check, known in column.checks if check in words]
    scheme = [f"in the code list {column.scheme}"] if column.scheme else []
    return [*said, *scheme, *([f"points to {column.references}"] if column.references else [])]


def _row_constraints(table: Table) -> list[str]:
    said = [f"primary key: {', '.join(table.key)}"]
    said += [
        f"{', '.join(key.columns)} together point to {key.target}.{', '.join(key.target_columns)}"
        for key in table.foreign_keys
        if len(key.columns) > 1
    ]
    said += [f"exactly one of {one} and {other} is filled" for one, other in table.metadata.get("exactly_one", [])]
    return said + [f"either {', '.join(known['lines'])} or {known['url']}" for check, known in table.checks if check == "one_locator"]
