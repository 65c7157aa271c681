"""The tables of docs/benchmarks.md, from what was measured: ratios, since seconds are those of one machine.

Belongs here: what is told. Does not belong here: measuring.
"""

import itertools
import re
from typing import Any

Result = dict[str, Any]

RELEASE, VERIFICATION = "release", "verification"
APART = {RELEASE, VERIFICATION}
SHOWN = 12
NOISE = 1.2  # two runs on one machine differ by so much
ROW = re.compile(r"^\| (\d+) \| ([\d.]+) \|", re.MULTILINE)


def report(results: list[Result]) -> str:
    """Return the growth of the whole, and of the tables that take most of it, as Markdown; the first result is the unit of all others."""
    return "\n".join(["", *_whole(results), "", *_by_table(results), ""])


def grown(recorded: str, now: str) -> list[str]:
    """Return a sentence for each number of documents that both texts have a row for and whose time is a greater multiple now."""
    before, after = _multiples(recorded), _multiples(now)
    return [
        f"{count} documents take {after[count]} times the time of one document; recorded are {before[count]} times."
        for count in after
        if count in before and after[count] > before[count] * NOISE
    ]


def _multiples(text: str) -> dict[int, float]:
    """Return the time of each number of documents, as a multiple, from the first table of a text."""
    return {int(count): float(time) for count, time in ROW.findall(text)}


def _whole(results: list[Result]) -> list[str]:
    first = results[0]
    rows = [
        [
            str(found["documents"]),
            _times(_time(found), _time(first)),
            _further(first, found),
            _times(found["peak"], first["peak"]),
            _times(found["bytes"], first["bytes"]),
            _apart(found, first, RELEASE),
            _apart(found, first, VERIFICATION),
        ]
        for found in results
    ]
    return _table(
        ["documents", "time", "each further document", "memory", "tables on disk", "files of the release", "one document verified"], rows
    )


def _by_table(results: list[Result]) -> list[str]:
    """For each table that takes much of the largest build, how often its time is that of the result before."""
    largest = results[-1]
    totals = {name: sum(steps.values()) for name, steps in largest["seconds"].items() if name not in APART}
    names = sorted(totals, key=lambda name: (-totals[name], name))[:SHOWN]
    pairs = list(itertools.pairwise(results))
    rows = [
        [f"`{name}`", f"{totals[name] / _time(largest):.0%}", *(_times(_of(after, name), _of(before, name)) for before, after in pairs)]
        for name in names
    ]
    heads = [f"{before['documents']} to {after['documents']}" for before, after in pairs]
    return _table(["table", f"of the time at {largest['documents']}", *heads], rows)


def _time(found: Result) -> float:
    return sum(_of(found, name) for name in found["seconds"] if name not in APART)


def _of(found: Result, name: str) -> float:
    return float(sum(found["seconds"][name].values()))


def _further(first: Result, found: Result) -> str:
    more = found["documents"] - first["documents"]
    return f"{(_time(found) - _time(first)) / more / _time(first):.1%}" if more else ""


def _apart(found: Result, first: Result, name: str) -> str:
    return _times(_of(found, name), _of(first, name)) if name in found["seconds"] and name in first["seconds"] else ""


def _times(value: float, unit: float) -> str:
    return f"{value / unit:.1f}"


def _table(header: list[str], rows: list[list[str]]) -> list[str]:
    return [f"| {' | '.join(cells)} |" for cells in [header, ["---"] * len(header), *rows]]
