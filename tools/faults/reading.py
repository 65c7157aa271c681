"""One mutated raw file, read and checked in process, and what came of it.

Belongs here: what a case may end as. A case is refused at a place that a person can open, or harmless for a reason, or a finding. Does not
belong here: making mutations, choosing them, or counting.
"""

import signal
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import NamedTuple

import pandas as pd

from pipeline.contract.tables import Table, describe
from pipeline.describe.metadata import parse
from pipeline.kernel.paths import METADATA
from pipeline.kernel.problems import InputError, Problem
from pipeline.raw.folder import DOCUMENT_FILE
from pipeline.raw.load import load_raw, raw_problems, read_complete
from pipeline.raw.raw_lock import lock_problems
from pipeline.raw.rules import RULES
from schemas.registry import RAW

SECONDS = 20  # a case that takes longer hangs
REFUSED, LINE_REFUSED, FILE_REFUSED = "refused with line and column", "refused with line", "refused with file"
SAME, REORDERED, LOCKED = "harmless: reads the same", "harmless: the same rows in another order", "read; raw.lock names the line"
DONE = "done"  # of a whole build
TRACEBACK, HANG, SILENT, UNPLACED = "TRACEBACK", "HANG", "SILENT CHANGE", "REFUSED WITHOUT PLACE"
FINDINGS = (TRACEBACK, HANG, SILENT, UNPLACED)
POSITION = ["source_file", "source_line"]


class Outcome(NamedTuple):
    """What came of a case: one of the words above, and for a finding what a person needs to look into it."""

    kind: str
    told: str = ""


class _TooLong(BaseException):
    """Raised in whatever runs when its time is over; no handler of errors catches it."""


@contextmanager
def limited(seconds: int) -> Iterator[None]:
    """Let what runs inside last for some seconds at most."""

    def end(_number: int, _frame: FrameType | None) -> None:
        raise _TooLong

    before = signal.signal(signal.SIGALRM, end)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


class Reader:
    """A copy of the raw folder, with its lock beside it, of which one file at a time is changed and restored."""

    def __init__(self, raw: Path) -> None:
        self.raw, self.frames = raw, load_raw(raw)
        tables = [describe(schema) for schema in RAW]
        self.tables = {table.name: table for table in tables}
        looked_at = {rule.table: set(rule.tables) for rule in RULES}
        self.dependents = {
            name: [t.name for t in tables if any(key.target == name for key in t.foreign_keys) or name in looked_at.get(t.name, set())]
            for name in self.tables
        }

    def tried(self, file: str, content: bytes) -> Outcome:
        """Return what comes of a file of the raw folder, or of metadata.yaml, with another content."""
        path = self.raw / file
        original = b"" if file == METADATA else path.read_bytes()
        try:
            with limited(SECONDS):
                if file == METADATA:
                    parse(content)
                    return Outcome(SAME)
                path.write_bytes(content)
                return self._read(file)
        except InputError as refused:
            return self._placed(refused.problems, file)
        except _TooLong:
            return Outcome(HANG, f"more than {SECONDS} seconds")
        except BaseException:
            return Outcome(TRACEBACK, traceback.format_exc(limit=-4))
        finally:
            if file != METADATA:
                path.write_bytes(original)

    def _read(self, file: str) -> Outcome:
        table = self.table_of(file)
        frame = read_complete(self.raw, table)
        frames = self.frames | {table.name: frame}
        problems = raw_problems(frame, table, frames)
        for name in () if problems else self.dependents[table.name]:
            problems += raw_problems(frames[name], self.tables[name], frames)
        if problems:
            return self._placed(problems, file)
        return self._compared(frame, self.frames[table.name], file)

    def table_of(self, file: str) -> Table:
        """Return the raw table that reads a file."""
        name = "raw_documents" if Path(file).name == DOCUMENT_FILE else f"raw_{Path(file).stem}"
        return self.tables["raw_statements" if name == "raw_area_figures" else name]

    def _compared(self, frame: pd.DataFrame, before: pd.DataFrame, file: str) -> Outcome:
        """Return what came of a file that was read: whether it says the same, and else whether the lock tells where it differs."""
        cells, were = (rows.drop(columns=POSITION).astype("object").fillna("") for rows in (frame, before))
        if len(cells) == len(were):
            if cells.reset_index(drop=True).equals(were.reset_index(drop=True)):
                return Outcome(SAME)
            order = list(cells.columns)
            if cells.sort_values(order, ignore_index=True).equals(were.sort_values(order, ignore_index=True)):
                return Outcome(REORDERED)
        told = [problem for problem in lock_problems(self.raw) if problem.file == f"{self.raw.name}/{file}"]
        return Outcome(LOCKED) if told else Outcome(SILENT, "the table differs, and raw.lock does not notice")

    def _placed(self, problems: list[Problem], file: str) -> Outcome:
        """Return how well a refusal says where the fault is."""
        odd = [p for p in problems if not (self.raw.parent / p.file).exists() and p.file != METADATA]
        unsaid = [p for p in problems if not p.expected or not p.remedy]
        if odd or unsaid:
            return Outcome(UNPLACED, str((odd + unsaid)[0]))
        first = problems[0]
        if first.line is None:
            return Outcome(FILE_REFUSED)
        return Outcome(LINE_REFUSED if first.column is None else REFUSED)
