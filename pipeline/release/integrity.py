"""Rows that point to rows of any table by name and key: that what they point to is there.

Belongs here: what no foreign key can say, since the table differs from row to row.
"""

from collections.abc import Mapping

import pandas as pd

from pipeline.contract.tables import Table
from pipeline.core.corrections import record_ids, row_keys
from pipeline.kernel.problems import Problem

# Each table whose rows point to others, with the column that holds the key; and how such a column writes it.
POINTING = {
    "quality_flags": "row_key",
    "corrections": "row_key",
    "provenance": "row_key",
    "number_uses": "record_id",
    "claim_inputs": "record_id",
    "joint_inconsistency_members": "record_id",
}
KEYS = {"row_key": row_keys, "record_id": record_ids}


def dangling(tables: Mapping[str, Table], frames: Mapping[str, pd.DataFrame]) -> list[Problem]:
    """Return a problem for each row of the pointing tables whose table_name or key is that of no published row."""
    problems = []
    for name, column in POINTING.items():
        pointing = frames[name][frames[name]["table_name"].notna()]
        for target, rows in pointing.groupby("table_name"):
            known = KEYS[column](frames[target], tables[target].key).astype("str") if target in tables else []
            for row in rows[rows[column].notna() & ~rows[column].isin(known)].to_dict("records"):
                key = ", ".join(str(row[part]) for part in tables[name].key)
                expected = f"the key of a row of {target}" if target in tables else "the name of a published table"
                remedy = f"correct table_name and {column} of this row in raw/"
                problems.append(Problem(f"table {name} row {key}", None, column, f"{target} {row[column]}", expected, remedy))
    return problems
