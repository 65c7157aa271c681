"""A release is findable, accessible, interoperable and reusable: each of the rules that a packed release reports can fail.

That they hold of the real release is in its report (test_release_validators.py).
"""

import csv
import io
import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Built
from tools.validators.released import Released
from tools.validators.rules import RULES


@pytest.fixture(scope="module")
def latest(built: Built) -> Path:
    return (built.outputs / "latest").resolve()


@pytest.fixture(scope="module")
def released(latest: Path) -> Released:
    return Released(latest)


# What breaks each rule: a file of a release, and a change of its text.
BREAKS: dict[str, tuple[str, Callable[[str], str]]] = {
    "every file is hashed": ("csv/core/units.csv", lambda text: text + "more"),
    "one version stands everywhere": ("CITATION.cff", lambda text: text.replace("\nversion: ", "\nversion: 1", 1)),
    "title and description stand in both languages": ("README.md", lambda text: text.split("## Questions to begin with")[1]),
    "every data file is described for programs": ("codelists/more.csv", lambda text: "code\n"),
    "the readme names every file or its folder and nothing else": ("more.csv", lambda text: "code\n"),
    "every file is of an open format": ("more.docx", lambda text: "closed"),
    "texts are utf 8 with line feeds": ("csv/core/units.csv", lambda text: text.replace("\n", "\r\n")),
    "no file holds a path a user a host or a time": ("README.md", lambda text: text + "made at 2026-01-01 12:00\n"),
    "the pages are those of the repository": ("CHANGELOG.md", lambda text: text + "more\n"),
    "licences of code and data are those of the files": ("LICENSE", lambda text: text + "more\n"),
    "documents and inputs are named with their hashes": ("provenance.jsonld", lambda text: text.replace("#input/raw/", "#input/other/")),
    "text as printed is under the licence of the document and nothing else is": ("LICENSE-DATA", lambda text: text + "units.unit_id\n"),
    "what null means is stated if and only if a cell may be null": (
        "datapackage.json",
        lambda text: text.replace('"null_means"', '"null"'),
    ),
    "primary keys are unique and foreign keys hold": ("datapackage.json", lambda text: one_key(text)),
    "every column has a licence wherever it is described": ("croissant.json", lambda text: text.replace("Licence: ", "Licence ")),
    "the dictionary has the columns of every file in their order": ("datapackage.json", lambda text: text.replace('"unit_id"', '"unit"')),
}


def one_key(text: str) -> str:
    """Let a column be the key that is none."""
    package = json.loads(text)
    sites = next(resource for resource in package["resources"] if resource["name"] == "sites")
    sites["schema"]["primaryKey"] = ["document_id"]
    return json.dumps(package)


@pytest.mark.parametrize("name", BREAKS)
def test_a_release_that_breaks_a_rule_is_found(latest: Path, tmp_path: Path, name: str) -> None:
    file, change = BREAKS[name]
    release = Path(shutil.copytree(latest, tmp_path / "release"))
    path = release / file
    path.write_bytes(change(path.read_text("utf-8") if path.exists() else "").encode())
    assert RULES[name](Released(release)) != []


def test_no_cell_of_a_csv_file_is_read_in_two_ways(released: Released) -> None:
    """Spark, by default, escapes quotation marks by backslashes, ends a row at each line feed, and keeps no outer space. A document may
    print such texts, and is published then; what this release holds has none of them, as docs/trade.md says."""
    cells = [
        (name, cell)
        for name, content in released.files.items()
        if name.endswith(".csv")
        for row in csv.reader(io.StringIO(content.decode(), newline=""), strict=True)
        for cell in row
    ]
    assert len(cells) > 200_000
    assert [(name, cell) for name, cell in cells if re.search(r'["\\\r\n]|^\s|\s$', cell)] == []
