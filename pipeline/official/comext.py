"""From an answer of Comext to statements, with the columns of statements.csv, so that they become observations like all others.

Belongs here: what an answer must hold, and which column each of its parts fills. Does not belong here: what the codes mean (the query says
that), and bounds and series (`pipeline/core/observations.py`).
"""

import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

import pandas as pd

from pipeline.contract.tables import describe
from pipeline.kernel.problems import Problem, refuse
from pipeline.official.query import OPEN, Query
from schemas.observations import RawStatements

PERIOD, VALUE = "TIME_PERIOD", "value"
YEAR = r"[12][0-9]{3}"
NO_VALUE = ["", "NaN"]
DECIMALS = 6
COLUMNS = [column.name for column in describe(RawStatements).columns]


def statements(values: pd.DataFrame, query: Query, file: str, url: str, retrieved: str) -> pd.DataFrame:
    """Return the statements of an answer: the columns of `raw_statements` (what the source has nothing for is null), a row for each value.

    values: what `sdmx_file.read_values` returns. file: where the answer is stored, for error messages. url and
    retrieved: where and on which day it was got. Places that the source leaves without a value (confidential, say) give no statement:
    see `without_value`.
    Raises InputError where the answer holds no value, is one to another query, or has a year or number that is none.
    """
    refuse(list(_answer_problems(values, query, file)))
    rows = values[~_empty(values)].reset_index(drop=True)
    area, common = rows[_partner(query)].map(query.partners), query.statement
    filled = {
        "statement_id": common["statement_id"] + "-" + common["geography_id"] + "-" + area + "-" + rows[PERIOD],
        "reference_geography_id": area,
        "period_start": rows[PERIOD],
        "period_end": rows[PERIOD],
        "printed": rows[VALUE],
        "source_url": url,
        "note_en": common["note_en"] + f" Retrieved {retrieved}." + _flags(rows, query),
    }
    made = rows.assign(**common | filled)
    return made.reindex(columns=COLUMNS).astype("object").where(lambda frame: frame.notna(), None)


def without_value(values: pd.DataFrame) -> int:
    """Return how many places of an answer have no value."""
    return int(_empty(values).sum())


def _empty(values: pd.DataFrame) -> pd.Series:
    return values[VALUE].isna() | values[VALUE].isin(NO_VALUE)


def _flags(rows: pd.DataFrame, query: Query) -> pd.Series:
    """Return what the source says of each value beside its dimensions, as text to add to a note."""
    said = pd.Series("", index=rows.index, dtype="object")
    for name in (name for name in rows.columns if name not in (*query.key, PERIOD, VALUE)):
        said += (f" {name}: " + rows[name].fillna("") + ".").where(rows[name].fillna("") != "", "")
    return said


def _partner(query: Query) -> str:
    return next(dimension for dimension, code in query.key.items() if code == OPEN)


def _answer_problems(values: pd.DataFrame, query: Query, file: str) -> Iterator[Problem]:
    """Yield what keeps an answer from being one to the query: each code, year and number that cannot be, once."""
    if values[~_empty(values)].empty:
        yield Problem(file, None, None, None, "at least one value", "look whether the query still fits the dataset")
        return
    for dimension, code in query.key.items():
        known = list(query.partners) if code == OPEN else [code]
        expected, remedy = f"{dimension} {' or '.join(known)}", "the query did not ask for it: ask again"
        yield from _value_problems(values, dimension, known, file, expected, remedy)
    years = [text for text in values[PERIOD].unique() if re.fullmatch(YEAR, str(text))]
    yield from _value_problems(values, PERIOD, years, file, "a year", "ask for yearly data")
    numbers = [text for text in values[VALUE].unique() if _is_amount(text)]
    yield from _value_problems(values[~_empty(values)], VALUE, numbers, file, f"a number with at most {DECIMALS} decimals", "ask again")


def _value_problems(values: pd.DataFrame, column: str, known: list[str], file: str, expected: str, remedy: str) -> Iterator[Problem]:
    """Yield a problem for each value of a column that is not a known one, or for the column where it is missing."""
    if column not in values:
        yield Problem(file, None, column, None, f"the dimension {column}", "look whether the dataset has changed")
        return
    for found in values.loc[~values[column].isin(known), column].unique():
        yield Problem(file, None, column, str(found), expected, remedy)


def _is_amount(text: object) -> bool:
    try:
        number = Decimal(str(text))
    except InvalidOperation:
        return False
    return number.is_finite() and number == round(number, DECIMALS)
