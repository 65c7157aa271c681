"""The lock over raw/: one line for each line of each raw file, so that nobody loses a file or a row without noticing.

A line of the lock is the file, the beginning of a hash over the raw line, and the beginning of the raw line itself, for the reader.
`make lock` renews raw.lock after a change that is meant; its diff is what a reviewer reads. The lock stands beside the raw folder. A raw
folder without one, such as that of a test, has no files that must exist. Belongs here: what the lock says, and what differs from it.
"""

import difflib
import hashlib
import re
from functools import lru_cache
from pathlib import Path

from pipeline.kernel.files import NO_FILE, read_file, read_text_file, what_is
from pipeline.kernel.problems import Problem, refuse

LOCK = "raw.lock"
SHOWN = 60
FEW = 5  # lines beside each other that are told one by one; more are told together
LINE = re.compile(r"\S+ [0-9a-f]{4,} ")


def lock_of(raw: Path) -> Path:
    """Return where the lock of a raw folder is: beside it."""
    return raw.with_name(LOCK)


def lock_lines(raw: Path) -> list[str]:
    """Return the lines of the lock of a raw folder, files sorted, lines in their order."""
    return [
        f"{name} {hashlib.sha256(line).hexdigest()[:16]} {line.decode('utf-8', 'replace')[:SHOWN]}"
        for file in sorted(path for path in raw.rglob("*") if path.is_file())
        for name in [f"{raw.name}/{file.relative_to(raw).as_posix()}"]
        for line in read_file(file).split(b"\n")[:-1]
    ]


def line_count(file: Path) -> int:
    """Return the number of lines of a raw file: so many lines the lock has of it."""
    return read_file(file).count(b"\n")


def missing_files(raw: Path, named: str = "") -> list[Problem]:
    """Return a problem for each file that the lock lists and that is not there or is empty; none where the folder has no lock.

    named: the name of the files that are asked for, in whichever folder; '' for all.
    """
    lock = lock_of(raw)
    names = [name for name in _locked(lock) if named in ("", name.rpartition("/")[2])] if what_is(lock) != NO_FILE else []
    remedy = f"restore it: git restore {{}}. If you mean to remove it: delete what is left of it, make lock, and review the diff of {LOCK}"
    return [
        Problem(name, None, None, found, f"a file with content: {LOCK} lists it", remedy.format(name))
        for name in names
        if (found := _instead(raw.parent / name))
    ]


def _instead(path: Path) -> str | None:
    """Return what is in the place of a file; None where it is the file, with something in it."""
    if path.is_file():
        return None if path.stat().st_size else "an empty file"
    return what_is(path)


def lock_problems(raw: Path) -> list[Problem]:
    """Return a problem for each file that is missing, and for each line of the others that differs from the lock, in the order of the
    lock; or one problem where the folder has no lock."""
    lock = lock_of(raw)
    if what_is(lock) == NO_FILE:
        return [Problem(LOCK, None, None, None, f"the lock beside {raw.name}/", "git restore raw.lock, or make lock")]
    missing = missing_files(raw)
    gone = {problem.file for problem in missing}
    locked, found = _locked(lock), _by_file(lock_lines(raw))
    return missing + [
        problem for file in locked | found if file not in gone for problem in _differences(locked.get(file, []), found.get(file, []))
    ]


def _locked(lock: Path) -> dict[str, list[str]]:
    """Return the lines of a lock by the file that they are of. Raises InputError for one that is no line of a lock."""
    return _parsed(read_text_file(lock, LOCK))


@lru_cache(maxsize=1)
def _parsed(text: str) -> dict[str, list[str]]:
    """Return the same of the text of a lock, which a build asks for each raw table; nobody may change it."""
    lines = text.split("\n")[:-1]
    expected, remedy = "a file, a hash and the beginning of a raw line", f"git restore {LOCK}, or make lock"
    refuse([Problem(LOCK, number, None, line, expected, remedy) for number, line in enumerate(lines, start=1) if not LINE.match(line)])
    return _by_file(lines)


def _by_file(lines: list[str]) -> dict[str, list[str]]:
    """Return the lines of a lock by the file that they are of. Files are compared one by one, since the time that it takes to find what
    differs grows faster than the number of lines."""
    files: dict[str, list[str]] = {}
    for line in lines:
        files.setdefault(line.split(" ")[0], []).append(line)
    return files


def _differences(locked: list[str], found: list[str]) -> list[Problem]:
    """Return a problem for each line of one file that was changed, dropped or added; one for many that were added beside each other, and
    for all of a file that the lock does not have."""
    if locked == found:
        return []
    problems = []
    for tag, a, b, c, d in difflib.SequenceMatcher(None, locked, found, autojunk=False).get_opcodes():
        if tag != "equal":
            paired = min(b - a, d - c)
            problems += [_line_problem(found[c + i], c + i + 1, "is not the one that was locked") for i in range(paired)]
            problems += [_line_problem(line, None, "was dropped") for line in locked[a + paired : b]]
            added = range(c + paired, d)
            is_told_one_by_one = len(added) <= (FEW if locked else 1)
            each, what = (added, "was added") if is_told_one_by_one else (added[:1], f"and the {len(added) - 1} below it were added")
            problems += [_line_problem(found[index], index + 1, what) for index in each]
    return problems


def _line_problem(line: str, number: int | None, what: str) -> Problem:
    file, _, beginning = line.split(" ", 2)
    remedy = f"restore the row; if the change is meant: make lock, and review the diff of {LOCK}"
    return Problem(file, number, None, beginning, f"the rows of {LOCK}; this one {what}", remedy)
