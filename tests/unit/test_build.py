"""The build around its run: what a person is told of outputs/latest, whatever ended the build and whenever."""

import contextlib
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.app.build import build
from pipeline.kernel.paths import ROOT
from pipeline.kernel.problems import InputError, Problem
from pipeline.release.publish import publish

Raised = BaseException | None
ENDS: list[Raised] = [
    None,
    KeyboardInterrupt(),
    OSError(28, "No space left on device"),
    sqlite3.OperationalError("database or disk is full"),
    InputError([Problem("raw/x.csv", 1, None, None, "a row", "write it")]),
    ValueError("of the program"),
    MemoryError(),
]


def text_of(outputs: Path, end: Raised, before_it: Callable[[], object], monkeypatch: pytest.MonkeyPatch) -> str:
    """Return what is told of a build whose run does something and then ends so; None is a run that reports a failure."""

    def run(*_: object) -> tuple[bool, str]:
        before_it()
        if end:
            raise end
        return False, "One step failed."

    monkeypatch.setattr("pipeline.app.dataset_run.run", run)
    good, message = build(ROOT / "raw", outputs, "", contextlib.nullcontext)
    assert not good
    assert "Traceback" not in message
    return message


@pytest.mark.parametrize("end", ENDS, ids=lambda end: type(end).__name__)
def test_what_is_told_of_the_latest_release_is_true_whenever_a_build_ends(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, end: Raised
) -> None:
    def published(text: str) -> Path:
        return publish(tmp_path, {"inputs_sha256": text}, lambda folder: (folder / "a.txt").write_text(text))

    assert "Nothing was released. There is no release yet." in text_of(tmp_path, end, lambda: None, monkeypatch)
    said = text_of(tmp_path, end, lambda: published("one"), monkeypatch)
    assert f"latest is now release {(tmp_path / 'latest').resolve().name}, whole" in said
    assert "Nothing was released" not in said
    said = text_of(tmp_path, end, lambda: None, monkeypatch)
    assert "Nothing was released." in said
    assert "latest was not changed." in said
    said = text_of(tmp_path, end, lambda: published("two"), monkeypatch)
    assert f"latest is now release {(tmp_path / 'latest').resolve().name}, whole" in said
    said = text_of(tmp_path, end, lambda: (tmp_path / "latest" / "a.txt").unlink(), monkeypatch)
    assert "some files are missing or changed" in said
    assert "Nothing was released" not in said
    said = text_of(tmp_path, end, lambda: published("two"), monkeypatch)
    assert "is now release" in said


def test_a_process_that_may_not_use_enough_addresses_to_draw_charts_is_told_so_before_anything_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("resource.getrlimit", lambda _: (2**31, 2**31))
    good, message = build(ROOT / "raw", tmp_path / "outputs", "", contextlib.nullcontext)
    assert not good
    assert message.startswith("This process may use 2,048 MiB of addresses (ulimit -v).")
    assert message.endswith("Nothing was released. There is no release yet.")
