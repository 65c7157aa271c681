"""Numbers: each digit belongs to one token; bounds follow from the printing; tokens and records account for each other."""

from decimal import Decimal

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.core.ledger import in_turn, ledger_closes
from pipeline.core.numbers import number_uses
from pipeline.core.observations import observations
from pipeline.kernel.problems import Problem
from pipeline.kernel.tokens import numbers_as_listed, numbers_in, tokens_of, values_of


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("employaient 40 464 personnes en 2020", ["40 464", "2020"]),
        ("56,28 milliards", ["56,28"]),
        ("30\u202f000 m", ["30 000"]),
        ("de 2005 à 2018, 77 % et 23 %", ["2005", "2018", "77", "23"]),
        ("le 3ème, - 90° et - 60°C", ["3", "90", "60"]),
        ("ISO (14664, 14644)", ["14664", "14644"]),
        ("6.5.1.1. DNAlytics", ["6.5.1.1"]),
        ("2001/83/CE", ["2001", "83"]),
        ("en 2020 315 millions", ["2020", "315"]),
        ("environ 1’234 et 1'234", ["1’234", "1'234"]),
        ("12.500 m², EUR 1,234.5 et 1.5bn", ["12.500", "1,234.5", "1.5"]),
        ("30\u00a0000\u2007000 euros", ["30 000 000"]),
        ("plateforme 3M3", ["3", "3"]),
        ("Hainaut 120 135 148", ["120", "135", "148"]),
        ("Total 1 577 1 614 1 672", ["1 577", "1 614", "1 672"]),
        ("92 550 500 euros", ["92 550 500"]),
        ("120 135 148 euros", ["120 135 148"]),
        ("sans nombre", []),
    ],
)
def test_a_text_is_cut_into_numbers(text: str, numbers: list[str]) -> None:
    assert numbers_in(text) == numbers


@given(st.lists(st.text("0123456789 ,.\u202fa-", max_size=12), max_size=6))
def test_each_digit_of_a_text_belongs_to_exactly_one_token(lines: list[str]) -> None:
    tokens = tokens_of(lines)
    covered = [
        (number, char)
        for token in tokens
        for number in range(token.line, token.end_line + 1)
        for char in range(
            token.char_start if number == token.line else 1,
            (token.char_end if number == token.end_line else len(lines[number - 1])) + 1,
        )
        if lines[number - 1][char - 1].isdigit()
    ]
    digits = [(number, char) for number, line in enumerate(lines, 1) for char, c in enumerate(line, 1) if c.isdigit()]
    assert sorted(covered) == digits
    assert len(set(covered)) == len(covered)


@pytest.mark.parametrize(
    ("text", "listed", "numbers"),
    [
        ("120 135 148", ["120", "135", "148"], ["120", "135", "148"]),
        ("120 135 148", ["7", "120 135 148"], ["120 135 148"]),
        ("Namur 12 345 et 12 345", ["12", "345", "8"], ["12", "345", "12", "345"]),
        ("12 345", ["12 345", "12", "345"], ["12 345"]),
        ("12 345", ["45", "1", "2"], ["12 345"]),
        ("en 2020, 56,28", [], ["2020", "56,28"]),
    ],
)
def test_where_digits_can_be_cut_in_several_ways_the_ledger_decides(text: str, listed: list[str], numbers: list[str]) -> None:
    assert numbers_as_listed(text, listed) == numbers


def test_a_number_that_a_lines_end_breaks_is_one_token() -> None:
    assert [tuple(t) for t in tokens_of(["de 92 550 ", "", "500 euros"])] == [(1, 4, 3, 3, "92 550 500")]
    assert [t.token for t in tokens_of(["en 28", "700 ans"])] == ["28 700"]
    assert [t.token for t in tokens_of(["en 2020", "315 millions"])] == ["2020", "315"]
    assert [t.token for t in tokens_of(["28 jours", "700 ans"])] == ["28", "700"]


def test_columns_of_three_digits_are_several_numbers_and_a_number_on_a_line_of_its_own_does_not_go_on() -> None:
    assert [t.token for t in tokens_of(["Hainaut 120 135 148"])] == ["120", "135", "148"]
    assert [t.token for t in tokens_of(["Total 1 577 1 614 1 672"])] == ["1 577", "1 614", "1 672"]
    assert [t.token for t in tokens_of(["plus de 100 000", "92 550 500 euros", "Total 120 135 000"])] == [
        "100 000",
        "92 550 500",
        "120 135 000",
    ]
    assert [t.token for t in tokens_of(["14", "", "160"])] == ["14", "160"]
    assert [t.token for t in tokens_of(["page", "12", "345 personnes"])] == ["12", "345"]


@pytest.mark.parametrize(
    ("token", "values"),
    [
        ("35 602", {"35602"}),
        ("1’234", {"1234"}),
        ("56,28", {"56.28"}),
        ("2.500", {"2.5", "2500"}),
        ("0.125", {"0.125"}),
        ("1,234.5", {"1234.5"}),
        ("1.234.567", {"1234567"}),
        ("1.234,5", {"1234.5"}),
        ("1 234,567", {"1234.567"}),
        ("6.5.1", set()),
    ],
)
def test_the_values_of_a_token_follow_from_its_digits_and_marks(token: str, values: set[str]) -> None:
    assert values_of(token) == {Decimal(value) for value in values}


@pytest.mark.parametrize(
    ("token", "mark", "values"),
    [
        ("2.500", ",", {"2500"}),
        ("2.500", ".", {"2.5"}),
        ("1,577", ".", {"1577"}),
        ("1,577", ",", {"1.577"}),
        ("13,6", ".", {"13.6"}),
        ("0.125", ",", {"0.125"}),
    ],
)
def test_a_mark_that_may_be_of_thousands_or_decimals_is_what_the_language_of_the_document_makes_of_it(
    token: str, mark: str, values: set[str]
) -> None:
    assert values_of(token, mark) == {Decimal(value) for value in values}


STATEMENT = {
    "document_id": "d",
    "statement_id": "x",
    "indicator_id": "i",
    "subject_id": None,
    "geography_id": "belgium",
    "reference_geography_id": None,
    "organisation_id": None,
    "counterparty_id": None,
    "definition_id": None,
    "definition_basis": None,
    "period_start": "2020",
    "period_end": "2020",
    "value": "41.01",
    "unit_id": "EUR",
    "qualifier": "exact",
    "value_low": None,
    "value_high": None,
    "rounding_unit": "0.01",
    "rounding_reason": None,
    "source_url": None,
    "source_url_kind": None,
    "is_stated_derived": "false",
    "printed": "41,01",
    "is_part_of": None,
    "is_repeat_of": None,
    "note_en": None,
    "first_line": "3",
    "last_line": "3",
    "context_first_line": "2",
    "context_last_line": "3",
}


REFERENCES = {
    "raw_label_words": pd.DataFrame(columns=["named_id", "phrase_en", "phrase_fr", "words_en", "words_fr"]),
    "indicators": pd.DataFrame([{"indicator_id": "i", "label_template_en": "Exports; {area}; {period}", "label_template_fr": "E; {area}"}]),
    "concepts": pd.DataFrame(columns=["concept_id", "label_en", "label_fr"]),
    "geographies": pd.DataFrame([("belgium", "Belgium", "Belgique")], columns=["geography_id", "label_en", "label_fr"]),
    "organisations": pd.DataFrame(columns=["organisation_id", "name_en", "name_fr"]),
}


def observed(**changes: str | None) -> pd.DataFrame:
    made = observations(pd.DataFrame([STATEMENT | changes]).astype("object"), **REFERENCES)
    return made.astype(dict.fromkeys(("first_line", "last_line", "context_first_line", "context_last_line"), "int64"))


@pytest.mark.parametrize(
    ("changes", "low", "high"),
    [
        ({}, "41.005", "41.015"),
        ({"value": "40464", "rounding_unit": "0"}, "40464", "40464"),
        ({"value": "150000000", "rounding_unit": "10000000", "qualifier": "about"}, "145000000", "155000000"),
        ({"value": "10", "rounding_unit": "1", "qualifier": "nearly"}, "9.5", "10"),
        ({"value": "29.1", "rounding_unit": "0.1", "qualifier": "more_than"}, "29.1", None),
        ({"value": "2", "rounding_unit": "0", "qualifier": "at_least"}, "2", None),
        ({"value": "28", "rounding_unit": "0", "qualifier": "at_most"}, None, "28"),
        ({"value": "1", "rounding_unit": "0.1", "qualifier": "less_than"}, None, "1"),
        ({"value": None, "qualifier": "range", "value_low": "6", "value_high": "8", "rounding_unit": "1"}, "6", "8"),
    ],
)
def test_bounds_follow_from_the_printing(changes: dict[str, str | None], low: str | None, high: str | None) -> None:
    row = observed(**changes).iloc[0]
    found = [None if pd.isna(row[name]) else row[name] for name in ("value_low", "value_high")]
    assert found == [low and Decimal(low), high and Decimal(high)]


def test_statements_of_one_quantity_share_a_series_and_others_do_not() -> None:
    assert observed()["series_id"].item() == observed(statement_id="y", period_start="2015")["series_id"].item()
    assert observed()["series_id"].item() == observed(document_id="e")["series_id"].item()
    for other in ({"geography_id": "wallonia"}, {"unit_id": "USD"}, {"definition_id": "federation"}):
        assert observed()["series_id"].item() != observed(**other)["series_id"].item()


def ledger(*rows: tuple[int, str, str]) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {"document_id": "d", "line": line, "char_start": 1, "end_line": line, "token": token, "disposition": kind}
            for line, token, kind in rows
        ]
    )


EMPTY = pd.DataFrame(
    {
        name: pd.Series(dtype="object")
        for name in (
            "document_id",
            "row_no",
            "figure_no",
            "point_id",
            "printed",
            "first_line",
            "last_line",
            "aspect_id",
            "molecule_class",
            "side",
        )
    }
)
RAW_EMPTY = pd.DataFrame(
    {
        name: pd.Series(dtype="object")
        for name in (
            "document_id",
            "row_no",
            *(
                f"{c}{s}"
                for c in ("period", "location", "products", "platform", "technologies", "people", "content")
                for s in ("", "_lines")
            ),
        )
    }
)


def happened(observation_id: str | None, printed: str | None, line: str | None) -> tuple[pd.DataFrame, pd.DataFrame]:
    """One event, published and raw, with the observation of its amount and its date as printed."""
    published = pd.DataFrame({"document_id": ["d"], "event_id": ["e"], "observation_id": [observation_id]})
    raw = {"document_id": ["d"], "event_id": ["e"], "date_printed": [printed], "date_first_line": [line], "date_last_line": [line]}
    raw |= {"target_printed": [None], "target_first_line": [None], "target_last_line": [None]}
    return published, pd.DataFrame(raw)


Event = tuple[pd.DataFrame, pd.DataFrame]
NOTHING = happened(None, None, None)


def accounts(rows: pd.DataFrame, event: Event = NOTHING, **changes: str | None) -> tuple[pd.DataFrame, list[Problem]]:
    """The uses of the numbers of a ledger, and what does not add up between both."""
    inputs = (observed(**changes), *event, EMPTY, EMPTY, EMPTY, RAW_EMPTY, RAW_EMPTY)
    made = number_uses(rows, *inputs)
    return made, ledger_closes(rows, made, *inputs)


def uses(rows: pd.DataFrame, event: Event = NOTHING, **changes: str | None) -> list[tuple[int, str, str]]:
    made, problems = accounts(rows, event, **changes)
    assert problems == []
    return sorted(made[["line", "record_id", "role"]].itertuples(index=False, name=None))


def test_a_token_feeds_the_records_whose_lines_and_text_hold_it() -> None:
    found = uses(ledger((2, "2020", "datum"), (3, "41,01", "datum"), (9, "2020", "citation")))
    assert found == [(2, "d-x", "period"), (3, "d-x", "value")]


def test_a_printed_text_is_cut_as_the_ledger_cuts_its_line() -> None:
    year = (2, "2020", "datum")
    assert (3, "d-x", "value") in uses(ledger(year, (3, "120 135 148", "datum")), printed="120 135 148", value="120135148")
    assert (3, "d-x", "value") in uses(ledger(year, (3, "120", "datum"), (3, "135", "datum"), (3, "148", "datum")), printed="120 135 148")
    _, problems = accounts(ledger(year, (4, "120", "datum"), (4, "135", "datum"), (4, "148", "datum")), printed="120 135 148")
    assert problems


def test_a_token_feeds_the_date_and_the_amount_of_an_event() -> None:
    rows = ledger((2, "2020", "datum"), (3, "41,01", "datum"), (7, "2019", "datum"))
    found = uses(rows, happened("d-x", "en 2019", "7"))
    assert found == [(2, "d-x", "period"), (3, "d-x", "value"), (3, "e", "value"), (7, "e", "period")]
    _, problems = accounts(rows, happened("d-x", "en 2018", "7"))
    assert {(problem.column, problem.value) for problem in problems} == {("date_printed", "2018"), ("token", "2019")}


@pytest.mark.parametrize(
    ("rows", "changes"),
    [
        (ledger((2, "2020", "datum"), (3, "41,01", "datum"), (9, "7", "datum")), {}),
        (ledger((2, "2020", "datum"), (3, "41,01", "citation")), {}),
        (ledger((2, "2020", "datum"), (4, "41,01", "datum")), {}),
        (ledger((2, "2020", "datum"), (3, "41,01", "datum")), {"printed": "41,02"}),
        (ledger((2, "2020", "datum"), (3, "41,01", "datum")), {"printed": "41,01 41,01"}),
        (ledger((2, "2020", "datum"), (3, "41,01", "datum"), (4, "41,01", "datum")), {"last_line": "4"}),
        (ledger((2, "2020", "datum"), (3, "41,01", "datum")), {"period_start": "2019", "period_end": "2019"}),
    ],
    ids=["unused datum", "not a datum", "other line", "other number", "too few", "too many to tell apart", "other period"],
)
def test_an_account_that_does_not_close_is_refused(rows: pd.DataFrame, changes: dict[str, str | None]) -> None:
    _, problems = accounts(rows, **changes)
    assert problems


@pytest.mark.parametrize(
    ("texts", "tokens", "pairs"),
    [
        (2, 2, [(0, 0), (1, 1)]),
        (2, 3, [(0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (1, 2)]),
        (3, 2, [(0, 0), (0, 1), (1, 0), (1, 1), (2, 0), (2, 1)]),
        (1, 2, [(0, 0), (0, 1)]),
    ],
)
def test_texts_of_one_place_hold_their_equal_numbers_one_after_the_other_where_there_are_as_many(
    texts: int, tokens: int, pairs: list[tuple[int, int]]
) -> None:
    place = {"document_id": "d", "table_name": "statements", "role": "value", "first_line": 7, "last_line": 7, "token": "12", "line": 7}
    found = pd.DataFrame([place | {"text_no": text, "char_start": token} for text in range(texts) for token in range(tokens)])
    kept = in_turn(found)
    assert list(zip(kept["text_no"], kept["char_start"], strict=True)) == pairs
