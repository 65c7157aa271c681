"""Help with the text of a document: a ledger of its numbers is drafted, and line numbers are moved to a text that was extracted again."""

import csv
import io
from pathlib import Path
from types import ModuleType

import pytest

from pipeline.kernel.problems import InputError
from pipeline.verify.text import lines_of, text_of_lines
from tests.conftest import ROOT
from tools.texts import numbers
from tools.texts import relocate as relocating
from tools.texts.folder import document_at, rows_of
from tools.texts.moves import Moves, Words
from tools.texts.numbers import KNOWN, draft
from tools.texts.relocate import relocate

REPORT = """1. Introduction

En 2020, 41 000 personnes (STATBEL, 2023), voir https://example.org/2021/a.

Tableau 1 : Emploi.
Hainaut 120 135 148
Namur 40 44 51"""
SECTION = {"section_no": "1", "parent_section_no": "", "heading": "Introduction", "first_line": "1", "last_line": "1"}
STATEMENT = {
    "statement_id": "a",
    "printed": "41 000 personnes",
    "first_line": "3",
    "last_line": "3",
    "context_first_line": "2",
    "context_last_line": "3",
}


def test_a_drafted_ledger_has_each_number_and_a_disposition_only_where_it_is_certain() -> None:
    text = text_of_lines("d", REPORT.split("\n"))
    rows = draft(text, [], {"sections": [SECTION], "statements": [STATEMENT]})
    assert [(row["token"], row["disposition"]) for row in rows] == [
        ("1", "heading"),
        ("2020", ""),
        ("41 000", "datum"),
        ("2023", "citation"),
        ("2021", "address"),
        ("1", "caption"),
        *((token, "") for token in ("120", "135", "148", "40", "44", "51")),
    ]


def test_numbers_of_a_table_by_area_and_of_the_date_of_an_event_are_data() -> None:
    text = text_of_lines("d", ["Fondée en 2013.", "Hainaut 120 135 148", "Namur 40 44 51"])
    figures = {"printed": "120 | - | 148", "first_line": "2", "last_line": "2"}
    told = {"date_printed": "en 2013", "date_first_line": "1", "date_last_line": "1", "target_printed": "", "target_first_line": ""}
    found = draft(text, [], {"area_figures": [figures], "event_tellings": [told | {"target_last_line": ""}]})
    assert [row["token"] for row in found if row["disposition"] == "datum"] == ["2013", "120", "148"]


def test_the_cells_of_a_table_by_area_say_where_its_digits_are_cut() -> None:
    text = text_of_lines("d", ["Huy 96 101 100", "Liège 1 024 1 068 -", "Namur 2 120 130"])
    cells = [("96 | 101 | 100", "1"), ("1 024 | 1 068 | -", "2"), ("120 | 130", "3")]
    figures = [{"printed": printed, "first_line": line, "last_line": line} for printed, line in cells]
    found = [(row["token"], row["disposition"]) for row in draft(text, [], {"area_figures": figures})]
    right = ["96", "101", "100", "1 024", "1 068"]
    assert found == [*((token, "datum") for token in right), ("2 120 130", "")]


def test_years_that_date_a_statement_in_its_context_are_data_outside_captions_and_citations() -> None:
    text = text_of_lines("d", ["En 2020, 45 personnes (Leroy, 2020).", "Tableau 1 : Emploi, 2020", "Liège 2020 2021"])
    context = {"context_first_line": "1", "context_last_line": "3", "first_line": "", "period_end": "", "printed": ""}
    rows = draft(text, [], {"statements": [context | {"period_start": "2020-03"}], "area_figures": []})
    assert [(row["line"], row["token"]) for row in rows if row["disposition"] == "datum"] == [("1", "2020"), ("3", "2020")]
    assert [(row["token"], row["disposition"]) for row in rows if row["line"] in "12"][-2:] == [("1", "caption"), ("2020", "")]


def test_what_a_person_decided_in_a_ledger_stays_and_what_is_no_number_goes() -> None:
    text = text_of_lines("d", ["Hainaut 120 135 148"])
    place = {"line": "1", "end_line": "1", "disposition": "datum", "reason": "One number."}
    one = place | {"char_start": "9", "char_end": "19", "token": "120 135 148"}
    other = place | {"char_start": "9", "char_end": "11", "token": "121"}
    assert draft(text, [one], {}) == [one]
    assert [row["token"] for row in draft(text, [one | {"disposition": ""}], {})] == ["120", "135", "148"]
    assert [row["token"] for row in draft(text, [other], {})] == ["120", "135", "148"]


@pytest.mark.parametrize(("document", "left"), [("fixture_report", 10), ("fixture_release", 4), ("fixture_actors", 2)])
def test_a_draft_is_never_wrong_about_a_number_that_a_person_has_decided(document: str, left: int) -> None:
    folder, file = ROOT / "tests" / "documents", f"{document}.txt"
    text = text_of_lines(document, lines_of((folder / "texts" / file).read_bytes(), file))
    known = {name: rows_of(folder / "raw" / document / f"{name}.csv") for name in (*KNOWN, "numbers")}
    decided = {(row["line"], row["char_start"], row["token"]): row["disposition"] for row in known["numbers"]}
    drafted = {(row["line"], row["char_start"], row["token"]): row["disposition"] for row in draft(text, [], known)}
    assert drafted.keys() == decided.keys()
    assert [place for place, said in drafted.items() if said not in ("", decided[place])] == []
    assert list(drafted.values()).count("") == left


FILES = {
    "sections": [SECTION],
    "statements": [STATEMENT],
    "numbers": [
        {"line": "1", "char_start": "1", "end_line": "1", "char_end": "1", "token": "1", "disposition": "heading", "reason": ""},
        {"line": "3", "char_start": "10", "end_line": "3", "char_end": "15", "token": "41 000", "disposition": "datum", "reason": ""},
    ],
    "layout": [{"table_file": "cartography", "kind": "caption", "printed": "Emploi.", "first_line": "5", "last_line": "5"}],
}


@pytest.mark.parametrize("before", [0, 1, 7])
def test_lines_move_with_the_words_that_stand_on_them(before: int) -> None:
    moved, lost = relocate(text_of_lines("d", [""] * before + REPORT.split("\n")), FILES)
    assert lost == []
    for stem, rows in FILES.items():
        for row, old in zip(moved[stem], rows, strict=True):
            assert row == old | {name: str(int(old[name]) + before) for name in old if name.endswith("line")}


def test_words_that_a_new_text_breaks_otherwise_have_the_lines_that_they_have_there() -> None:
    text = text_of_lines("d", ["1. Introduction", "En 2020, 41", "000 personnes (STATBEL, 2023)", "Tableau 1 : Emploi."])
    moved, lost = relocate(text, FILES)
    [row], [_, number] = moved["statements"], moved["numbers"]
    assert (row["first_line"], row["last_line"], row["context_last_line"], lost) == ("2", "3", "3", [])
    assert [number[name] for name in ("line", "char_start", "end_line", "char_end")] == ["2", "10", "3", "3"]


def test_words_that_are_gone_are_listed_and_keep_their_row() -> None:
    moved, lost = relocate(text_of_lines("d", REPORT.replace("41 000 personnes", "personne").split("\n")), FILES)
    assert sorted(lost) == [
        "numbers.csv:3: '41 000', which stood on line 3; the row was left out",
        "statements.csv:2: '41 000 personnes', which stood on lines 3-3; its lines follow those around it: check them",
    ]
    assert moved["statements"] == [STATEMENT]


def test_a_command_writes_into_the_folder_of_a_document_and_nowhere_else(tmp_path: Path) -> None:
    for name in ("raw/d", "raw/reference", "outside"):
        (tmp_path / name).mkdir(parents=True)
    (text := tmp_path / "d.txt").write_text("12\n")
    assert document_at(tmp_path / "raw", "d", text)[0] == tmp_path / "raw" / "d"
    for name in ("../outside", str(tmp_path / "outside"), ".", "", "reference", "d/../d", "d\n", "e"):
        with pytest.raises(InputError, match="new-document"):
            document_at(tmp_path / "raw", name, text)


NUMBERS = b"line,char_start,end_line,char_end,token,disposition,reason\n"


@pytest.mark.parametrize(
    ("file", "content", "line", "column"),
    [
        ("numbers.csv", b"", None, None),
        ("numbers.csv", b"a,b\n", 1, "a"),
        ("numbers.csv", NUMBERS + b"1,2\n", 2, None),
        ("numbers.csv", NUMBERS + b"x,1,1,1,5,datum,\n", 2, "line"),
        ("numbers.csv", NUMBERS + b"1,,1,1,5,datum,\n", 2, "char_start"),
        ("numbers.csv", NUMBERS + b"1,-1,1,1,5,datum,\n", 2, "char_start"),
        ("numbers.csv", NUMBERS + b"\xff\n", 2, None),
        ("broken_words.csv", b"word,first_line,last_line\nNam-ur,1,2 | 3\n", 2, "last_line"),
    ],
)
def test_a_broken_file_of_a_document_is_refused_with_its_line(
    tmp_path: Path, file: str, content: bytes, line: int | None, column: str | None
) -> None:
    (tmp_path / file).write_bytes(content)
    with pytest.raises(InputError) as refused:
        rows_of(tmp_path / file)
    assert (line, column) in {(problem.line, problem.column) for problem in refused.value.problems}


def test_what_is_no_file_is_refused_and_a_file_of_no_table_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "sections.csv").mkdir()
    with pytest.raises(InputError, match="a folder"):
        rows_of(tmp_path / "sections.csv")
    (tmp_path / "notes.csv").write_text("x")
    assert rows_of(tmp_path / "notes.csv") == rows_of(tmp_path / "numbers.csv") == []


@pytest.mark.parametrize("command", [numbers, relocating])
def test_the_text_of_another_document_changes_nothing(
    raw: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], command: ModuleType
) -> None:
    monkeypatch.setattr(command, "ROOT", tmp_path)
    (text := tmp_path / "other.txt").write_text("Another text of 12 words.\n")
    before = {file: file.read_bytes() for file in raw.rglob("*.*")}
    assert command.main(["thesis", str(text)]) == 1
    assert "to do: give" in capsys.readouterr().err
    assert {file: file.read_bytes() for file in raw.rglob("*.*")} == before


def test_rows_are_read_as_they_stand() -> None:
    for file in sorted((ROOT / "raw" / "thesis").glob("*.csv")):
        assert rows_of(file) == list(csv.DictReader(io.StringIO(file.read_text("utf-8"), newline=""))), file


def test_words_that_stand_in_two_places_are_those_near_their_old_line() -> None:
    lines = ["Alpha", "Novasep", "", "Beta", "", "Novasep", "Gamma"]
    words = [Words("Alpha", 1, 1), Words("Novasep", 2, 2), Words("Beta", 4, 4), Words("Novasep", 6, 6), Words("Gamma", 7, 7)]
    moves = Moves(text_of_lines("d", ["", *lines]), words)
    assert [run.line for one in words if (run := moves.run(one))] == [2, 3, 5, 7, 8]
