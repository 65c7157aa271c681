"""Periods, merged cells and citations on tiny literal tables."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.core.printed_tables import ENGLISH, PRINTED, biomanufacturing_history, periods_are_read
from pipeline.core.sources import citations, parse
from pipeline.kernel.problems import InputError
from pipeline.verify.broken_words import broken_word_problems
from pipeline.verify.citation_forms import cited_in
from pipeline.verify.text import text_of_lines

MAPPING = pd.DataFrame(
    {"scheme": ["era"], "printed": ["Old"], "concept_id": ["old"], "source_file": ["raw/reference/m.csv"], "source_line": [2]}
)

CORRECTION = ["correction_id", "table_name", "record_id", "column_name", "printed", "published"]
FRENCH = pd.DataFrame({"document_id": ["d"], "language": ["fr"]})


AGO = "years_before_present"


def history(period: str | None, merged: str | None = None, platform: str | None = None, kind: str = AGO) -> pd.DataFrame:
    first = {
        "row_no": "1",
        "period": "9000 ans",
        "period_kind": AGO,
        "platform": "vat",
        "technologies": "t",
        "people": "p",
        "merged_with_row": None,
    }
    second = {
        "row_no": "2",
        "period": period,
        "period_kind": kind if period else "not_in_text",
        "platform": platform,
        "technologies": platform,
        "people": platform,
        "merged_with_row": merged,
    }
    common = {"document_id": "d", "era": "Old", "location": "l", "products": "x", "source_file": "raw/d/h.csv"}
    rows = [common | first | {"source_line": 2}, common | second | {"source_line": 3}]
    frame = pd.DataFrame(rows).astype("object")
    return biomanufacturing_history(frame, MAPPING, pd.DataFrame(columns=CORRECTION), every_cell_translated(frame), FRENCH)


def every_cell_translated(frame: pd.DataFrame) -> pd.DataFrame:
    """Return a translation of each filled cell: the same text in capitals."""
    cells = frame.rename(columns=PRINTED).melt(["document_id", "row_no"], list(ENGLISH.values()), "cell", "printed").dropna()
    english = {printed: column for column, printed in ENGLISH.items()}
    return cells.assign(
        table_name="biomanufacturing_history",
        column_name=cells["cell"].map(english),
        text_en=cells["printed"].str.upper(),
        source_file="raw/d/translations.csv",
        source_line=2,
    )


@pytest.mark.parametrize(
    ("printed", "kind", "before_present", "qualifier", "years"),
    [
        ("28 700 ans", "years_before_present", 28700, "exact", [None, None]),
        ("<2000 ans", "years_before_present", 2000, "less_than", [None, None]),
        ("1940", "decade", None, "exact", [1940, 1949]),
        ("1910", "year", None, "exact", [1910, 1910]),
        (None, "not_in_text", None, None, [None, None]),
    ],
)
def test_a_period_becomes_numbers(
    printed: str | None, kind: str, before_present: int | None, qualifier: str | None, years: list[int | None]
) -> None:
    row = history(printed, "1", kind=kind).iloc[1]
    found = [row[name] for name in ("period_kind", "years_before_present", "period_qualifier", "year_start", "year_end")]
    assert [None if pd.isna(value) else value for value in found] == [kind, before_present, qualifier, *years]


def test_merged_cells_are_those_of_the_row_that_prints_them() -> None:
    assert history(None, "1")["platform"].tolist() == ["vat", "vat"]
    assert history(None, "1")["platform_en"].tolist() == ["VAT", "VAT"]
    assert history(None, None, "own")["platform"].tolist() == ["vat", "own"]


@pytest.mark.parametrize(
    ("arguments", "column"),
    [
        ((None, "9", None), "merged_with_row"),
        ((None, "2", None), "merged_with_row"),
        ((None, "1", "own"), "platform"),
    ],
)
def test_a_merged_row_that_makes_no_sense_is_refused(arguments: tuple[str | None, str | None, str | None], column: str) -> None:
    with pytest.raises(InputError) as caught:
        history(*arguments)
    assert ("raw/d/h.csv", 3, column) in {(p.file, p.line, p.column) for p in caught.value.problems}


def test_a_period_that_is_not_read_is_refused() -> None:
    assert [problem.value for problem in periods_are_read(history("soon", "1"))] == ["soon"]
    assert [problem.value for problem in periods_are_read(history("1940", "1"))] == ["1940"]
    assert periods_are_read(history("1940", "1", kind="decade")) == []


def cited(*printed: str) -> pd.DataFrame:
    """Citations of one document, in the order given."""
    return pd.DataFrame({"document_id": "d", "citation_no": [str(number + 1) for number in range(len(printed))], "printed": printed})


@pytest.mark.parametrize(
    ("printed", "author", "year", "suffix"),
    [
        ("PHARMA.BE, 2020", "PHARMA.BE", 2020, None),
        ("AFMPS, 2018b", "AFMPS", 2018, "b"),
        ("BIOWIN, s. d.", "BIOWIN", None, None),
        ("BIOWIN, s. d.-a", "BIOWIN", None, "a"),
        ("DEMESMAEKER, et al., 2020", "DEMESMAEKER, et al.", 2020, None),
        ("Gosset, O. (2018)", "Gosset, O.", 2018, None),
        ("AstraZeneca. (s. d.-a)", "AstraZeneca", None, "a"),
        ("Pharma.be. (2021b, octobre 26)", "Pharma.be", 2021, "b"),
        ("Le Soir. 2020", "Le Soir", 2020, None),
        ("CAPO F., et al.", "CAPO F., et al.", None, None),
        ("Yes2Belgium", "Yes2Belgium", None, None),
        ("AWEX, s.d.", "AWEX", None, None),
        ("Example Statistics Office, n.d.", "Example Statistics Office", None, None),
        ("Dupont (2020)", "Dupont", 2020, None),
    ],
)
def test_a_citation_is_taken_apart(printed: str, author: str, year: int | None, suffix: str | None) -> None:
    row = parse(cited(printed)).iloc[0]
    assert [None if pd.isna(value) else value for value in row[["author", "year", "suffix"]]] == [author, year, suffix]


AUTHOR = st.from_regex(r"[A-Z]{2,8}(?: [A-Z]{2,8})?(?: et al\.)?", fullmatch=True)


@given(AUTHOR, st.integers(1900, 2099), st.sampled_from(["", "a", "b"]))
def test_author_year_and_suffix_survive_a_round_trip(author: str, year: int, suffix: str) -> None:
    row = parse(cited(f"{author}, {year}{suffix}")).iloc[0]
    assert f"{row['author']}, {row['year']}{row['suffix'] if suffix else ''}" == f"{author}, {year}{suffix}"


def test_a_year_alone_is_a_further_source_of_the_author_before_it() -> None:
    found = parse(cited("AWEX, 2019a", "2019b", "OECD, n.d."))
    assert found["author"].tolist() == ["AWEX", "AWEX", "OECD"]
    assert found["suffix"].tolist()[:2] == ["a", "b"]


def test_a_source_has_the_form_of_its_first_citation_in_the_text_and_the_title_of_its_footnote() -> None:
    raw = pd.DataFrame(
        {
            "document_id": "d",
            "citation_no": ["1", "2", "10"],
            "kind": ["footnote", "in_text", "in_text"],
            "citation_id": ["x", "x", "x"],
            "printed": ["Xeno. 2018", "XENO, 2018", "XENO, 2018"],
            "first_line": ["3", "5", "9"],
            "last_line": ["3", "5", "9"],
            "title": ["On", None, None],
            "title_lines": ["3-4", None, None],
            "url": pd.Series([None, None, None], dtype="object"),
            "url_lines": pd.Series([None, None, None], dtype="object"),
        }
    )
    [row] = citations(raw, pd.DataFrame(columns=CORRECTION)).to_dict("records")
    assert (row["printed"], row["first_line"], row["times_cited"]) == ("XENO, 2018", "5", 3)
    assert (row["title"], row["title_first_line"], row["title_last_line"]) == ("On", 3, 4)
    assert pd.isna(row["url"])


def test_citations_are_found_wherever_lines_break_and_nothing_else_is() -> None:
    lines = [
        "a (X & Y, 2020) b (Z, s.",
        "",
        "d.-a) (chiffres 2018)",
        "(2018). (en 2019 contre 4) (page consultée le 26 mars 2021)",
        "(A",
        "B et al., 2011b)",
    ]
    found = [(one.printed, one.begins[0][0], one.date.end_line) for one in cited_in(text_of_lines("d", lines))]
    assert found == [("X & Y, 2020", 1, 1), ("Z, s. d.-a", 1, 3), ("A B et al., 2011b", 5, 6)]


def test_each_source_of_a_bracket_is_found_whatever_the_form_of_its_date() -> None:
    lines = ["(Awex, 2019a, 2019b ; Dupont, 2020, p. 12), said Dupont (2020).", "(Smith, n.d.; Essenscia, s.d.)"]
    found = {(one.printed, one.date.line) for one in cited_in(text_of_lines("d", lines))}
    assert {
        ("Awex, 2019a", 1),
        ("2019b", 1),
        ("Dupont, 2020", 1),
        ("Dupont (2020)", 1),
        ("Smith, n.d.", 2),
        ("Essenscia, s.d.", 2),
    } == found


@pytest.mark.parametrize(
    ("word", "first", "last", "good"),
    [("Technologies", 1, 3, True), ("Technologie", 1, 3, False), ("Technologies", 1, 2, False), ("es", 3, 3, False)],
)
def test_a_broken_word_is_the_end_of_one_line_and_the_beginning_of_the_next(word: str, first: int, last: int, good: bool) -> None:
    from pipeline.contract.tables import describe
    from schemas.documents import RawBrokenWords

    rows = pd.DataFrame(
        {
            "document_id": ["d"],
            "word": [word],
            "first_line": [str(first)],
            "last_line": [str(last)],
            "source_file": ["f"],
            "source_line": [2],
        }
    )
    found = broken_word_problems(text_of_lines("d", ["new Technologi", "", "es here"]), describe(RawBrokenWords), rows)
    assert (found == []) == good
