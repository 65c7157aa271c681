"""Faults of the disk, in words: full, not writable, gone.

Belongs here: what a person is told who meets one, whichever library met it first. Does not belong here: keeping releases whole, which
`pipeline/release/publish.py` does whatever fails.
"""

import errno
import sqlite3
from collections.abc import Iterator

import duckdb

UNWRITTEN = "Could not write file"
FREE, WRITABLE = "Free some space", "Make the folder writable"
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
}
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
            place = f" ({cause.filename})" if cause.filename else ""
            return f"{cause.strerror}{place}. {REMEDIES[cause.errno]}, and build again."
        # a commit that cannot be written is no IOException: it says so in words only
        if isinstance(cause, duckdb.IOException) or (isinstance(cause, duckdb.Error) and UNWRITTEN in str(cause)):
            return f"{str(cause).splitlines()[0]}. {FREE}, or make the folder writable, and build again."
        if isinstance(cause, sqlite3.OperationalError) and (cause.sqlite_errorcode & 0xFF) in DATABASE_REMEDIES:
            return f"The run history, .dagster/: {cause}. {DATABASE_REMEDIES[cause.sqlite_errorcode & 0xFF]}, and build again."
    return None


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__
