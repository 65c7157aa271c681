"""The lock over raw/: each line that was changed, dropped or added is named with its file, whatever happened to other files."""

from pathlib import Path

from pipeline.raw.lock import lock_lines, lock_problems


def test_each_difference_is_told_by_file_and_line(tmp_path: Path) -> None:
    raw, lock = tmp_path / "raw", tmp_path / "raw.lock"
    raw.mkdir()
    for name in ("a", "b", "c", "gone"):
        (raw / f"{name}.csv").write_text("head\none\ntwo\nthree\n", "utf-8")
    lock.write_text("".join(f"{line}\n" for line in lock_lines(raw)), "utf-8")
    assert lock_problems(raw, lock) == []
    (raw / "a.csv").write_text("head\none\nother\nthree\n", "utf-8")
    (raw / "b.csv").write_text("head\none\nthree\n", "utf-8")
    (raw / "c.csv").write_text("head\none\ntwo\nthree\nfour\n", "utf-8")
    (raw / "gone.csv").unlink()
    (raw / "new.csv").write_text("head\n", "utf-8")
    found = [(problem.file, problem.line, problem.value, problem.expected.split("; ")[1]) for problem in lock_problems(raw, lock)]
    assert [(file, line, (value or "").split(" ")[-1], what) for file, line, value, what in found] == [
        ("raw/a.csv", 3, "other", "this one is not the one that was locked"),
        ("raw/b.csv", None, "two", "this one was dropped"),
        ("raw/c.csv", 5, "four", "this one was added"),
        *(("raw/gone.csv", None, word, "this one was dropped") for word in ("head", "one", "two", "three")),
        ("raw/new.csv", 1, "head", "this one was added"),
    ]
