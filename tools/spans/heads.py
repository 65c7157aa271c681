"""The head of a table that multiplies its numbers: the words there that are a factor and a unit, such as millions d’euros or EUR thousand.

Belongs here: which words these are for a value, and where they stand. Does not belong here: units that are printed beside a number
(`parts.py`).
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal

import pandas as pd

from pipeline.kernel.tokens import NUMBER, values_of
from pipeline.verify.places import Run, places_of
from pipeline.verify.text import Text

JOINERS = (" ", "", " d’", " d'", " de ", " of ")
Row = Mapping[str, object]
Words = Mapping[tuple[str, str], list[str]]


def heads_of(text: Text, row: Row, words: Words, first: int, last: int) -> list[Run]:
    """Return where the lines of its context multiply the number of a statement: the factor by which its value exceeds what it prints,
    together with the unit, or alone where they stand apart. words: those of codes, by column and code; factors by "factor" and number."""
    units = words.get(("unit_id", str(row["unit_id"])), [])
    factors = [word for factor in _factors(row) for word in words.get(("factor", f"{factor:f}"), [])]
    forms = {form for factor in factors for unit in units for form in _together(factor, unit)}
    together = {run for form in forms for run in places_of(text, form, first, last)}
    return sorted(together or {run for factor in factors for run in places_of(text, factor, first, last)})


def _factors(row: Row) -> set[Decimal]:
    """Return what the printed number of a statement may be multiplied by to give its value."""
    match = NUMBER.search(str(row["printed"]))
    value = row["value_low"] if pd.isna(row["value"]) else row["value"]
    ratios = {abs(Decimal(str(value))) / number for number in (values_of(match[0]) if match else ()) if number}
    return {ratio.normalize() for ratio in ratios if ratio > 1}


def _together(factor: str, unit: str) -> Iterator[str]:
    """Yield a factor and a unit as a head may print them; a factor such as M€ names its unit itself."""
    if unit in factor:
        yield factor
    for joiner in JOINERS:
        yield f"{factor}{joiner}{unit}"
    yield f"{unit} {factor}"
    yield f"{unit}{factor}"
