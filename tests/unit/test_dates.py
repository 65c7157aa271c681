"""Dates of raw files: a date that the calendar lacks, or a period that cannot be, is refused where it stands; the others are days."""

import pandas as pd
import pytest

from pipeline.contract.tables import describe
from pipeline.core.days import first_days, last_days, years
from pipeline.raw.dates import date_problems
from schemas.observations import RawStatements

TABLE = describe(RawStatements)


def faults(start: str | None, end: str | None, precision: str, published: str | None = None) -> list[tuple[int | None, str | None, str]]:
    """The line, column and expectation of each fault of one statement's dates."""
    row = dict.fromkeys((column.name for column in TABLE.columns), None) | {"source_file": "raw/d/statements.csv", "source_line": 7}
    row |= {"period_start": start, "period_end": end, "period_precision": precision, "source_published": published}
    return [(p.line, p.column, p.expected) for p in date_problems(pd.DataFrame([row], dtype="object"), TABLE)]


@pytest.mark.parametrize(
    ("start", "end", "precision"),
    [
        ("2020", "2020", "year"),
        ("2015", "2020", "year"),
        ("2017", None, "year"),
        (None, "2017", "year"),
        ("2024-02-29", "2024-02-29", "day"),
        ("2020-12", "2020-12", "month"),
        ("2025-07", "2025-12", "half_year"),
        ("1940", "1949", "decade"),
        ("2022-04", "2024", "period"),
        ("2022", "2022-04", "period"),
        (None, None, "period"),
        (None, None, "none"),
    ],
)
def test_a_date_of_the_calendar_and_a_period_that_agrees_with_its_precision_pass(start: str, end: str, precision: str) -> None:
    assert faults(start, end, precision, published="2020-02") == []


@pytest.mark.parametrize(
    ("start", "end", "precision", "column", "expected"),
    [
        ("2014-02-31", "2014-02-28", "day", "period_start", "a day from 01 to 28"),
        ("2023-02-29", "2023-03-01", "day", "period_start", "a day from 01 to 28"),
        ("2014-02", "2014-19", "month", "period_end", "a month from 01 to 12"),
        ("2014-00", "2014-01", "month", "period_start", "a month from 01 to 12"),
        ("2016", "2015", "year", "period_end", "not before the start, 2016"),
        ("2022-04", "2021", "period", "period_end", "not before the start, 2022-04"),
        ("2014-02", "2014-03", "year", "period_start", "a date YYYY, since its precision is year"),
        ("2014", "2014", "month", "period_start", "a date YYYY-MM, since its precision is month"),
        ("2014", "2014", "none", "period_start", "no date"),
        ("2019-02", "2019-06", "half_year", "period_end", "the month 06 after 01"),
        ("1940", "1950", "decade", "period_end", "the ninth year"),
    ],
)
def test_a_date_that_cannot_be_is_refused_at_its_line_and_column(start: str, end: str, precision: str, column: str, expected: str) -> None:
    [(line, found, told)] = faults(start, end, precision)
    assert (line, found) == (7, column)
    assert expected in told


def test_the_date_of_a_page_is_one_of_the_calendar_too() -> None:
    assert [column for _, column, _ in faults(None, None, "none", published="2022-02-31")] == ["source_published"]


def test_a_date_is_its_first_and_last_day() -> None:
    dates = pd.Series(["2020", "2021-02", "2024-02-29", None], index=[3, 1, 4, 2], dtype="object")
    shown = [[None if pd.isna(day) else str(day) for day in days] for days in (first_days(dates), last_days(dates))]
    assert shown == [["2020-01-01", "2021-02-01", "2024-02-29", None], ["2020-12-31", "2021-02-28", "2024-02-29", None]]
    assert years(last_days(dates)).dropna().to_dict() == {3: 2020, 1: 2021, 4: 2024}
    assert last_days(dates[:0]).empty
