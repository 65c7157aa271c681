"""Kept charts: what was kept is given back as long as nothing of it and of its sources has changed, and not a byte longer."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.charts.chart_files import keep, kept

FILES = {"map.en.png": b"picture", "map.en.svg": b"<svg/>", "map.fr.svg": b"<svg> </svg>"}
SOURCES = {"sites": "1", "code": "2"}
Change = Callable[[Path], object]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    keep(tmp_path / "charts", "map", FILES, SOURCES)
    keep(tmp_path / "charts", "other", {"other.en.svg": b"<svg/>"}, SOURCES)
    return tmp_path / "charts"


def test_what_was_kept_is_given_back_whole(folder: Path) -> None:
    assert kept(folder, "map", FILES, SOURCES) == FILES


@pytest.mark.parametrize(
    "change",
    [
        lambda folder: (folder / "map.fr.svg").unlink(),
        lambda folder: (folder / "map.fr.svg").write_bytes(b"<svg>x</svg>"),
        lambda folder: (folder / "map.json").write_text("{"),
        lambda folder: (folder / "map.json").unlink(),
    ],
    ids=["file deleted", "file changed", "record damaged", "record deleted"],
)
def test_what_is_not_what_was_kept_is_not_given_back(folder: Path, change: Change) -> None:
    change(folder)
    assert kept(folder, "map", FILES, SOURCES) == {}


def test_what_others_put_beside_a_chart_is_no_part_of_it(folder: Path) -> None:
    (folder / "map.de.svg").write_bytes(b"<svg/>")
    (folder / "map.old").mkdir()
    os.mkfifo(folder / "map.pipe")
    assert kept(folder, "map", FILES, SOURCES) == FILES


@pytest.mark.parametrize("sources", [SOURCES | {"sites": "3"}, SOURCES | {"stages": "1"}, {"sites": "1"}])
def test_a_chart_of_other_sources_is_not_given_back(folder: Path, sources: dict[str, str]) -> None:
    assert kept(folder, "map", FILES, sources) == {}


def test_nothing_is_given_back_of_a_chart_that_was_never_kept(tmp_path: Path) -> None:
    assert kept(tmp_path / "nowhere", "map", FILES, SOURCES) == {}
