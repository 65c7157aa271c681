"""The reports that a packed release carries: what was checked, by whom, and what was found.

Belongs here: the list of reports, their text, and how a program of others is run (`outside.py` says what each looks at). Does not belong
here: the project's own checks, which are in `own.py`, `forms.py` and `rules.py`. No report holds a time, a host or a path, so that the
same release gives the same reports.
"""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import NamedTuple

from pipeline.kernel.paths import ROOT
from tools.validators.equal_forms import forms
from tools.validators.outside import NOT_RUN, Found
from tools.validators.own import descriptions, hashes, keys
from tools.validators.programs import base_r, by_hand, gdal, libreoffice
from tools.validators.rules import rules

# where `make` installs an older DuckDB: beside the environment's packages, not among them
OLD_DUCKDB = Path(sys.prefix) / "duckdb-1.1.3"


class Report(NamedTuple):
    """What one check found: the text of the report, and whether all is well."""

    text: str
    good: bool


def told(found: Found) -> Report:
    """Return the report of what was found."""
    count = "no fault" if not found.faults else f"{len(found.faults)} fault{'s' if len(found.faults) > 1 else ''}"
    lines = (f"Checked: {found.checked}.", f"Found: {count}.", *found.faults, *(f"Kept: {rule}." for rule in found.kept))
    return Report("".join(f"{line}\n" for line in lines), not found.faults)


def by_others(check: str, release: Path, **environment: str) -> Found:
    """Run a check of `outside.py` in a process of its own; an error that ends it is a fault."""
    done = _run(["-m", "tools.validators.outside", check, str(release)], environment)
    if done.returncode:
        last = (done.stderr.strip().splitlines() or [f"status {done.returncode}"])[-1]
        return Found(check, [f"it ended with: {last.replace(str(release), '')}"])
    known = json.loads(done.stdout.splitlines()[-1])
    return Found(known["checked"], known["faults"])


def older_duckdb(release: Path) -> Found:
    """Let a DuckDB client open the database that is older than the one that wrote it."""
    if not OLD_DUCKDB.is_dir():
        return Found(f"{NOT_RUN}DuckDB 1.1.3 is not installed here, since there is none for this Python or platform", [])
    return by_others("duckdb", release, PYTHONPATH=str(OLD_DUCKDB))


def _run(arguments: list[str], environment: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-W", "ignore", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, env={**os.environ, **environment})


# Checks of the files as they are, by the name of the report. OWN is quick; OTHERS takes half a minute.
OWN: dict[str, Callable[[Path], Found]] = {
    "hashes.txt": hashes,
    "descriptions.txt": descriptions,
    "keys.txt": keys,
    "forms.txt": forms,
}
OTHERS: dict[str, Callable[[Path], Found]] = {
    "base_r.txt": base_r,
    "citation.txt": partial(by_others, "citation"),
    "croissant.txt": partial(by_others, "croissant"),
    "csv_readers.txt": partial(by_others, "csv_readers"),
    "data_package.txt": partial(by_others, "frictionless"),
    "dcat_ap.txt": partial(by_others, "shacl"),
    "gdal.txt": gdal,
    "libreoffice.txt": libreoffice,
    "older_duckdb.txt": older_duckdb,
    "readers.txt": partial(by_others, "readers"),
    "rules.txt": rules,
}
REPORTS = OWN | OTHERS
MATRIX = "readers.md"


def _result(found: Found) -> str:
    """Return the result in a word; a program that is not installed has none."""
    if found.checked.startswith(NOT_RUN):
        return "not run"
    return "fail" if found.faults else "pass"


def matrix(found: Mapping[str, Found]) -> str:
    """Return the reports in one table: which program read what, in which version, and the result. Columns: report, checked, result."""
    rows = [f"| `{name}` | {known.checked} | {_result(known)} |" for name, known in found.items()]
    head = ("# Who read this release\n", "| report | what was read, with which program | result |", "| --- | --- | --- |")
    return "\n".join([*head, *rows, *by_hand()]) + "\n"
