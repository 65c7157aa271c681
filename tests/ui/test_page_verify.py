"""Verifying with one's own copy: a text that is dropped on the page is compared on this machine, whatever its lines and encoding."""

import json
import re
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from pipeline.page.language import FILES
from tests.conftest import ROOT
from tests.ui.browser import until

ENGLISH, FRENCH = FILES["en"], FILES["fr"]
COUNTS = re.compile(r"Of ([\d,]+) located values, ([\d,]+) stand at their place, ([\d,]+) elsewhere in the text, ([\d,]+) nowhere")
MILLISECONDS = re.compile(r"It took ([\d,]+) ms")
MOVED = "A line before all others.\n"
Place = list[Any]  # as pipeline/page/provenance.py writes it: columns, document, first line, its first character, last line, ...


class Counts(NamedTuple):
    located: int
    span: int
    moved: int
    missing: int


@pytest.fixture(scope="module")
def places(release: Path) -> list[Place]:
    """The located values of the thesis."""
    script = (release / "page" / "provenance.js").read_text("utf-8")
    known = json.loads(script.removeprefix("window.wallonia.learn(").removesuffix(");\n"))["places"]
    every = (place for records in known.values() for found in records.values() for place in found)
    return [place for place in every if place[1] == "thesis" and place[3] is not None]


@pytest.fixture(scope="module")
def text(places: list[Place]) -> str:
    """A text that has the printed forms that stand within one line at their places, and nothing else."""
    lines = [[" "] * 400 for _ in range(max(place[4] for place in places))]
    for _, _, first, start, last, end, _, _, printed in places:
        if first == last and len(printed) == end - start + 1:
            lines[first - 1][start - 1 : end] = printed
    return "".join("".join(line).rstrip() + "\n" for line in lines)


@pytest.fixture
def said_of(opened: Any, tmp_path: Path) -> Callable[..., str]:
    """A function that gives a file to the page and returns what the page says of it."""
    page = opened()

    def give(content: bytes) -> str:
        file = tmp_path / f"copy-{len(list(tmp_path.iterdir()))}.txt"  # a browser does not tell of the same name twice
        file.write_bytes(content)
        page.evaluate("document.getElementById('verified').textContent = ''")
        page.set_input_files("#own", str(file))
        until(page, "document.getElementById('verified').textContent !== ''")
        return str(page.locator("#verify").inner_text())

    return give


def counts(said: str) -> Counts:
    found = COUNTS.search(said)
    assert found, said
    return Counts(*(int(number.replace(",", "")) for number in found.groups()))


def test_most_values_are_found_at_their_places_and_the_others_are_named(said_of: Any, text: str, places: list[Place]) -> None:
    said = said_of(text.encode())
    found = counts(said)
    assert found.located == sum(len(place[0].split()) for place in places)
    assert found.located == found.span + found.moved + found.missing
    assert found.span > 0.7 * found.located
    assert "This is another file" in said
    assert 0 < said.count("Nowhere: ") <= 20
    assert re.search(r"Nowhere: .+ \(section [\d.I]+, lines? [\d,–]+\)\.", said)
    assert "does not seem to be the text" not in said


def test_a_file_of_something_else_is_said_to_be_that(said_of: Any) -> None:
    said = said_of((ROOT / "README.md").read_bytes())
    assert "This does not seem to be the text of the document" in said
    assert "Nowhere: " not in said


def test_line_ends_marks_and_encodings_do_not_matter(said_of: Any, text: str) -> None:
    plain = counts(said_of(text.encode()))
    copies = {
        "CRLF": text.replace("\n", "\r\n").encode(),
        "CR": text.replace("\n", "\r").encode(),
        "byte order mark": text.encode("utf-8-sig"),
        "decomposed": unicodedata.normalize("NFD", text).encode(),
        "UTF-16": text.encode("utf-16"),
        "UTF-16, big end first": b"\xfe\xff" + text.encode("utf-16-be"),
    }
    assert {name: counts(said_of(content)) for name, content in copies.items()} == dict.fromkeys(copies, plain)
    western = counts(said_of(text.encode("cp1252", errors="replace")))
    assert western.span > 0.99 * plain.span


def test_moved_lines_are_looked_up_elsewhere_within_a_second(said_of: Any, text: str) -> None:
    plain, said = counts(said_of(text.encode())), said_of((MOVED * 3 + text).encode())
    moved = counts(said)
    assert moved.missing == plain.missing
    assert moved.moved > moved.span
    [milliseconds] = MILLISECONDS.findall(said)
    assert int(milliseconds.replace(",", "")) < 1000


def test_another_text_has_no_value_and_a_number_within_a_longer_one_is_not_found(said_of: Any) -> None:
    assert counts(said_of(b""))[1:3] == (0, 0)
    digits = counts(said_of(b"1234567890" * 10_000))
    assert digits[1:3] == (0, 0)


def test_without_checksums_or_a_file_that_can_be_read_the_page_says_so(opened: Any, tmp_path: Path) -> None:
    file = tmp_path / "copy.txt"
    file.write_text("text", "utf-8")
    page = opened(FRENCH)
    page.evaluate("Object.defineProperty(window.crypto, 'subtle', { value: undefined })")  # as over http from another machine
    page.set_input_files("#own", str(file))
    until(page, "document.getElementById('verified').textContent.includes('https')")
    page.evaluate("document.getElementById('own').value = ''")
    page.evaluate("() => { File.prototype.arrayBuffer = () => Promise.reject(new Error()); }")
    page.set_input_files("#own", str(file))
    until(page, "document.getElementById('verified').textContent.includes('pas pu être lu')")


def test_the_text_of_the_thesis_is_verified_whole_and_where_its_lines_have_moved(said_of: Any, document: Path) -> None:
    said = said_of(document.read_bytes())
    found = counts(said)
    assert "This is the very file" in said
    assert found == Counts(found.located, found.located, 0, 0)
    assert found.located > 5000
    moved = said_of(MOVED.encode() + document.read_bytes())
    assert "another file" in moved
    assert counts(moved).missing == 0
