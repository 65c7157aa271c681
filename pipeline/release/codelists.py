"""The code lists of a release: all of them in one CSV file, and as SKOS.

Belongs here: the files. Does not belong here: what a list is, or its form in SKOS (`pipeline/describe/skos.py`).
"""

from collections.abc import Sequence

import pandas as pd
import pyarrow as pa

from pipeline.contract.tables import Table
from pipeline.describe.forms import CODE_LISTS, CSV, TURTLE
from pipeline.describe.skos import COLUMNS, lists, skos
from pipeline.release.table_files import csv_bytes

FILE = "codelists"


def code_list_files(concepts: pd.DataFrame, code_lists: pd.DataFrame, tables: Sequence[Table]) -> dict[str, bytes]:
    """Return the files of all code lists, by their path in the release."""
    every = lists(concepts, code_lists)
    rows = pd.concat([rows.assign(code_list=name) for name, rows in every.items()], ignore_index=True)
    table = pa.Table.from_pandas(rows[["code_list", *COLUMNS]], preserve_index=False)
    turtle = skos(every, used_by(tables)).encode()
    return {CODE_LISTS.path(FILE, CSV): csv_bytes(table), CODE_LISTS.path(FILE, TURTLE): turtle}


def used_by(tables: Sequence[Table]) -> dict[str, list[str]]:
    """Return the columns, as table.column, that each code list is used by."""
    found: dict[str, list[str]] = {}
    for table in tables:
        for column in table.columns:
            for name in column.code_lists:
                found.setdefault(name, []).append(str(table.ref(column)))
    return found
