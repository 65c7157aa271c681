"""Labels and rounding units: a label names all that limits its number, and a unit that departs from the rule says why."""

from datetime import date
from decimal import Decimal
from typing import Any

import pandas as pd
import pytest

from pipeline.core.bounds import rounding_units_have_reasons
from pipeline.core.labels import labels_of, templates_name_everything, unnamed
from pipeline.core.verification import weakest
from pipeline.kernel.tokens import last_digit_unit

ABOUT: dict[str, Any] = {
    "indicator_id": "exports",
    "subject_id": "products",
    "organisation_id": None,
    "counterparty_id": None,
    "geography_id": "be",
    "reference_geography_id": "world",
    "period_start": "2020",
    "period_end": "2020",
}
TEMPLATE = "Exports; {subject}; by {organisation}; {area}; to {reference}; {period}"
INDICATORS = pd.DataFrame([("exports", TEMPLATE, TEMPLATE)], columns=["indicator_id", "label_template_en", "label_template_fr"])
WORDS = pd.DataFrame(
    [("world", "the world", "le monde", "world ; abroad", "monde"), ("products", "medicines", "médicaments", "medicine", "médicament")],
    columns=["named_id", "phrase_en", "phrase_fr", "words_en", "words_fr"],
)
CONCEPTS = pd.DataFrame([("products", "Products", "Produits")], columns=["concept_id", "label_en", "label_fr"])
AREAS = pd.DataFrame([("be", "Belgium", "Belgique"), ("world", "World", "Monde")], columns=["geography_id", "label_en", "label_fr"])
ORGANISATIONS = pd.DataFrame(
    [("gsk", "GSK", "GSK"), ("who", "World Health Organization", "Organisation mondiale de la santé")],
    columns=["organisation_id", "name_en", "name_fr"],
)


def label(language: str = "en", indicators: pd.DataFrame = INDICATORS, **changes: object) -> str:
    rows = pd.DataFrame([ABOUT | changes]).astype("object")
    return str(labels_of(rows, indicators, WORDS, CONCEPTS, AREAS, ORGANISATIONS)[f"label_{language}"].item())


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, "Exports, medicines, Belgium, to the world, 2020"),
        ({"organisation_id": "gsk"}, "Exports, medicines, by GSK, Belgium, to the world, 2020"),
        ({"reference_geography_id": None}, "Exports, medicines, Belgium, 2020"),
        ({"period_start": "2015"}, "Exports, medicines, Belgium, to the world, 2015 to 2020"),
        ({"period_start": "2025-01", "period_end": "2025-06"}, "Exports, medicines, Belgium, to the world, first half of 2025"),
        ({"period_start": "2020-03", "period_end": "2020-03"}, "Exports, medicines, Belgium, to the world, March 2020"),
        ({"period_end": None}, "Exports, medicines, Belgium, to the world, since 2020"),
        ({"period_start": None}, "Exports, medicines, Belgium, to the world, until 2020"),
        ({"period_start": None, "period_end": None}, "Exports, medicines, Belgium, to the world"),
    ],
)
def test_a_label_names_what_its_number_is_about_and_nothing_that_it_is_not(changes: dict[str, object], expected: str) -> None:
    assert label(**changes) == expected


def test_a_label_has_both_languages() -> None:
    assert label("fr", period_start="2015") == "Exports, médicaments, Belgique, to le monde, 2015 à 2020"


def test_a_label_names_an_organisation_by_its_name_in_the_language_of_the_label() -> None:
    assert (
        label("en", organisation_id="who", subject_id=None, reference_geography_id=None)
        == "Exports, by World Health Organization, Belgium, 2020"
    )
    assert "Organisation mondiale de la santé" in label("fr", organisation_id="who")


def test_a_subject_that_the_first_part_of_a_template_names_is_not_repeated() -> None:
    named = INDICATORS.assign(label_template_en="Exports of medicines; {subject}; {area}")
    assert label(indicators=named) == "Exports of medicines, Belgium"


def test_a_template_can_name_the_first_year_alone_because_since_would_say_that_the_thing_goes_on() -> None:
    template = TEMPLATE.replace("{period}", "from {start}")
    begun = INDICATORS.assign(label_template_en=template, label_template_fr=template)
    assert label(indicators=begun, period_start="2005", period_end=None).endswith("to the world, from 2005")
    rows = pd.DataFrame([ABOUT | {"observation_id": "d-x", "period_end": None}]).astype("object")
    assert templates_name_everything(rows, begun) == []
    assert templates_name_everything(rows.assign(period_end="2020"), begun) != []


@pytest.mark.parametrize("name", ["subject", "organisation", "area", "reference", "period"])
def test_a_template_that_leaves_out_what_an_observation_is_about_is_refused(name: str) -> None:
    rows = pd.DataFrame([ABOUT | {"organisation_id": "gsk", "observation_id": "d-x"}]).astype("object")
    assert templates_name_everything(rows, INDICATORS) == []
    short = INDICATORS.assign(label_template_fr=TEMPLATE.replace("{" + name + "}", "it"))
    [problem] = templates_name_everything(rows, short)
    assert name in problem.expected


@pytest.mark.parametrize(
    ("typed", "lacks"),
    [
        ("Exports of medicines of Belgium abroad in 2020", []),
        ("Exports of Belgium abroad in 2020", ["products"]),
        ("Exports of medicines abroad in 2020", ["be"]),
        ("Exports of medicines of Belgium in 2020", ["world"]),
        ("Exports of medicines of Belgium abroad", ["2020"]),
    ],
)
def test_a_typed_label_that_does_not_name_what_limits_its_number_is_found(typed: str, lacks: list[str]) -> None:
    rows = pd.DataFrame([ABOUT | {"statement": typed, "period_end": date(2020, 12, 31)}]).astype("object")
    assert unnamed(rows, {"en": "statement"}, WORDS, CONCEPTS, AREAS)["lacks"].tolist() == lacks


@pytest.mark.parametrize(("value", "unit"), [("56280000000", "10000000"), ("13.6", "0.1"), ("5000", "1000"), ("1600", "100"), ("27", "1")])
def test_the_rounding_unit_is_that_of_the_last_digit_that_is_not_zero(value: str, unit: str) -> None:
    assert last_digit_unit(Decimal(value)) == Decimal(unit)


@pytest.mark.parametrize(
    ("changes", "column"),
    [
        ({}, None),
        ({"rounding_unit": "1"}, "rounding_unit"),
        ({"rounding_unit": "1", "rounding_reason": "set_amount"}, None),
        ({"rounding_reason": "set_amount"}, "rounding_reason"),
        ({"qualifier": "more_than"}, "rounding_unit"),
        ({"qualifier": "at_most", "rounding_unit": "0"}, None),
        ({"unit_id": "rank", "rounding_unit": "0"}, None),
        ({"qualifier": "range", "value": None, "rounding_unit": "0"}, None),
    ],
)
def test_a_rounding_unit_that_departs_from_the_rule_needs_a_reason(changes: dict[str, Any], column: str | None) -> None:
    row = {
        "observation_id": "d-x",
        "value": "5000",
        "value_printed": "5000 m²",
        "unit_id": "square_metre",
        "qualifier": "exact",
        "rounding_unit": "1000",
    }
    row |= {"rounding_reason": None} | changes
    numbers = {name: row[name] and Decimal(row[name]) for name in ("value", "rounding_unit")}
    found = rounding_units_have_reasons(pd.DataFrame([row | numbers]).astype("object"))
    assert [problem.column for problem in found] == ([column] if column else [])


def test_a_value_that_rests_on_several_is_as_good_as_the_weakest() -> None:
    assert weakest(["text", "web_page"]) == "web_page"
    assert weakest(["text", "web_lead", "web_page"]) == "web_lead"
