"""Growth of generated trade by the one definition and by what others would write: processor time, time, and peak memory of each.

`python -m tools.benchmarks.trade_metrics ROWS [MEMORY [WAY ...]]` runs each way (all that compute growth, if none is named) in a process of
its own, and writes a row for each into the table of docs/benchmarks.md. Several ways take turns in three rounds. All read one Parquet file
and write all columns of growth, sorted by their keys, as Parquet; `command` writes shares and concentration too. Belongs here: measuring.
Does not belong here: the generated rows (`trade_rows.py`), and the ways of others (`trade_others.py`).
"""

import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from pipeline.kernel.paths import ROOT
from pipeline.metrics.trade import growth
from pipeline.trade.long_table import typed
from pipeline.trade.on_duckdb import OnDuckDB
from pipeline.trade.run import GROWTH, REPORTER, put, run
from tools.benchmarks.trade_others import by_hand, by_pandas, by_polars
from tools.benchmarks.trade_rows import write_rows
from tools.marked_text import marked, renewed

DOCUMENT = ROOT / "docs" / "benchmarks.md"
MARK = "trade"
NAMES = {
    "definition": "the definition of this project, on DuckDB",
    "by_hand": "SQL written by hand, on DuckDB",
    "by_polars": "Polars",
    "by_pandas": "pandas",
    "command": "the whole command, with shares and concentration",
}


def definition(source: Path, folder: Path, memory: str | None) -> None:
    """Growth by the definition of this project, as the command runs it."""
    engine = OnDuckDB(folder, memory, lambda _: None)
    try:
        parts = engine.split(engine.read("trade_values", [source]), REPORTER)
        put(engine, [growth(typed(part)) for part in parts], folder, GROWTH)
    finally:
        engine.close()


def command(source: Path, folder: Path, memory: str | None) -> None:
    """The whole command: its checks, growth, shares and concentration."""
    run(source, folder / "results", lambda beside: OnDuckDB(beside, memory, lambda _: None), lambda _: None)


GROWTH_ALONE = {way.__name__: way for way in (definition, by_hand, by_polars, by_pandas)}
WAYS = GROWTH_ALONE | {"command": command}
YARDSTICK = "by_hand"
ROUNDS = 3
Measured = tuple[float, float, float]


def measured(way: str, source: Path, memory: str) -> Measured:
    """Run one way in a process of its own; return its processor seconds, seconds and peak memory in GB."""
    began = time.monotonic()
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    with tempfile.TemporaryDirectory(dir=source.parent) as folder:
        words = [sys.executable, "-m", "tools.benchmarks.trade_metrics", "--one", way, str(source), folder, memory]
        peak = int(subprocess.run(words, check=True, capture_output=True, text=True).stdout) / 1e6
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return used, time.monotonic() - began, peak


def renewed_rows(table: str, rows: dict[str, str]) -> str:
    """Return the table of the docs with rows of what was measured, by their first cells: each replaces the row that begins alike, or
    comes after all others."""
    lines, left = table.strip().splitlines(), dict(rows)
    for place, line in enumerate(lines):
        for first in [first for first in left if line.startswith(first)]:
            lines[place] = first + left.pop(first)
    return "\n".join(["", *lines, *(first + rest for first, rest in left.items()), ""])


def main(arguments: list[str]) -> None:
    """Measure ways for a number of rows and a limit of memory, and write the results into the docs."""
    if arguments[0] == "--one":
        way, source, folder, memory = arguments[1:]
        WAYS[way](Path(source), Path(folder), memory or None)
        print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
        return
    count, memory, *named = (*arguments, "") if len(arguments) == 1 else arguments
    ways = named or list(GROWTH_ALONE)
    with tempfile.TemporaryDirectory() as folder:
        generated = Path(folder) / "trade.parquet"
        written = write_rows(int(float(count)), generated)
        rounds = [{way: measured(way, generated, memory) for way in ways} for _ in range(ROUNDS if len(ways) > 1 else 1)]
    rows = {f"| {written / 1e6:.1f} million | {memory or 'none'} | {NAMES[way]} |": summary(rounds, way) for way in ways}
    text = DOCUMENT.read_text("utf-8")
    DOCUMENT.write_text(renewed(text, MARK, renewed_rows(marked(text, MARK), rows)), "utf-8")


def summary(rounds: Sequence[Mapping[str, Measured]], way: str) -> str:
    """Return the cells of a way: the middle of its processor times, and of their ratios to the SQL by hand in the same round, the middle
    of its times, and the highest of its peaks."""
    used, seconds, peaks = zip(*(found[way] for found in rounds), strict=True)
    ratios = [found[way][0] / found[YARDSTICK][0] for found in rounds if YARDSTICK in found]
    ratio = f"{statistics.median(ratios):.2f}" if ratios else ""
    return f" {statistics.median(used):.0f} s | {ratio} | {statistics.median(seconds):.0f} s | {max(peaks):.1f} GB |"


if __name__ == "__main__":
    main(sys.argv[1:])
