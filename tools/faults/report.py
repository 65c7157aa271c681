"""The page docs/faults.md: how many cases of each kind ended how.

Belongs here: words and tables. Nothing of it depends on the clock or the machine but how many cases there was time for, which it says.
"""

from collections import Counter
from collections.abc import Iterable, Sequence

from tools.faults import disturbances, kills
from tools.faults.fuzz import BUILD, Case

FAULTS = (
    *(kills.KILL, kills.AFTER),
    *(disturbances.LIMIT, disturbances.FULL, disturbances.READ_ONLY, disturbances.TOGETHER, disturbances.AFTER),
)
HEAD = """# Faults

`make faults` kills and disturbs builds, and changes raw files at random. This page has the counts of the last campaign on record. A
campaign of an hour uses two processors; `make faults MINUTES=…` goes on with it. A case that ends as a traceback, a hang, a silent
change, or a refusal without a place is a finding, and so is a release that is not whole.
"""
KILLS = """## Kills and disturbances

A build, a publication, packing and a run of the UI are killed before operations on the disk that are spread over their time, and at
moments of the clock. After some kills, each on top of what the earlier ones left, a build must succeed and leave nothing half written.
Builds also meet limits of the process, full disks and read-only places, for outputs, run history and temporary files, a clock that jumps,
a user who may not write there, another build, a run of the UI, and a reader of the old database.
"""
MUTATIONS = """## Mutations of raw files

A mutated raw file is read and checked in process, as the raw assets do it, with all tables that refer to it; each hundredth goes through
a whole build, too. What is read although it differs is named by `raw.lock`, which is not renewed. Each case is known by seed, file and
number: `python -m tools.faults.fuzz SEED FILE NUMBER` tries one again.
"""


def page(cases: Sequence[Case], seed: int, problems: Sequence[Case], kills_planned: int) -> str:
    """Return the page. kills_planned: how many kills there are in a whole campaign."""
    killed = sum(case.kind == kills.KILL for case in cases)
    disturbed = sum(case.kind in FAULTS for case in cases) - killed
    mutations = [case for case in cases if case.kind not in (*FAULTS, BUILD)]
    files = Counter(case.file for case in mutations)
    least = min(files.values(), default=0)
    said = f"Seed {seed}; {killed} of {kills_planned} kills; {disturbed} other faults; {len(mutations)} mutations of {len(files)} files, "
    listed = [f"- {case.file}, number {case.number}, {case.kind} ({case.name}): {case.outcome.kind}" for case in problems]
    return (
        "\n".join(
            [
                *(HEAD, f"{said}at least {least} of each. Findings: {len(problems)}.", *(["", *listed] if listed else []), ""),
                *(KILLS, *_table(((case.kind, case.name), case.outcome.kind) for case in cases if case.kind in FAULTS), ""),
                *(MUTATIONS, *_table(((case.kind,), case.outcome.kind) for case in cases if case.kind not in FAULTS)),
            ]
        ).rstrip()
        + "\n"
    )


def _table(counted: Iterable[tuple[tuple[str, ...], str]]) -> list[str]:
    counts = sorted(Counter(counted).items())
    width = len(counts[0][0][0]) if counts else 1
    head = ["kind", "case"][:width]
    rows = [f"| {' | '.join(what)} | {ended} | {number} |" for (what, ended), number in counts]
    return [f"| {' | '.join(head)} | ended as | cases |", f"|{' --- |' * (width + 2)}", *rows]
