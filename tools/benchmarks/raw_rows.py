"""What many rows in one file of raw/ cost: `python -m tools.benchmarks.raw_rows 1e6` reads, checks and stores a file of statements.

The rows are those of the real file, each many times and with identifiers of its own. Prints processor seconds and the peak of memory
after each step. Belongs here: one file with many rows. Does not belong here: many documents (`many_documents.py`).
"""

import csv
import resource
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from pipeline.contract.store import TableStore, table_bytes
from pipeline.contract.tables import describe, sources
from pipeline.kernel.paths import ROOT
from pipeline.raw.folder import read_table
from pipeline.raw.load import raw_problems
from schemas.observations import RawStatements
from schemas.registry import RAW
from tools.benchmarks.documents import ORIGINAL

FILE = Path(ORIGINAL) / "statements.csv"
T = TypeVar("T")


def generate(raw: Path, target: Path, count: int) -> None:
    """Write a raw folder to `target`, which must not exist, whose file of statements has about `count` rows."""
    shutil.copytree(raw, target)
    with (raw / FILE).open(encoding="utf-8", newline="") as lines:
        reader = csv.DictReader(lines)
        rows, header = list(reader), list(reader.fieldnames or [])
    with (target / FILE).open("w", encoding="utf-8", newline="") as lines:
        writer = csv.DictWriter(lines, header, lineterminator="\n")
        writer.writeheader()
        copies = max(1, count // len(rows))
        for row in rows:  # all copies of a row together: rows stand in the order in which they are printed
            writer.writerow(row)
            writer.writerows(row | {"statement_id": f"{row['statement_id']}-{number}"} for number in range(1, copies))


def main(arguments: list[str]) -> None:
    """Measure each step for a number of rows, and print a line for each."""
    count, table = int(float(arguments[0])), describe(RawStatements)
    with tempfile.TemporaryDirectory() as folder:
        raw, store = Path(folder) / "raw", TableStore(Path(folder) / "tables")
        generate(ROOT / "raw", raw, count)
        others = {describe(schema).name: describe(schema) for schema in RAW}
        frames = {name: read_table(raw, others[name]) for name in sources(table) if name != table.name}
        frame = told("read", lambda: read_table(raw, table))
        print(f"{len(frame)} rows, {(raw / FILE).stat().st_size / 1e6:.0f} MB")
        problems = told("check", lambda: raw_problems(frame, table, frames))
        print(f"{len(problems)} problems")
        content = told("store", lambda: table_bytes(frame, table))
        store.write(table.name, content, {})
        told("load", lambda: store.read(table.name))


def told(step: str, work: Callable[[], T]) -> T:
    """Run a step; print its processor seconds and the peak of memory until then."""
    begins = time.process_time()
    result = work()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    print(f"{step}: {time.process_time() - begins:.1f} s of processor time, peak {peak:.2f} GB", flush=True)
    return result


if __name__ == "__main__":
    main(sys.argv[1:])
