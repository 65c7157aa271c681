"""Observations: indicators and units, and the quantitative statements of the documents, with the bounds that their printing allows,
and the items that they count."""

from decimal import Decimal

import pandas as pd

from pipeline.contract.locate import problems_of
from pipeline.core.bounds import bounded
from pipeline.core.days import first_days, last_days
from pipeline.core.hierarchy import in_circle
from pipeline.core.labels import labels_of
from pipeline.core.verification import verification
from pipeline.kernel.problems import Problem

SERIES = ["indicator_id", "subject_id", "geography_id", "reference_geography_id", "organisation_id", "unit_id", "definition_id"]
MISSING = "-"
TEXT = "string[pyarrow]"
BOUNDS = ["value_low", "value_high"]
# Kinds of quantity that a document cannot state without comparing others.
COMPARISONS = ["rank", "share", "growth"]


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
    """Make the table `observations`: statements with numbers as decimals, bounds, periods as days, labels, and the series that they belong
    to."""
    rows = raw_statements.rename(columns={"printed": "value_printed", "note_en": "note"})
    numbers = {name: decimals(rows[name]) for name in ("value", "value_low", "value_high", "rounding_unit")}
    rows = rows.assign(
        observation_id=observation_ids(rows),
        is_stated_derived=rows["is_stated_derived"] == "true",
        is_part_of=observation_ids(rows, "is_part_of"),
        is_repeat_of=observation_ids(rows, "is_repeat_of"),
        series_id=_series(rows),
        verification=verification(rows),
        **numbers,
    )
    labelled = rows.assign(**labels_of(rows, indicators, raw_label_words, concepts, geographies, organisations))
    days = {"period_start": first_days(rows["period_start"]), "period_end": last_days(rows["period_end"])}
    return bounded(labelled.assign(**days))


def _series(rows: pd.DataFrame) -> pd.Series:
    """Return the parts of SERIES joined by slashes, a missing one as -, and the counterparty where there is one."""
    first, *others = (rows[name].astype(TEXT).fillna(MISSING) for name in SERIES)
    return first.str.cat([*others], sep="/").str.cat(("/" + rows["counterparty_id"].astype(TEXT)).fillna(""))


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


def comparisons_are_derived(observations: pd.DataFrame, indicators: pd.DataFrame) -> list[Problem]:
    """Each rank, share and growth is an observation that the document derives from other figures, printed or not."""
    kinds = indicators[["indicator_id", "quantity_kind"]]
    compared = observations.merge(kinds[kinds["quantity_kind"].isin(COMPARISONS)], on="indicator_id")
    return problems_of(
        compared[~compared["is_stated_derived"].astype("bool")],
        "observations",
        "is_stated_derived",
        lambda row: f"true, because {row['indicator_id']} is a {row['quantity_kind']}",
        "correct the column in statements.csv, or quantity_kind in indicators.csv; if it is true, the statement also needs a claim",
    )


def parts_fit_their_wholes(observations: pd.DataFrame) -> list[Problem]:
    """A part is not larger than its whole and no whole is part of its part; a repeat may have the same value as what it repeats, and
    what it repeats is neither itself a repeat nor also its whole."""
    parts, repeats = _beside(observations, "is_part_of"), _beside(observations, "is_repeat_of")
    too_large = (parts["unit_id"] == parts["unit_id_whole"]) & (parts["value_low"] > parts["value_high_whole"])
    apart = (repeats["value_low"] > repeats["value_high_whole"]) | (repeats["value_high"] < repeats["value_low_whole"])
    both = repeats["is_part_of"] == repeats["is_repeat_of"]
    circle = in_circle(observations, "observation_id", "is_part_of")
    remedy = "correct this column in statements.csv, or the value of one of the two statements"
    again = "an observation whose bounds overlap these, that repeats no other, and that is not the one in is_part_of"
    return [
        *problems_of(parts[too_large], "observations", "is_part_of", "an observation that is not smaller than this part of it", remedy),
        *problems_of(circle, "observations", "is_part_of", "a chain of wholes that ends", remedy),
        *problems_of(repeats[apart | both | repeats["is_repeat_of_whole"].notna()], "observations", "is_repeat_of", again, remedy),
    ]


def _beside(observations: pd.DataFrame, link: str) -> pd.DataFrame:
    """Return the observations that a column leads on to another, with that one's unit, bounds and repeat beside them, as *_whole. Bounds
    are floating-point numbers here, which is enough to compare them; an open one is larger, or smaller, than all."""
    rows = observations.astype(dict.fromkeys(BOUNDS, "float64"))
    other = rows[["observation_id", "unit_id", *BOUNDS, "is_repeat_of"]].add_suffix("_whole")
    return rows[rows[link].notna()].merge(other, left_on=link, right_on="observation_id_whole")


def listed_items(raw_listed_items: pd.DataFrame) -> pd.DataFrame:
    """Make the table `listed_items`: as read, each with the observation that gives the number or rank."""
    return raw_listed_items.assign(observation_id=observation_ids(raw_listed_items))


def observation_ids(rows: pd.DataFrame, statement: str = "statement_id") -> pd.Series:
    """Return the observation of the statement that a column names, in the row's document; null where a row names none."""
    return rows["document_id"] + "-" + rows[statement]


def decimals(texts: pd.Series) -> pd.Series:
    """Return texts as decimals, exactly; null stays null."""
    return texts.astype("object").map(Decimal, na_action="ignore")
