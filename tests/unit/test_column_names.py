"""Column names are written out, so that a search for a name finds where the column is made."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.kernel.paths import ROOT

FOLDERS = ("metrics", "charts", "official")
FILES = sorted(file for folder in FOLDERS for file in (ROOT / "pipeline" / folder).rglob("*.py"))
IDENTIFIER = re.compile(r"[A-Za-z0-9_]+")


def built_identifiers(code: str) -> Iterator[str]:
    """Yield each f-string that makes an identifier of more than one piece, as it is written."""
    nodes = list(ast.walk(ast.parse(code)))
    formats = {id(node.format_spec) for node in nodes if isinstance(node, ast.FormattedValue)}
    for node in nodes:
        if isinstance(node, ast.JoinedStr) and len(node.values) > 1 and id(node) not in formats:
            pieces = [str(piece.value) if isinstance(piece, ast.Constant) else "x" for piece in node.values]
            if IDENTIFIER.fullmatch("".join(pieces)):
                yield ast.unparse(node)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.relative_to(ROOT).as_posix())
def test_no_column_name_is_built_from_pieces(file: Path) -> None:
    assert list(built_identifiers(file.read_text("utf-8"))) == []


@pytest.mark.parametrize("code", ['rows[f"share{end}_pct"]', '{f"{name}_status": 1}', 'f"{prefix}{name}"', 'f"label_{language}"'])
def test_a_built_name_is_found(code: str) -> None:
    assert len(list(built_identifiers(code))) == 1


@pytest.mark.parametrize("code", ['f"{name}:Q"', 'f"{name}.json"', 'f"{name} {count}"', 'f"{value}"', 'f"{number:{comma}f}"'])
def test_an_f_string_that_makes_another_text_is_none(code: str) -> None:
    assert list(built_identifiers(code)) == []
