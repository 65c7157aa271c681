"""How time and memory of the whole build grow with the number of documents: `python -m tools.benchmarks.many_documents 1 10 100`.

Belongs here: making every table as the assets make it (read what it is made from, build, check, store), with a clock beside; then the files
of a release, and the verification of one document, where SOURCE_DOCUMENT gives its text. Does not belong here: judging; there is no limit
that a machine could miss. Charts are left out: of many documents they would show nothing any more.

Each number of documents is measured in a process of its own, since the peak of a process's memory never falls. Time is that of the
processor, so that what else a machine does counts little. The table between the marks of docs/benchmarks.md is written anew.
"""

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Protocol, TypeVar

import pandas as pd

from pipeline.app.builders import BUILDERS, inputs_of
from pipeline.contract.arrow import conform
from pipeline.contract.check import table_problems
from pipeline.contract.store import TableStore, table_bytes
from pipeline.contract.tables import Schema, describe, sources
from pipeline.kernel.paths import ROOT
from pipeline.kernel.problems import refuse
from pipeline.raw.folder import read_table
from pipeline.raw.load import raw_problems
from pipeline.release.contents import write_release
from pipeline.verify.document import verify
from pipeline.verify.text import read_text
from schemas.registry import PUBLISHED, RAW, TABLES
from tools.benchmarks.documents import generate
from tools.benchmarks.report import RELEASE, VERIFICATION, Result, grown, report
from tools.marked_text import renewed

DOCUMENT = ROOT / "docs" / "benchmarks.md"
RELEASED = 100  # more documents make a database of gigabytes, which says nothing new
T = TypeVar("T")


class Measured(Protocol):
    """Runs one step of one table, measures it as it likes, and returns its result."""

    def __call__(self, name: str, step: str, work: Callable[[], T]) -> T:
        """Run `work`, the step of the table `name`."""


def unmeasured(name: str, step: str, work: Callable[[], T]) -> T:
    """Run a step without measuring it."""
    return work()


def in_order() -> list[Schema]:
    """Return the schemas of all tables, each after those that its table is made from."""
    waiting, done = {describe(schema).name: schema for schema in TABLES}, list[Schema]()
    while waiting:
        ready = next(name for name, schema in waiting.items() if not waiting.keys() & set(sources(describe(schema))))
        done.append(waiting.pop(ready))
    return done


def built(raw: Path, store: TableStore, measured: Measured = unmeasured) -> None:
    """Make every table of a raw folder in a store, as the assets do. Raises InputError for raw data that are refused."""
    for schema in in_order():
        _table(schema, raw, store, measured)


def _table(schema: Schema, raw: Path, store: TableStore, measured: Measured) -> None:
    table, check = describe(schema), raw_problems if schema in RAW else table_problems
    frames = measured(table.name, "load", lambda: {name: store.read(name) for name in sources(table)})
    frame = measured(table.name, "build", lambda: conform(_made(schema, raw, frames), table))
    measured(table.name, "check", lambda: refuse(check(frame, table, frames)))
    measured(table.name, "store", lambda: store.write(table.name, table_bytes(frame, table), {}))


def _made(schema: Schema, raw: Path, frames: dict[str, pd.DataFrame]) -> pd.DataFrame:
    table = describe(schema)
    if schema in RAW:
        return read_table(raw, table)
    build = BUILDERS[table.name]
    return build(**inputs_of(build, frames))


def measure(count: int, text: Path | None) -> Result:
    """Return what was measured for so many documents: the processor's seconds of each step of each table, and the peak of memory in MB."""
    seconds: dict[str, dict[str, float]] = {}

    def measured(name: str, step: str, work: Callable[[], T]) -> T:
        begins = time.process_time()
        result = work()
        seconds.setdefault(name, {})[step] = time.process_time() - begins
        return result

    with tempfile.TemporaryDirectory() as folder:
        raw, store, release = Path(folder) / "raw", TableStore(Path(folder) / "tables"), Path(folder) / "release"
        generate(ROOT / "raw", raw, count, text)
        built(raw, store, measured)
        found: Result = {"documents": count, "peak": _peak(), "bytes": sum(f.stat().st_size for f in store.folder.glob("*.parquet"))}
        if text:
            frames = {describe(schema).name: store.read(describe(schema).name) for schema in RAW}
            measured(VERIFICATION, "check", lambda: verify(read_text(text, frames["raw_documents"]), frames))
        if count <= RELEASED:
            measured(RELEASE, "store", lambda: release_files(store, release))
    return found | {"seconds": seconds}


def release_files(store: TableStore, folder: Path) -> None:
    """Write the files of a release of stored tables, without charts and page, into a new folder."""
    frames = {describe(schema).name: store.read(describe(schema).name) for schema in PUBLISHED}
    folder.mkdir()
    write_release(folder, frames, pictures={}, page={}, inputs={})


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def main(arguments: list[str]) -> int:
    """Measure each number of documents in a process of its own, compare with the tables of the docs, and write these anew; the exit status
    is 1 where something grows faster than they say."""
    if arguments[:1] == ["--one"]:
        text = os.environ.get("SOURCE_DOCUMENT")
        print(json.dumps(measure(int(arguments[1]), Path(text) if text else None)))
        return 0
    commands = [[sys.executable, "-m", "tools.benchmarks.many_documents", "--one", count] for count in arguments]
    results = [json.loads(subprocess.run(command, check=True, cwd=ROOT, capture_output=True).stdout) for command in commands]
    return told(results, DOCUMENT)


def told(results: list[Result], document: Path) -> int:
    """Print what grows faster than a page of the docs records, and renew its tables; return the exit status."""
    before, tables = document.read_text("utf-8"), report(results)
    faster = grown(before, tables)
    print("\n".join(faster or ["Nothing grows faster than recorded."]))
    document.write_text(renewed(before, "many documents", tables), "utf-8")
    return 1 if faster else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
