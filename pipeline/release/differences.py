"""What differs between the rows of two releases, cell by cell, by primary key.

Belongs here: comparing tables. Does not belong here: why they differ (`causes.py`), how it is told (`diff.py`).
"""

from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.core.record_ids import record_ids
from pipeline.kernel.problems import Problem, refuse
from pipeline.release.shapes import shape_of
from pipeline.release.table_files import parquet_files

TEXT = pd.ArrowDtype(pa.string())
COLUMNS = ["table_name", "record_id", "change", "column_name", "before", "after"]


def differences(old: Path, new: Path) -> pd.DataFrame:
    """Return the cells that differ between two release folders, by table, row and column.

    Columns: table_name; record_id, the values of its key joined by "|"; change: added, removed (every cell of the row that is not empty
    is listed) or changed; column_name; before and after, as text, null where the cell or its row is not there. Cells of a column that
    only one release has are listed for rows that only one release has: a change of the schema is told as such.
    """
    before, after = parquet_files(old), parquet_files(new)
    found = [_table_differences(name, before.get(name), after.get(name)) for name in sorted(before.keys() | after.keys())]
    return pd.concat(found, ignore_index=True) if found else pd.DataFrame(columns=COLUMNS, dtype=TEXT)


def _table_differences(table: str, old: Path | None, new: Path | None) -> pd.DataFrame:
    before, after = _cells(old), _cells(new)
    cells = before.merge(after, on=["record_id", "column_name"], how="outer", suffixes=("_before", "_after"))
    cells = cells.rename(columns={"value_before": "before", "value_after": "after"})
    is_old, is_new = cells["record_id"].isin(before["record_id"]), cells["record_id"].isin(after["record_id"])
    shared = cells["column_name"].isin(set(before["column_name"]) & set(after["column_name"]) | (_columns(old) & _columns(new)))
    differ = cells["before"].fillna("").ne(cells["after"].fillna("")) | cells["before"].isna().ne(cells["after"].isna())
    kept = cells[differ & (shared | ~(is_old & is_new))].copy()
    kept["change"] = "changed"
    kept.loc[~is_old, "change"] = "added"
    kept.loc[~is_new, "change"] = "removed"
    kept["table_name"] = table
    return kept[COLUMNS].astype(TEXT).sort_values(["record_id", "column_name"], ignore_index=True)


def _columns(file: Path | None) -> set[str]:
    return set(pq.read_schema(file).names) if file else set()


def _cells(file: Path | None) -> pd.DataFrame:
    """Return the cells of a table that are not empty, as text: record_id, column_name, value."""
    if not file:
        return pd.DataFrame(columns=["record_id", "column_name", "value"], dtype="object")
    rows = pq.read_table(file)
    nested = [field.name for field in rows.schema if pa.types.is_nested(field.type) or pa.types.is_binary(field.type)]
    refuse([Problem(file.name, None, name, None, "a column of plain values", "fetch the release again") for name in nested])
    texts = pa.table({name: rows[name].cast(pa.string()) for name in rows.column_names})
    frame = texts.to_pandas(types_mapper=pd.ArrowDtype)
    # names with a space are those of no column
    frame["record id"] = record_ids(frame, shape_of(rows.schema)["key"])
    doubled = frame["record id"][frame["record id"].duplicated()]
    refuse(
        [Problem(file.name, None, None, str(doubled.iloc[0]), "one row for each key", "fetch the release again")] if len(doubled) else []
    )
    cells = frame.melt("record id", var_name="column name", value_name="cell text").dropna(subset="cell text")
    return cells.set_axis(["record_id", "column_name", "value"], axis="columns").astype("object")
