"""What is attacked, in which order, and for how long.

Belongs here: dividing a campaign into tasks for two processes, and its time among them. Kills and the other faults come first and may
take most of the time; the fuzzer fills the rest, in rotation over all files. No task begins a case when the time is over, so that a
campaign ends with its last case. What was done before, by the record, is not done again. Does not belong here: the cases themselves.
"""

import tempfile
import time
import traceback
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from pipeline.kernel.files import digest, source_files
from pipeline.kernel.paths import ROOT
from pipeline.release.inputs import hashes_of_inputs, joint_hash
from tools.faults.disturbances import GROUPS
from tools.faults.fuzz import Case, Key, cases, copied, fuzzed_files
from tools.faults.kills import kills
from tools.faults.place import Place
from tools.faults.place import copied as copied_place
from tools.faults.reading import TRACEBACK, Outcome, Reader
from tools.faults.record import Record

SEED, PER_FILE, KILLS = 1, 1000, 28
KILLED = ("build", "publish", "pack", "UI run")
FOR_FAULTS = 0.75  # of the time, at most
IN_A_TASK = 2  # numbers of the rotation
RAW = ROOT / "raw"


class Task(NamedTuple):
    """A part of a campaign that one process does: what, on what, and until which moment of the monotonic clock."""

    what: str
    numbers: range
    until: float


def fingerprint() -> str:
    """Return a hash of all that decides what comes of a case: code, data, seed, and the attacks."""
    attacks = [file for folder in ("tools/faults", "tests/killing.py") for file in source_files(ROOT / folder)]
    return joint_hash(hashes_of_inputs(ROOT, RAW) | {"attacks": digest(ROOT, attacks), "seed": str(SEED)})


def tasks(begin: float, seconds: float) -> Iterator[Task]:
    """Return all tasks, in the order in which they begin."""
    first, last = begin + seconds * FOR_FAULTS, begin + seconds
    for what in (*KILLED, *GROUPS):
        yield Task(what, range(KILLS), first)
    for number in range(0, PER_FILE, IN_A_TASK):
        yield Task("fuzz", range(number, min(number + IN_A_TASK, PER_FILE)), last)


def done(task: Task, place: Place, record: Record) -> tuple[str, int, float]:
    """Do a task until its time is over, and record each case; return its name, the number of its cases, and the seconds they took."""
    begin, count = time.monotonic(), 0
    if begin < task.until:
        with tempfile.TemporaryDirectory(prefix="faults") as folder:
            for case in _told(task, lambda: _attacks(task, place, Path(folder), set(record.cases()))):
                record.add(case)
                count += 1
                if time.monotonic() > task.until:
                    break
    return task.what, count, time.monotonic() - begin


def _told(task: Task, attacks: Callable[[], Iterator[Case]]) -> Iterator[Case]:
    """Yield the cases of an attack, and a finding where the attack itself fails, so that the others go on."""
    try:
        yield from attacks()
    except Exception:
        yield Case(task.what, task.numbers.start, "attack", task.what, Outcome(TRACEBACK, traceback.format_exc(limit=-4)))


def _attacks(task: Task, place: Place, folder: Path, known: set[Key]) -> Iterator[Case]:
    if task.what in KILLED:
        return kills(copied_place(place, folder), task.what, len(task.numbers), SEED, known)
    if task.what in GROUPS:
        is_done = any(case.file == task.what for case in known)  # each group ends with a case of its own name
        return iter(()) if is_done else GROUPS[task.what](copied_place(place, folder))
    return _fuzzed(task, place, known)


def _fuzzed(task: Task, place: Place, known: set[Key]) -> Iterator[Case]:
    recorded = {(key.file, key.number) for key in known}
    for number in task.numbers:
        files = [file for file in fuzzed_files(RAW) if (file, number) not in recorded]
        yield from cases(_reader(), RAW, files, range(number, number + 1), SEED, _own(place.raw, place.outputs).built_with)


@lru_cache(maxsize=1)
def _reader() -> Reader:
    """Return the raw folder that this process changes."""
    return Reader(copied(RAW, _kept()))


@lru_cache(maxsize=1)
def _own(raw: Path, outputs: Path) -> Place:
    """Return the place in which this process builds what the fuzzer made."""
    return copied_place(Place(raw, outputs), _kept())


_folders: list[tempfile.TemporaryDirectory[str]] = []  # removed when this process ends


def _kept() -> Path:
    _folders.append(tempfile.TemporaryDirectory(prefix="faults"))
    return Path(_folders[-1].name)
