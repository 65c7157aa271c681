"""Reading CSV: what is written is read back, and each way of being wrong is named with its place."""

import csv
import io
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pipeline.kernel.characters import LONGEST_CELL, cell_length, unfit
from pipeline.kernel.problems import InputError, Problem
from pipeline.raw.csv_file import read_csv
from pipeline.raw.plain_csv import read_plain
from pipeline.raw.strict_csv import read_strictly
from tests.conftest import ROOT

GOOD = b"a,b\n1,x\n2,\n"
CELL = st.text(st.characters(blacklist_categories=("Cs",)), max_size=8).map(
    lambda text: " ".join("".join(character for character in text if not unfit(character) and character != "\n").split())
)
CELL = CELL.filter(lambda text: not unfit(text))


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
    assert read.to_pydict() == {"a": [a or None for a, _ in rows], "b": [b for _, b in rows]}


def test_columns_may_stand_in_any_order_and_come_back_in_the_order_asked_for() -> None:
    read = read_csv(b"b,a\nx,1\n", "f.csv", ["a", "b"])
    assert (read.column_names, read.to_pylist()) == (["a", "b"], [{"a": "1", "b": "x"}])


def test_an_empty_cell_is_none() -> None:
    assert read_csv(GOOD, "f.csv", ["a", "b"]).to_pylist()[1] == {"a": "2", "b": None}
    assert read_csv(b'a,b\n"",x\n', "f.csv", ["a", "b"]).to_pylist() == [{"a": None, "b": "x"}]


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
        ("a,b\n1,Kaneka\u00a0Eurogentec\n".encode(), 2, None, "special space"),
        ("a,b\n1,Kane\u200bka\n".encode(), 2, None, "invisible"),
        ("a,b\n1,K\u0430neka\n".encode(), 2, None, "looks like others"),
        ("a,b\n1,Louvain\u2010la-Neuve\n".encode(), 2, None, "looks like the plain one"),
        ("a,b\n1,Lie\u0300ge\n".encode(), 2, None, "not composed"),
        ("a,b\n1,\ufb01nance\n".encode(), 2, None, "looks like others"),
        ("a,b\n1,\uff11\n".encode(), 2, None, "looks like the plain one"),
        (b"", None, None, "header"),
    ],
)
def test_each_fault_is_named_with_its_place(content: bytes, line: int | None, column: str | None, word: str) -> None:
    found = problems(content)
    assert any(p.line == line and p.column == column and word in p.expected for p in found), found
    assert all(p.file == "f.csv" and p.remedy for p in found)


def test_all_faults_are_told_at_once() -> None:
    assert [(p.line, p.column) for p in problems(b"a,b\n1\n 2,x\n3,y,z\n4,w \n")] == [(2, None), (3, "a"), (4, None), (5, "b")]


PLAIN = 'a,b\n1,"x, y"\n"says ""no""",\n,é – !\n'.encode()
NASTY = [bytes([byte]) for byte in b'\n\r\t\x00\x0b\x1c\x7f ,";ab\xff\xc2\x85\xe2'] + [
    text.encode() for text in ('""', "  ", "\n\n", ',"', '",', "\u00a0", "\u0085", "\u2003", "\u2028", "\u3000", "\ufeff", "\\", "'")
]
EDIT = st.tuples(st.floats(0, 1), st.integers(0, 3), st.sampled_from([b"", *NASTY]))


def read_by(reader: object, content: bytes) -> pa.Table | list[Problem]:
    try:
        return reader(content, "f.csv", ["a", "b"])  # type: ignore[operator]
    except InputError as refused:
        return refused.problems


@given(st.lists(EDIT, max_size=4))
@settings(max_examples=500)
@example([])
def test_a_changed_file_has_the_same_rows_or_the_same_faults_for_both_readers(edits: list[tuple[float, int, bytes]]) -> None:
    content = PLAIN
    for place, dropped, added in edits:
        at = round(place * len(content))
        content = content[:at] + added + content[at + dropped :]
    strict = read_by(read_strictly, content)
    assert read_by(read_csv, content) == strict
    plain = read_plain(content, ["a", "b"])
    assert plain is None or plain == strict


@pytest.mark.parametrize("file", sorted((ROOT / "raw").rglob("*.csv")), ids=lambda file: f"{file.parent.name}-{file.stem}")
def test_every_raw_file_is_plain_and_has_the_same_rows_for_both_readers(file: Path) -> None:
    content = file.read_bytes()
    columns = content.split(b"\n")[0].decode().split(",")
    plain = read_plain(content, columns)
    assert plain is not None
    assert plain == read_strictly(content, file.name, columns)


def test_a_cell_that_is_longer_than_the_strict_reader_takes_is_refused() -> None:
    assert problems(b"a,b\n1," + b"x" * (csv.field_size_limit() + 1) + b"\n")


def test_what_a_text_is_typed_with_may_stand_in_a_cell() -> None:
    typed = "Société à Liège, « œuvre » d’été 2–3 … 5 µg x² 50 °C TNFα NF-κB ½ ™ €"
    assert read_csv(f'a,b\n1,"{typed}"\n'.encode(), "f.csv", ["a", "b"]).to_pylist() == [{"a": "1", "b": typed}]


@pytest.mark.parametrize("letter", ["x", "é", "€"], ids=["one byte", "two bytes", "three bytes"])
def test_a_cell_that_no_workbook_can_hold_is_refused_with_its_place(letter: str) -> None:
    longest = letter * LONGEST_CELL
    assert read_csv(f"a,b\n1,{longest}\n".encode(), "f.csv", ["a", "b"]).to_pylist() == [{"a": "1", "b": longest}]
    for count in (1, 2, 200_000):
        [problem] = problems(f"a,b\n1,x\n2,{longest}{letter * count}\n".encode())
        assert (problem.line, problem.column) == (3, "b")
        assert f"{LONGEST_CELL + count}" in problem.remedy
        assert len(str(problem)) < 1000
    assert csv.field_size_limit() == 131072
    assert cell_length("\U0001f600") == 2
