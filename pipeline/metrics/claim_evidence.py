"""What claims are computed from: records of published tables, each as a number with bounds and the years that it is of.

Belongs here: which tables claims may name, and what the number of a record of each is.
Does not belong here: which records a claim names (raw/reference/claim_inputs.csv).
"""

import pandas as pd

from pipeline.core.days import years
from pipeline.core.observations import decimals
from pipeline.core.record_ids import record_ids

COLUMNS = [
    "table_name",
    "record_id",
    "value",
    "low",
    "high",
    "rounding_unit",
    "qualifier",
    "unit_id",
    "definition_id",
    "first_year",
    "last_year",
    "printed",
    "first_line",
    "verification",
]
NUMBERS = ["value", "low", "high", "rounding_unit"]
NUMBER = r"^[0-9]+(?:\.[0-9]+)?$"


def evidence(
    observations: pd.DataFrame,
    number_ledger: pd.DataFrame,
    biomanufacturing_history: pd.DataFrame,
    listed_items: pd.DataFrame,
    figure_points: pd.DataFrame,
    concepts: pd.DataFrame,
    events: pd.DataFrame,
) -> pd.DataFrame:
    """Return one row for each record that a claim may name, with the columns of `COLUMNS`; null where a record does not have one.

    All records but observations are of a text.

    An observation has its value and bounds. A number of the ledger is taken as exact. A row of the history is a range of years, and so is
    the date of an event, such as a decade. All others count as one, but a point of a figure that the text does not give has no number.
    """
    history = biomanufacturing_history.assign(low=biomanufacturing_history["year_start"], high=biomanufacturing_history["year_end"])
    dated = events.assign(low=years(events["date_start"]), high=years(events["date_end"]))
    given = figure_points["status"] != "not_in_text"
    rows = pd.concat(
        [
            printed_numbers(observations, number_ledger),
            _keyed(history, "biomanufacturing_history", ["document_id", "row_no"]).assign(qualifier="range", unit_id="calendar_year"),
            _keyed(dated, "events", ["event_id"]).assign(qualifier="range", unit_id="calendar_year"),
            _exact(listed_items, "listed_items", ["document_id", "entry_no"], _ones(listed_items)),
            _exact(figure_points, "figure_points", ["document_id", "figure_no", "point_id"], _ones(figure_points).where(given)),
            _exact(concepts, "concepts", ["concept_id"], _ones(concepts)),
        ],
        ignore_index=True,
    ).reindex(columns=COLUMNS)
    return _with_decimals(rows)


def printed_numbers(observations: pd.DataFrame, number_ledger: pd.DataFrame) -> pd.DataFrame:
    """Return those of the records that are printed numbers, with the same columns."""
    tokens = _exact(number_ledger, "number_ledger", ["document_id", "line", "char_start"], _numbers(number_ledger["token"]))
    tokens = tokens.assign(printed=number_ledger["token"], first_line=number_ledger["line"])
    return _with_decimals(pd.concat([_observed(observations), tokens], ignore_index=True).reindex(columns=COLUMNS))


def _with_decimals(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.assign(
        verification=rows["verification"].astype("object").fillna("text"), **{name: decimals(rows[name]) for name in NUMBERS}
    )


def _observed(observations: pd.DataFrame) -> pd.DataFrame:
    named = observations.rename(columns={"value_low": "low", "value_high": "high", "value_printed": "printed"})
    first, last = (years(named[name]).astype("Int64") for name in ("period_start", "period_end"))
    return _keyed(named.assign(first_year=first, last_year=last), "observations", ["observation_id"])


def _exact(frame: pd.DataFrame, table: str, key: list[str], values: pd.Series) -> pd.DataFrame:
    return _keyed(frame.assign(value=values, low=values, high=values, rounding_unit=0, qualifier="exact", unit_id=None), table, key)


def _keyed(frame: pd.DataFrame, table: str, key: list[str]) -> pd.DataFrame:
    """Return the known columns with the table and the identifier of their record."""
    known = frame[[name for name in COLUMNS if name in frame.columns]].astype("object")
    return known.assign(table_name=table, record_id=record_ids(frame, key).astype("object"))


def _numbers(tokens: pd.Series) -> pd.Series:
    """Return French numbers as decimals; null for a token that is none, such as the number of a heading."""
    plain = tokens.astype("object").str.replace(r"\s", "", regex=True).str.replace(",", ".")
    return plain.where(plain.str.match(NUMBER))


def _ones(frame: pd.DataFrame) -> pd.Series:
    return pd.Series(1, index=frame.index, dtype="object")
