"""Builds with little room, memory or files, in places that are full or read-only, as another user, with a jumping clock, beside others.

Belongs here: the cases, and what is done to a place for each. Does not belong here: what must hold afterwards (`place.py`), what runs in
the child (`children.py`), and kills (`kills.py`).
"""

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb

from pipeline.kernel.paths import ROOT
from tests.killing import CONTEXT, run
from tools.faults import children
from tools.faults.fuzz import Case
from tools.faults.place import BROKEN, READABLE, SECONDS, SKIPPED, Place, copied
from tools.faults.reading import HANG, TRACEBACK, Outcome

LIMIT, FULL, READ_ONLY, TOGETHER, AFTER = "limit", "full disk", "read-only place", "together", "build after faults"
MEGABYTE = 2**20


class _CannotMountError(Exception):
    """This user may not mount, or this system has not what it takes."""


def limits(place: Place) -> Iterator[Case]:
    """Build with little room, memory and few files; with a clock that jumps; as another user, who may not write there."""
    cases: list[tuple[str, Callable[..., None], tuple[Any, ...]]] = [
        *(("small files", children.limited, ("RLIMIT_FSIZE", size)) for size in (1_000, 20_000, 200_000, 2_000_000)),
        *(("small memory", children.limited, ("RLIMIT_AS", size)) for size in (700_000_000, 1_200_000_000, 2_000_000_000)),
        *(("few files", children.limited, ("RLIMIT_NOFILE", size)) for size in (16, 32, 64)),
        *(("clock", children.clock, (jumps,)) for jumps in (1, -1, 0)),
        *([("another user", children.as_nobody, ())] if os.getuid() == 0 else []),
    ]
    for number, (name, target, arguments) in enumerate(cases):
        yield Case(name, number, LIMIT, name, place.after(target, *arguments, place.raw, place.outputs, place.told))
    yield Case("limits", len(cases), AFTER, "limits", place.restored())


def full_disks(place: Place) -> Iterator[Case]:
    """Build where there is room for the old release and little more; and where run history or temporary files have little room."""
    used = sum(file.lstat().st_size for folder in (place.raw, place.outputs) for file in folder.rglob("*"))
    number = 0
    for room in (0, MEGABYTE, 8 * MEGABYTE):
        disk = place.outputs.with_name("disk")
        disk.mkdir(exist_ok=True)
        try:
            # a page of the file system more for each file, since it counts in pages
            with mounted(disk, ["-t", "tmpfs", "-o", f"size={used + 4096 * 700 + room}", "tmpfs"]):
                disk.chmod(READABLE)
                there = copied(place, disk)
                there.told = place.told  # what is told must be written
                yield Case("outputs", number, FULL, f"{room} bytes more", there.after(children.built, there.raw, there.outputs, there.told))
        except (_CannotMountError, OSError, shutil.Error) as error:
            yield Case("outputs", number, FULL, f"{room} bytes more", Outcome(SKIPPED, str(error)[:300]))
        number += 1
    for name in ("run history", "temporary files"):
        for size in ("4k", "64k", "1m"):
            yield _with_one_place(place, name, number, FULL, ["-t", "tmpfs", "-o", f"size={size}", "tmpfs"])
            number += 1
    yield Case("full disks", number, AFTER, "full disks", place.restored())


def read_only(place: Place) -> Iterator[Case]:
    """Build where outputs, tables, releases, raw data, run history or temporary files cannot be written."""
    number = 0
    for part in (place.outputs, place.outputs / "tables", place.outputs / "releases", place.raw):
        place.change()
        place.forget()
        before = place.latest()
        try:
            with unwritable(part):
                code = run(children.built, place.raw, place.outputs, place.told, kill_after=SECONDS)
                outcome = place.ended(code, before, killed=False)
        except _CannotMountError:
            outcome = Outcome(SKIPPED)
        yield Case(part.name, number, READ_ONLY, part.name, outcome)
        number += 1
    for name in ("run history", "temporary files"):
        yield _with_one_place(place, name, number, READ_ONLY, ["-t", "tmpfs", "-o", "ro", "tmpfs"])
        number += 1
    yield Case("read-only places", number, AFTER, "read-only places", place.restored())


def _with_one_place(place: Place, name: str, number: int, kind: str, options: list[str]) -> Case:
    """Return the case of a build whose run history, or temporary files, are on a file system of their own."""
    home, temporary = (place.outputs.with_name(folder) for folder in ("home", "temporary"))
    for folder in (home, temporary, home / ".dagster"):
        folder.mkdir(exist_ok=True)
    shutil.copy(ROOT / "dagster.yaml", home)
    try:
        with mounted(home / ".dagster" if name == "run history" else temporary, options):
            outcome = place.after(children.elsewhere, home, temporary, place.raw, place.outputs, place.told)
    except _CannotMountError as error:
        outcome = Outcome(SKIPPED, str(error))
    return Case(name, number, kind, " ".join(options), outcome)


@contextmanager
def mounted(folder: Path, options: list[str]) -> Iterator[None]:
    """Mount something at a folder, where this user may."""
    done = subprocess.run(["mount", *options, str(folder)], capture_output=True, text=True, check=False)
    if done.returncode:
        raise _CannotMountError(done.stderr.strip())
    try:
        yield
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=False)


@contextmanager
def unwritable(folder: Path) -> Iterator[None]:
    """Let nobody write in a folder, the superuser no more than others."""
    with mounted(folder, ["--bind", str(folder)]):
        done = subprocess.run(["mount", "-o", "remount,bind,ro", str(folder)], capture_output=True, text=True, check=False)
        if done.returncode:
            raise _CannotMountError(done.stderr.strip())
        yield


def together(place: Place) -> Iterator[Case]:
    """Run two builds at once, a run of the UI against a build, and a build against a reader of the old database."""
    pairs: dict[str, Callable[..., None]] = {"two builds": children.built, "UI run against a build": children.run_of_the_ui}
    for number, (name, target) in enumerate(pairs.items()):
        place.change()
        place.forget()
        before = place.latest()
        arguments = (place.raw, place.outputs) + ((place.told.with_name("other"),) if target is children.built else ())
        other = CONTEXT.Process(target=target, args=arguments)
        other.start()
        code = run(children.built, place.raw, place.outputs, place.told, kill_after=SECONDS)
        other.join(SECONDS)
        ended = Outcome(HANG, name) if other.is_alive() else Outcome(TRACEBACK, f"the other one: exit {other.exitcode}")
        yield Case(name, number, TOGETHER, name, ended if other.exitcode != 0 else place.ended(code, before, killed=False))
        other.kill()
    with duckdb.connect(str(place.outputs / "latest" / "wallonia_biomanufacturing.duckdb"), read_only=True) as reader:
        rows = reader.execute("SELECT count(*) FROM core.cartography").fetchall()
        outcome = place.after(children.built, place.raw, place.outputs, place.told)
        same = reader.execute("SELECT count(*) FROM core.cartography").fetchall() == rows
    yield Case("reader attached", len(pairs), TOGETHER, "reader", outcome if same else Outcome(BROKEN, "the reader lost its database"))
    yield Case("together", len(pairs) + 1, AFTER, "together", place.restored())


GROUPS: dict[str, Callable[[Place], Iterator[Case]]] = {
    "limits": limits,
    "full disks": full_disks,
    "read-only places": read_only,
    "together": together,
}
