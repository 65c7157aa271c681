"""The page docs/faults.md: how many cases of each kind ended how.

Belongs here: words and tables. Nothing of it depends on the clock or the machine but how many cases there was time for, which it says.
"""

from collections import Counter
from collections.abc import Sequence

from tools.faults.fuzz import Case

HEAD = """# Faults

`make faults` changes raw files at random, and kills and disturbs builds. This page has the counts of the last run on record. Each case is
known by seed, file and number: `python -m tools.faults.fuzz SEED FILE NUMBER` tries one of the fuzzer again.

A mutated raw file is read and checked in process, as the raw assets do it, with all tables that refer to it. What is read although it
differs is named by `raw.lock`, which is not renewed. A case that ends as a traceback, a hang, a silent change, or a refusal without a place
is a finding, and so is a release that is not whole.
"""


def page(cases: Sequence[Case], seed: int, problems: Sequence[Case]) -> str:
    """Return the page."""
    files = Counter(case.file for case in cases if case.kind not in NOT_FUZZED)
    least = min(files.values(), default=0)
    counts = Counter((case.kind, case.outcome.kind) for case in cases)
    rows = [f"| {kind} | {ended} | {number} |" for (kind, ended), number in sorted(counts.items())]
    said = f"Seed {seed}; {sum(files.values())} mutations of {len(files)} files, at least {least} of each. Findings: {len(problems)}."
    listed = [f"- {case.file}, number {case.number}, {case.kind} ({case.name}): {case.outcome.kind}" for case in problems]
    return "\n".join([HEAD, said, "", "| kind | ended as | cases |", "| --- | --- | --- |", *rows, "", *listed]).rstrip() + "\n"


NOT_FUZZED = {
    *("whole build", "kill", "build after kills", "limit", "build after limits", "full file system"),
    *("together", "build after"),
}
