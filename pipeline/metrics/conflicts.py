"""Conflicts: pairs of observations of one quantity whose intervals do not meet, and why they may differ.

Belongs here: the rule by which pairs are found and classified (docs/methods.md, Conflicts). Does not belong here: which of two values is
right; the view `series_best` chooses one by a precedence, and names what it passes over.
"""

from decimal import Decimal

import pandas as pd

from pipeline.core.hierarchy import ancestors
from pipeline.metrics.formulas import change, growth, percent
from pipeline.metrics.rounding import published

WHERE = ["geography_id", "organisation_id", "period_start", "period_end", "unit_id"]
QUANTITY = ["indicator_id", "subject_id", "reference_geography_id", *WHERE]
WHOLE = {"indicator_id": "whole_indicator_id", "reference_geography_id": "whole_reference_geography_id"}
KEY = ["observation_id", "other_observation_id"]
ENDS = ["value_low", "value_high"]
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
    "unit_id": "other_unit_id",
    "indicator_id": "other_indicator_id",
    "reference_geography_id": "other_reference_geography_id",
    "definition_id": "other_definition_id",
    "document_id": "other_document_id",
    "source": "other_source",
    "published": "other_published",
}
# The columns that describe an observation of a pair, by the names that they have for the first one.
CONTENT = ["value", *ENDS, "unit_id", "indicator_id", "reference_geography_id", "definition_id", "document_id", "published"]


def observation_conflicts(
    observations: pd.DataFrame, indicators: pd.DataFrame, geographies: pd.DataFrame, concepts: pd.DataFrame, citations: pd.DataFrame
) -> pd.DataFrame:
    """Make the table `observation_conflicts`."""
    facts = observations[(observations["status"] == "fact") & observations["period_start"].notna() & observations["period_end"].notna()]
    facts = _numbered(facts.assign(published=_published(facts, citations)).astype("object"))
    values = facts[["value_no", *QUANTITY, *ENDS]].drop_duplicates("value_no")
    pairs = pd.concat([_same_quantity(facts, values), _part_and_whole(facts, values, indicators, geographies)], ignore_index=True)
    described = facts[["observation_id", *CONTENT]]
    both = pairs.merge(described, on="observation_id").merge(described.rename(columns=OTHER), on="other_observation_id")
    explained = both.assign(explanation_en=_explanation(both, indicators, geographies, concepts))
    return explained.assign(**_differences(both)).sort_values(KEY, ignore_index=True)


def _published(facts: pd.DataFrame, citations: pd.DataFrame) -> pd.Series:
    """Return when each value was published: the day of its page, or else the year of the source that its passage cites."""
    year = facts["citation_id"].map(citations.set_index("citation_id")["year"])
    return facts["source_published"].astype("object").fillna(year.astype("Int64").astype("string").astype("object"))


def _numbered(facts: pd.DataFrame) -> pd.DataFrame:
    """Add value_no, one for all observations that give one quantity the same bounds. Such values, and not the observations, are compared
    with each other, so that the work does not grow with the square of the number of documents that repeat one value."""
    return facts.assign(value_no=facts.groupby([*QUANTITY, *ENDS], dropna=False, sort=False).ngroup())


def _same_quantity(facts: pd.DataFrame, values: pd.DataFrame) -> pd.DataFrame:
    """Return the pairs of one quantity from two sources, as vintages where they share a stated definition."""
    sources = facts["document_id"] + " " + facts["source_url"].fillna("-") + " " + facts["citation_id"].fillna("-")
    sourced = facts.assign(source=sources)[["value_no", "observation_id", "definition_id", "source"]]
    others = values.rename(columns={name: OTHER[name] for name in ("value_no", *ENDS)})
    pairs = values.merge(others, on=QUANTITY)
    pairs = pairs.loc[_apart(pairs), VALUES].merge(sourced, on="value_no").merge(sourced.rename(columns=OTHER), on="other_value_no")
    pairs = pairs[(pairs["observation_id"] < pairs["other_observation_id"]) & (pairs["source"] != pairs["other_source"])]
    kinds = (pairs["definition_id"] == pairs["other_definition_id"]).map({True: "vintage", False: "definition"})
    return pairs[KEY].assign(kind=kinds, part_first=None)


def _part_and_whole(facts: pd.DataFrame, values: pd.DataFrame, indicators: pd.DataFrame, geographies: pd.DataFrame) -> pd.DataFrame:
    """Return the pairs of which one is of a part of the other's products, of its destinations, or of both."""
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
    return pd.DataFrame(ends).assign(kind="level", part_first=first)


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
    first, second = pairs[CONTENT], pairs[[OTHER[name] for name in CONTENT]].set_axis(CONTENT, axis=1)
    name, other = (side["definition_id"].map(labels).fillna("a definition that its source does not state") for side in (first, second))
    value, other_value = _value_in_words(first), _value_in_words(second)
    vintage = "Two publications by one definition (" + name + "): " + value + ", and " + other_value + "."
    definition = "One quantity by two definitions: " + value + " by " + name + ", and " + other_value + " by " + other + "."
    a, b = (_scope_in_words(side, indicators, geographies) for side in (first, second))
    is_part = pairs["part_first"].eq(True)
    level = "A part and its whole, not two answers: " + a.where(is_part, b) + " is of a part of " + b.where(is_part, a) + "."
    return vintage.where(pairs["kind"] == "vintage", definition.where(pairs["kind"] == "definition", level))


def _value_in_words(side: pd.DataFrame) -> pd.Series:
    """Return the value, unit, document and date of one observation of each pair."""
    amount = side["value"].map(lambda number: f"{number.normalize():f}", na_action="ignore").fillna("a range")
    return amount + " " + side["unit_id"] + " (" + side["document_id"] + ", " + side["published"].fillna("without date") + ")"


def _scope_in_words(side: pd.DataFrame, indicators: pd.DataFrame, geographies: pd.DataFrame) -> pd.Series:
    """Return the product and destination of one observation of each pair."""
    product = side["indicator_id"].map(indicators.set_index("indicator_id")["label_en"].astype("object"))
    place = side["reference_geography_id"].map(geographies.set_index("geography_id")["label_en"].astype("object"))
    return product + (" to " + place).fillna("")
