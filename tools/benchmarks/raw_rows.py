"""What many rows in one file of raw/ cost: `python -m tools.benchmarks.raw_rows 1e6` reads, checks and stores a file of spans.

The rows are those of the real files of statements and of their spans, each many times and with identifiers of its own, so that they keep
all rules. Prints processor seconds and the peak of memory after each step. Belongs here: one file with many rows. Does not belong here:
many documents (`many_documents.py`).
"""

import csv
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from pipeline.contract.store import TableStore, table_bytes
from pipeline.contract.tables import describe
from pipeline.kernel.paths import ROOT
from pipeline.raw.folder import file_name, read_table
from pipeline.raw.load import raw_problems
from schemas.observations import RawStatements
from schemas.registry import RAW
from schemas.spans import RawSpans
from tools.benchmarks.documents import ORIGINAL

STATEMENTS, SPANS = describe(RawStatements), describe(RawSpans)
T = TypeVar("T")
Row = dict[str, str]


def generate(raw: Path, target: Path, count: int) -> None:
    """Write a raw folder to `target`, which must not exist, whose file of spans has about `count` rows, all of statements but for the real
    ones."""
    shutil.copytree(raw, target)
    statements, spans = (Path(ORIGINAL) / file_name(table) for table in (STATEMENTS, SPANS))
    header, rows = _read(raw / statements)
    header_of_spans, spans_of_all = _read(raw / spans)
    mine = [row for row in spans_of_all if row["table_name"] == "statements"]
    copies = max(1, (count - len(spans_of_all)) // len(mine))
    # All copies of a statement stand together, since rows are in the order in which they are printed.
    _write(target / statements, header, [_copy(row, "statement_id", number) for row in rows for number in range(copies + 1)])
    _write(target / spans, header_of_spans, spans_of_all + _copies_of(mine, copies))
    exceptions = Path(ORIGINAL) / "reading_exceptions.csv"
    header_of_exceptions, excepted = _read(raw / exceptions)
    of_statements = [row for row in excepted if row["table_name"] == "statements"]
    _write(target / exceptions, header_of_exceptions, excepted + _copies_of(of_statements, copies))


def _copies_of(rows: list[Row], copies: int) -> list[Row]:
    return [_copy(row, "record_id", number) for row in rows for number in range(1, copies + 1)]


def _copy(row: Row, column: str, number: int) -> Row:
    return row | {column: f"{row[column]}-{number}"} if number else row


def _read(file: Path) -> tuple[list[str], list[Row]]:
    with file.open(encoding="utf-8", newline="") as lines:
        reader = csv.DictReader(lines)
        return list(reader.fieldnames or []), list(reader)


def _write(file: Path, header: list[str], rows: list[Row]) -> None:
    with file.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.DictWriter(lines, header, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def main(arguments: list[str]) -> None:
    """Measure each step for a number of rows, and print a line for each. With --generate, only write the folder that is named."""
    if arguments[0] == "--generate":
        generate(ROOT / "raw", Path(arguments[1]), int(arguments[2]))
        return
    with tempfile.TemporaryDirectory() as folder:
        raw, store = Path(folder) / "raw", TableStore(Path(folder) / "tables")
        # in a process of its own, whose memory is not counted
        words = [sys.executable, "-m", "tools.benchmarks.raw_rows", "--generate", str(raw), str(int(float(arguments[0])))]
        subprocess.run(words, check=True)
        tables = {describe(schema).name: describe(schema) for schema in RAW}
        frames = {name: read_table(raw, table) for name, table in tables.items() if name not in (STATEMENTS.name, SPANS.name)}
        for table in (SPANS, STATEMENTS):
            frames[table.name] = told(f"read {file_name(table)}", lambda table=table: read_table(raw, table))  # type: ignore[misc]
            print(f"{len(frames[table.name])} rows")
        for table in (SPANS, STATEMENTS):
            problems = told(f"check {file_name(table)}", lambda table=table: raw_problems(frames[table.name], table, frames))  # type: ignore[misc]
            print(f"{len(problems)} problems")
        content = told("store spans.csv", lambda: table_bytes(frames[SPANS.name], SPANS))
        store.write(SPANS.name, content, {})
        print(f"{len(content) / 1e6:.0f} MB stored")


def told(step: str, work: Callable[[], T]) -> T:
    """Run a step; print its processor seconds and the peak of memory until then."""
    begins = time.process_time()
    result = work()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    print(f"{step}: {time.process_time() - begins:.1f} s of processor time, peak {peak:.2f} GB", flush=True)
    return result


if __name__ == "__main__":
    main(sys.argv[1:])
