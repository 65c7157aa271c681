"""Verification on small texts: what is good passes, each way of being wrong is a fault in the right place."""

import hashlib
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.kernel.problems import InputError
from pipeline.verify.heading_numbers import before, parents_of
from pipeline.verify.headings import is_heading
from pipeline.verify.places import difference, stands_at
from pipeline.verify.table_block import Piece, check_block
from pipeline.verify.text import Text, read_text, text_of_lines

LINES = (
    "Table 1 : Actors",  # 1
    "",
    "Alpha Wavre, Cell",  # 3
    "",
    "therapy",  # 5
    "12",
    "Beta Mont-Saint-",  # 7
    "",
    "Guibert Vaccines",  # 9
    "and fermenta",  # 10
    "tion",  # 11
    "",
)
TEXT = text_of_lines("d", list(LINES))


def pieces(**changes: tuple[str, int, int]) -> list[Piece]:
    good = {
        "caption": ("Table 1 : Actors", 1, 1),
        "name": ("Alpha", 3, 3),
        "place": ("Wavre,", 3, 3),
        "approach": ("Cell therapy", 3, 5),
        "page": ("12", 6, 6),
        "name2": ("Beta", 7, 7),
        "place2": ("Mont-Saint-Guibert", 7, 9),
        "approach2": ("Vaccines and fermentation", 9, 11),
    } | changes
    return [Piece("f.csv", 2, name, *piece) for name, piece in good.items()]


def faults(**changes: tuple[str, int, int]) -> list[tuple[str | None, int]]:
    found = check_block(TEXT, 1, 12, pieces(**changes), {(10, "fermentation")})
    return [(fault.piece.column if fault.piece else None, fault.line) for fault in found]


def test_a_lossless_transcription_has_no_fault() -> None:
    assert faults() == []


def test_a_word_that_the_layout_breaks_must_be_listed() -> None:
    assert [fault.line for fault in check_block(TEXT, 1, 12, pieces())] == [10]


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"place": ("Wavrè,", 3, 3)}, ("place", 3)),
        ({"place": ("Wavre", 3, 3)}, ("place", 3)),
        ({"place": ("Wavre ,", 3, 3)}, ("place", 3)),
        ({"approach": ("Cell therapies", 3, 5)}, ("approach", 5)),
        ({"approach": ("Cell", 3, 3)}, (None, 5)),
        ({"approach": ("Celltherapy", 3, 5)}, ("approach", 3)),
        ({"approach": ("Cell therapy", 3, 4)}, ("approach", 4)),
        ({"approach": ("Cell therapy", 3, 6)}, ("approach", 5)),
        ({"approach": ("Cell therapy", 4, 5)}, ("approach", 4)),
        ({"place2": ("Mont-Saint- Guibert", 7, 9)}, ("place2", 7)),
        ({"page": ("13", 6, 6)}, ("page", 6)),
        ({"name2": ("Beta", 7, 8)}, ("name2", 7)),
        ({"name2": ("Beta", 13, 13)}, ("name2", 13)),
        ({"caption": ("", 1, 1)}, ("caption", 1)),
    ],
)
def test_each_fault_is_found_where_it_is(changes: dict[str, tuple[str, int, int]], fault: tuple[str | None, int]) -> None:
    assert fault in faults(**changes)


def test_swapped_cells_are_a_fault() -> None:
    assert faults(name=("Beta", 3, 3), name2=("Alpha", 7, 7)) == [("name", 3), ("name2", 7)]


def test_each_of_two_mistakes_in_one_row_is_a_fault() -> None:
    assert faults(place=("Wavrè,", 3, 3), approach=("Cell theropy", 3, 5)) == [("place", 3), ("approach", 5)]


def test_a_line_that_no_piece_holds_is_a_fault() -> None:
    assert (None, 6) in [
        (f.piece, f.line) for f in check_block(TEXT, 1, 12, [p for p in pieces() if p.column != "page"], {(10, "fermentation")})
    ]


WORD = st.text("abcé’-", min_size=1, max_size=5).filter(lambda word: not word.endswith("-"))


@given(st.lists(st.lists(WORD, min_size=1, max_size=4), min_size=1, max_size=5), st.data())
def test_any_text_cut_into_lines_at_spaces_verifies_and_any_changed_letter_does_not(cells: list[list[str]], data: st.DataObject) -> None:
    lines: list[str] = []
    made = []
    for index, words in enumerate(cells):
        first = len(lines) + 1
        for word in words:
            if lines and len(lines) >= first and data.draw(st.booleans()):
                lines[-1] += f" {word}"
            else:
                lines.append(word)
        made.append(Piece("f", index, "c", " ".join(words), first, len(lines)))
    text = Text("d", tuple(lines))
    assert check_block(text, 1, len(lines), made) == []
    changed = data.draw(st.sampled_from(made))
    at = data.draw(st.integers(0, len(changed.text) - 1).filter(lambda i: changed.text[i] not in " "))
    changed.text = changed.text[:at] + "x" + changed.text[at + 1 :]
    assert check_block(text, 1, len(lines), made) != []


@pytest.mark.parametrize(
    ("printed", "first", "last", "good"),
    [
        ("Wavre", 3, 3, True),
        ("Wavr", 3, 3, False),
        ("avre", 3, 3, False),
        ("Cell therapy", 3, 5, True),
        ("Cell therapy", 3, 6, False),
        ("Cell therapy", 2, 5, False),
        ("Cell", 3, 5, False),
        ("Mont-Saint-Guibert", 7, 9, True),
        ("Wavre", 5, 5, False),
    ],
)
def test_a_printed_text_stands_on_its_lines_and_on_no_smaller_run(printed: str, first: int, last: int, good: bool) -> None:
    assert stands_at(TEXT, printed, first, last) == good


ROMAN, DECIMAL = ["I", "VI", "6.3", "6.3.2", "X", "summary"], ["1", "1.1", "2", "2.1", "A", "a"]


@pytest.mark.parametrize(
    ("number", "listed", "parents"),
    [
        ("6.3", ROMAN, ["VI"]),
        ("6.3.2", ROMAN, ["6.3"]),
        ("10.1", ROMAN, ["X"]),
        ("1.1", DECIMAL, ["1"]),
        ("2.1", DECIMAL, ["2"]),
        ("1.2", ["A", "1.2"], ["A"]),
        ("A.1", ["A", "A.1"], ["A"]),
        ("1", ["1", "1.1", "2"], [None, "2"]),
        ("99.1", ["99.1", "98"], [None, "98"]),
    ],
)
def test_the_parent_of_a_section_follows_from_its_number_and_from_how_the_document_numbers(
    number: str, listed: list[str], parents: list[str | None]
) -> None:
    assert parents_of(number, listed) == parents


def test_the_number_before_another_is_known_in_any_usual_numbering() -> None:
    pairs = {"2": "1", "1.2": "1.1", "IV": "III", "X": "IX", "b": "a", "1": None, "I": None, "A": None, "1.1": None, "summary": None}
    assert {number: before(number) for number in pairs} == pairs


@pytest.mark.parametrize(
    ("printed", "number", "heading", "good"),
    [
        ("1. Actors", "1", "Actors", True),
        ("1.1 Actors", "1.1", "Actors", True),
        ("IV. Actors", "IV", "Actors", True),
        ("B) Actors", "B", "Actors", True),
        ("Chapter 1: Actors", "1", "Actors", True),
        ("Chapitre 2 – Acteurs", "2", "Acteurs", True),
        ("Chapter 1", "1", "Chapter 1", True),
        ("Actors", "actors", "Actors", True),
        ("3 questions", "questions", "3 questions", True),
        ("1.1 Actors", "1.2", "Actors", False),
        ("1.1 Actors", "1.2", "1.1 Actors", False),
        ("1. Actors of Liège", "1", "Actors", False),
        ("1. Actors", "1", "Actor", False),
    ],
)
def test_a_heading_is_its_whole_line_with_or_without_its_number(printed: str, number: str, heading: str, good: bool) -> None:
    assert is_heading(printed, number, heading) == good


NARROW = text_of_lines(
    "d",
    [
        "Soci\u00e9t\u00e9 \ufb01nanc\u00e9e, bio\u00ad",
        "pharma en 2015\u2013",
        "",
        "2020 \u00e0 Louvain\u2010",
        "la-Neuve et bio\u00adtech",
        "l'an 30\u202f000",
    ],
)


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("Société financée", 1, 1),
        ("biopharma", 1, 2),
        ("2015–2020", 2, 4),
        ("Louvain-la-Neuve", 4, 5),
        ("biotech", 5, 5),
        ("30 000", 6, 6),
    ],
)
def test_a_text_is_typed_as_it_is_seen_whatever_characters_the_document_has(typed: str, first: int, last: int) -> None:
    assert stands_at(NARROW, typed, first, last)


def test_a_line_that_ends_in_a_soft_hyphen_breaks_a_word_of_a_table() -> None:
    assert check_block(NARROW, 1, 2, [Piece("f", 2, "c", "Société financée, biopharma en 2015–", 1, 2)]) == []


def test_the_character_that_differs_is_named() -> None:
    assert difference(NARROW, "l’an", 6, 6) == "; U+2019 RIGHT SINGLE QUOTATION MARK is typed where the document has U+0027 APOSTROPHE"
    assert "U+0065 LATIN SMALL LETTER E is typed where" in difference(NARROW, "Societé", 1, 1)
    assert difference(NARROW, "another text", 1, 6) == ""


def test_a_letter_of_another_script_and_a_raised_digit_are_named_where_they_look_like_what_is_typed() -> None:
    unusual = text_of_lines("d", ["Nov\u0430sep pour 50 m\u00b2"])
    assert difference(unusual, "Novasep", 1, 1).endswith("where the document has U+0430 CYRILLIC SMALL LETTER A")
    assert difference(unusual, "N\u03bfv\u0430sep", 1, 1).startswith("; U+03BF GREEK SMALL LETTER OMICRON is typed")
    assert difference(unusual, "50 m2", 1, 1).endswith("where the document has U+00B2 SUPERSCRIPT TWO")
    assert difference(unusual, "Nevasep", 1, 1) == ""


def written(tmp_path: Path, content: bytes) -> Text:
    path = tmp_path / "any-name.txt"
    path.write_bytes(content)
    documents = pd.DataFrame({"document_id": ["d"], "sha256": [hashlib.sha256(content).hexdigest()]})
    return read_text(path, documents)


def test_a_text_is_known_by_its_hash_alone(tmp_path: Path) -> None:
    text = written(tmp_path, "a\u202fb\t c \n\nd\n".encode())
    assert text == Text("d", ("a b c", "", "d"), ("a\u202fb\t c ", "", "d"))
    path = tmp_path / "any-name.txt"
    known = pd.DataFrame({"document_id": ["d"], "sha256": [hashlib.sha256(path.read_bytes()).hexdigest()]})
    with pytest.raises(InputError, match="of one document"):
        read_text(path, pd.concat([known, known.assign(document_id="e")]))
    path.write_bytes(b"changed")
    with pytest.raises(InputError, match="SHA-256"):
        read_text(path, known)
    with pytest.raises(InputError, match="path"):
        read_text(tmp_path / "none.txt", known)


def test_a_text_may_lack_its_last_line_feed_and_have_decomposed_accents(tmp_path: Path) -> None:
    assert written(tmp_path, "Emploi\nLie\u0300ge 450".encode()).unfolded == ("Emploi", "Liège 450")
    assert len(written(tmp_path, b"one\ntwo").lines) == len(written(tmp_path, b"one\ntwo\n").lines) == 2


def test_a_text_that_is_not_utf8_is_refused_with_the_line_and_the_byte(tmp_path: Path) -> None:
    with pytest.raises(InputError) as refused:
        written(tmp_path, b"a\nLi\xe8ge\n")
    [problem] = refused.value.problems
    assert (problem.line, problem.value, problem.expected) == (2, "byte e8", "text in UTF-8")


@pytest.mark.parametrize(
    ("content", "remedy"),
    [
        (b"Li\xe8ge\n", "iconv -f windows-1252"),
        ("Liège\n".encode("utf-16"), "iconv -f UTF-16"),
        ("Emploi 41\n".encode("utf-16-le"), "iconv -f UTF-16"),
        ("Liège\n".encode("utf-16-le"), "iconv -f UTF-16"),
        (b"one\rtwo\r", "tr '\\r' '\\n'"),
    ],
    ids=["windows", "UTF-16", "UTF-16 that is UTF-8 too", "UTF-16 without its mark", "carriage returns"],
)
def test_a_text_of_another_form_is_refused_with_the_command_that_converts_it(tmp_path: Path, content: bytes, remedy: str) -> None:
    with pytest.raises(InputError) as refused:
        written(tmp_path, content)
    [problem] = refused.value.problems
    assert remedy in problem.remedy
