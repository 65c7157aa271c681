"""Observations: indicators and units, and the quantitative statements of the documents, with the bounds that their printing allows,
and the items that they count."""

from decimal import Decimal

import pandas as pd

from pipeline.contract.locate import problems_of
from pipeline.core.bounds import bounded
from pipeline.core.hierarchy import in_circle
from pipeline.core.labels import labels_of
from pipeline.core.verification import verification
from pipeline.kernel.problems import Problem

SERIES = ["indicator_id", "subject_id", "geography_id", "reference_geography_id", "organisation_id", "unit_id", "definition_id"]
MISSING = "-"


def units(raw_units: pd.DataFrame) -> pd.DataFrame:
    """Make the table `units`."""
    return raw_units.assign(factor=decimals(raw_units["factor"]))


def no_circle_of_indicators(indicators: pd.DataFrame) -> list[Problem]:
    """No indicator is, over its broader ones, a part of itself."""
    remedy = "correct the broader_id of one indicator of this circle in raw/reference/indicators.csv"
    rows = in_circle(indicators, "indicator_id", "broader_id")
    return problems_of(rows, "indicators", "broader_id", "a chain of broader indicators that ends", remedy)


def indicators(raw_indicators: pd.DataFrame) -> pd.DataFrame:
    """Make the table `indicators`."""
    return raw_indicators


def observations(
    raw_statements: pd.DataFrame,
    raw_label_words: pd.DataFrame,
    indicators: pd.DataFrame,
    concepts: pd.DataFrame,
    geographies: pd.DataFrame,
    organisations: pd.DataFrame,
) -> pd.DataFrame:
    """Make the table `observations`: statements with numbers as decimals, bounds, labels, and the series that they belong to."""
    rows = raw_statements.rename(columns={"printed": "value_printed", "note_en": "note"})
    numbers = {name: decimals(rows[name]) for name in ("value", "value_low", "value_high", "rounding_unit")}
    rows = rows.assign(
        observation_id=observation_ids(rows),
        is_stated_derived=rows["is_stated_derived"] == "true",
        series_id=_series(rows),
        verification=verification(rows),
        **numbers,
    )
    return bounded(rows.assign(**labels_of(rows, indicators, raw_label_words, concepts, geographies, organisations)))


def _series(rows: pd.DataFrame) -> pd.Series:
    """Return the parts of SERIES joined by slashes, a missing one as -, and the counterparty where there is one."""
    parts = rows[SERIES].astype("object").fillna(MISSING).agg("/".join, axis=1)
    return parts.str.cat(("/" + rows["counterparty_id"].astype("object")).fillna("").astype("str"))


def units_fit_indicators(observations: pd.DataFrame, indicators: pd.DataFrame, units: pd.DataFrame) -> list[Problem]:
    """The unit of each observation is one of the dimension that its indicator has."""
    wanted = indicators[["indicator_id", "dimension"]].rename(columns={"dimension": "wanted"})
    known = observations.merge(wanted, on="indicator_id", how="left").merge(units[["unit_id", "dimension"]], on="unit_id", how="left")
    return problems_of(
        known[known["wanted"] != known["dimension"]],
        "observations",
        "unit_id",
        lambda row: f"a unit of {row['wanted']}, as {row['indicator_id']} has; this is one of {row['dimension']}",
        "correct the unit or the indicator of the statement in statements.csv, or the dimension in indicators.csv or units.csv",
    )


def listed_items(raw_listed_items: pd.DataFrame) -> pd.DataFrame:
    """Make the table `listed_items`: as read, each with the observation that gives the number or rank."""
    return raw_listed_items.assign(observation_id=observation_ids(raw_listed_items))


def observation_ids(rows: pd.DataFrame) -> pd.Series:
    """Return the observation of each row's statement, in the row's document; null where a row has no statement."""
    return rows["document_id"] + "-" + rows["statement_id"]


def decimals(texts: pd.Series) -> pd.Series:
    """Return texts as decimals, exactly; null stays null."""
    return texts.astype("object").map(Decimal, na_action="ignore")
