"""The reports that a packed release carries: what was checked, by whom, and what was found.

Belongs here: the list of reports, and the project's own checks of the files as they are, which trust neither the schemas' check nor the
database's constraints. Validators of others join as functions of the release's folder in REPORTS.
"""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import duckdb

from pipeline.contract.duckdb import quote
from pipeline.contract.tables import describe
from pipeline.release.database import NAME
from pipeline.release.publish import SUMS, checksums
from schemas.registry import PUBLISHED, VIEWS


class Report(NamedTuple):
    """What one check found: the text of the report, without time, host or path, and whether all is well."""

    text: str
    good: bool


def hashes(release: Path) -> Report:
    """Check that each file is that of SHA256SUMS, and that no file is there beside."""
    stated, found = ((release / SUMS).read_text("utf-8").splitlines(), checksums(release).splitlines())
    faults = [f"{'missing or changed' if line in stated else 'not listed'}: {line}" for line in sorted(set(stated) ^ set(found))]
    return _report(f"{len(stated)} files, each against its SHA-256 in {SUMS}", faults)


def keys(release: Path) -> Report:
    """Check, in the Parquet files, that each primary key is unique and each foreign key points to a row."""
    faults, checked = [], 0
    with duckdb.connect() as db:
        for table in map(describe, PUBLISHED):
            checked += 1 + len(table.foreign_keys)
            rows, names = _file(release, table.name), _names(table.key)
            if db.execute(f"SELECT 1 FROM {rows} GROUP BY {names} HAVING count(*) > 1").fetchall():
                faults.append(f"{table.name}: {names} is not unique")
            for key in table.foreign_keys:
                filled = " AND ".join(f'"{column}" IS NOT NULL' for column in key.columns)
                pointing = f"SELECT {_names(key.columns)} FROM {rows} WHERE {filled}"
                if db.execute(f"{pointing} EXCEPT SELECT {_names(key.target_columns)} FROM {_file(release, key.target)}").fetchall():
                    faults.append(f"{table.name}: {_names(key.columns)} points to no row of {key.target}")
    return _report(f"{checked} primary and foreign keys of {len(PUBLISHED)} tables, in the Parquet files", faults)


def database(release: Path) -> Report:
    """Check that the database opens read-only, holds the rows of each Parquet file, and answers each view."""
    faults = []
    with duckdb.connect(str(release / f"{NAME}.duckdb"), read_only=True) as db:
        for table in map(describe, PUBLISHED):
            one, other = f'FROM "{table.name}"', f"FROM {_file(release, table.name)}"
            if db.execute(f"({one} EXCEPT ALL {other}) UNION ALL ({other} EXCEPT ALL {one})").fetchall():
                faults.append(f"{table.name}: the rows are not those of the Parquet file")
        faults += [f"{view.name}: no row" for view in map(describe, VIEWS) if not db.execute(f'FROM "{view.name}" LIMIT 1').fetchall()]
    return _report(f"{len(PUBLISHED)} tables of the database against the Parquet files, {len(VIEWS)} views", faults)


REPORTS: dict[str, Callable[[Path], Report]] = {"hashes.txt": hashes, "keys.txt": keys, "database.txt": database}


def _report(checked: str, faults: list[str]) -> Report:
    found = "no fault" if not faults else f"{len(faults)} fault{'s' if len(faults) > 1 else ''}"
    return Report("".join(f"{line}\n" for line in (f"Checked: {checked}.", f"Found: {found}.", *faults)), not faults)


def _file(release: Path, table: str) -> str:
    return f"read_parquet({quote(str(release / 'parquet' / f'{table}.parquet'))})"


def _names(columns: tuple[str, ...]) -> str:
    return ", ".join(f'"{column}"' for column in columns)
