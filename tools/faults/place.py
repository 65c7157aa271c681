"""A place to attack: a copy of the raw folder with the outputs that were built from it, and what must hold there after each attack.

Belongs here: making such a place, changing a cell in it, and the outcome of a child process. latest/ is whole after each of them, whatever
was told is plain language, and the next build succeeds. Does not belong here: the attacks (`kills.py`, `disturbances.py`).
"""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import duckdb

from pipeline.kernel.paths import ROOT
from pipeline.release.publish import holds
from tests.killing import left_over, run
from tools.faults import children
from tools.faults.reading import DONE, HANG, TRACEBACK, Outcome

OLD, NEW, FINISHED = "killed: old release whole", "killed: new release whole", "ended before it was killed"
TOLD = "refused in words: old release whole"
BROKEN, NOT_RESTORED, SKIPPED = "BROKEN RELEASE", "NEXT BUILD FAILS", "not possible here"
FAULTS = (BROKEN, NOT_RESTORED, HANG, TRACEBACK)
SECONDS = 300  # a child that takes longer hangs
KILLED = -9  # the exit code of a child that was killed
ROWS = 50  # of the cartography
# What is changed in turn: a cell that many tables are made from, and one that none is made from but the release. The second makes a build
# short, so that a kill meets publishing more often.
CELLS = (("thesis/flags.csv", "The source, or the announcement"), ("thesis/layout.csv", "molécules biologiques"))
READABLE = 0o755


class Place:
    """A raw folder, and outputs that were built from it before one of its cells was changed."""

    def __init__(self, raw: Path, outputs: Path) -> None:
        self.raw, self.outputs, self.told = raw, outputs, outputs.with_name("told")
        self.original = {name: (raw / name).read_text("utf-8") for name, _ in CELLS}
        self.turn = 0

    def change(self, which: int | None = None) -> None:
        """Change a cell of the raw folder, in another way each time. which: one of CELLS; the next one by default."""
        self.turn += 1
        name, words = CELLS[(self.turn if which is None else which) % len(CELLS)]
        changed = self.original[name].replace(words, f"{words} ({'x' * self.turn})", 1)
        assert changed != self.original[name], f"{name} has no {words!r}"
        (self.raw / name).write_text(changed, "utf-8")

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
            return database.execute("SELECT count(*) FROM core.cartography").fetchall() == [(ROWS,)]

    def ended(self, code: int, before: str, *, killed: bool) -> Outcome:
        """Return what came of a child process. before: the latest release when it began. killed: whether it was to be killed."""
        if not self.whole():
            return Outcome(BROKEN, f"exit {code}")
        if killed and code in (0, KILLED):
            return Outcome(FINISHED if code == 0 else OLD if self.latest() == before else NEW)
        if code == 0:
            return Outcome(DONE)
        if code == KILLED and not killed:
            return Outcome(HANG, f"more than {SECONDS} seconds")
        text = self.told.read_text("utf-8") if self.told.exists() else ""
        if not text or "Traceback" in text or 'File "' in text or "The program failed" in text:
            return Outcome(TRACEBACK, f"exit {code}: {text[-600:]}")
        return Outcome(TOLD, text)

    def after(self, target: Callable[..., None], *arguments: object) -> Outcome:
        """Change a cell, run a child to its end, and return what came of it."""
        self.change()
        self.forget()
        before = self.latest()
        return self.ended(run(target, *arguments, kill_after=SECONDS), before, killed=False)

    def restored(self) -> Outcome:
        """Return whether the next build succeeds and leaves nothing half written."""
        done = self.after(children.built, self.raw, self.outputs, self.told)
        left = left_over(self.outputs)
        good = done.kind == DONE and not left
        return done if good else Outcome(NOT_RESTORED, f"{done.kind}; left {left}; {self.told.read_text('utf-8')[-600:]}")

    def built_with(self, file: str, content: bytes) -> Outcome:
        """Return what comes of a build from a raw folder in which one file has another content, and restore the file."""
        path, before = self.raw / file, self.latest()
        original = path.read_bytes()
        self.forget()
        try:
            path.write_bytes(content)
            return self.ended(run(children.built, self.raw, self.outputs, self.told, kill_after=SECONDS), before, killed=False)
        finally:
            path.write_bytes(original)


def prepared(raw: Path, folder: Path) -> Place:
    """Copy a raw folder with its lock into a folder, build it there unless that was done before, and return the place."""
    shutil.copy(raw.with_name("raw.lock"), folder / "raw.lock")
    shutil.rmtree(folder / "raw", ignore_errors=True)
    place = Place(Path(shutil.copytree(raw, folder / "raw")), folder / "outputs")
    place.forget()
    if not place.outputs.exists() and (ROOT / "outputs" / "latest").exists():
        _linked_copy(ROOT / "outputs", place.outputs)  # so that only what is stale there is built
    if run(children.built, place.raw, place.outputs, place.told):
        raise RuntimeError(f"The place to attack could not be built: {place.told.read_text('utf-8')}")
    return place


def copied(place: Place, folder: Path) -> Place:
    """Return a place in another folder with the same files. What is built is replaced and never written into, so that links do."""
    folder.chmod(READABLE)
    shutil.copy(place.raw.with_name("raw.lock"), folder / "raw.lock")
    raw = Path(shutil.copytree(place.raw, folder / "raw"))
    _linked_copy(place.outputs, folder / "outputs")
    return Place(raw, folder / "outputs")


def _linked_copy(outputs: Path, target: Path) -> None:
    """Copy outputs with links to the same files, but not their locks, which would be the same locks then."""
    shutil.copytree(outputs, target, symlinks=True, ignore=shutil.ignore_patterns(".*.lock"), copy_function=_linked)


def _linked(source: str, target: str) -> str:
    """Give a file a second name, or copy it where that is not possible."""
    try:
        os.link(source, target, follow_symlinks=False)
    except OSError:
        shutil.copy2(source, target, follow_symlinks=False)
    return target
