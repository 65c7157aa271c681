"""Never half: whatever ends a publication, and before whichever of its writing operations, outputs/latest is whole."""

import os
import sys
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from pipeline.kernel.disk import disk_fault
from pipeline.release.publish import holds, publish
from tests.killing import MAKING, REMOVING, be_killed, end_at, find_the_disk_full, left_over, run

ENDS = {"killed": (be_killed, MAKING | REMOVING, -9), "disk full": (find_the_disk_full, MAKING, 1)}


def publish_text(outputs: Path, text: str) -> Path:
    def write(folder: Path) -> None:
        (folder / "csv").mkdir()
        for name in ("a.txt", "csv/b.txt", "csv/c.txt"):
            (folder / name).write_text(f"{name} {text}")

    return publish(outputs, {"inputs_sha256": text}, write)


def publish_until(outputs: Path, operation: int, how: str) -> None:
    end, events, _ = ENDS[how]
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stderr.fileno())
    end_at(operation, end, events)
    publish_text(outputs, "new")


def two_releases(outputs: Path) -> None:
    publish_text(outputs, "older")
    publish_text(outputs, "old")


def a_damaged_release(outputs: Path) -> None:
    release = publish_text(outputs, "new")
    (release / "a.txt").unlink()
    (release / "stray.txt").write_text("stray")


@pytest.mark.parametrize("how", ENDS)
def test_a_publication_that_ends_anywhere_leaves_the_old_release_or_the_new_one_whole(tmp_path: Path, how: str) -> None:
    seen = []
    for operation in range(1, 100):
        outputs = tmp_path / str(operation)
        two_releases(outputs)
        code = run(publish_until, outputs, operation, how)
        assert holds(outputs / "latest")
        seen.append((outputs / "latest" / "a.txt").read_text().removeprefix("a.txt "))
        assert len(list((outputs / "releases").glob("[!.]*"))) >= 2
        assert how == "killed" or left_over(outputs) in ([], [".latest.part"])
        publish_text(outputs, "new")
        assert left_over(outputs) == []
        if code == 0:
            break
        assert code == ENDS[how][2]
    assert code == 0
    assert len(seen) > 10
    assert seen == sorted(seen, key=["old", "new"].index)
    assert set(seen) == {"old", "new"}


@pytest.mark.parametrize("how", ENDS)
def test_mending_a_release_that_ends_anywhere_takes_nothing_from_it(tmp_path: Path, how: str) -> None:
    for operation in range(1, 100):
        outputs = tmp_path / str(operation)
        a_damaged_release(outputs)
        code = run(publish_until, outputs, operation, how)
        assert (outputs / "latest" / "csv" / "b.txt").read_text() == "csv/b.txt new"
        publish_text(outputs, "new")
        assert holds(outputs / "latest")
        assert left_over(outputs) == []
        if code == 0:
            break
    assert code == 0
    assert operation > 8


def raised(action: Callable[[], object]) -> Exception:
    with pytest.raises(Exception) as caught:  # noqa: PT011 - the kinds differ, and what is made of them is what is tested
        action()
    return caught.value


def test_a_fault_of_the_disk_is_told_with_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert disk_fault(raised(find_the_disk_full)) == "No space left on device (some file). Free some space, and run the command again."
    said = disk_fault(raised(lambda: (tmp_path / "file" / "x").write_text("")))
    assert said is not None
    assert "Move the file away" in said
    said = disk_fault(duckdb.TransactionException('Failed to commit: Could not write file "x.wal": File too large'))
    assert said is not None
    assert "Free some space" in said
    said = disk_fault(duckdb.TransactionException('Failed to commit: Cannot open file "x.wal": Too many open files'))
    assert said is not None
    assert said.endswith("Raise the limit of open files (ulimit -n), and run the command again.")
    assert disk_fault(duckdb.TransactionException("Failed to commit: PRIMARY KEY violated")) is None
    said = disk_fault(raised(lambda: duckdb.connect(str(tmp_path / "none" / "d.duckdb"))))
    assert said is not None
    assert "let this user write there" in said


def test_a_fault_that_another_error_wraps_is_found_and_no_other_error_is_taken_for_one() -> None:
    wrapped = RuntimeError("while writing")
    wrapped.__cause__ = raised(find_the_disk_full)
    assert "Free some space" in (disk_fault(wrapped) or "")
    assert disk_fault(ValueError("a fault of the program")) is None
    assert disk_fault(OSError("without a number")) is None
