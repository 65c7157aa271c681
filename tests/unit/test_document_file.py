"""Reading document.yaml: scalars as text, null as None, each fault with its line."""

import pytest

from pipeline.kernel.problems import InputError
from pipeline.raw.document_file import read_document


def test_scalars_come_back_as_written_and_null_as_none() -> None:
    read = read_document(b"a: null\nb: 0123\nc: yes\n", "d.yaml", ["a", "b", "c"])
    assert read == ({"a": None, "b": "0123", "c": "yes"}, {"a": 1, "b": 2, "c": 3})


@pytest.mark.parametrize(
    ("content", "line", "column"),
    [
        (b"a: 1\nb: 2\na: 3\n", 3, "a"),
        (b"a: 1\nb: [2]\n", 2, "b"),
        (b"a: 1\nb: 2\nz: 3\n", 3, "z"),
        (b"a: 1\n", None, "b"),
        (b"a: 1\n b: 2\n", 2, None),
        (b"- a\n", 1, None),
        (b"a: 1\nb: \xff\n", 2, None),
        (b"a: 1\r\nb: 2\r\n", 1, None),
        (b"\xef\xbb\xbfa: 1\nb: 2\n", 1, None),
    ],
)
def test_each_fault_is_named_with_its_line_and_key(content: bytes, line: int | None, column: str | None) -> None:
    with pytest.raises(InputError) as caught:
        read_document(content, "d.yaml", ["a", "b"])
    assert any(p.line == line and p.column == column and p.file == "d.yaml" for p in caught.value.problems), caught.value.problems
