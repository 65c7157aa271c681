"""Readings of small documents: which year, sign and area a figure has, with and without the text and with and without spans.csv."""

from decimal import Decimal
from typing import Any

import pandas as pd
import pytest

from pipeline.contract.tables import describe
from pipeline.kernel.problems import Problem
from pipeline.raw.citation_rules import identifiers_name_their_sources
from pipeline.raw.code_rules import codes_have_their_words, is_on_the_year_before
from pipeline.raw.event_rules import dates_of_events_are_printed
from pipeline.raw.organisation_rules import printed_names_are_of_no_other
from pipeline.raw.place_rules import printed_places_name_their_areas
from pipeline.raw.reading_values import values_printed, with_sign
from pipeline.raw.reading_words import Lexicons
from pipeline.verify.document import verify_table
from pipeline.verify.growths import growth_faults
from pipeline.verify.places import Run
from pipeline.verify.text import text_of_lines
from schemas.observations import RawStatements
from tests.conftest import ROOT
from tests.unit.test_verify_document import number, raw
from tools.spans.parts import parts

LINES = ["En 2021, une usine de Mons.", "Elle compte 48 salariés (Dupont, 2020).", "Croissance en 2021 :  \u20130,6 % et 2021\u20130,7 %"]
AREAS = [
    {"geography_id": "mons", "label_fr": "Mons", "label_en": "Mons"},
    {"geography_id": "herve", "label_fr": "Herve", "label_en": "Herve"},
]
WORDS = [
    {"kind": "unit", "code": "persons", "words": "salariés", "language": "fr"},
    {"kind": "unit", "code": "percent", "words": "%", "language": None},
]
FRACTION = {"kind": "fraction", "code": "percent", "words": "tiers", "language": "fr"}
STAFF = {
    "statement_id": "staff",
    "geography_id": "mons",
    "period_start": "2021",
    "period_end": "2021",
    "value": "48",
    "value_basis": "printed",
    "unit_id": "persons",
    "qualifier": "exact",
    "printed": "48 salariés",
    **dict.fromkeys(("first_line", "last_line", "context_last_line"), "2"),
    "context_first_line": "1",
}
GROWTH = STAFF | {"statement_id": "growth", "geography_id": None, "unit_id": "percent", "printed": "0,6 %", "value": "0.6"}
GROWTH |= dict.fromkeys(("first_line", "last_line", "context_first_line", "context_last_line"), "3")
LEDGER = [number(1, 4, "2021"), number(2, 13, "48"), number(2, 34, "2020") | {"disposition": "citation"}]


def frames(statement: dict[str, Any], **rows: Any) -> dict[str, pd.DataFrame]:
    known: dict[str, Any] = {"documents": [{"language": "fr"}], "geographies": AREAS, "reading_words": WORDS, "numbers": LEDGER}
    return raw(**known, statements=[statement], **rows)


def in_text(statement: dict[str, Any]) -> list[str | None]:
    result = verify_table(text_of_lines("d", LINES), describe(RawStatements), frames(statement))
    return [problem.column for problem in result.problems]


def in_build(statement: dict[str, Any], *runs: dict[str, Any], **rows: Any) -> list[Problem]:
    made = frames(statement, spans=list(runs), **rows)
    names = [
        "statements",
        "spans",
        "numbers",
        "documents",
        "indicators",
        "geographies",
        "localities",
        "organisations",
        "organisation_names",
    ]
    return codes_have_their_words(*(made[f"raw_{name}"] for name in [*names, "reading_words", "reading_exceptions"]))


def run(column: str, line: int, start: int, printed: str) -> dict[str, Any]:
    ends = {"line": str(line), "char_start": str(start), "end_line": str(line), "char_end": str(start + len(printed) - 1)}
    return {"table_name": "statements", "record_id": "d|staff", "column_name": column, "printed": printed, **ends}


def test_the_year_of_a_source_that_is_cited_is_no_year_of_a_figure() -> None:
    assert in_text(STAFF) == []
    assert in_text(STAFF | {"period_start": "2020", "period_end": "2020"}) == ["period_start", "period_end"]


def test_a_run_of_spans_within_a_citation_shows_no_year() -> None:
    place = run("geography_id", 1, 22, "Mons")
    right = [run(column, 1, 4, "2021") for column in ("period_start", "period_end")]
    wrong = [run(column, 2, 34, "2020") for column in ("period_start", "period_end")]
    cited = STAFF | {"period_start": "2020", "period_end": "2020"}
    assert in_build(STAFF, place, *right) == []
    assert [(problem.column, "source that is cited" in problem.expected) for problem in in_build(cited, place, *wrong)] == [
        ("period_start", True),
        ("period_end", True),
    ]


def test_a_draft_of_spans_shows_no_year_by_that_of_a_citation() -> None:
    made, lines = frames(STAFF | {"period_end": "2020"}), text_of_lines("d", LINES)
    near = {("statements", "d|staff", "printed"): Run(2, 13, 2, 23)}
    found = {part.column: part.candidates for part in parts(lines, made, near)}
    assert (found["period_start"], found["period_end"]) == ([Run(1, 4, 1, 7)], [])


@pytest.mark.parametrize(
    ("changes", "faults"),
    [
        ({}, ["value"]),
        ({"printed": "\u20130,6 %", "value": "-0.6"}, []),
        ({"printed": "0,7 %", "value": "0.7"}, []),
    ],
)
def test_a_minus_sign_before_a_number_is_read_and_a_dash_between_two_numbers_is_none(changes: dict[str, str], faults: list[str]) -> None:
    assert in_text(GROWTH | changes) == faults


def test_a_place_that_no_file_lists_is_to_be_added_and_one_that_is_not_printed_to_be_corrected() -> None:
    place = {"name": "A", "place_printed": "Mons", "role": "located"}
    made = frames(STAFF, organisation_places=[place | {"geography_id": code} for code in ("mons", "herve", "thuin")])
    names = ["organisation_places", "documents", "geographies", "localities", "reading_words", "reading_exceptions"]
    found = printed_places_name_their_areas(*(made[f"raw_{name}"] for name in names))
    assert [(problem.value, "localities.csv" in problem.expected, "add a locality" in problem.remedy) for problem in found] == [
        ("herve", False, False),
        ("thuin", True, True),
    ]
    [unknown] = in_build(STAFF | {"geography_id": "thuin", "period_start": None, "period_end": None}, run("value", 2, 13, "48"))
    assert "localities.csv" in unknown.expected


@pytest.mark.parametrize(
    ("identifier", "printed", "good"),
    [
        ("d-awex-nd", "AWEX, s.d.", True),
        ("d-awex-nd-a", "AWEX, s. d.-a", True),
        ("d-awex-2019a", "AWEX, 2019a", True),
        ("d-awex-2019-b", "2019b", True),
        ("d-leroy-et-al-2022", "Leroy et al., 2022", True),
        ("d-universite-de-liege-2022", "Université de Liège (2022)", True),
        ("d-essenscia-nd", "AWEX, s.d.", False),
        ("d-awex-2018", "AWEX, s.d.", False),
        ("d-awex-2018", "AWEX, 2019", False),
        ("d-awex-2019-b", "AWEX, 2019a", False),
        ("d-awex-nd", "AWEX, 2019", False),
        ("other-awex-2019", "AWEX, 2019", False),
    ],
)
def test_the_identifier_of_a_source_is_of_its_document_author_and_year(identifier: str, printed: str, good: bool) -> None:
    made = raw(citations=[{"citation_id": identifier, "printed": printed}])
    assert [problem.column for problem in identifiers_name_their_sources(made["raw_citations"])] == ([] if good else ["citation_id"])


EVENT = {"event_id": "e", "date_start": "2020-02", "date_end": "2020-02", "date_precision": "month"}
QUARTER = [(number, "1er trimestre") for number in (1, 2, 3)]
MONTHS = [{"kind": "month", "code": str(number), "words": words} for number, words in ((2, "février"), (3, "mars"), (5, "mai"), *QUARTER)]


@pytest.mark.parametrize(
    ("changes", "printed", "faults"),
    [
        ({}, "En février 2020", []),
        ({"date_start": "2020-03"}, "En février 2020", ["date_start"]),
        ({}, "Au 1er trimestre 2020", ["date_start", "date_end"]),
        ({"date_start": "2020-01", "date_end": "2020-03"}, "Au 1er trimestre 2020", []),
        ({"date_start": "2020-01", "date_end": "2020-04"}, "Au 1er trimestre 2020", ["date_end"]),
        ({"date_end": "2021"}, "En février 2020", ["date_end"]),
        ({"date_start": "1940", "date_end": "1949", "date_precision": "decade"}, "les années 1940", []),
        ({"date_start": "1950", "date_end": "1959", "date_precision": "decade"}, "les années 1940", ["date_start"]),
        ({"date_start": "2004-05-07", "date_end": "2004-05-08", "date_precision": "day"}, "le 7 mai 2004", ["date_end"]),
        ({"date_end": "2021"}, "le même mois", []),
        ({"date_end": "2021"}, None, []),
    ],
)
def test_the_dates_of_an_event_are_those_that_a_telling_prints(changes: dict[str, str], printed: str | None, faults: list[str]) -> None:
    told = {"event_id": "e", "telling_no": "1", "date_printed": printed}
    made = raw(events=[EVENT | changes], event_tellings=[told], documents=[{"language": "fr"}], reading_words=MONTHS)
    names = ["events", "event_tellings", "documents", "reading_words", "reading_exceptions"]
    assert [problem.column for problem in dates_of_events_are_printed(*(made[f"raw_{name}"] for name in names))] == faults


def test_a_fraction_in_words_has_a_value_in_percent() -> None:
    lexicons = Lexicons({"raw_reading_words": LISTED})
    known = {"les deux tiers": "66.666667", "près d’un tiers": "33.333333", "la moitié": "50", "quatre-vingt-trois pays": "83"}
    for text, value in known.items():
        assert Decimal(value) in values_printed(text, lexicons, "fr")
    assert values_printed("two-thirds", lexicons, "en") == {Decimal("66.666667")}


def test_the_head_of_a_table_multiplies_a_number_that_has_no_factor_of_its_own() -> None:
    words = [{"kind": "factor", "code": "1000000", "words": "millions", "language": "fr"}]
    lexicons = Lexicons({"raw_reading_words": pd.DataFrame(words)})
    head = "en millions d’euros"
    assert values_printed("1 250", lexicons, "fr", head) == {Decimal(1250000000)}
    assert values_printed("1,2 millions", lexicons, "fr", head) == {Decimal(1200000)}


@pytest.mark.parametrize(("words", "faults"), [(WORDS, ["unit_id"]), ([*WORDS, FRACTION], [])])
def test_a_fraction_in_words_names_the_unit_percent(words: list[dict[str, Any]], faults: list[str]) -> None:
    share = GROWTH | {"printed": "un tiers", "value": "33.333333", "period_start": None, "period_end": None}
    share |= dict.fromkeys(("first_line", "last_line", "context_first_line", "context_last_line"), "1")
    made = raw(documents=[{"language": "fr"}], reading_words=words, statements=[share])
    result = verify_table(text_of_lines("d", ["Un tiers, soit un tiers des salariés."]), describe(RawStatements), made)
    assert [problem.column for problem in result.problems] == faults


LISTED = pd.read_csv(ROOT / "raw" / "reference" / "reading_words.csv", dtype="str")


@pytest.mark.parametrize(
    ("kind", "printed", "values"),
    [
        ("growth", "reculé de 2,3 %", {"-2.3"}),
        ("growth", "reculé de −2,3 %", {"-2.3"}),
        ("growth", "2,3 % de moins", {"-2.3"}),
        ("growth", "2,3 %", {"2.3"}),
        ("growth", "reculé de 2,3 % avant de bondir", {"-2.3", "2.3"}),
        ("growth", "reculé à 2,3 %", {"2.3"}),
        ("growth", "reculé à moins de 2,3 %", {"2.3"}),
        ("growth", "reculé d’à peu près 2,3 %", {"-2.3"}),
        ("growth", "recul de 2,3 % à Liège", {"-2.3"}),
        ("flow", "reculé à 2,3 millions", {"2300000"}),
        ("decrease", "reculé de 2,3 %", {"2.3"}),
    ],
)
def test_a_growth_is_below_zero_where_its_printed_words_tell_a_decrease(kind: str, printed: str, values: set[str]) -> None:
    words = Lexicons({"raw_reading_words": LISTED})
    assert with_sign(values_printed(printed, words, "fr"), kind, printed, words, "fr") == set(map(Decimal, values))


def test_a_number_that_english_words_fall_to_is_a_level_and_one_that_they_fall_by_is_below_zero() -> None:
    words = Lexicons({"raw_reading_words": LISTED})
    levels = ["fell to 3%", "fell sharply to about 3%", "dropped below 3%", "fell from 3%", "growth fell to 3%", "3%"]
    amounts = ["fell by 3%", "fell 3%", "reduced by 3%", "a 3% decrease to a low", "3% fewer"]
    for printed, sign in [*((text, 1) for text in levels), *((text, -1) for text in amounts)]:
        assert with_sign({Decimal(3)}, "growth", printed, words, "en") == {Decimal(3 * sign)}, printed


def test_the_list_of_words_has_the_common_forms_of_rises_and_falls() -> None:
    words = Lexicons({"raw_reading_words": LISTED})
    forms = {
        ("fr", "decrease"): "reculer baisser diminuer chuter reculs baisses chutent réduit décroître perd",
        ("en", "decrease"): "falls decreases decreasing drops dropped shrinks declining reduced",
        ("fr", "growth"): "augmenter progresser croître monter grimper hausses gagner",
        ("en", "growth"): "grow increases increasing climbs gains jumps expands",
    }
    for (language, code), said in forms.items():
        assert [word for word in said.split() if not words.of("quantity_kind", language).names(word, code)] == []


@pytest.mark.parametrize(
    ("row", "sides", "context", "faults"),
    [
        ({"value": "2.3"}, ("Elles ont reculé de près de", "en 2020"), "reculé, puis bondir", ["value"]),
        ({"value": "2.3"}, ("Elles valent", "de moins"), "reculé de 2,3 %", ["value"]),
        ({"value": "2.3"}, ("Elles ont reculé en 2019, avant de bondir de", ""), "reculé, puis bondir", []),
        ({"value": "2.3"}, ("Elles avaient reculé. Une hausse de", ""), "reculé, puis bondir", []),
        ({"value": "-2.3"}, ("Elles ont reculé de", ""), "reculé", []),
        ({"period_start": "2019", "period_end": "2020"}, ("de", ""), "en 2020", []),
        ({"period_start": "2019", "period_end": "2020"}, ("de", ""), "de 2019 à 2020", []),
        ({"period_start": "2019", "period_end": "2020"}, ("de", ""), "de 2015 à 2020", ["period_start"]),
        ({"value": "2.3"}, ("La croissance a reculé à", "en 2021"), "La croissance a reculé à 2,3 % en 2021.", []),
        ({"value": "2.3"}, ("Elles ont reculé à", ""), "Elles ont reculé à 2,3 %.", []),
        ({"period_start": "2020", "period_end": "2021"}, ("de", ""), "Fondée en 2008. En 2021, hausse de 2,3 %.", []),
        ({"period_start": "2020", "period_end": "2021"}, ("de", ""), "Depuis 2008, à Mons. En 2021, hausse de 2,3 %.", []),
        ({"period_start": "2020", "period_end": "2021"}, ("de", ""), "48 en 2021 contre 35 en 2016, soit 2,3 %.", ["period_start"]),
    ],
)
def test_the_lines_around_a_growth_say_whether_it_falls_and_from_which_year(
    row: dict[str, str], sides: tuple[str, str], context: str, faults: list[str]
) -> None:
    empty = dict.fromkeys(("value", "value_low", "value_high", "period_start", "period_end"))
    words = Lexicons({"raw_reading_words": LISTED})
    found = growth_faults(empty | {"printed": "2,3 %"} | row, "growth", [sides], (context, context), words, "fr")
    assert [column for column, _ in found] == faults


def test_a_decrease_elsewhere_in_the_lines_is_asked_of_growths_alone() -> None:
    words, context = Lexicons({"raw_reading_words": LISTED}), "Belgium publishes 3% more than France, where the number has fallen"
    row = {"printed": "3%", "value": "3", **dict.fromkeys(("value_low", "value_high", "period_start", "period_end"))}
    sides = [("Belgium publishes", "more than France, where the number has fallen")]
    for kind in ("growth", "change", "relative_difference"):
        assert list(growth_faults(row, kind, sides, (context, context), words, "en")) == []
    only_falls = "The number has fallen in Belgium: 3%"
    counts = {kind: len(list(growth_faults(row, kind, [(":", "")], (only_falls,) * 2, words, "en"))) for kind in ("growth", "change")}
    assert counts == {"growth": 1, "change": 0}


@pytest.mark.parametrize(
    ("kind", "start", "end", "expected"),
    [
        ("growth", "2020", "2021", True),
        ("change", "2020-03", "2021-03", True),
        ("growth", "2020-12", "2021-01", False),
        ("growth", "2020", "2021-03", False),
        ("growth", "2019", "2021", False),
        ("relative_difference", "2020", "2021", False),
    ],
)
def test_only_a_growth_or_change_over_exactly_a_year_is_on_the_year_before(kind: str, start: str, end: str, expected: bool) -> None:
    assert is_on_the_year_before({"period_start": start, "period_end": end}, kind) is expected


def test_a_name_of_another_organisation_may_be_printed_for_a_reason() -> None:
    organisations = [{"organisation_id": code, "name": name} for code, name in (("a", "Henogen"), ("b", "Novasep"))]
    exception = {"table_name": "organisation_names", "record_id": "d|Henogen", "column_name": "organisation_id", "value": "b"}
    for exceptions, faults in (([], ["b"]), ([exception], [])):
        made = raw(
            organisation_names=[{"name": "Henogen", "organisation_id": "b"}], organisations=organisations, reading_exceptions=exceptions
        )
        found = printed_names_are_of_no_other(
            *(made[f"raw_{name}"] for name in ("organisation_names", "organisations", "reading_exceptions"))
        )
        assert [problem.value for problem in found] == faults
        assert all("reading_exceptions.csv" in problem.remedy for problem in found)


def test_the_first_year_of_a_growth_on_the_year_before_needs_no_run() -> None:
    indicators = [{"indicator_id": "growth", "dimension": "percent", "quantity_kind": "growth"}]
    shown = run("period_end", 1, 4, "2021") | {"record_id": "d|growth"}

    def faults(first: str) -> list[str | None]:
        statement = GROWTH | {"indicator_id": "growth", "period_start": first, "period_end": "2021"}
        return [problem.column for problem in in_build(statement, shown, indicators=indicators)]

    assert (faults("2020"), faults("2018")) == ([], ["period_start"])
