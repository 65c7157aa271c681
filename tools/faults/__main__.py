"""The command behind `make faults`: attack everything for some minutes, on two processors, and write docs/faults.md.

Belongs here: dividing the time. One process fuzzes half of the files and then kills and disturbs builds; another fuzzes the other half.
"""

import multiprocessing
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

from pipeline.kernel.paths import ROOT
from tools.faults import ends
from tools.faults.fuzz import Case, cases, fuzzed_files
from tools.faults.reading import FINDINGS
from tools.faults.report import page

SEED, PER_FILE, MINUTES, KILLS = 1, 1000, 60, 26
FOR_KILLS = 0.25  # of the time
RAW, REPORT = ROOT / "raw", ROOT / "docs" / "faults.md"


def fuzzed(worker: int, workers: int, seed: int, until: float) -> list[Case]:
    """Return the cases of every n-th file."""
    with tempfile.TemporaryDirectory(prefix="faults") as folder:
        place = ends.prepared(RAW, Path(folder))
        whole = partial(ends.whole_build, place)
        return list(cases(RAW, fuzzed_files(RAW)[worker::workers], range(PER_FILE), seed, until, whole))


def disturbed(seed: int) -> list[Case]:
    """Return the cases of killed, limited and disturbed builds."""
    chance = random.Random(seed)
    groups: list[Callable[[ends.Place], Iterator[Case]]] = [
        lambda place: ends.kills(place, KILLS, chance),
        ends.limits,
        ends.full_disks,
        ends.together,
    ]
    found = []
    for group in groups:
        with tempfile.TemporaryDirectory(prefix="faults") as folder:
            Path(folder).chmod(0o755)
            found += list(group(ends.prepared(RAW, Path(folder))))
    return found


def main(minutes: int) -> int:
    """Attack, write the report, and return the exit status: 1 where there is a finding."""
    until = time.monotonic() + minutes * 60 * (1 - FOR_KILLS)
    with ProcessPoolExecutor(2, multiprocessing.get_context("spawn")) as pool:
        started = [pool.submit(fuzzed, worker, 2, SEED, until) for worker in range(2)]
        found = [case for one in started for case in one.result()]
    found += disturbed(SEED)
    problems = [case for case in found if case.outcome.kind in {*FINDINGS, *ends.FAULTS}]
    REPORT.write_text(page(found, SEED, problems), "utf-8")
    for case in problems:
        print(*case[:4], *case.outcome, sep="\n", file=sys.stderr)
    print(f"{len(found)} cases, {len(problems)} findings: {REPORT.relative_to(ROOT)}")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else MINUTES))
