"""Rows that point to rows of any table by name and key: that what they point to is there.

Belongs here: what no foreign key can say, since the table differs from row to row.
"""

from collections.abc import Mapping

import pandas as pd

from pipeline.contract.tables import Table
from pipeline.core.corrections import row_keys
from pipeline.problems import Problem

POINTING = ("quality_flags", "corrections", "provenance")


def dangling(tables: Mapping[str, Table], frames: Mapping[str, pd.DataFrame]) -> list[Problem]:
    """Return a problem for each row of the pointing tables whose table_name or row_key is that of no published row."""
    problems = []
    for name in POINTING:
        pointing = frames[name][frames[name]["table_name"].notna()]
        for target, rows in pointing.groupby("table_name"):
            known = row_keys(frames[target], tables[target].key) if target in tables else []
            for row in rows[rows["row_key"].notna() & ~rows["row_key"].isin(known)].to_dict("records"):
                key = ", ".join(str(row[column]) for column in tables[name].key)
                expected = f"the key of a row of {target}" if target in tables else "the name of a published table"
                remedy = "correct table_name and row_key of this row in raw/"
                problems.append(Problem(f"table {name} row {key}", None, "row_key", f"{target} {row['row_key']}", expected, remedy))
    return problems
