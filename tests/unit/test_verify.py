"""Verification on small texts: what is good passes, each way of being wrong is a fault in the right place."""

import hashlib
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.kernel.problems import InputError
from pipeline.verify.document import stands_at
from pipeline.verify.headings import parent_of
from pipeline.verify.table_block import Piece, check_block
from pipeline.verify.text import Text, read_text

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
TEXT = Text("d", LINES)


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


@pytest.mark.parametrize(
    ("number", "parent"), [("I", None), ("6.3", "VI"), ("6.3.2", "6.3"), ("10.1", "X"), ("6.5.1.1", "6.5.1"), ("99.1", "99"), ("0.1", "0")]
)
def test_the_parent_of_a_section_follows_from_its_number(number: str, parent: str | None) -> None:
    assert parent_of(number) == parent


def test_a_text_is_known_by_its_hash_alone(tmp_path: Path) -> None:
    path = tmp_path / "any-name.txt"
    path.write_bytes("a\u202fb\t c \n\nd\n".encode())
    documents = pd.DataFrame({"document_id": ["d"], "sha256": [hashlib.sha256(path.read_bytes()).hexdigest()]})
    assert read_text(path, documents) == Text("d", ("a b c", "", "d", ""), ("a\u202fb\t c ", "", "d", ""))
    with pytest.raises(InputError, match="of one document"):
        read_text(path, pd.concat([documents, documents.assign(document_id="e")]))
    path.write_bytes(b"changed")
    with pytest.raises(InputError, match="SHA-256"):
        read_text(path, documents)
    with pytest.raises(InputError, match="path"):
        read_text(tmp_path / "none.txt", documents)
