"""Numbers in sentences: as each language writes them, with their unit in words, and no more digits than a reader needs."""

from decimal import Decimal

import pandas as pd
import pytest

from pipeline.core.written import amount, between, date_in_words, number
from pipeline.metrics.claim_words import quotes

UNITS = pd.DataFrame(
    [
        ("ratio", "rapport", "ratio"),
        ("EUR", "euros", "euros"),
        ("percent", "pour cent", "percent"),
        ("rank", "rang", "rank"),
        ("count", "nombre", "count"),
        ("calendar_year", "année civile", "calendar year"),
        ("EUR_per_day", "euros par jour", "euros per day"),
    ],
    columns=["unit_id", "label_fr", "label_en"],
)


@pytest.mark.parametrize(
    ("value", "places", "english", "french"),
    [
        (1234.5, None, "1,234.5", "1\u202f234,5"),
        (11.299999999999999, None, "11.3", "11,3"),
        (-0.5, None, "−0.5", "−0,5"),
        (2, 1, "2.0", "2,0"),
        (48, None, "48", "48"),
    ],
)
def test_a_number_is_written_as_its_language_writes_it(value: float, places: int | None, english: str, french: str) -> None:
    assert number(value, "en", places) == english
    assert number(value, "fr", places) == french


@pytest.mark.parametrize(
    ("value", "unit_id", "english", "french"),
    [
        (56_280_000_000.0, "EUR", "56.28 billion euros", "56,28 milliards d’euros"),
        (1_804_000_000.0, "EUR", "1.804 billion euros", "1,804 milliard d’euros"),
        (315_000_000.0, "USD", "315 million US dollars", "315 millions de dollars américains"),
        (13.6, "percent", "13.6%", "13,6\u202f%"),
        (3.0, "ratio", "3 times", "3 fois"),
        (2.0, "rank", "2", "2"),
        (1978.0, "calendar_year", "1978", "1978"),
    ],
)
def test_an_amount_has_its_unit_in_words(value: float, unit_id: str, english: str, french: str) -> None:
    assert amount(value, unit_id, "", "en") == english
    assert amount(value, unit_id, "", "fr") == french


def test_bounds_are_words_and_name_their_unit_once() -> None:
    assert between(2.157895, 2.272727, "ratio", "", "en") == "2.158 to 2.273 times"
    assert between(153756830.6, 153784153.0, "EUR", "", "en") == "153.76 to 153.78 million euros"
    assert between(5.0, None, "persons", "persons", "en") == "at least 5 persons"
    assert between(None, 5.0, "persons", "personnes", "fr") == "au plus 5\u202fpersonnes"
    assert between(None, None, "EUR", "", "en") == ""
    assert between(1_000_000, 1_000_000, "tonne_per_year", "tonnes par an", "fr") == "1 million de tonnes par an"
    assert between(153756830.6, 153784153.0, "EUR_per_day", "euros par jour", "fr") == "de 153,76 à 153,78 millions d’euros par jour"


@pytest.mark.parametrize(
    ("date", "english", "french"),
    [
        ("2020", "2020", "2020"),
        ("2020-03", "March 2020", "mars 2020"),
        ("2021-08-01", "1 August 2021", "1er août 2021"),
        ("2021-09-07", "7 September 2021", "7 septembre 2021"),
    ],
)
def test_a_date_is_in_words_as_finely_as_it_is_known(date: str, english: str, french: str) -> None:
    assert date_in_words(date, "en") == english
    assert date_in_words(date, "fr") == french


def claim(
    verdict: str, kind: str, unit: str, stated: tuple[str, str | None, str | None, str | None], *found: str | None
) -> dict[str, object]:
    qualifier, *numbers = stated
    stated_names, found_names = ("stated_value", "stated_low", "stated_high"), ("recomputed_low", "recomputed_high")
    known = dict(zip((*stated_names, *found_names), [text and Decimal(text) for text in (*numbers, *found)], strict=True))
    words = {"statement_en": "A ratio", "statement_fr": "Un rapport", "check_kind": kind, "unit_id": unit, "stated_qualifier": qualifier}
    return known | words | {"verdict": verdict}


CASES = [
    (
        claim("inconsistent", "arithmetic", "ratio", ("nearly", "3", "2.5", "3"), "2.157895", "2.272727"),
        "A ratio: stated as nearly 3 times; the other printed numbers give 2.158 to 2.273 times.",
        "Un rapport : valeur énoncée, près de 3 fois ; les autres nombres imprimés donnent de 2,158 à 2,273 fois.",
    ),
    (
        claim("consistent", "arithmetic", "EUR", ("more_than", "56280000000", "56280000000", None), "56275000000", "56285000000"),
        "A ratio: stated as more than 56.28 billion euros; the other printed numbers give 56.275 to 56.285 billion euros.",
        "Un rapport : valeur énoncée, plus de 56,28 milliards d’euros ; les autres nombres imprimés donnent "
        "de 56,275 à 56,285 milliards d’euros.",
    ),
    (
        claim("consistent", "restatement", "calendar_year", ("range", None, "1940", "1949"), "1940", "1940"),
        "A ratio: stated as 1940 to 1949; another printed number gives 1940.",
        "Un rapport : valeur énoncée, de 1940 à 1949 ; un autre nombre imprimé donne 1940.",
    ),
    (
        claim("consistent", "count", "count", ("exact", "8", "8", "8"), "8", "8"),
        "A ratio: stated as 8; counting them gives 8.",
        "Un rapport : valeur énoncée, 8 ; le dénombrement donne 8.",
    ),
    (
        claim("consistent", "rank", "rank", ("exact", "4", "4", "4"), "4", "4"),
        "A ratio: stated as rank 4; the other printed numbers give rank 4.",
        "Un rapport : valeur énoncée, rang 4 ; les autres nombres imprimés donnent le rang 4.",
    ),
    (claim("implied_only", "arithmetic", "EUR", ("exact", None, None, None), "1", "2"), None, None),
]


def test_a_claim_is_a_sentence_to_quote_with_units_in_words_in_both_languages() -> None:
    found = quotes(pd.DataFrame([row for row, _, _ in CASES]), UNITS, ["consistent", "inconsistent"])
    assert [None if pd.isna(text) else text.replace("\u202f", " ") for text in found["quote_en"]] == [english for _, english, _ in CASES]
    assert [None if pd.isna(text) else text for text in found["quote_fr"]] == [french for _, _, french in CASES]
