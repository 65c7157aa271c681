"""Faults of the disk, in words: full, not writable, gone.

Belongs here: what a person is told who meets one, whichever library met it first. Does not belong here: keeping releases whole, which
`pipeline/release/publish.py` does whatever fails.
"""

import errno
import os
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

import duckdb

from pipeline.kernel.files import shown_path, what_is
from pipeline.kernel.paths import ROOT
from pipeline.kernel.problems import printable

UNWRITTEN = re.compile("Could not write file|Cannot open file")
FREE, WRITABLE = "Free some space", "Let this user read and write there"
FILES = "Raise the limit of open files (ulimit -n)"
REMEDIES = {
    errno.ENOSPC: FREE,
    errno.EDQUOT: FREE,
    errno.EFBIG: "Raise the limit of this process for the size of a file",
    errno.EACCES: WRITABLE,
    errno.EPERM: WRITABLE,
    errno.EROFS: WRITABLE,
    errno.ENOTDIR: "Move the file away that stands where a folder is needed",
    errno.EEXIST: "Move the file away that stands where a folder is needed",
    errno.EISDIR: "Move the folder away that stands where a file is needed",
    errno.EIO: "Look after the disk",
    errno.EMFILE: FILES,
    errno.ENFILE: FILES,
}
DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
DATABASE_REMEDIES = {
    sqlite3.SQLITE_FULL: FREE,
    sqlite3.SQLITE_READONLY: WRITABLE,
    sqlite3.SQLITE_CANTOPEN: WRITABLE,
    sqlite3.SQLITE_IOERR: "Free some space, or look after the disk",
}


def disk_fault(error: BaseException) -> str | None:
    """Return what happened to the disk, and what to do, where that is what an error or one that caused it says; None otherwise."""
    for cause in _causes(error):
        if isinstance(cause, OSError) and cause.errno in REMEDIES:
            place = f" ({printable(str(cause.filename))})" if cause.filename else ""
            return f"{cause.strerror}{place}. {REMEDIES[cause.errno]}, and run the command again."
        # a commit that cannot be written is no IOException: it says so in words only
        if isinstance(cause, duckdb.IOException) or (isinstance(cause, duckdb.Error) and UNWRITTEN.search(str(cause))):
            remedy = FILES if os.strerror(errno.EMFILE) in str(cause) else f"{FREE}, or let this user write there"
            return f"{str(cause).splitlines()[0]}. {remedy}, and run the command again."
        if isinstance(cause, sqlite3.DatabaseError) and _code(cause) in DAMAGED:
            return damaged_history()
        if isinstance(cause, sqlite3.OperationalError) and _code(cause) in DATABASE_REMEDIES:
            return f"The run history, .dagster/: {cause}. {DATABASE_REMEDIES[_code(cause)]}, and run the command again."
    return None


def _code(error: sqlite3.Error) -> int:
    """Return the primary result code of an error of SQLite; 0 where Python's own module raised it."""
    return int(getattr(error, "sqlite_errorcode", 0)) & 0xFF


def damaged_history() -> str:
    """Return which databases of the run history are damaged, and what to do: those of the folder that DAGSTER_HOME names."""
    history = Path(os.environ.get("DAGSTER_HOME") or ROOT) / ".dagster"
    files = [shown_path(file) for file in sorted(history.rglob("*.db")) if not _is_sound(file)] or [shown_path(history)]
    remedy = "".join(f"\n    to do: rm -r {file}{'*' if file.endswith('.db') else ''}" for file in files)
    return f"The run history is damaged: {', '.join(files)}. It only says what ran when; no data is lost without it.{remedy}"


def _is_sound(file: Path) -> bool:
    """Return whether SQLite finds a file to be a whole database."""
    if what_is(file):
        return False
    try:
        with closing(sqlite3.connect(f"file:{quote(str(file))}?mode=ro", uri=True)) as database:
            return bool(database.execute("PRAGMA quick_check(1)").fetchone() == ("ok",))
    except sqlite3.DatabaseError:
        return False


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__
