"""A build, a publication, packing and a run of the UI, each killed at many moments.

Belongs here: the moments. Most are before an operation that writes to the disk, which were counted first, so that a moment does not
depend on how busy the machine is; each fifth is a time, so that a kill also meets what a library does by itself. Does not belong here:
what must hold afterwards (`place.py`).
"""

import random
import time
import zipfile
from collections.abc import Callable, Collection, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from tests.killing import killed_at, left_over, operations, run
from tools.faults import children
from tools.faults.fuzz import Case, Key
from tools.faults.place import BROKEN, CELLS, NOT_RESTORED, Place
from tools.faults.reading import DONE, Outcome

KILL, AFTER = "kill", "build after kills"
BY_TIME = 5  # each fifth
IN_A_ROW = 14  # kills on top of what the earlier ones left, before a build must succeed


class Target(NamedTuple):
    """What is killed: a function for a child, and its arguments."""

    run: Callable[..., None]
    arguments: tuple[Any, ...]


def targets(place: Place) -> dict[str, Target]:
    """Return what is killed, by name."""
    return {
        "build": Target(children.built, (place.raw, place.outputs, place.told)),
        "publish": Target(children.published, (place.outputs, f"of change {place.turn}")),
        "pack": Target(children.packed, (place.outputs, _dist(place))),
        "UI run": Target(children.run_of_the_ui, (place.raw, place.outputs)),
    }


def kills(place: Place, name: str, number: int, seed: int, done: Collection[Key]) -> Iterator[Case]:
    """Kill one target at `number` moments that are spread over its time, but for those done; after some of them, a build must succeed."""
    wanted = [moment for moment in range(number) if Key(name, moment, KILL) not in done]
    if not wanted:
        return
    counted = {which: _counted(place, name, which) for which in sorted({moment % len(CELLS) for moment in wanted})}
    for turn, moment in enumerate(wanted, start=1):
        at = (moment + random.Random(f"{seed} {name} {moment}").random()) / number
        place.change(moment)
        target, before = targets(place)[name], place.latest()
        steps, seconds = counted[moment % len(CELLS)]
        if moment % BY_TIME == BY_TIME - 1:
            code = run(target.run, *target.arguments, kill_after=seconds * at)
        else:
            code = run(killed_at, 1 + int(at * steps), target.run, *target.arguments)
        yield Case(name, moment, KILL, name, _packed_whole(place) or place.ended(code, before, killed=True))
        if turn % IN_A_ROW == 0 or turn == len(wanted):
            yield Case(name, moment, AFTER, name, _restored(place, name))


def _counted(place: Place, name: str, which: int) -> tuple[int, float]:
    """Return how many operations of a target write to the disk after a change of one of CELLS, and how many seconds it takes."""
    place.change(which)
    target, begin = targets(place)[name], time.monotonic()
    return operations(target.run, *target.arguments), time.monotonic() - begin


def _dist(place: Place) -> Path:
    return place.outputs.with_name("dist")


def _packed_whole(place: Place) -> Outcome | None:
    """Return a finding where a zip in dist/ is not whole."""
    for file in _dist(place).glob("*.zip"):
        if not zipfile.is_zipfile(file) or zipfile.ZipFile(file).testzip():
            return Outcome(BROKEN, f"{file.name} is not whole")
    return None


def _restored(place: Place, name: str) -> Outcome:
    """Return whether the next build succeeds, and the next packing too, where that was killed."""
    restored = place.restored()
    if name != "pack" or restored.kind != DONE:
        return restored
    target = targets(place)[name]
    code, left = run(target.run, *target.arguments), left_over(_dist(place))
    return restored if code == 0 and not left else Outcome(NOT_RESTORED, f"packing again: exit {code}, left {left}")
