"""Fixtures that all tests share: the real raw folder, copies of it to change, and builds in folders of their own."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    """A copy of the real raw folder that a test may change."""
    return Path(shutil.copytree(ROOT / "raw", tmp_path / "raw"))


class Built(NamedTuple):
    good: bool
    message: str
    outputs: Path


def build_in(raw: Path, outputs: Path) -> Built:
    """Build a raw folder into an output folder, without leaving a run history."""
    import dagster as dg

    from pipeline.build import build
    from pipeline.resources import Folders

    good, message = build(Folders(raw=str(raw), outputs=str(outputs)), dg.DagsterInstance.ephemeral)
    return Built(good, message, outputs)


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The real raw folder, built once for all tests that only look at the result."""
    result = build_in(ROOT / "raw", tmp_path_factory.mktemp("built") / "outputs")
    assert result.good, result.message
    return result


@pytest.fixture
def rebuild(tmp_path: Path) -> Callable[[Path], Built]:
    """A function that builds a raw folder into one and the same output folder of this test."""
    return lambda raw: build_in(raw, tmp_path / "outputs")
