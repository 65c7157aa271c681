"""The command behind `make faults`: attack everything for some minutes, on two processors, and write docs/faults.md.

Belongs here: starting the campaign and telling what came of it. An interrupted campaign goes on where it was, and one that is over goes on
with more mutations, as long as neither code nor data change. Does not belong here: its parts (`campaign.py`).
"""

import multiprocessing
import re
import sys
import time
from collections import defaultdict
from concurrent.futures import ProcessPoolExecutor, as_completed

from pipeline.kernel.command import command
from pipeline.kernel.paths import ROOT
from tools.faults.campaign import KILLED, KILLS, RAW, SEED, done, fingerprint, tasks
from tools.faults.place import FAULTS, prepared
from tools.faults.reading import FINDINGS
from tools.faults.record import Record
from tools.faults.report import page

PROCESSES = 2
WORK, REPORT = ROOT / ".faults", ROOT / "docs" / "faults.md"


def attacked(minutes: int, record: Record) -> dict[str, tuple[int, float]]:
    """Attack for some minutes; return how many cases each kind of task had, and how many seconds they took."""
    begin = time.monotonic()
    place = prepared(RAW, WORK)
    taken: dict[str, tuple[int, float]] = defaultdict(lambda: (0, 0.0))
    with ProcessPoolExecutor(PROCESSES, multiprocessing.get_context("spawn")) as pool:
        for ended in as_completed([pool.submit(done, task, place, record) for task in tasks(begin, minutes * 60)]):
            what, number, seconds = ended.result()
            before = taken[what]
            taken[what] = (before[0] + number, before[1] + seconds)
    return taken


@command
def main(arguments: list[str]) -> int:
    """Attack, write the report, and return the exit status: 1 where there is a finding, 2 where the time is none."""
    if len(arguments) != 1 or not re.fullmatch("[1-9][0-9]{0,3}", arguments[0]):
        print("Say how many minutes: make faults MINUTES=60", file=sys.stderr)
        return 2
    minutes = int(arguments[0])
    record = Record(WORK / "cases.jsonl")
    record.begin(fingerprint())
    taken = attacked(minutes, record)
    found = list(record.cases().values())
    problems = [case for case in found if case.outcome.kind in {*FINDINGS, *FAULTS}]
    REPORT.write_text(page(found, SEED, problems, KILLS * len(KILLED)), "utf-8")
    for case in problems:
        print(*case[:4], *case.outcome, sep="\n", file=sys.stderr)
    for what, (number, seconds) in taken.items():
        print(f"{what}: {number} cases in {seconds:.0f} s")
    print(f"{len(found)} cases, {len(problems)} findings: {REPORT.relative_to(ROOT)}")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
