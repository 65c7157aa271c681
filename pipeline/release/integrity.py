"""Rows that point to rows of any table by name and identifier: that what they point to is there.

Belongs here: what no foreign key can say, since the table differs from row to row.
"""

from collections.abc import Mapping

import pandas as pd

from pipeline.contract.tables import Table
from pipeline.core.record_ids import record_ids
from pipeline.kernel.problems import Problem

# The tables whose rows point to others: by table_name and record_id.
POINTING = ("quality_flags", "corrections", "provenance", "number_uses", "claim_inputs")


def dangling(tables: Mapping[str, Table], frames: Mapping[str, pd.DataFrame]) -> list[Problem]:
    """Return a problem for each row of the pointing tables whose table_name or record_id is that of no published row."""
    problems = []
    for name in POINTING:
        pointing = frames[name][frames[name]["table_name"].notna()]
        for target, rows in pointing.groupby("table_name"):
            known = record_ids(frames[target], tables[target].key) if target in tables else []
            for row in rows[rows["record_id"].notna() & ~rows["record_id"].isin(known)].to_dict("records"):
                key = ", ".join(str(row[part]) for part in tables[name].key)
                expected = f"the identifier of a row of {target}" if target in tables else "the name of a published table"
                remedy = "correct table_name and record_id of this row in raw/"
                problems.append(Problem(f"table {name} row {key}", None, "record_id", f"{target} {row['record_id']}", expected, remedy))
    return problems
