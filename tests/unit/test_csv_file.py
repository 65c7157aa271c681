"""Reading CSV: what is written is read back, and each way of being wrong is named with its place."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.kernel.problems import InputError, Problem
from pipeline.raw.csv_file import read_csv

GOOD = b"a,b\n1,x\n2,\n"
CELL = st.text(st.characters(blacklist_categories=("Cc", "Cs", "Zl", "Zp"), blacklist_characters="\ufeff"), max_size=8).map(
    lambda text: " ".join(text.split())
)


def problems(content: bytes, columns: tuple[str, ...] = ("a", "b")) -> list[Problem]:
    with pytest.raises(InputError) as caught:
        read_csv(content, "f.csv", columns)
    return caught.value.problems


@given(st.lists(st.tuples(CELL, CELL.filter(bool)), max_size=6))
def test_tidy_cells_survive_a_round_trip(rows: list[tuple[str, str]]) -> None:
    sink = io.StringIO()
    writer = csv.writer(sink, lineterminator="\n")
    writer.writerow(["a", "b"])
    writer.writerows(rows)
    read = read_csv(sink.getvalue().encode(), "f.csv", ["a", "b"])
    assert [cells for _, cells in read] == [[a or None, b] for a, b in rows]
    assert [line for line, _ in read] == list(range(2, len(rows) + 2))


def test_columns_may_stand_in_any_order_and_come_back_in_the_order_asked_for() -> None:
    assert read_csv(b"b,a\nx,1\n", "f.csv", ["a", "b"]) == [(2, ["1", "x"])]


def test_an_empty_cell_is_none() -> None:
    assert read_csv(GOOD, "f.csv", ["a", "b"])[1] == (3, ["2", None])


@pytest.mark.parametrize(
    ("content", "line", "column", "word"),
    [
        (b"a,b\n1,\xe9\n", 2, None, "UTF-8"),
        (b"\xef\xbb\xbfa,b\n1,x\n", 1, None, "BOM"),
        (b"a,b\r\n1,x\r\n", 1, None, "carriage returns"),
        (b"a,b\n1,x\x00\n", 2, None, "NUL"),
        (b"a,b\n1,x\ty\n", 2, None, "tabs"),
        (b"a,b\n1,x\x1by\n", 2, None, "control characters"),
        (b"a,b\n\n1,x\n", 2, None, "a row on each line"),
        (b"a,b\n1,x", 2, None, "line feed at the end"),
        (b"a,b\n1\n", 2, None, "too short"),
        (b"a,b\n1,x,y\n", 2, None, "too long"),
        (b"a\n1\n", 1, "b", "the columns a, b"),
        (b"a,b,c\n1,x,y\n", 1, "c", "only the columns"),
        (b"a,b,b\n1,x,y\n", 1, "b", "each column once"),
        (b'a,b\n1,"x\n', 2, None, "double quotes"),
        (b'a,b\n1,"x\ny"\n', 2, "b", "on one line"),
        (b"a,b\n1, x\n", 2, "b", "spaces"),
        (b"a,b\n1,x  y\n", 2, "b", "spaces"),
        (b"", None, None, "header"),
    ],
)
def test_each_fault_is_named_with_its_place(content: bytes, line: int | None, column: str | None, word: str) -> None:
    found = problems(content)
    assert any(p.line == line and p.column == column and word in p.expected for p in found), found
    assert all(p.file == "f.csv" and p.remedy for p in found)


def test_all_faults_are_told_at_once() -> None:
    assert [(p.line, p.column) for p in problems(b"a,b\n1\n 2,x\n3,y,z\n4,w \n")] == [(2, None), (3, "a"), (4, None), (5, "b")]
