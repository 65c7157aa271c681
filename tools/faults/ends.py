"""Builds, publications, packing and runs of the UI that are killed, limited or disturbed; and what must hold after each.

Belongs here: the cases, and their outcome. latest/ is whole after each of them, whatever was told is plain language, and the next build
succeeds. Does not belong here: what runs in the child (`children.py`).
"""

import os
import random
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import duckdb

from pipeline.release.publish import holds
from tests.killing import CONTEXT, left_over, run, timed
from tools.faults import children
from tools.faults.fuzz import Case
from tools.faults.reading import HANG, TRACEBACK, Outcome

OLD, NEW, TOLD, DONE = "killed: old release whole", "killed: new release whole", "refused in words: old release whole", "done"
BROKEN, NOT_RESTORED, SKIPPED = "BROKEN RELEASE", "NEXT BUILD FAILS", "not possible here"
SECONDS = 240
FAULTS = (BROKEN, NOT_RESTORED, HANG, TRACEBACK)


class Place:
    """A raw folder, and outputs that were built from it before one of its cells was changed."""

    def __init__(self, raw: Path, outputs: Path) -> None:
        self.raw, self.outputs, self.told = raw, outputs, outputs.with_name("told")
        self.turn = 0

    def change(self) -> None:
        """Change a cell of the raw folder, another way each time."""
        self.turn += 1
        file = self.raw / "reference" / "concepts.csv"
        lines = file.read_text("utf-8").split("\n")
        lines[1] = lines[1].replace("for its own account", f"for its own account {'again ' * (self.turn % 7)}".rstrip(), 1)
        file.write_text("\n".join(lines), "utf-8")

    def forget(self) -> None:
        """Empty what was told last; another user may write there."""
        self.told.write_text("")
        self.told.chmod(0o666)

    def latest(self) -> str:
        """Return the name of the latest release."""
        return (self.outputs / "latest").resolve().name

    def whole(self) -> bool:
        """Return whether the latest release is whole and its database opens."""
        if not holds(self.outputs / "latest"):
            return False
        with duckdb.connect(str(self.outputs / "latest" / "wallonia_biomanufacturing.duckdb"), read_only=True) as database:
            return bool(database.execute("SELECT count(*) = 50 FROM core.cartography").fetchall()[0][0])

    def ended(self, code: int, before: str, *, killed: bool) -> Outcome:
        """Return what came of a child process."""
        if not self.whole():
            return Outcome(BROKEN, f"exit {code}")
        if killed or code == 0:
            return Outcome(DONE if code == 0 else OLD if self.latest() == before else NEW)
        if code == -9:
            return Outcome(HANG, f"more than {SECONDS} seconds")
        text = self.told.read_text("utf-8") if self.told.exists() else ""
        if not text or "Traceback" in text or 'File "' in text:
            return Outcome(TRACEBACK, f"exit {code}: {text[-600:]}")
        return Outcome(TOLD, text)

    def restored(self) -> Outcome:
        """Return whether the next build succeeds and leaves nothing half written."""
        self.change()
        code = run(children.built, self.raw, self.outputs, self.told, kill_after=SECONDS)
        left = left_over(self.outputs)
        good = code == 0 and self.whole() and not left
        return Outcome(DONE) if good else Outcome(NOT_RESTORED, f"exit {code}, left {left}, {self.told.read_text('utf-8')[-600:]}")


def kills(place: Place, number: int, chance: random.Random) -> Iterator[Case]:
    """Kill a build, a publication, packing and a run of the UI, each at `number` moments that are spread over its time."""
    dist = place.outputs.with_name("dist")
    targets: dict[str, tuple[Callable[..., None], tuple[Any, ...]]] = {
        "build": (children.built, (place.raw, place.outputs, place.told)),
        "publish": (children.published, (place.outputs,)),
        "pack": (children.packed, (place.outputs, dist)),
        "UI run": (children.run_of_the_ui, (place.raw, place.outputs)),
    }
    for name, (target, arguments) in targets.items():
        place.change()
        duration = timed(target, *arguments)
        for moment in range(number):
            place.change()
            before = place.latest()
            code = run(target, *arguments, kill_after=duration * (moment + chance.random()) / number)
            yield Case(name, moment, "kill", name, place.ended(code, before, killed=True))
        yield Case(name, number, "build after kills", name, place.restored())


def limits(place: Place) -> Iterator[Case]:
    """Build with little room, memory and few files; with a clock that jumps; as another user."""
    cases: list[tuple[str, Callable[..., None], tuple[Any, ...]]] = [
        *(("full disk", children.limited, ("RLIMIT_FSIZE", size)) for size in (1_000, 20_000, 200_000, 2_000_000)),
        *(("small memory", children.limited, ("RLIMIT_AS", size)) for size in (700_000_000, 1_200_000_000, 2_000_000_000)),
        *(("few files", children.limited, ("RLIMIT_NOFILE", size)) for size in (16, 32, 64)),
        *(("clock", children.clock, (jumps,)) for jumps in (1, -1, 0)),
        *([("another user", children.as_nobody, ())] if os.getuid() == 0 else []),
    ]
    for number, (name, target, arguments) in enumerate(cases):
        place.change()
        place.forget()
        before = place.latest()
        code = run(target, *arguments, place.raw, place.outputs, place.told, kill_after=SECONDS)
        yield Case(name, number, "limit", name, place.ended(code, before, killed=False))
    yield Case("limits", 0, "build after limits", "limits", place.restored())


def full_disks(place: Place) -> Iterator[Case]:
    """Build on a file system that is full at several sizes, where this user may mount one."""
    for number, size in enumerate(("4k", "1m", "8m")):
        disk = place.outputs.with_name(f"disk{number}")
        disk.mkdir()
        mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(disk)], capture_output=True, check=False)
        if mounted.returncode:
            yield Case(f"tmpfs of {size}", number, "full file system", "mount", Outcome(SKIPPED))
            continue
        try:
            place.forget()
            code = run(children.built, place.raw, disk / "outputs", place.told, kill_after=SECONDS)
            yield Case(f"tmpfs of {size}", number, "full file system", "build", place.ended(code, place.latest(), killed=False))
        finally:
            subprocess.run(["umount", str(disk)], check=False)


def together(place: Place) -> Iterator[Case]:
    """Run two builds at once, a run of the UI against a build, and a build against a reader of the old database."""
    pairs: dict[str, Callable[..., None]] = {"two builds": children.built, "UI run against a build": children.run_of_the_ui}
    for number, (name, target) in enumerate(pairs.items()):
        place.change()
        before = place.latest()
        arguments = (place.raw, place.outputs) + ((place.told.with_name("other"),) if target is children.built else ())
        other = CONTEXT.Process(target=target, args=arguments)
        other.start()
        code = run(children.built, place.raw, place.outputs, place.told, kill_after=SECONDS)
        other.join(SECONDS)
        outcome = Outcome(HANG, name) if other.is_alive() else place.ended(code, before, killed=False)
        other.kill()
        yield Case(name, number, "together", name, outcome)
    place.change()
    before = place.latest()
    with duckdb.connect(str(place.outputs / "latest" / "wallonia_biomanufacturing.duckdb"), read_only=True) as reader:
        rows = reader.execute("SELECT count(*) FROM core.cartography").fetchall()
        code = run(children.built, place.raw, place.outputs, place.told, kill_after=SECONDS)
        same = reader.execute("SELECT count(*) FROM core.cartography").fetchall() == rows
    outcome = place.ended(code, before, killed=False)
    yield Case("reader attached", 2, "together", "reader", outcome if same else Outcome(BROKEN, "the reader lost its database"))
    yield Case("together", 3, "build after", "together", place.restored())


def whole_build(place: Place, file: str, content: bytes) -> Outcome:
    """Build from a raw folder in which one file has another content, and restore the file."""
    path = place.raw / file
    original, before = path.read_bytes(), place.latest()
    place.forget()
    try:
        path.write_bytes(content)
        code = run(children.built, place.raw, place.outputs, place.told, kill_after=SECONDS)
        return place.ended(code, before, killed=False)
    finally:
        path.write_bytes(original)


def prepared(raw: Path, folder: Path) -> Place:
    """Copy a raw folder, build it, and return both."""
    shutil.copy(raw.with_name("raw.lock"), folder / "raw.lock")
    place = Place(Path(shutil.copytree(raw, folder / "raw")), folder / "outputs")
    assert run(children.built, place.raw, place.outputs, place.told) == 0, place.told.read_text("utf-8")
    return place
