"""The lock of the release: the hash of each table, so that a change of data is seen in review, and the changelog has to tell it.

`make release-lock` renews release.lock. It holds two states: `current`, what this source builds, and
`previous`, what the last released version was. A version is released when CHANGELOG.md has a heading of its number; its data cannot
change any more. When the version in metadata.yaml is raised, what was current becomes previous.
"""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import yaml

from pipeline.describe.forms import csv_path
from pipeline.describe.metadata import FILE as METADATA
from pipeline.kernel.files import NO_FILE, read_file, what_is
from pipeline.kernel.problems import InputError, Problem, refuse
from pipeline.kernel.strict_yaml import compose, values_of
from pipeline.release.comparable import VERSION
from pipeline.release.publish import BUILD, sums_of
from pipeline.release.shapes import schema_changes, shapes_of, too_low
from pipeline.release.table_files import parquet_files

LOCK, CHANGELOG = "release.lock", "CHANGELOG.md"
HEADER = "# The tables of this release and of the one before: rows, hash of the CSV file, key, columns. Renewed by: make release-lock\n"
NOTHING: dict[str, Any] = {"version": None, "schema_version": None, "tables": {}}

OF_A_TABLE = {"rows": int, "sha256": str, "key": list, "columns": dict}
STATES = ("current", "previous")
State = Mapping[str, Any]


def state_of(release: Path) -> dict[str, Any]:
    """Return the state of a release folder: version, schema_version, tables by name with their number of rows, sha256 of the
    CSV file, key and columns."""
    record = json.loads(read_file(release / BUILD))
    sums = sums_of(release)
    tables = {name: {"rows": _rows(release, name), "sha256": sums[csv_path(name)], **shape} for name, shape in shapes_of(release).items()}
    return {"version": record["version"], "schema_version": record["schema_version"], "tables": tables}


def _rows(release: Path, table: str) -> int:
    return int(pq.read_metadata(parquet_files(release)[table]).num_rows)


class _WithoutAliases(yaml.SafeDumper):
    """Writes what stands twice twice, since YAML files are read without aliases."""

    def ignore_aliases(self, data: Any) -> bool:
        """Return that nothing is written as an alias."""
        return True


def read_lock(file: Path) -> dict[str, Any]:
    """Return {"current": state, "previous": state}, both of nothing where there is no lock yet. Raises InputError where
    the file does not say that."""
    if what_is(file) == NO_FILE:
        return {"current": NOTHING, "previous": NOTHING}
    try:
        known = values_of(compose(read_file(file), file.name), file.name)
    except InputError:
        known = None
    whole = isinstance(known, dict) and all(_is_state(known.get(name)) for name in STATES)
    problem = Problem(LOCK, None, None, None, "the two states that make release-lock writes", f"git restore {LOCK}")
    refuse([] if whole else [problem])
    return dict(known)


def _is_state(known: Any) -> bool:
    """Return whether a value is the state of a release, or that of none."""
    if not isinstance(known, dict) or not known.keys() >= NOTHING.keys() or not isinstance(known["tables"], dict):
        return False
    versions = known["version"], known["schema_version"]
    is_version = all(isinstance(version, str) for version in versions) and VERSION.fullmatch(known["schema_version"])
    return bool(is_version or versions == (None, None)) and all(map(_is_table, known["tables"].values()))


def _is_table(known: Any) -> bool:
    """Return whether a value says of a table what a state does."""
    if not isinstance(known, dict) or not all(isinstance(known.get(name), kind) for name, kind in OF_A_TABLE.items()):
        return False
    return all(isinstance(text, str) for text in (*known["key"], *known["columns"].values()))


def lock_text(lock: Mapping[str, Any]) -> str:
    """Return the text of a lock: a line for each thing that is known of a table."""
    return HEADER + yaml.dump(
        dict(lock), Dumper=_WithoutAliases, default_flow_style=None, sort_keys=True, width=float("inf"), allow_unicode=True
    )


def renewed(lock: Mapping[str, Any], state: State, changelog: str) -> dict[str, Any]:
    """Return the lock with the state as current. Raises InputError where that changes the data of a released version."""
    current = lock["current"]
    if state["version"] != current["version"]:
        return {"current": state, "previous": current if current["version"] in released(changelog) else lock["previous"]}
    refuse(_changes_of_a_released_version(current, state, changelog))
    return {"current": state, "previous": lock["previous"]}


def lock_problems(lock: Mapping[str, Any], state: State, changelog: str) -> list[Problem]:
    """Return a problem for each table that differs from the lock, or that changed since the previous release and is not named in the
    changelog, and one where the schema version is too low for what changed."""
    current, previous = lock["current"], lock["previous"]
    if problems := _changes_of_a_released_version(current, state, changelog):
        return problems
    versions = ("version", "schema_version")
    stale = [name for name in versions if current[name] != state[name]] + _changed(current, state)
    problems = [Problem(LOCK, None, None, name, "to be as the build is", "make release-lock, and review its diff") for name in stale]
    return problems + unnamed(previous, state, changelog) + _schema_version_problems(previous, state)


def unnamed(previous: State, state: State, changelog: str) -> list[Problem]:
    """Return a problem for each table that changed since the previous release and that the changelog does not name as `table`."""
    text = "".join(_section(changelog, heading) for heading in ("Unreleased", state["version"]))
    expected = f"a word on what changed since {previous['version'] or 'there was nothing'}, with the table's name as `name`"
    return [
        Problem(CHANGELOG, None, None, name, expected, "say it under Unreleased; make diff helps")
        for name in _changed(previous, state)
        if f"`{name}`" not in text
    ]


def released(changelog: str) -> set[str]:
    """Return the versions that the changelog has a heading of."""
    return set(re.findall(r"^## \[?(\d[\w.]*)", changelog, re.MULTILINE))


def _changes_of_a_released_version(current: State, state: State, changelog: str) -> list[Problem]:
    if state["version"] not in released(changelog) or current["version"] != state["version"]:
        return []
    expected, remedy = f"the data of {state['version']}, which is released", f"raise version in {METADATA}, then make release-lock"
    return [Problem(LOCK, None, None, name, expected, remedy) for name in _changed(current, state)]


def _schema_version_problems(previous: State, state: State) -> list[Problem]:
    if previous["version"] is None:
        return []
    changes = schema_changes(previous["tables"], state["tables"])
    least = too_low(previous["schema_version"], state["schema_version"], changes)
    expected = f"at least {least}: " + "; ".join(map(str, changes))
    return [Problem(METADATA, None, "schema_version", state["schema_version"], expected, "raise it")] if least else []


def _changed(one: State, other: State) -> list[str]:
    """Return the names of the tables whose rows or shape differ between two states."""
    before, after = one["tables"], other["tables"]
    return sorted(name for name in before.keys() | after.keys() if before.get(name) != after.get(name))


def _section(changelog: str, heading: str) -> str:
    found = re.search(rf"^## \[?{re.escape(heading)}\b.*?(?=^## |\Z)", changelog, re.MULTILINE | re.DOTALL)
    return found.group() if found else ""
