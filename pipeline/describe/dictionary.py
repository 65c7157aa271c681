"""The dictionary face of the schemas: one row for each column of each published table."""

from collections.abc import Iterable

import pandas as pd

from pipeline.contract.constraints import ColumnRef
from pipeline.contract.duckdb import sql_type
from pipeline.contract.published import layer_of, published_tables
from pipeline.contract.tables import Column, Table
from pipeline.contract.words import code_list_words
from pipeline.describe.in_french import in_french
from pipeline.describe.licence import licence, licences_of


def data_dictionary(documents: pd.DataFrame) -> pd.DataFrame:
    """Return the table `data_dictionary` of all published tables. Printed text is under the licence of its document."""
    return dictionary(published_tables(), licences_of(documents))


def dictionary(tables: Iterable[Table], of_documents: str) -> pd.DataFrame:
    """Return the rows of the table `data_dictionary`, in the order of the tables and their columns.

    of_documents: the licences of the documents, which are those of all that is as printed.
    """
    return pd.DataFrame(
        [
            _row(table, position, column) | {"table_position": place, "licence": licence(table.ref(column), of_documents)}
            for place, table in enumerate(tables, start=1)
            for position, column in enumerate(table.columns, start=1)
        ]
    )


def _row(table: Table, position: int, column: Column) -> dict[str, object]:
    return {
        "schema_name": layer_of(table.name),
        "table_name": table.name,
        "column_name": column.name,
        "position": position,
        "type": sql_type(column),
        "unit": column.unit,
        "is_nullable": column.nullable,
        "null_means_en": column.null_means,
        "null_means_fr": in_french(column.null_means) if column.null_means else None,
        "is_key": column.name in table.key,
        "foreign_key": _foreign_key(table, column),
        "code_list": code_list_words(column),
        "allowed_codes": ", ".join(column.allowed_codes) or None,
        "derived_from": ", ".join(column.derived_from) or None,
        "formula": column.formula,
        "description_en": column.description,
        "description_fr": in_french(column.description),
        "label_fr": column.label_fr,
    }


def _foreign_key(table: Table, column: Column) -> str | None:
    keys = [key for key in table.foreign_keys if column.name in key.columns]
    targets = [ColumnRef(key.target, key.target_columns[key.columns.index(column.name)]) for key in keys]
    return ", ".join(map(str, dict.fromkeys(targets))) or None
