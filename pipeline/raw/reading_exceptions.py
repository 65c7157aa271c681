"""Cells that no printed word confirms, and which a person has given a reason for.

Belongs here: asking whether a cell is such an exception. Does not belong here: which cells must be confirmed.
"""

from collections.abc import Mapping

import pandas as pd

from pipeline.contract.tables import Table

Row = Mapping[str, object]
EXCEPTIONS = "reading_exceptions.csv"


class Exceptions:
    """The exceptions of all documents; each holds for one cell as long as it has one value."""

    def __init__(self, raw_reading_exceptions: pd.DataFrame) -> None:
        names = ["document_id", "table_name", "record_id", "column_name", "value"]
        self.known = set(map(tuple, raw_reading_exceptions[names].astype("object").to_numpy().tolist()))

    def allow(self, row: Row, table: Table, column: str) -> bool:
        """Return whether the value of a cell is an exception."""
        stem = table.name.removeprefix("raw_")
        return (row["document_id"], stem, record_of(row, table), column, str(row[column])) in self.known


def record_of(row: Row, table: Table) -> str:
    """Return the record_id of a raw row, as spans.csv and reading_exceptions.csv write it: the values of its key, joined by |."""
    return "|".join(str(row[name]) for name in table.key)
