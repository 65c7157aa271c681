"""The values that a chart shows, as a CSV file beside the picture, so that nobody has to measure a picture.

Belongs here: carrying values in a specification, where Vega-Lite leaves room for them, and writing them. Does not belong here: which
values a chart shows.
"""

import csv
import io
from decimal import Decimal
from typing import Any

import pandas as pd

from pipeline.charts.specification import Specification

KEY = "values"


def with_values(rows: pd.DataFrame) -> dict[str, Any]:
    """Return rows as the part of a specification that no picture shows: a list of cells for the names of the columns and for each row."""
    cells = [[_text(cell) for cell in row] for row in rows.itertuples(index=False)]
    return {KEY: [list(map(str, rows.columns)), *cells]}


def values_file(specification: Specification) -> bytes:
    """Return the values of a chart as UTF-8 CSV with LF line endings; an empty cell is null."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(specification["usermeta"][KEY])
    return text.getvalue().encode()


def _text(cell: Any) -> str:
    """Return a cell as text: a number with all digits but final zeros and without an exponent, null as nothing."""
    if isinstance(cell, Decimal) and cell.is_finite():
        digits = f"{cell:f}"
        return digits.rstrip("0").rstrip(".") if "." in digits else digits
    return "" if pd.isna(cell) else str(cell)
