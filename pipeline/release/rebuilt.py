"""A release built again from the inputs that it records, so that anybody can confirm that its files are what the source gives.

Belongs here: finding a source with these inputs, and the hashes that differ. Does not belong here: how a source is built (`opened.py`).
"""

import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from pipeline.kernel.files import COMPILED
from pipeline.kernel.problems import InputError, Problem
from pipeline.release.comparable import record_of
from pipeline.release.inputs import BESIDE, CODE, hashes_of_inputs
from pipeline.release.opened import built_in, source_of_tag
from pipeline.release.publish import sums_of

BUILT_WITH = ("Makefile", "dagster.yaml", "pyproject.toml", "raw.lock", "release.lock")  # no file of a release depends on these
REPORTS = "reports/"  # make release adds them, and they say what its checks found


class Rebuilt(NamedTuple):
    """What became of a release that was built again. source: what it was built from; files: how many were compared; differences: a line
    for each hash that differs."""

    source: str
    files: int
    differences: list[str]


def rebuilt(release: Path, root: Path, folder: Path) -> Rebuilt:
    """Build a release again in an empty folder, from the files of a repository or from the tag of its version, whichever has the inputs
    that the release records. Raises InputError where neither has them, or where the source does not build."""
    record = record_of(release)
    source, named = _source(record, root, folder)
    again = built_in(source, named)
    inputs = _differing(record["inputs"], record_of(again)["inputs"], "input ")
    sums, found = ({name: value for name, value in sums_of(one).items() if not name.startswith(REPORTS)} for one in (release, again))
    return Rebuilt(named, len(sums), inputs + _differing(sums, found, ""))


def _source(record: Mapping[str, Any], root: Path, folder: Path) -> tuple[Path, str]:
    """Return a copy of the source with the recorded inputs, and what it is called."""
    here = _differing(record["inputs"], hashes_of_inputs(root, root / "raw"), "")
    if not here:
        return _copied(root, folder / "source"), "the files of this repository"
    tag = f"v{record['version']}"
    source = source_of_tag(tag, root, folder)
    there = _differing(record["inputs"], hashes_of_inputs(source, source / "raw"), "") if source else []
    if source and not there:
        return source, f"the tag {tag}"
    of_tag = f"those of the tag {tag} in {len(there)}" if source else f"and there is no tag {tag}"
    expected = f"its inputs as it records them; the files here differ from them in {len(here)}, {of_tag}"
    remedy = f"git fetch --tags, or check out the commit that the release was built from. What differs here:\n      {_listed(here)}"
    raise InputError([Problem(f"release {record['version']}", None, None, None, expected, remedy)])


def _listed(lines: list[str]) -> str:
    shown = lines[:20]
    return "\n      ".join([*shown, *([f"and {len(lines) - len(shown)} more"] if len(lines) > len(shown) else [])])


def _copied(root: Path, target: Path) -> Path:
    """Copy what a build reads from a repository; return where."""
    for name in (*CODE, *BESIDE, "raw", *BUILT_WITH):
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        if (root / name).is_dir():
            shutil.copytree(root / name, target / name, ignore=shutil.ignore_patterns(COMPILED), symlinks=True)
        elif (root / name).is_file():
            shutil.copyfile(root / name, target / name)
    return target


def _differing(recorded: Mapping[str, str], found: Mapping[str, str], kind: str) -> list[str]:
    """Return a line for each name whose hash differs, with both hashes."""
    names = sorted(name for name in recorded.keys() | found.keys() if recorded.get(name) != found.get(name))
    return [f"{kind}{name}: {recorded.get(name, 'not in the release')}, here {found.get(name, 'not there')}" for name in names]
