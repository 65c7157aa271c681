"""Verification of whole small documents: it asks for what a document has, each thing once, and for nothing that it does not have."""

from collections.abc import Mapping, Sequence

import pandas as pd
import pytest

from pipeline.contract.tables import describe
from pipeline.kernel.problems import Problem
from pipeline.verify.document import verify
from pipeline.verify.text import Text, text_of_lines
from schemas.registry import RAW

REPORT = """1. Introduction

En 2020, le secteur employait 41 000 personnes en Belgique.
Les exportations ont atteint 57,1 milliards d’euros en 2020 (STATBEL, 2023).

1.1. Emploi par province

Tableau 1 : Emploi par province.
Hainaut 120 135 148
2
Namur 40 44 51

1.2. Acteurs

Univercells S.A. a levé 50 millions d’euros."""
Rows = Sequence[Mapping[str, object]]


def text(content: str = REPORT) -> Text:
    return text_of_lines("d", content.split("\n"))


def raw(**rows: Rows) -> dict[str, pd.DataFrame]:
    """Return all raw tables, empty but for the rows given by file; each row knows its place."""
    made = {}
    for table in map(describe, RAW):
        name = table.name.removeprefix("raw_")
        places = {"document_id": "d", "source_file": f"raw/d/{name}.csv"}
        listed = [{**places, "source_line": at, **row} for at, row in enumerate(rows.get(name, []), start=2)]
        columns = [column.name for column in table.columns]
        made[table.name] = pd.DataFrame(listed, columns=columns).astype("object")
    return made


def faults(frames: dict[str, pd.DataFrame], content: str = REPORT) -> list[Problem]:
    return [problem for result in verify(text(content), frames) for problem in result.problems]


def number(line: int, start: int, token: str, end_line: int | None = None, end: int | None = None) -> dict[str, object]:
    ends = {"end_line": str(end_line or line), "char_end": str(end or start + len(token) - 1)}
    return {"line": str(line), "char_start": str(start), "token": token, "disposition": "datum", **ends}


def section(no: str, heading: str, line: int, parent: str | None = None) -> dict[str, object]:
    return {"section_no": no, "parent_section_no": parent, "heading": heading, "first_line": str(line), "last_line": str(line)}


SECTIONS = (section("1", "Introduction", 1), section("1.1", "Emploi par province", 6, "1"), section("1.2", "Acteurs", 13, "1"))


def test_of_a_document_without_files_each_number_citation_and_heading_is_asked_for_once() -> None:
    found = faults(raw())
    asked = [(problem.file, problem.value) for problem in found if problem.file != "raw/d/numbers.csv"]
    assert asked == [
        ("raw/d/sections.csv", "1. Introduction"),
        ("raw/d/sections.csv", "1.1. Emploi par province"),
        ("raw/d/sections.csv", "1.2. Acteurs"),
        ("raw/d/citations.csv", "STATBEL, 2023"),
    ]
    numbers = [problem.value for problem in found if problem.file == "raw/d/numbers.csv"]
    assert numbers == ["1", "2020", "41 000", "57,1", "2020", "2023", "1.1", "1", "120", "135", "148", "2", "40", "44", "51", "1.2", "50"]


def test_decimal_headings_and_headings_without_a_number_are_accepted() -> None:
    asked = [problem for problem in faults(raw(sections=SECTIONS)) if "sections" in problem.file]
    assert asked == []
    unnumbered = "About us\n\nText.\n\nThe region\n\nText."
    assert faults(raw(sections=(section("us", "About us", 1), section("region", "The region", 5))), unnumbered) == []


def test_a_heading_that_the_numbering_promises_is_asked_for() -> None:
    listed = "1 One\n\nText.\n\n2 Two\n\nText.\n\n3 Three"
    rows = (section("1", "One", 1), section("3", "Three", 9))
    assert [problem.value for problem in faults(raw(sections=rows), listed) if "sections" in problem.file] == ["2 Two"]


def test_a_list_or_a_number_at_the_beginning_of_a_line_is_no_heading() -> None:
    prose = "Steps:\n\n1. Mix\n\n2. Filter\n\n1.5 million people live\nthere.\n\n4.2 percent of them do."
    assert [problem.value for problem in faults(raw(), prose) if "sections" in problem.file] == []


@pytest.mark.parametrize(
    ("rows", "good"),
    [
        ([number(1, 9, "120"), number(1, 13, "135"), number(1, 17, "148"), number(3, 1, "2")], True),
        ([number(1, 9, "120 135 148"), number(3, 1, "2")], True),
        ([number(1, 9, "120 135"), number(1, 17, "148"), number(3, 1, "2")], True),
        ([number(1, 9, "120"), number(1, 13, "135"), number(3, 1, "2")], False),
        ([number(1, 9, "120"), number(1, 13, "13"), number(1, 17, "148"), number(3, 1, "2")], False),
        ([number(1, 9, "120"), number(1, 13, "135 148"), number(1, 17, "148"), number(3, 1, "2")], False),
        ([number(1, 9, "120 135 148 2", 3, 1)], False),
        ([number(1, 9, "120"), number(1, 13, "153"), number(1, 17, "148"), number(3, 1, "2")], False),
    ],
)
def test_any_cut_that_covers_the_same_digits_is_accepted(rows: list[dict[str, object]], good: bool) -> None:
    assert (faults(raw(numbers=rows), "Hainaut 120 135 148\n\n2") == []) == good


def test_a_number_that_a_line_breaks_may_be_one_or_two() -> None:
    content = "il en compte 28\n700 ans"
    assert faults(raw(numbers=[number(1, 14, "28 700", 2, 3)]), content) == []
    assert faults(raw(numbers=[number(1, 14, "28"), number(2, 1, "700")]), content) == []


ACTORS = "I. Actors\n\nTable 1: Actors.\nCDMO Exothera Fleurus\nCDMO Novadip Liège\n\nText after the table."


def actor(row: int, name: str, place: str, line: int) -> dict[str, object]:
    cell = {"category": "CDMO", "category_first_line": str(line), "category_last_line": str(line)}
    lines = {"name_lines": str(line), "location_lines": str(line), "first_line": str(line), "last_line": str(line)}
    return {"row_no": str(row), "name": name, "location": place, **cell, **lines}


def layout(kind: str, printed: str, line: int) -> dict[str, object]:
    return {"table_file": "cartography", "kind": kind, "printed": printed, "first_line": str(line), "last_line": str(line)}


def test_a_table_ends_where_the_layout_says_and_nothing_is_asked_of_tables_that_the_document_does_not_have() -> None:
    rows = {"cartography": [actor(1, "Exothera", "Fleurus", 4), actor(2, "Novadip", "Liège", 5)], "sections": [section("I", "Actors", 1)]}
    caption, after = layout("caption", "Table 1: Actors.", 3), layout("end", "Text after", 7)
    one = [number(3, 7, "1")]
    assert faults(raw(layout=[caption, after], numbers=one, **rows), ACTORS) == []
    [problem] = faults(raw(layout=[caption], numbers=one, **rows), ACTORS)
    assert problem.value == "Text after the table."
    assert "kind end" in problem.remedy
    rows["cartography"] = rows["cartography"][:1]
    assert [problem.value for problem in faults(raw(layout=[caption, after], numbers=one, **rows), ACTORS)] == ["CDMO Novadip Liège"]


def test_the_lines_of_a_text_are_counted_with_a_last_one_that_has_no_line_feed() -> None:
    document = {"line_count": "3", "sha256": "x", "licence": "not stated"}
    [problem] = faults(raw(documents=[document]), "one\ntwo")
    assert problem.expected.startswith("2, the number of lines")
    assert faults(raw(documents=[document | {"line_count": "2"}]), "one\ntwo") == []


def cited(printed: str, line: int = 1, last: int | None = None) -> dict[str, object]:
    return {"citation_no": "1", "kind": "in_text", "printed": printed, "first_line": str(line), "last_line": str(last or line)}


@pytest.mark.parametrize(
    ("printed", "sources"),
    [
        ("croît (Smith & Jones, 2018; Doe, 2021).", ["Smith & Jones, 2018", "Doe, 2021"]),
        ("connues (AWEX, 2019a, 2019b).", ["AWEX, 2019a", "2019b"]),
        (
            "croît (Dupont, 2019, p. 3 et Leroy, 2021a and Doe, 2018 ; OMS, n.d. and WHO, 2020).",
            ["Dupont, 2019", "Leroy, 2021a", "Doe, 2018", "OMS, n.d.", "WHO, 2020"],
        ),
        ("connues (AWEX, 2015 et 2016 ; Martin & Leroy 2018, 2019; 2021).", ["AWEX, 2015", "2016", "Martin & Leroy 2018", "2019", "2021"]),
        ("Dupont (2019; 2021) estime", ["Dupont (2019", "2021"]),
        ("Dupont (2020) estime", ["Dupont (2020)"]),
        ("According to pharma.be (2024), it", ["pharma.be (2024)"]),
        ("et Leroy et al. (2021, p. 7) aussi", ["Leroy et al. (2021, p. 7)"]),
        ("voir (see Dupont 2020, p. 12)", ["Dupont 2020"]),
        ("croît (STATBEL, s.d.), (CNPM, s. d.-a) et (X, n.d.)", ["STATBEL, s.d.", "CNPM, s. d.-a", "X, n.d."]),
        ("croît (PHARMA.BE, 2020) puis (PHARMA.BE, 2020)", ["PHARMA.BE, 2020", "PHARMA.BE, 2020"]),
        ("en 2020 (environ 150 en 2020) (2014 - 2021) (page consultée le 26 mars 2021) (loi du 7 mai 2004), crise (2008)", []),
    ],
)
def test_each_source_of_a_citation_is_asked_for_in_a_row_of_its_own(printed: str, sources: list[str]) -> None:
    def asked(*rows: dict[str, object]) -> list[str | None]:
        return [problem.value for problem in faults(raw(citations=rows), printed) if "citations" in problem.file]

    assert asked() == sources
    assert asked(*map(cited, sources)) == []
    for left_out in range(len(sources)):
        assert asked(*map(cited, [*sources[:left_out], *sources[left_out + 1 :]])) != []


def test_one_row_for_two_sources_and_one_without_its_author_are_refused() -> None:
    both = "Smith, 2018; Doe, 2021"
    [problem] = [p for p in faults(raw(citations=[cited(both), cited("Doe, 2021")]), f"({both})") if "citations" in p.file]
    assert problem.expected == "one source; these are 2: Smith, 2018 | Doe, 2021"
    [problem] = [p for p in faults(raw(citations=[cited("et al., 2018")]), "(Hughes et al., 2018)") if "citations" in p.file]
    assert "'Hughes et al., 2018'" in problem.expected


def test_what_looks_like_a_citation_and_is_none_is_told_by_the_ledger_of_numbers() -> None:
    assert faults(raw(numbers=[number(1, 12, "2020")]), "(Belgique, 2020)") == []
    assert faults(raw(numbers=[number(1, 12, "2020") | {"disposition": "citation"}]), "(Belgique, 2020)") != []
