"""Processes that tests kill: forked from a server that has imported the project, so that they start at once.

Belongs here: how a child is started, watched and ended. Does not belong here: what must hold afterwards.
"""

import errno
import multiprocessing
import os
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

CONTEXT = multiprocessing.get_context("forkserver")
CONTEXT.set_forkserver_preload(["pipeline.app.build", "pipeline.app.definitions", "tests.conftest", "tests.killing"])

MAKING = {"os.rename", "os.mkdir", "os.symlink", "os.chmod"}
REMOVING = {"os.remove", "os.rmdir"}
WRITE_FLAGS = os.O_WRONLY | os.O_RDWR | os.O_CREAT


def run(target: Callable[..., None], *args: Any, kill_after: float | None = None) -> int:
    """Run a function of a module in a child, killed after some seconds; return its exit code: 0, 1 after an error, -9 if killed."""
    process = CONTEXT.Process(target=target, args=args)
    process.start()
    process.join(kill_after)
    if process.is_alive():
        process.kill()
    process.join()
    assert process.exitcode is not None
    return process.exitcode


def timed(target: Callable[..., None], *args: Any) -> float:
    """Run a function in a child to its end; return the seconds that it took."""
    start = time.monotonic()
    assert run(target, *args) == 0
    return time.monotonic() - start


def operations(target: Callable[..., None], *args: Any) -> int:
    """Run a function in a child to its end; return how many operations of it write to the disk."""
    record = Path(tempfile.mkdtemp()) / "operations"
    assert run(_recorded, record, target, *args) == 0
    return record.stat().st_size


def _recorded(record: Path, target: Callable[..., None], *args: Any) -> None:
    """Run a function, and add a byte to a file for each operation that writes to the disk."""
    file = os.open(record, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    end_at(1, lambda: os.write(file, b"."), MAKING | REMOVING)
    target(*args)


def copies(folder: Path, into: Path, every: int, target: Callable[..., None], *args: Any) -> None:
    """Run a function that writes in one thread, in a child, to its end. Before the first of its operations that write to the disk, and
    each `every`-th after it, copy a folder into another one: as all others would find it if the child were killed then."""
    into.mkdir()
    assert run(_copying, folder, into, every, target, *args) == 0


def _copying(folder: Path, into: Path, every: int, target: Callable[..., None], *args: Any) -> None:
    count = 0

    def copy() -> None:
        nonlocal count
        if count % every == 0:  # by another program, since operations of this process are counted
            subprocess.run(["cp", "-a", str(folder), str(into / f"{count:05}")], check=True)
        count += 1

    end_at(1, copy, MAKING | REMOVING)
    target(*args)


def killed_at(operation: int, target: Callable[..., None], *args: Any) -> None:
    """Run a function, and end this process before its n-th operation that writes to the disk."""
    end_at(operation, be_killed, MAKING | REMOVING)
    target(*args)


def end_at(operation: int, end: Callable[[], None], events: set[str]) -> None:
    """Call `end` before each operation of this process that writes to the disk, from the n-th on, counting from 1."""
    count = 0

    def hook(event: str, args: tuple[Any, ...]) -> None:
        nonlocal count
        if event in events or (event == "open" and isinstance(args[2], int) and args[2] & WRITE_FLAGS):
            count += 1
            if count >= operation:
                end()

    sys.addaudithook(hook)


def be_killed() -> None:
    """End this process as nothing can prevent."""
    os.kill(os.getpid(), signal.SIGKILL)


def find_the_disk_full() -> None:
    """Fail as a full disk does."""
    raise OSError(errno.ENOSPC, "No space left on device", "some file")


def limit_file_size(limit: int) -> None:
    """Let each write beyond a size in bytes fail, in this process, as on a disk that is full at that size."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))


def left_over(outputs: Path) -> list[str]:
    """Return the temporary files and folders below an output folder."""
    hidden = (path for path in outputs.rglob(".*") if path.name != ".zenodo.json" and not path.name.endswith(".lock"))
    temporary = (path.relative_to(outputs).as_posix() for path in hidden)
    return sorted(temporary)
