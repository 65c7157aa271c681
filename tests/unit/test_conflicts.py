"""Conflicts: pairs whose intervals do not meet, each once, told apart by definition, source and what is part of what."""

import itertools
from datetime import date
from decimal import Decimal

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.metrics.conflicts import observation_conflicts
from pipeline.metrics.series import series_values

INDICATORS = pd.DataFrame(
    {
        "indicator_id": ["goods", "pharma", "medicines", "jobs"],
        "broader_id": [None, "goods", "pharma", None],
        "quantity_kind": ["flow", "flow", "flow", "stock"],
        "label_en": ["Goods", "Pharma", "Medicines", "Jobs"],
        "label_fr": ["Biens", "Pharma", "Médicaments", "Emplois"],
    }
)
PLACES = pd.DataFrame(
    {
        "geography_id": ["world", "extra", "be"],
        "parent_id": [None, "world", "world"],
        "label_en": ["World", "Extra", "BE"],
        "label_fr": ["Monde", "Hors", "BE"],
    }
)
CONCEPTS = pd.DataFrame(
    {"concept_id": ["federation", "agency"], "label_en": ["Federation", "Agency"], "label_fr": ["Fédération", "Agence"]}
)
UNITS = pd.DataFrame({"unit_id": ["EUR", "USD"], "label_en": ["euros", "dollars"], "label_fr": ["euros", "dollars"]})
PHRASES = pd.DataFrame([("extra", "countries outside", "des pays hors de")], columns=["named_id", "phrase_en", "phrase_fr"])
CITATIONS = pd.DataFrame({"citation_id": ["c"], "year": pd.array([2020], dtype="Int64")})
DOCUMENTS = pd.DataFrame({"document_id": ["d", "p"], "year": pd.array([None, None], dtype="Int64")})
ROW: dict[str, object] = {
    "document_id": "d",
    "series_id": "s",
    "status": "fact",
    "indicator_id": "pharma",
    "subject_id": "products",
    "geography_id": "be",
    "reference_geography_id": "world",
    "organisation_id": None,
    "counterparty_id": None,
    "definition_id": "federation",
    "definition_basis": "stated",
    "qualifier": "exact",
    "rounding_unit": Decimal(2),
    "first_line": None,
    "verification": "text",
    "period_start": date(2020, 1, 1),
    "period_end": date(2020, 12, 31),
    "period_precision": "year",
    "unit_id": "EUR",
    "citation_id": None,
    "source_published": None,
    "source_url": None,
}


def rows(*changes: dict[str, object]) -> pd.DataFrame:
    """Observations a, b, c ... with a value between 1 less and 1 more, each from a page of its own."""
    made = []
    for name, change in zip("abcdefghijkl", changes, strict=False):
        value = Decimal(str(change.pop("value", 10)))
        bounds = {"value": value, "value_low": value - 1, "value_high": value + 1}
        made.append(ROW | {"observation_id": name, "source_url": f"https://{name}"} | bounds | change)
    return pd.DataFrame(made).astype("object")


def conflicts(frame: pd.DataFrame) -> pd.DataFrame:
    return observation_conflicts(frame, series_values(frame, CITATIONS, DOCUMENTS), INDICATORS, PLACES, PHRASES, CONCEPTS, UNITS)


def kinds(*changes: dict[str, object]) -> list[tuple[str, str, str]]:
    found = conflicts(rows(*changes))
    return list(found[["observation_id", "other_observation_id", "kind"]].itertuples(index=False, name=None))


@pytest.mark.parametrize(
    ("change", "kind"),
    [
        ({}, "vintage"),
        ({"definition_id": "agency"}, "definition"),
        ({"definition_id": None}, "definition"),
        ({"reference_geography_id": "extra"}, "part_of_whole"),
        ({"indicator_id": "medicines", "subject_id": "medicines", "definition_id": "agency"}, "part_of_whole"),
        ({"indicator_id": "goods", "subject_id": "all"}, "part_of_whole"),
        ({"indicator_id": "medicines", "subject_id": "medicines", "reference_geography_id": "extra"}, "part_of_whole"),
        ({"source_url": "https://a"}, None),
        ({"value": 12}, None),
        ({"value_low": None}, None),
        ({"status": "target"}, None),
        ({"period_start": date(2019, 1, 1), "period_end": date(2019, 12, 31)}, None),
        ({"period_start": None, "period_end": None}, None),
        ({"unit_id": "USD"}, None),
        ({"geography_id": "extra"}, None),
        ({"organisation_id": "o"}, None),
        ({"subject_id": "other"}, None),
        ({"indicator_id": "jobs"}, None),
        ({"reference_geography_id": "extra", "subject_id": "other"}, None),
    ],
)
def test_a_pair_is_a_conflict_of_the_kind_that_its_difference_makes(change: dict[str, object], kind: str | None) -> None:
    assert kinds({}, {"value": 20} | change) == ([("a", "b", kind)] if kind else [])


def test_two_values_without_a_stated_definition_are_no_vintages() -> None:
    nothing = {"definition_id": None}
    assert kinds(nothing, {"value": 20} | nothing) == [("a", "b", "definition")]


def test_the_part_and_the_dates_are_told() -> None:
    [pair] = conflicts(
        rows({"indicator_id": "goods"}, {"value": 2, "indicator_id": "medicines", "reference_geography_id": "extra"})
    ).to_dict("records")
    assert pair["explanation_en"].endswith("“Medicines” (destination: countries outside) is a part of “Goods” (destination: World).")
    assert pair["explanation_fr"].endswith(
        "« Médicaments » (destination : des pays hors de) est une partie de « Biens » (destination : Monde)."
    )
    assert not pair["is_conflict"]
    assert pd.isna(pair["relative_pct"])
    vintage = conflicts(rows({"source_published": "2017-02"}, {"value": 20, "source_url": None, "citation_id": "c"}))[
        "explanation_en"
    ].item()
    assert "10 euros (text, February 2017)" in vintage
    assert "20 euros (text, 2020)" in vintage


def test_an_inferred_definition_is_told_as_inferred() -> None:
    [told] = conflicts(rows({"definition_basis": "inferred"}, {"value": 20, "definition_id": "agency"}))["explanation_fr"]
    sides = (
        "10\u202feuros (texte, sans date) selon « Fédération », définition déduite, et 20\u202feuros (texte, sans date) selon « Agence »."
    )
    assert sides in told


def test_growth_rates_of_a_part_and_its_whole_are_no_pair_and_have_no_relative_difference() -> None:
    rates = INDICATORS.assign(quantity_kind="growth")

    def made(*changes: dict[str, object]) -> pd.DataFrame:
        frame = rows(*changes)
        return observation_conflicts(frame, series_values(frame, CITATIONS, DOCUMENTS), rates, PLACES, PHRASES, CONCEPTS, UNITS)

    assert made({"indicator_id": "goods"}, {"value": 20, "indicator_id": "medicines"}).empty
    [row] = made({}, {"value": 20}).to_dict("records")
    assert row["difference"] == 10
    assert pd.isna(row["relative_pct"])


def test_an_interval_that_leaves_out_its_end_does_not_meet_one_that_ends_there() -> None:
    ends = {"value": 10, "value_low": Decimal(10), "value_high": None, "qualifier": "more_than"}
    assert kinds({"value": 9}, ends) == [("a", "b", "vintage")]
    assert kinds({"value": 9}, ends | {"qualifier": "at_least"}) == []


def test_the_difference_has_bounds_and_none_is_made_up() -> None:
    [row] = conflicts(rows({}, {"value": 20, "value_high": None})).to_dict("records")
    assert (row["difference"], row["difference_low"], row["relative_pct"]) == (10, 8, 100)
    assert pd.isna(row["difference_high"])
    assert pd.isna(row["relative_high_pct"])
    [row] = conflicts(rows({"value": -5}, {"value": 20})).to_dict("records")
    assert row["difference"] == 25
    assert pd.isna(row["relative_pct"])


@settings(max_examples=60)
@given(
    st.lists(
        st.fixed_dictionaries(
            {
                "value": st.integers(-20, 20),
                "definition_id": st.sampled_from(["federation", "agency", None]),
                "indicator_id": st.sampled_from(["goods", "pharma", "medicines"]),
                "reference_geography_id": st.sampled_from(["world", "extra", None]),
            }
        ),
        min_size=1,
        max_size=6,
    )
)
def test_the_intervals_of_every_conflict_are_disjoint_and_every_such_pair_is_found_once(changes: list[dict[str, object]]) -> None:
    frame = rows(*[dict(change) for change in changes])
    known = frame.set_index("observation_id").fillna({"reference_geography_id": "-"})
    found = conflicts(frame)
    assert (found["observation_id"] < found["other_observation_id"]).all()
    assert not found.duplicated(["observation_id", "other_observation_id"]).any()
    for row in found.to_dict("records"):
        a, b = known.loc[row["observation_id"]], known.loc[row["other_observation_id"]]
        assert a["value_high"] < b["value_low"] or b["value_high"] < a["value_low"]
        assert row["difference_low"] < row["difference"] < row["difference_high"]
        assert row["difference_low"] > 0 or row["difference_high"] < 0
    same = {
        (a, b)
        for a in known.index
        for b in known.index
        if a < b
        and all(known.loc[a, name] == known.loc[b, name] for name in ("indicator_id", "reference_geography_id"))
        and abs(known.loc[a, "value"] - known.loc[b, "value"]) > 2
    }
    listed = found[found["kind"] != "part_of_whole"]
    assert set(zip(listed["observation_id"], listed["other_observation_id"], strict=True)) == same


@settings(max_examples=25)
@given(
    st.lists(
        st.tuples(st.sampled_from([8, 10, 14]), st.sampled_from(["goods", "pharma", "medicines"]), st.sampled_from("xyz")),
        min_size=2,
        max_size=7,
    )
)
def test_values_that_many_documents_repeat_are_paired_as_if_each_stood_alone(told: list[tuple[int, str, str]]) -> None:
    changes = [{"value": value, "indicator_id": name, "document_id": document, "source_url": None} for value, name, document in told]
    frame = rows(*changes)
    assert texts(conflicts(frame)) == texts(by_pairs(frame))


def by_pairs(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the conflicts of each two observations as if there were no others, all in one call: each pair is of an organisation of its
    own, and no value of one is compared with one of another."""
    pairs = [frame.iloc[list(pair)] for pair in itertools.combinations(range(len(frame)), 2)]
    owned = [
        pair.assign(organisation_id=f"{number:02}", observation_id=[f"{number:02}/{name}" for name in pair["observation_id"]])
        for number, pair in enumerate(pairs)
    ]
    found = conflicts(pd.concat(owned, ignore_index=True).astype("object"))
    return found.assign(**{name: found[name].str[len("00/") :] for name in ("observation_id", "other_observation_id")})


def texts(found: pd.DataFrame) -> list[tuple[str, ...]]:
    """Rows as texts, sorted."""
    return sorted(tuple(map(str, row)) for row in found.astype("object").itertuples(index=False, name=None))
