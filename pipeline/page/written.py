"""Numbers, amounts and dates as each language writes them.

French separates thousands by a narrow space that does not break, and decimals by a comma. Belongs here: forms only. Does not belong here:
which value is shown.
"""

from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal
from typing import Any

from pipeline.page.language import NARROW, Row, Texts

MINUS = "−"
FRENCH = str.maketrans(",.", NARROW + ",")
LARGE = ((Decimal(10) ** 9, "billion"), (Decimal(10) ** 6, "million"))
SYMBOLS = {"EUR": "unit.euro", "USD": "unit.dollar"}
EXACT = 14  # significant digits of a double that all computers agree on
DIGITS, DIGITS_LARGE = 4, 5  # significant digits of a computed number; those of millions have one more


def number(value: float | int, texts: Texts, places: int | None = None) -> str:
    """Return a number with its thousands apart, without final zeros unless a number of decimal places is given."""
    exact = Decimal(f"{value:.{EXACT}g}") if isinstance(value, float) else Decimal(value)
    shown = exact if places is None else exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_EVEN)
    digits = f"{abs(shown):,f}"
    if places is None and "." in digits:
        digits = digits.rstrip("0").rstrip(".")
    if texts.language == "fr":
        digits = digits.translate(FRENCH)
    return (MINUS if shown < 0 else "") + digits


def rounded(value: float) -> float:
    """Return a computed number with few digits, for a sentence; whole numbers keep all of theirs."""
    exact = Decimal(repr(value))
    if exact == exact.to_integral_value():
        return value
    digits = DIGITS_LARGE if abs(exact) >= LARGE[-1][0] else DIGITS
    return float(round(exact, digits - 1 - exact.adjusted()))


def amount(value: float, unit_id: str, unit: str, texts: Texts) -> str:
    """Return a value with its unit: 56.28 billion euros, 13.6%, 35,602 persons."""
    if unit_id == "percent":
        return texts("percent", n=number(value, texts))
    if unit_id in ("count", "rank"):
        return number(value, texts)
    if unit_id == "ratio":
        return texts("times", n=number(value, texts))
    size, scale = next(((size, word) for size, word in LARGE if abs(Decimal(repr(float(value)))) >= size), (Decimal(1), ""))
    scaled = number(float(Decimal(repr(float(value))) / size), texts)
    if not scale:
        return f"{scaled}{NARROW if texts.language == 'fr' else ' '}{unit}"
    plural = "one" if texts.language == "en" or abs(value) < 2 * float(size) else "many"
    return texts(f"{scale}.{plural}", n=scaled, unit=texts(SYMBOLS[unit_id]) if unit_id in SYMBOLS else texts("of_unit", unit=unit))


def short(value: float, unit_id: str, texts: Texts) -> str:
    """Return a value for the axis of a chart: 50 bn, 15%, 6,000."""
    exact = Decimal(repr(float(value)))
    size, scale = next(((size, word) for size, word in LARGE if abs(exact) >= size), (Decimal(1), ""))
    scaled = number(float(exact / size), texts)
    if unit_id == "percent" and value:
        return texts("percent", n=scaled)
    return texts("short", n=scaled, scale=texts(f"{scale}.short")) if scale else scaled


def between(low: float | None, high: float | None, unit_id: str, unit: str, texts: Texts) -> str:
    """Return bounds in words: 2.16 to 2.27, at least 5, or one value where both are equal; nothing where none is known."""
    ends = [None if end is None else amount(rounded(end), unit_id, unit, texts) for end in (low, high)]
    if ends[0] is None or ends[1] is None:
        known = ends[0] or ends[1]
        return texts("at_least" if ends[1] is None else "at_most", value=known) if known else ""
    return ends[0] if ends[0] == ends[1] else texts("from_to", low=_without_unit(ends[0], ends[1]), high=ends[1])


def stated(row: Row, texts: Texts) -> str:
    """Return the value of a statement with its qualifier: 35,602 persons, nearly 5%; 6 to 8 years for a range, which has no value."""
    if row["value"] is None:
        return between(row["value_low"], row["value_high"], row["unit_id"], row["unit"], texts)
    shown = amount(row["value"], row["unit_id"], row["unit"], texts)
    return shown if row["qualifier_code"] == "exact" else f"{row['qualifier']} {shown}"


def _without_unit(low: str, high: str) -> str:
    """Return a lower bound without its unit, where the upper bound has the same."""
    unit = high.lstrip(f"0123456789.,{NARROW}{MINUS}")
    return low.removesuffix(unit).rstrip() if unit else low


def day(value: date, texts: Texts) -> str:
    """Return a day: 5 March 2021, 1er mars 2021."""
    first = "day.first" if value.day == 1 else "day.other"
    return texts(first, day=value.day, month=texts(f"month.{value.month}"), year=value.year)


def period(row: dict[str, Any], texts: Texts) -> str:
    """Return when an event was, as finely as it is known, from first_day, last_day and date_precision."""
    first, last, precision = row["first_day"], row["last_day"], row["date_precision"]
    if first is None or precision == "none":
        return texts("undated")
    forms = {
        "day": lambda: day(first, texts),
        "month": lambda: f"{texts(f'month.{first.month}')} {first.year}",
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
    return texts("megabytes" if places else "kilobytes", n=number(max(size / unit, 1), texts, places))
