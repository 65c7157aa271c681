"""What the page says: numbers and dates in each language, dots that do not cover each other, and data that is never read as HTML."""

import json
import re
from collections import defaultdict
from datetime import date

import pytest

from pipeline.contract.store import TableStore
from pipeline.core.written import amount
from pipeline.describe.metadata import metadata
from pipeline.page.actors import Actors
from pipeline.page.events import dated
from pipeline.page.head import json_ld, policy
from pipeline.page.language import Texts, _texts, in_language, lower_first, quoted_apart, spaced
from pipeline.page.line_chart import line_chart
from pipeline.page.over_time import OverTime, in_step
from pipeline.page.pages import page_files
from pipeline.page.places import Places
from pipeline.page.tables import NAMES, in_one_language, rows_of
from pipeline.page.templates import _environment, text_of
from pipeline.page.ties import Ties
from pipeline.page.written import bytes_of, period, stated
from tests.conftest import ROOT, Built

EN, FR = Texts("en"), Texts("fr")
HOSTILE = "</script><img src=x onerror=alert(1)>"


def test_a_value_has_its_qualifier_and_a_range_its_two_ends() -> None:
    row = {"value": 8.0, "value_low": None, "value_high": 8.0, "unit_id": "months", "unit": "months"}
    assert stated(row | {"qualifier_code": "at_most", "qualifier": "at most"}, EN) == "at most 8 months"
    assert stated(row | {"qualifier_code": "exact", "qualifier": "exact"}, EN) == "8 months"
    assert stated(row | {"value": None, "value_low": 6.0, "qualifier_code": "range", "qualifier": "range"}, EN) == "6 to 8 months"


@pytest.mark.parametrize(
    ("first", "last", "precision", "english", "french"),
    [
        (date(2021, 3, 1), date(2021, 3, 1), "day", "1 March 2021", "1er mars 2021"),
        (date(2021, 3, 1), date(2021, 3, 31), "month", "March 2021", "mars 2021"),
        (date(1980, 1, 1), date(1989, 12, 31), "decade", "1980s", "années 1980"),
        (date(2015, 1, 1), date(2020, 12, 31), "period", "2015–2020", "2015–2020"),
        (date(2015, 1, 1), None, "period", "since 2015", "depuis 2015"),
        (None, None, "none", "undated", "sans date"),
    ],
)
def test_a_date_is_as_fine_as_it_is_known(first: date | None, last: date | None, precision: str, english: str, french: str) -> None:
    row = {"first_day": first, "last_day": last, "date_precision": precision}
    assert (period(row, EN), period(row, FR)) == (english, french)


def test_every_text_is_in_both_languages_with_the_same_place_holders() -> None:
    for key, words in _texts().items():
        assert words["en"], key
        assert words["fr"], key
        assert set(re.findall(r"{\w+}", words["en"])) == set(re.findall(r"{\w+}", words["fr"])), key


def test_numbers_within_words_are_written_as_each_language_writes_them_and_quoted_forms_as_printed() -> None:
    assert spaced("37.28 % of it (-5.8 %), printed “2,9 %”", "en") == "37.28% of it (−5.8%), printed “2,9 %”"
    french = "15\u202f000 ou 41\u202f010\u202f000\u202f000 en 2020, 25\u202f% (−5,8\u202f%)"
    assert spaced("15 000 ou 41 010 000 000 en 2020, 25 % (-5,8 %)", "fr") == french
    assert spaced("de 2019 à 2020 et 2017-2018, en 2020 100 fois", "fr") == "de 2019 à 2020 et 2017-2018, en 2020 100 fois"


def test_a_computed_part_has_no_more_digits_than_the_share_it_comes_from() -> None:
    parts = [in_step(part, 56_280_000_000.0) for part in (24_594_360_000.0, 7_091_280_000.0)]
    assert [amount(part, "EUR", "", "en") for part in parts] == ["24.6 billion euros", "7.1 billion euros"]


def test_an_event_says_when_it_was_only_where_its_year_does_not(built: Built) -> None:
    store = TableStore(built.outputs / "tables")
    rows = in_one_language(rows_of({name: store.read(name) for name in NAMES}), "en")
    years = dated(rows, Ties(rows, Places(rows["documents"], EN), EN))
    whens = {event["id"]: event["when"] for year in years for event in year["events"]}
    assert whens["foundation-mithra-1999"] == ""
    assert "March 2020" in whens.values()


def test_a_row_in_one_language_keeps_codes_under_names_of_their_own() -> None:
    row = {"kind": "arithmetic", "kind_en": "arithmetic check", "kind_fr": "arithmétique", "value": 1}
    assert in_language([row], "fr") == [{"kind_code": "arithmetic", "kind": "arithmétique", "value": 1}]


def test_a_label_within_a_sentence_begins_small_unless_it_is_an_acronym() -> None:
    assert [lower_first(text) for text in ("Partner of", "GSK", "A record", "L’article")] == ["partner of", "GSK", "a record", "l’article"]
    assert [lower_first(text) for text in ("Eurostat.", "L’entreprise.")] == ["Eurostat.", "l’entreprise."]


def test_what_a_text_quotes_from_a_document_in_another_language_is_a_part_of_its_own() -> None:
    parts = quoted_apart("Printed “2,9 %” and “Liège”.", "fr", "en")
    assert [part["text"] for part in parts if part["language"] == "fr"] == ["2,9 %", "Liège"]
    assert "".join(part["text"] for part in parts) == "Printed “2,9 %” and “Liège”."
    assert [part["language"] for part in quoted_apart("Imprimé “Liège”.", "fr", "fr")] == [""]


def test_a_chart_dashes_gaps_and_begins_at_zero() -> None:
    rows = [
        {"year": year, "value": value, "value_low": value, "value_high": None} for year, value in ((2015, 10.0), (2016, 20.0), (2019, 30.0))
    ]
    chart = line_chart(rows)
    assert [line.gap for line in chart.lines] == [False, True]
    assert chart.marks[0][1] == 0
    assert chart.points[0].y > chart.points[1].y > chart.points[2].y


def test_values_of_an_actor_lead_to_the_rows_that_give_them_and_to_no_other(built: Built) -> None:
    mithra = facts_of(built, "mithra")
    assert mithra["Category"] == ["cartography:category_id:thesis|9", "cartography:category_id:thesis|24"]
    assert mithra["Approaches"] == [
        "approaches:approach_id:thesis|24|contract_production",
        "approaches:approach_id:thesis|9|hormones; approaches:approach_id:thesis|24|hormones",
    ]
    assert mithra["Founded"] == ["events:date_start:foundation-mithra-1999; events:event_type:foundation-mithra-1999"]
    assert facts_of(built, "barre")["Stages"] == ["cartography:stage_printed:thesis|27"]


def facts_of(built: Built, actor: str) -> dict[str, list[str]]:
    """Return the references of each fact of a card."""
    store = TableStore(built.outputs / "tables")
    rows = in_one_language(rows_of({name: store.read(name) for name in NAMES}), "en")
    made = Actors(rows, Places(rows["documents"], EN), EN)
    [card] = [row for row in made.all(defaultdict(dict)) if row["id"] == actor]
    return {fact.label: [value.source for value in fact.values] for fact in card["facts"]}


def test_another_value_of_a_year_has_its_unit_and_year_and_an_equal_one_is_left_out(built: Built) -> None:
    store = TableStore(built.outputs / "tables")
    rows = in_one_language(rows_of({name: store.read(name) for name in NAMES}), "en")
    charts = OverTime(rows, Places(rows["documents"], EN), EN).charts()
    notes = [row["note"] for chart in charts for row in chart["rows"] if "also published" in row["note"]]
    assert "also published: 41.3 billion euros, published in 2016" in "; ".join(notes)
    assert not re.search(r"\d{5,}", "; ".join(notes))


def test_a_file_has_a_size_that_a_person_reads() -> None:
    assert (bytes_of(14_069_760, EN), bytes_of(35_027, FR), bytes_of(10, EN)) == ("14.1 MB", "35 ko", "1 kB")


def test_the_description_for_search_engines_cannot_end_its_element() -> None:
    known = metadata()
    described = json_ld(known.model_copy(update={"title": known.title.model_copy(update={"en": HOSTILE})}), "en")
    assert "<" not in described
    assert json.loads(described)["name"] == HOSTILE


def test_the_policy_admits_the_script_of_the_page_and_no_connection() -> None:
    assert "connect-src 'none'" in policy("script")
    assert policy("script") != policy("another script")


def test_line_ends_between_tags_of_a_template_are_left_out_and_those_of_values_stay() -> None:
    template = _environment().from_string(
        "<ul>\n{% for name in names %}\n<li><b>{{ name }}</b> and\n more</li>\n{% endfor %}\n</ul>\n<p>\n"
    )
    assert template.render(names=["a>\n<b", "c"]) == "<ul><li><b>a&gt;\n&lt;b</b> and\n more</li><li><b>c</b> and\n more</li></ul><p>"


def test_the_scripts_of_the_page_and_of_its_sql_are_short() -> None:
    assert len(text_of("page.js").splitlines()) <= 400
    assert len((ROOT / "tools" / "site" / "sql.js").read_text("utf-8").splitlines()) <= 250


def test_a_hostile_name_is_shown_as_text_and_the_bytes_are_the_same_twice(built: Built) -> None:
    store = TableStore(built.outputs / "tables")
    frames = {name: store.read(name) for name in NAMES}
    actors = frames["actors"]
    frames["actors"] = actors.assign(name_en=actors["name_en"].where(actors["organisation_id"] != "zoetis", HOSTILE))
    files = page_files(frames)
    assert files == page_files(frames)
    page = files["index.html"].decode()
    assert HOSTILE not in page
    assert "&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt;" in page
