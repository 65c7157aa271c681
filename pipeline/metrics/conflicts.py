"""Conflicts: pairs of observations of one quantity whose intervals do not meet, and why they may differ; and parts beside their wholes,
which are none.

Belongs here: the rule by which pairs are found and classified (docs/methods.md, Conflicts). Does not belong here: the words that explain
them (`conflict_words.py`), and which of two values is chosen (`series.py`).
"""

from decimal import Decimal

import pandas as pd

from pipeline.core.hierarchy import ancestors
from pipeline.core.verification import weakest
from pipeline.metrics.conflict_words import PART_OF_WHOLE, explanations
from pipeline.metrics.formulas import change, growth, percent
from pipeline.metrics.rounding import published

WHERE = ["geography_id", "organisation_id", "counterparty_id", "period_start", "period_end", "unit_id"]
QUANTITY = ["indicator_id", "subject_id", "reference_geography_id", *WHERE]
WHOLE = {"indicator_id": "whole_indicator_id", "reference_geography_id": "whole_reference_geography_id"}
KEY = ["observation_id", "other_observation_id"]
ENDS = ["value_low", "value_high", "is_low_out", "is_high_out"]
VALUES = ["value_no", "other_value_no"]
# A difference, the relative one, and the columns of the first and the other value that they are between.
DIFFERENCES = [
    ("difference", "relative_pct", "value", "other_value"),
    ("difference_low", "relative_low_pct", "value_high", "other_value_low"),
    ("difference_high", "relative_high_pct", "value_low", "other_value_high"),
]
# What the columns of the second observation of a pair are called.
OTHER = {
    "observation_id": "other_observation_id",
    "value_no": "other_value_no",
    "value": "other_value",
    "value_low": "other_value_low",
    "value_high": "other_value_high",
    "is_low_out": "other_is_low_out",
    "is_high_out": "other_is_high_out",
    "unit_id": "other_unit_id",
    "indicator_id": "other_indicator_id",
    "reference_geography_id": "other_reference_geography_id",
    "definition_id": "other_definition_id",
    "definition_basis": "other_definition_basis",
    "document_id": "other_document_id",
    "verification": "other_verification",
    "release": "other_release",
    "published": "other_published",
}
# The columns that describe an observation of a pair, by the names that they have for the first one.
CONTENT = [
    "value",
    *ENDS,
    "unit_id",
    "indicator_id",
    "reference_geography_id",
    "definition_id",
    "definition_basis",
    "document_id",
    "verification",
    "published",
]
ADDITIVE = ["stock", "flow"]  # kinds of quantities of which a part and the rest make the whole
# Kinds of quantities of which a difference in percent means nothing: they are differences, or have no zero.
NOT_RELATIVE = ["growth", "change", "decrease", "relative_difference", "balance", "rank", "temperature"]


def observation_conflicts(
    observations: pd.DataFrame,
    series_values: pd.DataFrame,
    indicators: pd.DataFrame,
    geographies: pd.DataFrame,
    raw_label_words: pd.DataFrame,
    concepts: pd.DataFrame,
    units: pd.DataFrame,
) -> pd.DataFrame:
    """Make the table `observation_conflicts`."""
    facts = observations.merge(series_values[["observation_id", "published", "release"]], on="observation_id").astype("object")
    is_out = {"is_low_out": facts["qualifier"] == "more_than", "is_high_out": facts["qualifier"] == "less_than"}
    facts = _numbered(facts.assign(**is_out))
    values = facts[["value_no", *QUANTITY, *ENDS]].drop_duplicates("value_no")
    pairs = pd.concat([_same_quantity(facts, values), _part_and_whole(facts, values, indicators, geographies)], ignore_index=True)
    described = facts[["observation_id", *CONTENT]]
    both = pairs.merge(described, on="observation_id").merge(described.rename(columns=OTHER), on="other_observation_id")
    texts = explanations(both, indicators, geographies, raw_label_words, concepts, units)
    weak = [weakest(pair) for pair in zip(both["verification"], both["other_verification"], strict=True)]
    made = both.assign(is_conflict=both["kind"] != PART_OF_WHOLE, verification=weak, **texts, **_differences(both, indicators))
    return made.sort_values(KEY, ignore_index=True)


def _numbered(facts: pd.DataFrame) -> pd.DataFrame:
    """Add value_no, one for all observations that give one quantity the same bounds. Such values, and not the observations, are compared
    with each other, so that the work does not grow with the square of the number of documents that repeat one value."""
    return facts.assign(value_no=facts.groupby([*QUANTITY, *ENDS], dropna=False, sort=False).ngroup())


def _same_quantity(facts: pd.DataFrame, values: pd.DataFrame) -> pd.DataFrame:
    """Return the pairs of one quantity from two sources, as vintages where they share a stated definition."""
    sourced = facts[["value_no", "observation_id", "definition_id", "release"]]
    others = values.rename(columns={name: OTHER[name] for name in ("value_no", *ENDS)})
    pairs = values.merge(others, on=QUANTITY)
    pairs = pairs.loc[_apart(pairs), VALUES].merge(sourced, on="value_no").merge(sourced.rename(columns=OTHER), on="other_value_no")
    pairs = pairs[(pairs["observation_id"] < pairs["other_observation_id"]) & (pairs["release"] != pairs["other_release"])]
    kinds = (pairs["definition_id"] == pairs["other_definition_id"]).map({True: "vintage", False: "definition"})
    return pairs[KEY].assign(kind=kinds, part_first=None)


def _part_and_whole(facts: pd.DataFrame, values: pd.DataFrame, indicators: pd.DataFrame, geographies: pd.DataFrame) -> pd.DataFrame:
    """Return the pairs of amounts of which one is of a part of the other's products, of its destinations, or of both."""
    additive = indicators.loc[indicators["quantity_kind"].isin(ADDITIVE), "indicator_id"]
    facts, values = (frame[frame["indicator_id"].isin(additive)] for frame in (facts, values))
    products = ancestors(indicators, "indicator_id", "broader_id").astype("object")
    places = ancestors(geographies, "geography_id", "parent_id").astype("object")
    nowhere = pd.DataFrame({"descendant": [None], "ancestor": [None], "distance": [0]}, dtype="object")
    places = pd.concat([places, nowhere], ignore_index=True)
    parts = values.merge(products.set_axis(["indicator_id", "whole_indicator_id", "product_levels"], axis=1), on="indicator_id")
    chain = places.set_axis(["reference_geography_id", "whole_reference_geography_id", "place_levels"], axis=1)
    parts = parts.merge(chain, on="reference_geography_id")
    parts = parts[(parts["product_levels"] + parts["place_levels"]) > 0]
    others = {name: OTHER[name] for name in ("value_no", *ENDS)}
    wholes = values.rename(columns=others | WHOLE | {"subject_id": "whole_subject_id"})
    pairs = parts.merge(wholes, on=[*WHERE, *WHOLE.values()])
    subject, whole_subject = pairs["subject_id"], pairs["whole_subject_id"]
    one_product = (subject == whole_subject) | (subject.isna() & whole_subject.isna())
    pairs = pairs.loc[((pairs["product_levels"] > 0) | one_product) & _apart(pairs), VALUES]
    observed = facts[["value_no", "observation_id"]]
    pairs = pairs.merge(observed, on="value_no").merge(observed.rename(columns=OTHER), on="other_value_no")
    first = pairs["observation_id"] < pairs["other_observation_id"]
    ends = {"observation_id": pairs["observation_id"].where(first, pairs["other_observation_id"])}
    ends["other_observation_id"] = pairs["other_observation_id"].where(first, pairs["observation_id"])
    return pd.DataFrame(ends).assign(kind=PART_OF_WHOLE, part_first=first)


def _apart(pairs: pd.DataFrame) -> pd.Series:
    """Return whether the intervals do not meet; a null bound is unbounded, and one that is out does not belong to its interval."""
    below = _less(pairs["value_high"], pairs["other_value_low"], pairs["is_high_out"] | pairs["other_is_low_out"])
    return below | _less(pairs["other_value_high"], pairs["value_low"], pairs["other_is_high_out"] | pairs["is_low_out"])


def _less(a: pd.Series, b: pd.Series, is_out: pd.Series) -> pd.Series:
    known = a.notna() & b.notna()
    a, b = a.where(known, Decimal(0)), b.where(known, Decimal(0))
    return known & ((a < b) | ((a == b) & is_out.astype("bool")))


def _differences(pairs: pd.DataFrame, indicators: pd.DataFrame) -> dict[str, pd.Series]:
    """Return the other value less the first, absolutely and in percent of the first, with bounds. There is no relative difference of a
    part and its whole, of quantities that are differences themselves, and where the first value is not positive."""
    found: dict[str, pd.Series] = {}
    kinds = pairs["indicator_id"].map(indicators.set_index("indicator_id")["quantity_kind"])
    is_relative = (pairs["kind"] != PART_OF_WHOLE) & ~kinds.isin(NOT_RELATIVE)
    for difference, relative, first, other in DIFFERENCES:
        start = pairs[first].where(pairs[first].notna() & pairs[other].notna(), None)
        positive = start.where(is_relative, None).map(lambda number: number if number > 0 else None, na_action="ignore")
        found[difference] = change(start, pairs[other])
        found[relative] = percent(growth(positive, pairs[other])).map(published, na_action="ignore")
    return found
