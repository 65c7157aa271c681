"""Runs of characters: found in a text, compared with it, and put to the rows that they show."""

import pandas as pd
import pytest

from pipeline.core.spans import found_again, located, parts_of, spans_of
from pipeline.verify.places import Run, places_of, text_of
from pipeline.verify.spans import Fragment
from pipeline.verify.text import Text, text_of_lines
from tests.unit.test_verify_document import raw
from tools.spans.draft import _nearest, _runs_of, _turns, draft
from tools.spans.heads import heads_of
from tools.spans.parts import _numbers, _outside_names

LINES = ("Le groupe  GSK et GSK Bio-", "", "logicals (Wavre", "et Rixensart) en", "2020")
TEXT = Text("d", tuple(" ".join(line.split()) for line in LINES), LINES)


@pytest.mark.parametrize(
    ("words", "runs"),
    [
        ("GSK", [Run(1, 12, 1, 14), Run(1, 19, 1, 21)]),
        ("groupe GSK", [Run(1, 4, 1, 14)]),
        ("GSK Bio-logicals", [Run(1, 19, 3, 8)]),
        ("Wavre et Rixensart", [Run(3, 11, 4, 12)]),
        ("2020", [Run(5, 1, 5, 4)]),
        ("grou", []),
        ("202", []),
    ],
)
def test_whole_words_are_found_with_their_characters_whatever_their_line_ends(words: str, runs: list[Run]) -> None:
    assert places_of(TEXT, words, 1, 5) == runs
    assert all("".join(text_of(TEXT, run).split()) == words.replace(" ", "") for run in runs)


@pytest.mark.parametrize("run", [Run(6, 1, 6, 1), Run(5, 1, 5, 9), Run(4, 1, 3, 2), Run(0, 1, 1, 1)])
def test_a_run_outside_its_lines_has_no_text(run: Run) -> None:
    assert text_of(TEXT, run) == ""


DOUBT = "stands in 2 places; the nearest to the rest of its row was taken"


def fragment(printed: str, first: int, last: int) -> Fragment:
    return Fragment("t", "1", "c", 1, printed, first, last)


def test_of_several_places_the_one_that_a_person_chose_stays_and_else_the_nearest_is_listed_to_be_read() -> None:
    chosen, near = Run(1, 12, 1, 14), {("t", "1", "other", 1): [Run(3, 1, 3, 8)]}
    assert _runs_of(TEXT, fragment("GSK", 1, 1), [chosen], near) == ([chosen], "")
    assert _runs_of(TEXT, fragment("GSK", 1, 1), [], near) == ([Run(1, 19, 1, 21)], DOUBT)
    assert _runs_of(TEXT, fragment("GSK", 1, 1), [Run(3, 1, 3, 8)], near)[1] == DOUBT


def test_words_for_an_area_inside_the_name_of_an_organisation_come_last_and_a_unit_may_stand_before_its_number() -> None:
    text = text_of_lines("d", ["Chaque semaine, 3 trains.", "La Commission européenne", "aide les pays européens."])
    words = {("organisation_id", "ec"): ["Commission européenne"], ("unit_id", "per_week"): ["chaque semaine"]}
    areas = [Run(2, 15, 2, 24), Run(3, 15, 3, 23)]
    assert _outside_names(text, areas, words) == areas[1:]
    row = {"printed": "Chaque semaine, 3 trains", "value": "3", "unit_id": "per_week"}
    found = {part.column: part.candidates for part in _numbers(text, row, "d|s", Run(1, 1, 1, 24), words["unit_id", "per_week"])}
    assert found == {"value": [Run(1, 17, 1, 17)], "unit_id": [Run(1, 1, 1, 14)]}


def test_statements_that_print_the_same_in_as_many_places_have_these_in_turn() -> None:
    text = text_of_lines("d", ["Waremme 12 12 15"])
    cells = [
        Fragment("statements", f"d|{year}", "printed", 1, printed, 1, 1) for year, printed in ((2021, "12"), (2022, "12"), (2023, "15"))
    ]
    assert [run.char_start for [run] in _turns(text, cells).values()] == [9, 12, 15]
    assert [key[1] for key in _turns(text, cells[1:])] == ["d|2023"]


def test_a_fragment_that_other_text_interrupts_keeps_the_runs_that_a_person_wrote_and_has_none_before() -> None:
    written = [Run(1, 4, 1, 9), Run(3, 10, 3, 15)]
    assert _runs_of(TEXT, fragment("groupe (Wavre", 1, 3), written, {}) == (written, "")
    assert _runs_of(TEXT, fragment("groupe (Wavre", 1, 3), [], {})[0] == []


def test_the_nearest_run_has_the_fewest_characters_between() -> None:
    assert _nearest(TEXT, [Run(1, 12, 1, 14), Run(1, 19, 1, 21)], Run(1, 4, 1, 9)) == Run(1, 12, 1, 14)
    assert _nearest(TEXT, [Run(1, 12, 1, 14), Run(1, 19, 1, 21)], Run(5, 1, 5, 4)) == Run(1, 19, 1, 21)


def raw_spans(*rows: tuple[str, str, int, int, int, int, int, int, str]) -> pd.DataFrame:
    names = ["record_id", "column_name", "fragment_no", "run_no", "line", "char_start", "end_line", "char_end", "printed"]
    frame = pd.DataFrame(rows, columns=names).astype("str")
    return frame.assign(document_id="d", table_name="things")


SPANS = spans_of(
    raw_spans(
        ("d|1", "name", 1, 1, 3, 1, 3, 5, "Alpha"),
        ("d|1", "name", 1, 2, 5, 2, 5, 6, "Beta,"),
        ("d|1", "name", 2, 1, 9, 1, 9, 4, "Beta"),
        ("d|2", "year", 1, 1, 7, 4, 7, 7, "2020"),
    )
)


def things(cell: str, record: str, *texts: tuple[str, int, int]) -> pd.DataFrame:
    """Return fragments of one cell of the raw table of SPANS."""
    frame = pd.DataFrame(texts, columns=["text", "first_line", "last_line"])
    return frame.assign(raw_table="raw_things", cell=cell, raw_record=record)


def test_each_run_of_a_fragment_has_its_own_row_and_the_fragments_keep_their_order() -> None:
    found = located(things("name", "d|1", ("Alpha Beta,", 3, 5), ("Beta", 9, 9)), SPANS)
    assert found[["first_line", "char_start", "last_line", "char_end", "printed"]].to_numpy().tolist() == [
        [3, 1, 3, 5, "Alpha"],
        [5, 2, 5, 6, "Beta,"],
        [9, 1, 9, 4, "Beta"],
    ]


def test_a_fragment_without_a_run_keeps_its_lines_and_text() -> None:
    [row] = located(things("name", "d|9", ("Gamma", 3, 5)), SPANS).to_dict("records")
    assert (row["first_line"], row["last_line"], row["printed"]) == (3, 5, "Gamma")
    assert pd.isna(row["char_start"])


def test_a_value_without_lines_is_shown_by_its_run_and_one_without_a_run_is_not_shown() -> None:
    cells = pd.DataFrame({"raw_table": "raw_things", "cell": "year", "raw_record": ["d|1", "d|2"]})
    [row] = parts_of(cells, SPANS).to_dict("records")
    assert (row["raw_record"], row["first_line"], row["char_start"], row["printed"]) == ("d|2", 7, 4, "2020")


def test_a_published_text_has_the_fewest_lines_that_print_it_within_its_own_in_the_tables_that_it_may_come_from() -> None:
    texts = pd.DataFrame(
        {"link": [0, 0, 1], "document_id": "d", "text": ["2020", "Beta", "2020"], "first_line": [5, 1, 5], "last_line": [9, 4, 9]}
    )
    found = found_again(texts, SPANS, pd.DataFrame({"link": [0, 1], "raw_table": ["raw_things", "raw_others"]}))
    assert found["first_line"].tolist() == [7, 1, 5]
    assert found["last_line"].tolist() == [7, 4, 9]
    assert found["char_start"].isna().tolist() == [False, True, True]


HEADS = {
    "Dépenses (en millions d’euros)": ("1 250", "1250000000", [Run(1, 14, 1, 29)]),
    "Spending, EUR million": ("1,250", "1250000000", [Run(1, 11, 1, 21)]),
    "Spending (€m)": ("12.5", "12500000", [Run(1, 11, 1, 12)]),
    "R&D (M€)": ("540", "540000000", [Run(1, 6, 1, 7)]),
    "Exports, millions; in euros": ("540", "540000000", [Run(1, 10, 1, 17)]),
    "Exports in euros, by the million": ("540", "540", []),
    "Thousands of euros": ("540", "540000000", []),
}


@pytest.mark.parametrize("head", HEADS)
def test_the_head_of_a_table_shows_the_factor_by_which_a_value_exceeds_its_number(head: str) -> None:
    printed, value, runs = HEADS[head]
    words = {("unit_id", "EUR"): ["euros", "EUR", "€", "M€"], ("factor", "1000000"): ["million", "millions", "m", "M€"]}
    row = {"printed": printed, "value": value, "unit_id": "EUR"}
    assert heads_of(text_of_lines("d", [head, printed]), row, words, 1, 2) == runs


def test_a_printed_text_that_its_lines_do_not_hold_is_listed_and_the_others_have_their_runs() -> None:
    lines = dict.fromkeys(("first_line", "last_line", "context_first_line", "context_last_line"), "5")
    rows = [{"statement_id": one, "printed": one, "value": one, **lines} for one in ("2020", "2021")]
    telling = {"event_id": "e", "telling_no": "1", "printed": "rachat", "first_line": "5", "last_line": "5"}
    cited = {"citation_no": "1", "printed": "AWEX, 2020", "first_line": "5", "last_line": "5"}
    frames = raw(statements=rows, event_tellings=[telling], citations=[cited], events=[{"event_id": "e"}])
    found, to_read = draft(TEXT, frames, {})
    assert {key[1] for key in found} == {"d|2020"}
    assert ["correct it or its lines" in line for line in to_read] == [True] * 3
