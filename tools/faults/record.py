"""The record of a campaign: one line of JSON for each case, as soon as it ended, so that an interrupted campaign goes on where it was.

Belongs here: writing and reading the record. What it says holds for the code, the data and the seed that it began with; for others it
begins anew. Does not belong here: which cases there are (`campaign.py`), or the page (`report.py`).
"""

import json
import os
from pathlib import Path

from tools.faults.fuzz import Case, Key
from tools.faults.reading import Outcome


class Record:
    """A file of cases. Several processes may add to it at once: a line is written in one step."""

    def __init__(self, file: Path) -> None:
        self.file = file

    def begin(self, fingerprint: str) -> None:
        """Begin anew, unless what is recorded has this fingerprint."""
        self.file.parent.mkdir(parents=True, exist_ok=True)
        head = json.dumps({"fingerprint": fingerprint})
        if not self.file.is_file() or self.file.read_text("utf-8").partition("\n")[0] != head:
            self.file.write_text(f"{head}\n", "utf-8")

    def add(self, case: Case) -> None:
        """Add a case."""
        with self.file.open("ab", buffering=0) as opened:
            opened.write(json.dumps([*case[:4], *case.outcome]).encode() + b"\n")
            os.fsync(opened.fileno())

    def cases(self) -> dict[Key, Case]:
        """Return what is recorded, the last of each case. A line that a killed process left half written is left out."""
        found = {}
        for line in self.file.read_text("utf-8").splitlines()[1:]:
            try:
                file, number, kind, name, ended, told = json.loads(line)
            except ValueError:
                continue
            found[Key(file, number, kind)] = Case(file, number, kind, name, Outcome(ended, told))
        return found
