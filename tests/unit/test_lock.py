"""The lock over raw/: each line that was changed, dropped or added is named with its file, whatever happened to other files."""

from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.raw.raw_lock import lock_lines, lock_of, lock_problems, missing_files


def test_each_difference_is_told_by_file_and_line(tmp_path: Path) -> None:
    raw, lock = tmp_path / "raw", tmp_path / "raw.lock"
    raw.mkdir()
    for name in ("a", "b", "c", "gone"):
        (raw / f"{name}.csv").write_text("head\none\ntwo\nthree\n", "utf-8")
    lock.write_text("".join(f"{line}\n" for line in lock_lines(raw)), "utf-8")
    assert lock_problems(raw) == []
    (raw / "a.csv").write_text("head\none\nother\nthree\n", "utf-8")
    (raw / "b.csv").write_text("head\none\nthree\n", "utf-8")
    (raw / "c.csv").write_text("head\none\ntwo\nthree\nfour\n", "utf-8")
    (raw / "gone.csv").unlink()
    (raw / "new.csv").write_text("head\n", "utf-8")
    missing, *others = lock_problems(raw)
    assert (missing.file, missing.value) == ("raw/gone.csv", "no file")
    found = [(problem.file, problem.line, problem.value, problem.expected.split("; ")[1]) for problem in others]
    assert [(file, line, (value or "").split(" ")[-1], what) for file, line, value, what in found] == [
        ("raw/a.csv", 3, "other", "this one is not the one that was locked"),
        ("raw/b.csv", None, "two", "this one was dropped"),
        ("raw/c.csv", 5, "four", "this one was added"),
        ("raw/new.csv", 1, "head", "this one was added"),
    ]


def test_many_lines_that_were_added_together_and_those_of_a_new_file_are_one_difference(tmp_path: Path) -> None:
    raw, lock = tmp_path / "raw", tmp_path / "raw.lock"
    raw.mkdir()
    (raw / "a.csv").write_text("head\n", "utf-8")
    lock.write_text("".join(f"{line}\n" for line in lock_lines(raw)), "utf-8")
    (raw / "a.csv").write_text("head\n" + "one\n" * 60, "utf-8")
    (raw / "new.csv").write_text("head\none\ntwo\n", "utf-8")
    told = [(problem.file, problem.line, problem.expected.split("; ")[1]) for problem in lock_problems(raw)]
    assert told == [
        ("raw/a.csv", 2, "this one and the 59 below it were added"),
        ("raw/new.csv", 1, "this one and the 2 below it were added"),
    ]


def folder_instead(path: Path) -> None:
    path.unlink()
    path.mkdir()


def broken_link_instead(path: Path) -> None:
    path.unlink()
    path.symlink_to("nowhere")


@pytest.mark.parametrize(
    ("spoil", "found"),
    [
        (Path.unlink, "no file"),
        (folder_instead, "a folder"),
        (broken_link_instead, "a link that leads nowhere"),
        (lambda path: path.write_bytes(b""), "an empty file"),
    ],
)
def test_a_locked_file_must_be_there_with_something_in_it(tmp_path: Path, spoil: Callable[[Path], None], found: str) -> None:
    raw = tmp_path / "raw"
    raw.mkdir()
    (raw / "only_a_header.csv").write_text("head\n", "utf-8")
    assert missing_files(raw) == []
    lock_of(raw).write_text("".join(f"{line}\n" for line in lock_lines(raw)), "utf-8")
    assert missing_files(raw) == []
    spoil(raw / "only_a_header.csv")
    [problem] = missing_files(raw)
    assert (problem.file, problem.value) == ("raw/only_a_header.csv", found)
    assert "git restore raw/only_a_header.csv" in problem.remedy
    assert "make lock" in problem.remedy
