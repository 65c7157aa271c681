"""The lock over raw/: one line for each line of each raw file, so that a row which is dropped, and which no text could miss, is seen.

`python -m pipeline.raw.lock` (make lock) renews raw.lock; its diff is what a reviewer reads. A line of the lock is the file, the
beginning of a hash over the raw line, and the beginning of the raw line itself, for the reader.
"""

import difflib
import hashlib
import sys
from pathlib import Path

from pipeline.kernel.paths import ROOT
from pipeline.kernel.problems import InputError, Problem
from pipeline.raw.load import load_raw

LOCK = "raw.lock"
SHOWN = 60


def lock_lines(raw: Path) -> list[str]:
    """Return the lines of the lock of a raw folder, files sorted, lines in their order."""
    return [
        f"{raw.name}/{file.relative_to(raw).as_posix()} {hashlib.sha256(line).hexdigest()[:16]} {line.decode('utf-8', 'replace')[:SHOWN]}"
        for file in sorted(path for path in raw.rglob("*") if path.is_file())
        for line in file.read_bytes().split(b"\n")[:-1]
    ]


def line_count(file: Path) -> int:
    """Return the number of lines of a raw file: so many lines the lock has of it."""
    return file.read_bytes().count(b"\n")


def lock_problems(raw: Path, lock: Path) -> list[Problem]:
    """Return a problem for each line that raw/ lacks or has beyond the lock, in the order of the lock."""
    if not lock.is_file():
        return [Problem(lock.name, None, None, None, "the lock over raw/", "make lock")]
    locked, found = _by_file(lock.read_text("utf-8").splitlines()), _by_file(lock_lines(raw))
    return [problem for file in locked | found for problem in _differences(locked.get(file, []), found.get(file, []))]


def _by_file(lines: list[str]) -> dict[str, list[str]]:
    """Return the lines of a lock by the file that they are of. Files are compared one by one, since the time that it takes to find what
    differs grows faster than the number of lines."""
    files: dict[str, list[str]] = {}
    for line in lines:
        files.setdefault(line.split(" ")[0], []).append(line)
    return files


def _differences(locked: list[str], found: list[str]) -> list[Problem]:
    """Return a problem for each line of one file that was changed, dropped or added."""
    if locked == found:
        return []
    problems = []
    for tag, a, b, c, d in difflib.SequenceMatcher(None, locked, found, autojunk=False).get_opcodes():
        if tag != "equal":
            paired = min(b - a, d - c)
            problems += [_line_problem(found[c + i], c + i + 1, "is not the one that was locked") for i in range(paired)]
            problems += [_line_problem(line, None, "was dropped") for line in locked[a + paired : b]]
            problems += [_line_problem(found[index], index + 1, "was added") for index in range(c + paired, d)]
    return problems


def _line_problem(line: str, number: int | None, what: str) -> Problem:
    file, _, beginning = line.split(" ", 2)
    remedy = f"restore the row; if the change is meant: make lock, and review the diff of {LOCK}"
    return Problem(file, number, None, beginning, f"the rows of {LOCK}; this one {what}", remedy)


def main() -> int:
    """Renew the lock from raw/, which must be free of faults; return the exit status."""
    try:
        load_raw(ROOT / "raw")
    except InputError as error:
        print(error, file=sys.stderr)
        return 1
    (ROOT / LOCK).write_text("".join(f"{line}\n" for line in lock_lines(ROOT / "raw")), "utf-8")
    print(f"Renewed {LOCK}. Read its diff.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
