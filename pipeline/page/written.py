"""Periods, and numbers at an axis, as each language writes them on the page.

Belongs here: forms only. Does not belong here: which value is shown, and numbers, amounts and dates in sentences (`pipeline.core.written`).
"""

from datetime import date
from decimal import Decimal
from typing import Any

from pipeline.core.written import BILLION, MILLION, amount, between, date_in_words, number
from pipeline.page.language import Row, Texts

LARGE = ((BILLION, "billion"), (MILLION, "million"))


def short(value: float, unit_id: str, texts: Texts) -> str:
    """Return a value for the axis of a chart: 50 bn, 15%, 6,000."""
    exact = Decimal(repr(float(value)))
    size, scale = next(((size, word) for size, word in LARGE if abs(exact) >= size), (Decimal(1), ""))
    scaled = number(float(exact / size), texts.language)
    if unit_id == "percent" and value:
        return amount(value, unit_id, "", texts.language)
    return texts("short", n=scaled, scale=texts(f"{scale}.short")) if scale else scaled


def stated(row: Row, texts: Texts) -> str:
    """Return the value of a statement with its qualifier: 35,602 persons, nearly 5%; 6 to 8 years for a range, which has no value."""
    if row["value"] is None:
        return between(row["value_low"], row["value_high"], row["unit_id"], row["unit"], texts.language)
    shown = amount(row["value"], row["unit_id"], row["unit"], texts.language)
    return shown if row["qualifier_code"] == "exact" else f"{row['qualifier']} {shown}"


def period(row: dict[str, Any], texts: Texts) -> str:
    """Return when an event was, as finely as it is known, from first_day, last_day and date_precision."""
    first, last, precision = row["first_day"], row["last_day"], row["date_precision"]
    if first is None or precision == "none":
        return texts("undated")
    forms = {
        "day": lambda: date_in_words(f"{first:%Y-%m-%d}", texts.language),
        "month": lambda: date_in_words(f"{first:%Y-%m}", texts.language),
        "year": lambda: str(first.year),
        "decade": lambda: texts("decade", year=first.year),
    }
    return forms.get(precision, lambda: _span(first, last, texts))()


def _span(first: date, last: date | None, texts: Texts) -> str:
    if last is None:
        return texts("since", year=first.year)
    return str(first.year) if first.year == last.year else f"{first.year}–{last.year}"


def bytes_of(size: int, texts: Texts) -> str:
    """Return the size of a file: 14.1 MB, 35 kB."""
    unit, places = (1_000_000, 1) if size >= 1_000_000 else (1_000, 0)
    return texts("megabytes" if places else "kilobytes", n=number(max(size / unit, 1), texts.language, places))
