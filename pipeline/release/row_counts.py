"""Row counts of published tables against the release lock: a change may be meant, but nobody should be surprised by it.

Belongs here: reading the counts of release.lock, `current: tables: <name>: rows`, and comparing. Does not belong here: making the lock.
"""

from pathlib import Path

from pipeline.kernel.problems import Problem
from pipeline.release.release_lock import LOCK, read_lock

REMEDY = "if the change is meant: make release-lock, and say it in CHANGELOG.md; if not, look for rows that raw/ lost or gained"


def locked_rows(lock: Path) -> dict[str, int]:
    """Return the number of rows of each table that a release lock holds; none where there is no lock."""
    return {name: int(known["rows"]) for name, known in read_lock(lock)["current"]["tables"].items()}


def row_count_problems(table: str, rows: int, locked: int | None) -> list[Problem]:
    """Return a problem if a table has not the number of rows that was locked; None is a table that no release had."""
    if rows == locked:
        return []
    expected = "no such table: the lock does not have it" if locked is None else f"{locked} rows, as locked; {rows - locked:+d}"
    return [Problem(LOCK, None, table, f"{rows} rows", expected, REMEDY)]
