"""Every YAML file is read strictly: what a text may not hold is refused after decoding, and nothing small becomes large or deep."""

import time
from pathlib import Path

import pytest

from pipeline.describe.metadata import FILE, parse
from pipeline.kernel.characters import LONGEST_CELL, text_faults
from pipeline.kernel.problems import InputError
from pipeline.kernel.strict_yaml import compose, lines_of, values_of
from pipeline.raw.document_file import read_document


def refused(content: bytes) -> list[tuple[int | None, str | None]]:
    with pytest.raises(InputError) as caught:
        values_of(compose(content, "f.yaml"), "f.yaml")
    assert all(problem.file == "f.yaml" and problem.expected and problem.remedy for problem in caught.value.problems)
    return [(problem.line, problem.column) for problem in caught.value.problems]


ESCAPED = {
    "control": r"a\x07b",
    "tab": r"a\tb",
    "NUL": r"a\0b",
    "BOM": r"\ufeffa",
    "bidi override": r"a\u202eb",
    "bidi isolate": r"a\u2066b",
    "zero-width space": r"a\u200bb",
    "soft hyphen": r"a\u00adb",
    "lone surrogate": r"a\ud800b",
    "private use": r"a\ue000b",
    "unassigned": r"a\U000e0080b",
    "no-break space": r"a\_b",
    "line separator": r"a\Lb",
    "next line": r"a\Nb",
    "decomposed letter": r"e\u0301",
    "Cyrillic letter": r"\u0430bc",
    "full-width letter": r"\uff21bc",
    "formula": r"\x3d1+1",
    "at sign": r"\x40SUM(A1)",
    "plus": r"\x2bcmd",
    "minus": r"\x2d1+cmd",
}


@pytest.mark.parametrize("value", ESCAPED.values(), ids=ESCAPED)
def test_a_character_behind_an_escape_is_refused_as_if_it_stood_there(value: str) -> None:
    assert set(refused(f'a: 1\nb: "{value}"\n'.encode())) == {(2, None)}


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (b'a: "\\U00110000"\n', None),
        (b'a: "\\xZZ"\n', 1),
        (b"a: &x 1\nb: *x\n", 1),
        (b"a: 1\nb: !!python/name:os.system x\n", 2),
        (b"a: !!binary aGk=\n", 1),
        (b"a: 1\n<<: {b: 2}\n", 2),
        (b"a: 1\n? [b]\n: 2\n", 2),
        (b"a: {b: 1, b: 2}\n", 1),
        (b"a: 1\nb: [2026-13-45]\n", 2),
        (b"---\na: 1\n---\nb: 2\n", 3),
        (b"a: 1\n\x00", 2),
        (b"a: \xed\xa0\x80\n", 1),
        (b"a: 1", 1),
        (b"a: 1\r\n", 1),
        (b"a: [1\n", 2),
        (b"a: " + b"9" * 5000 + b"\n", 1),
    ],
)
def test_what_is_no_plain_data_is_refused_with_its_line(content: bytes, line: int | None) -> None:
    assert line in {found for found, _ in refused(content)}


@pytest.mark.parametrize(
    "content",
    [
        b"a: " + b"[" * 100_000 + b"\n",
        b"".join(b"  " * level + b"a:\n" for level in range(2000)),
        b"a: " + b"x" * 2_000_000 + b"\n",
        b"a: &a [x]\n" + b"".join(b"b%d: &b%d [*a, *a]\n" % (n, n) for n in range(2000)),
        b"- " * 50_000 + b"a\n",
        b"a: [" + b"b," * 400_000 + b"]\n",
    ],
    ids=["flow", "block", "huge scalar", "aliases", "sequences", "values"],
)
def test_deep_huge_and_multiplying_files_are_refused_at_once(content: bytes) -> None:
    begun = time.process_time()
    assert refused(content)
    assert time.process_time() - begun < 5


def test_the_lines_of_values_are_known_by_their_keys() -> None:
    node = compose(b"a: 1\nb:\n  c: [x, y]\n", "f.yaml")
    assert lines_of(node) == {(): 1, ("a",): 1, ("b",): 2, ("b", "c"): 3, ("b", "c", 0): 3, ("b", "c", 1): 3}


def test_a_text_may_be_as_long_as_a_cell_of_a_workbook_and_no_longer() -> None:
    assert text_faults("x" * LONGEST_CELL) == []
    assert len(text_faults("x" * (LONGEST_CELL + 1))) == 1
    assert text_faults("-12.5") == []


def test_a_number_with_its_sign_and_unit_and_the_cells_of_a_row_are_no_formula() -> None:
    assert [text for text in ("-80 °C", "+3,5 %", "- | 12", "-5 | - | 1 024", "-12,4 %") if text_faults(text)] == []
    formulas = ("-", "+1+1", "-2+3", "-80 °C+1", "-1|cmd", "-5 | A1", "=5", "@12")
    assert [text for text in formulas if not text_faults(text)] == []


@pytest.mark.parametrize("value", ['"a\\nb"', '" a"', '"a  b"', '""', "|\n  a\n  b"])
def test_a_value_of_document_yaml_is_one_line_of_text(value: str) -> None:
    with pytest.raises(InputError) as caught:
        read_document(f"a: 1\nb: {value}\n".encode(), "d.yaml", ["a", "b"])
    assert {(problem.line, problem.column) for problem in caught.value.problems} == {(2, "b")}


def test_each_fault_of_metadata_yaml_has_its_line(root: Path) -> None:
    content = (root / FILE).read_bytes()
    parse(content)
    for old, new in (
        (b"id: MIT\n", b"id: [MIT]\n"),
        (b"area: BE3", b'area: "BE\\u202e3"'),
        (b"https://opensource.org", b"https://me:secret@opensource.org"),
        (b"name: wallonia", b"nome: wallonia"),
        (b"name: wallonia", b"name: 0x" + b"f" * 5000 + b" #"),  # a number that Python reads, and does not write
        (b"version: 2026", b"version: 2026\nversion: 2026"),
    ):
        with pytest.raises(InputError) as caught:
            parse(content.replace(old, new, 1))
        line = content[: content.index(old)].count(b"\n") + 1
        assert {line, line + 1} & {problem.line for problem in caught.value.problems}, caught.value.problems
