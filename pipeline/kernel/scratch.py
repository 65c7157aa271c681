"""Temporary folders that do not outlive their command, however it ends.

A folder is locked by the process that uses it. One that nobody locks was left by a process that was killed, and the next command removes
it. Belongs here: making and removing them. Does not belong here: what is put there. It imports nothing but the standard library.
"""

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

PREFIX, LOCK = "wallonia-biomanufacturing-", "in-use.lock"


@contextmanager
def scratch() -> Iterator[Path]:
    """Give a new temporary folder, and remove it at the end of the block; those that killed commands of this user left are removed, too."""
    base = Path(tempfile.gettempdir())
    for left in base.glob(f"{PREFIX}*"):
        with suppress(OSError):
            _remove_unused(left)
    folder = Path(tempfile.mkdtemp(prefix=PREFIX, dir=base))
    try:
        with (folder / LOCK).open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            (inside := folder / "content").mkdir()
            yield inside
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _remove_unused(folder: Path) -> None:
    """Remove a temporary folder of this user that no process uses. One without a lock is being made, or was left empty."""
    if folder.is_symlink() or folder.stat().st_uid != os.getuid():
        return
    if not (folder / LOCK).is_file():
        folder.rmdir()
        return
    with (folder / LOCK).open("r") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        shutil.rmtree(folder, ignore_errors=True)
