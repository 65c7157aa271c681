"""Conflicts: pairs of observations of one quantity whose intervals do not meet, and why they may differ.

Belongs here: the rule by which pairs are found and told apart (docs/methods.md, Conflicts). Does not belong here: which of two values is
right; the view `series_best` chooses one by a precedence, and names what it passes over.
"""

from decimal import Decimal

import pandas as pd

from pipeline.core.hierarchy import ancestors
from pipeline.metrics.formulas import change, growth, percent
from pipeline.metrics.rounding import published

WHERE = ["geography_id", "organisation_id", "period_start", "period_end", "unit_id"]
QUANTITY = ["indicator_id", "subject_id", "reference_geography_id", *WHERE]
WHOLE = ["indicator_id", "reference_geography_id"]
KEY = ["observation_id", "other_observation_id"]
ENDS = ["value_low", "value_high"]
VALUES = ["value_no", "other_value_no"]
# A difference, the relative one, and the columns of the first and the other value that they are between.
DIFFERENCES = [
    ("difference", "relative_pct", "value", "other_value"),
    ("difference_low", "relative_low_pct", "value_high", "other_value_low"),
    ("difference_high", "relative_high_pct", "value_low", "other_value_high"),
]
CONTENT = [
    "value",
    "value_low",
    "value_high",
    "unit_id",
    "indicator_id",
    "reference_geography_id",
    "definition_id",
    "document_id",
    "published",
]


def observation_conflicts(
    observations: pd.DataFrame, indicators: pd.DataFrame, geographies: pd.DataFrame, concepts: pd.DataFrame, citations: pd.DataFrame
) -> pd.DataFrame:
    """Make the table `observation_conflicts`."""
    facts = observations[(observations["status"] == "fact") & observations["period_start"].notna() & observations["period_end"].notna()]
    facts = _numbered(facts.assign(published=_published(facts, citations)).astype("object"))
    values = facts[["value_no", *QUANTITY, *ENDS]].drop_duplicates("value_no")
    pairs = pd.concat([_same_quantity(facts, values), _part_and_whole(facts, values, indicators, geographies)], ignore_index=True)
    both = pairs.merge(_side(facts, ""), on="observation_id").merge(_side(facts, "other_"), on="other_observation_id")
    explained = both.assign(explanation_en=_explanation(both, indicators, geographies, concepts))
    return explained.assign(**_differences(both)).sort_values(KEY, ignore_index=True)


def _published(facts: pd.DataFrame, citations: pd.DataFrame) -> pd.Series:
    """Return when each value was published: the day of its page, or else the year of the source that its passage cites."""
    year = facts["citation_id"].map(citations.set_index("citation_id")["year"])
    return facts["source_published"].astype("object").fillna(year.astype("Int64").astype("string").astype("object"))


def _numbered(facts: pd.DataFrame) -> pd.DataFrame:
    """Add value_no, one for all observations that give one quantity the same bounds. Such values, and not the observations, are held
    against each other, so that the work does not grow with the square of the number of documents that repeat one value."""
    return facts.assign(value_no=facts.groupby([*QUANTITY, *ENDS], dropna=False, sort=False).ngroup())


def _same_quantity(facts: pd.DataFrame, values: pd.DataFrame) -> pd.DataFrame:
    """Return the pairs of one quantity from two sources, as vintages where they share a stated definition."""
    differing = ["observation_id", "definition_id", "source"]
    sources = facts["document_id"] + " " + facts["source_url"].fillna("-") + " " + facts["citation_id"].fillna("-")
    told = facts.assign(source=sources)[["value_no", *differing]]
    others = values.rename(columns={name: f"other_{name}" for name in ("value_no", *ENDS)})
    pairs = values.merge(others, on=QUANTITY)
    pairs = pairs.loc[_apart(pairs), VALUES].merge(told, on="value_no")
    pairs = pairs.merge(told.rename(columns={name: f"other_{name}" for name in told}), on="other_value_no")
    pairs = pairs[(pairs["observation_id"] < pairs["other_observation_id"]) & (pairs["source"] != pairs["other_source"])]
    kinds = (pairs["definition_id"] == pairs["other_definition_id"]).map({True: "vintage", False: "definition"})
    return pairs[KEY].assign(kind=kinds, part_first=None)


def _part_and_whole(facts: pd.DataFrame, values: pd.DataFrame, indicators: pd.DataFrame, geographies: pd.DataFrame) -> pd.DataFrame:
    """Return the pairs of which one is of a part of the other's products, of its destinations, or of both."""
    products = ancestors(indicators, "indicator_id", "broader_id").astype("object")
    places = ancestors(geographies, "geography_id", "parent_id").astype("object")
    nowhere = pd.DataFrame({"descendant": [None], "ancestor": [None], "distance": [0]}, dtype="object")
    held = values
    for column, chain in (("indicator_id", products), ("reference_geography_id", pd.concat([places, nowhere], ignore_index=True))):
        held = held.merge(chain.set_axis([column, f"whole_{column}", f"{column}_up"], axis=1), on=column)
    held = held[(held["indicator_id_up"] + held["reference_geography_id_up"]) > 0]
    whole = values.rename(columns={name: f"other_{name}" for name in ("value_no", *ENDS)})
    whole = whole.rename(columns={"subject_id": "whole_subject"} | {name: f"whole_{name}" for name in WHOLE})
    pairs = held.merge(whole, on=[*WHERE, *(f"whole_{name}" for name in WHOLE)])
    one_product = (pairs["subject_id"] == pairs["whole_subject"]) | (pairs["subject_id"].isna() & pairs["whole_subject"].isna())
    pairs = pairs.loc[((pairs["indicator_id_up"] > 0) | one_product) & _apart(pairs), VALUES]
    told = facts[["value_no", "observation_id"]]
    pairs = pairs.merge(told, on="value_no").merge(told.rename(columns=lambda name: f"other_{name}"), on="other_value_no")
    first = pairs["observation_id"] < pairs["other_observation_id"]
    ends = {"observation_id": pairs["observation_id"].where(first, pairs["other_observation_id"])}
    ends["other_observation_id"] = pairs["other_observation_id"].where(first, pairs["observation_id"])
    return pd.DataFrame(ends).assign(kind="level", part_first=first)


def _side(facts: pd.DataFrame, prefix: str) -> pd.DataFrame:
    columns = ["observation_id", *CONTENT]
    return facts[columns].rename(columns={name: f"{prefix}{name}" for name in columns})


def _apart(pairs: pd.DataFrame) -> pd.Series:
    """Return whether the intervals do not meet; a null bound is unbounded."""
    return _less(pairs["value_high"], pairs["other_value_low"]) | _less(pairs["other_value_high"], pairs["value_low"])


def _less(a: pd.Series, b: pd.Series) -> pd.Series:
    known = a.notna() & b.notna()
    return known & (a.where(known, Decimal(0)) < b.where(known, Decimal(0)))


def _differences(pairs: pd.DataFrame) -> dict[str, pd.Series]:
    """Return the other value less the first, absolutely and in percent of the first where that is positive, with bounds."""
    found: dict[str, pd.Series] = {}
    for difference, relative, first, other in DIFFERENCES:
        start = pairs[first].where(pairs[first].notna() & pairs[other].notna(), None)
        positive = start.map(lambda number: number if number > 0 else None, na_action="ignore")
        found[difference] = change(start, pairs[other])
        found[relative] = percent(growth(positive, pairs[other])).map(published, na_action="ignore")
    return found


def _explanation(pairs: pd.DataFrame, indicators: pd.DataFrame, geographies: pd.DataFrame, concepts: pd.DataFrame) -> pd.Series:
    """Return why the two may differ, in words, by kind."""
    labels = concepts.set_index("concept_id")["label_en"].astype("object")
    name, other = (
        pairs[f"{side}definition_id"].map(labels).fillna("a definition that its source does not state") for side in ("", "other_")
    )
    vintage = "Two publications by one definition (" + name + "): " + _told(pairs, "") + ", and " + _told(pairs, "other_") + "."
    definition = (
        "One quantity by two definitions: " + _told(pairs, "") + " by " + name + ", and " + _told(pairs, "other_") + " by " + other + "."
    )
    a, b = (_scope(pairs, side, indicators, geographies) for side in ("", "other_"))
    first = pairs["part_first"].eq(True)
    level = "A part and its whole, not two answers: " + a.where(first, b) + " is of a part of " + b.where(first, a) + "."
    return vintage.where(pairs["kind"] == "vintage", definition.where(pairs["kind"] == "definition", level))


def _told(pairs: pd.DataFrame, side: str) -> pd.Series:
    amount = pairs[f"{side}value"].map(lambda number: f"{number.normalize():f}", na_action="ignore").fillna("a range")
    day = pairs[f"{side}published"].fillna("without date")
    return amount + " " + pairs[f"{side}unit_id"] + " (" + pairs[f"{side}document_id"] + ", " + day + ")"


def _scope(pairs: pd.DataFrame, side: str, indicators: pd.DataFrame, geographies: pd.DataFrame) -> pd.Series:
    product = pairs[f"{side}indicator_id"].map(indicators.set_index("indicator_id")["label_en"].astype("object"))
    place = pairs[f"{side}reference_geography_id"].map(geographies.set_index("geography_id")["label_en"].astype("object"))
    return product + (" to " + place).fillna("")
