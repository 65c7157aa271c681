"""What a document prints and no row of a raw file holds: beside which row it is to be added.

Belongs here: the place of a row that is not there yet. Does not belong here: finding out that it is missing.
"""

import pandas as pd

from pipeline.contract.locate import locate
from pipeline.contract.tables import Table
from pipeline.kernel.problems import Problem
from pipeline.raw.folder import file_name
from pipeline.verify.text import Text


def missing_row(text: Text, table: Table, rows: pd.DataFrame, column: str, line: int, printed: str, expected: str, remedy: str) -> Problem:
    """Return the problem of a row that is missing: at the last row that begins on the line or before it, or else at the first row.

    rows: those of the document in a raw table. column: the one with the line of the document on which each begins. Where the document has
    no such rows, the problem names the file alone.
    """
    if rows.empty:
        return Problem(f"raw/{text.document_id}/{file_name(table)}", None, None, printed, expected, remedy)
    begins = rows[column].astype("int64").sort_values(kind="stable")
    before = begins[begins <= line]
    row = rows.loc[begins.index[0] if before.empty else before.index[-1]]
    return locate(rows, table, row, column, printed, expected, remedy)
