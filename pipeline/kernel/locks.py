"""The lock that excludes each other way of writing to a folder: a file with flock, which ends with its process, however that ends.

Belongs here: waiting for it and holding it. Does not belong here: what is done meanwhile. It imports nothing but the standard library.
"""

import fcntl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from pipeline.kernel.files import NO_FILE, what_is
from pipeline.kernel.problems import InputError, Problem

BUILD_LOCK = ".build.lock"  # in the output folder: held by each run and each command that writes there or reads what must fit together

UI_LOCK = Path(".dagster") / "ui.lock"  # in the repository: held while a UI of it is served

_held: dict[Path, int] = {}  # the locks of this process, each with the thread that holds it


@contextmanager
def locked(folder: Path, name: str, waiting: Callable[[], None] = lambda: None) -> Iterator[None]:
    """Hold a lock in a folder; it is released when the block ends or its process dies, however it dies. `waiting` is called before a
    wait for whoever holds it. A thread that holds it already does not wait for itself."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder.resolve() / name
    if _held.get(file) == threading.get_ident():
        yield
        return
    if what_is(file) not in (None, NO_FILE):
        raise InputError([Problem(f"{folder.name}/{name}", None, None, what_is(file), "the file of a lock, or nothing", "move it away")])
    with file.open("a") as handle:
        if not got(handle):
            waiting()
            fcntl.flock(handle, fcntl.LOCK_EX)
        _held[file] = threading.get_ident()
        try:
            yield
        finally:
            del _held[file]


def got(handle: IO[str]) -> bool:
    """Take the lock of an open file where it is free, until the file is closed; return whether it was free."""
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
