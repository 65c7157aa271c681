"""Rows that point to rows of any table by name and key: that what they point to is there.

Belongs here: what no foreign key can say, since the table differs from row to row.
"""

from collections.abc import Mapping

import pandas as pd

from pipeline.contract.tables import Table
from pipeline.core.corrections import row_keys
from pipeline.problems import Problem

# Each table whose rows point to others, with the column that holds the key. A record_id is the key itself where it is one column.
POINTING = {
    "quality_flags": "row_key",
    "corrections": "row_key",
    "provenance": "row_key",
    "number_uses": "record_id",
    "claim_inputs": "record_id",
}


def dangling(tables: Mapping[str, Table], frames: Mapping[str, pd.DataFrame]) -> list[Problem]:
    """Return a problem for each row of the pointing tables whose table_name or key is that of no published row."""
    problems = []
    for name, column in POINTING.items():
        pointing = frames[name][frames[name]["table_name"].notna()]
        for target, rows in pointing.groupby("table_name"):
            known = _keys(frames[target], tables[target], column) if target in tables else []
            for row in rows[rows[column].notna() & ~rows[column].isin(known)].to_dict("records"):
                key = ", ".join(str(row[part]) for part in tables[name].key)
                expected = f"the key of a row of {target}" if target in tables else "the name of a published table"
                remedy = f"correct table_name and {column} of this row in raw/"
                problems.append(Problem(f"table {name} row {key}", None, column, f"{target} {row[column]}", expected, remedy))
    return problems


def _keys(frame: pd.DataFrame, table: Table, column: str) -> pd.Series:
    """Return the keys of a table's rows as the pointing column writes them."""
    single = column == "record_id" and len(table.key) == 1
    return frame[table.key[0]].astype("str") if single else row_keys(frame, table.key)
