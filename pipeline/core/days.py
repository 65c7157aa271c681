"""Dates as days: the first and the last day that a date of raw/ may be, and the years of such days.

A date of raw/ is as fine as what is printed: YYYY, YYYY-MM or YYYY-MM-DD. 2020 is 2020-01-01 to 2020-12-31, 2021-02 is 2021-02-01 to
2021-02-28. That it is a date of the calendar, the raw layer has checked (`pipeline/raw/dates.py`).
Belongs here: going from dates to days, and from days to years. Does not belong here: how a date is shown to a person.
"""

import pandas as pd
import pyarrow as pa

DAY = pd.ArrowDtype(pa.date32())
REST_OF_FIRST_DAY = "-01-01"
MONTH, YEAR = len("2020-01"), len("2020")


def first_days(dates: pd.Series) -> pd.Series:
    """Return the first day that each date may be, of type DAY; null where there is none."""
    texts = dates.astype("object")
    full = texts.map(lambda text: text + REST_OF_FIRST_DAY[len(text) - YEAR :], na_action="ignore")
    return _days(full)


def last_days(dates: pd.Series) -> pd.Series:
    """Return the last day that each date may be, of type DAY; null where there is none."""
    first, length = pd.to_datetime(first_days(dates).astype("object")), dates.astype("object").str.len()
    end_of_year, end_of_month = first + pd.offsets.YearEnd(), first + pd.offsets.MonthEnd()
    return _days(first.mask(length == YEAR, end_of_year).mask(length == MONTH, end_of_month).dt.strftime("%Y-%m-%d"))


def years(days: pd.Series) -> pd.Series:
    """Return the year of each day, as a whole number; null where there is none."""
    return days.astype(DAY).dt.year.astype(pd.ArrowDtype(pa.int64()))


def _days(texts: pd.Series) -> pd.Series:
    found = pa.array(texts.astype("object"), pa.string(), from_pandas=True).cast(pa.date32())
    return pd.Series(pd.array(found, dtype=DAY), index=texts.index)
