"""Dates that have a meaning: days of the calendar, periods that do not run backwards, and a precision as fine as what is stated.

Belongs here: what can be said of dates by looking at raw files alone. Does not belong here: whether a date is as printed
(`pipeline/core/events.py`, `pipeline/verify/`), and the days that it may be (`pipeline/core/days.py`).
"""

import calendar
from collections.abc import Iterator

import pandas as pd

from pipeline.contract.constraints import Matches
from pipeline.contract.locate import locate
from pipeline.contract.tables import Table
from pipeline.kernel.problems import Problem
from schemas.fields import PARTIAL_DATE

YEAR, MONTH, DAY = 1, 2, 3  # how many parts a date has
PARTS_OF = {"day": DAY, "month": MONTH, "half_year": MONTH, "year": YEAR, "decade": YEAR}
FORMS = {YEAR: "YYYY", MONTH: "YYYY-MM", DAY: "YYYY-MM-DD"}
HALVES = [("01", "06"), ("07", "12")]
WHOLE = {
    "half_year": "the month 06 after 01, or 12 after 07, of one year, since the precision is half_year",
    "decade": "the ninth year after one that ends in 0, since the precision is decade",
}
REMEDY = "correct the date, or the precision, to what the source states"


def date_problems(frame: pd.DataFrame, table: Table) -> list[Problem]:
    """Return the faults of the dates of a raw table whose cells keep their schema: a day that the calendar lacks, an end before its start,
    a precision that the dates contradict. `periods` in the table's metadata names the columns (start, end, precision) of its periods."""
    dates = [column.name for column in table.columns if Matches(PARTIAL_DATE) in column.limits]
    periods = table.metadata.get("periods", [])
    read = frame.astype(dict.fromkeys({*dates, *(name for period in periods for name in period)}, "object"))
    faults = [fault for name in dates for fault in _no_days(read, name)]
    known = read.drop(index=[index for index, _, _ in faults])
    faults += [fault for period in periods for fault in _impossible(known, *period)]
    return [locate(frame, table, frame.loc[index], column, frame.at[index, column], expected, REMEDY) for index, column, expected in faults]


def _no_days(frame: pd.DataFrame, column: str) -> Iterator[tuple[object, str, str]]:
    """Yield (index, column, what was expected) for each date that is none."""
    for index, date in frame[column].dropna().items():
        if expected := _expected_of(str(date)):
            yield index, column, expected


def _expected_of(date: str) -> str | None:
    """Return what is expected of a date that the calendar does not have; None for one that it has."""
    year, month, day = (*map(int, date.split("-")), None, None)[:3]
    if month is not None and not 1 <= month <= 12:
        return "a month from 01 to 12"
    if month is not None and day is not None and not 1 <= day <= calendar.monthrange(int(year or 0), month)[1]:
        return f"a day from 01 to {calendar.monthrange(int(year or 0), month)[1]}, which this month has"
    return None


def _impossible(frame: pd.DataFrame, start: str, end: str, precision: str) -> Iterator[tuple[object, str, str]]:
    """Yield the same for each period that runs backwards or has another precision than it says."""
    for index, first, last, known in frame[[start, end, precision]].itertuples(name=None):
        ends = {name: str(date) for name, date in ((start, first), (end, last)) if not pd.isna(date)}
        if len(ends) == 2 and _backwards(*ends.values()):
            yield index, end, f"a date that is not before the start, {first}"
        elif wrong := _contradicted(str(known), ends):
            yield index, *wrong


def _backwards(start: str, end: str) -> bool:
    """Return whether a period ends before it starts, as far as both dates are stated."""
    common = min(len(start), len(end))
    return end[:common] < start[:common]


def _contradicted(precision: str, ends: dict[str, str]) -> tuple[str, str] | None:
    """Return the column of the first date that a precision contradicts, and what was expected there; None if none does."""
    if precision == "none":
        return next(((name, "no date, since the precision is none") for name in ends), None)
    for name, date in ends.items():
        parts = PARTS_OF.get(precision)
        if parts and len(date.split("-")) != parts:
            return name, f"a date {FORMS[parts]}, since its precision is {precision}"
    return _not_whole(precision, ends)


def _not_whole(precision: str, ends: dict[str, str]) -> tuple[str, str] | None:
    """Return the same for two ends that are not those of one half-year or decade."""
    if len(ends) < 2 or precision not in WHOLE:
        return None
    (_, first), (column, last) = ends.items()
    is_half = first[:4] == last[:4] and (first[5:], last[5:]) in HALVES
    is_decade = first.endswith("0") and last == f"{first[:3]}9"
    return None if (is_half if precision == "half_year" else is_decade) else (column, WHOLE[precision])
