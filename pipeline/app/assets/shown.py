"""What a materialisation shows in the UI: how much there is, what it looks like, what is missing in it.

Belongs here: metadata that costs next to nothing, taken from rows and bytes that are in memory anyway. What is counted for one table
and not for another follows from its schema: the rows by each column that is limited to a closed code list (for `claims`, by verdict).
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import dagster as dg
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.app.assets.spec import FILES
from pipeline.app.column_metadata import column_lineage
from pipeline.contract.tables import Column, Table
from pipeline.kernel.files import sha256_of
from schemas.codes import codes_of

PREVIEWED_ROWS = 10
SHOWN_CHARACTERS = 80
NULLS = dg.TableSchema(
    [
        dg.TableColumn("column", "string", "Column that may be empty."),
        dg.TableColumn("nulls", "int", "Rows in which it is."),
        dg.TableColumn("null_means", "string", "What an empty cell says."),
    ]
)


def of_table(rows: pa.Table, content: bytes, table: Table) -> dict[str, Any]:
    """Return what the materialisation of a table shows, from its rows as stored and the bytes of its file."""
    return {
        "dagster/row_count": rows.num_rows,
        "bytes": len(content),
        "sha256": sha256_of(content),
        "preview": preview(rows),
        "nulls": null_counts(rows, table),
        **{f"rows_by_{column.name}": counts(rows, column) for column in table.columns if column.codes},
        "dagster/column_lineage": column_lineage(table),
    }


def preview(rows: pa.Table) -> dg.TableMetadataValue:
    """Return the first rows in the order of the key, long texts cut."""
    records = [dg.TableRecord({name: _cell(value) for name, value in row.items()}) for row in rows.slice(0, PREVIEWED_ROWS).to_pylist()]
    return dg.MetadataValue.table(records, schema=dg.TableSchema([dg.TableColumn(field.name, str(field.type)) for field in rows.schema]))


def null_counts(rows: pa.Table, table: Table) -> dg.TableMetadataValue:
    """Return for each column that may be empty in how many rows it is, and what that means; no other column has an empty cell."""
    records = [
        dg.TableRecord({"column": column.name, "nulls": rows.column(column.name).null_count, "null_means": column.null_means})
        for column in table.columns
        if column.nullable
    ]
    return dg.MetadataValue.table(records, schema=NULLS)


def counts(rows: pa.Table, column: Column) -> str:
    """Return the number of rows of each code of a coded column, in the order of its list, such as "consistent 67, truncated 2"."""
    found = {str(known["values"]): known["counts"] for known in pc.value_counts(rows.column(column.name)).to_pylist()}
    ordered = [code for code in [*codes_of(str(column.codes)), "None"] if code in found]
    return ", ".join(f"{'null' if code == 'None' else code} {found[code]}" for code in ordered) or "no rows"


def of_files(files: Mapping[str, tuple[int, str]]) -> dg.TableMetadataValue:
    """Return a list of files for the UI, from their names, sizes and hashes."""
    records = [dg.TableRecord({"file": name, "bytes": size, "sha256": sha256}) for name, (size, sha256) in sorted(files.items())]
    return dg.MetadataValue.table(records, schema=FILES)


def _cell(value: Any) -> Any:
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str) and len(value) > SHOWN_CHARACTERS:
        return value[: SHOWN_CHARACTERS - 1] + "…"
    return value
