"""Publishing a release whole or not at all.

Belongs here: the temporary folder beside, the checksums, the identifier from content, the one step that makes a release visible. It imports
nothing but the standard library. Does not belong here: what is kept of earlier releases, and what others put beside them
(`pipeline/release/kept.py`), the contents of the files, or whether tables fit together (`pipeline/release/integrity.py`).
"""

import json
import os
import shutil
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from pipeline.kernel.files import encoded, read_file, read_text_file, sha256_of, what_is
from pipeline.kernel.locks import locked
from pipeline.kernel.problems import InputError, Problem, refuse
from pipeline.release.kept import BUILDING, LINK_PART, RELEASES, prune, remove_left, set_aside

SUMS, BUILD = "SHA256SUMS", "build.json"
LATEST, LOCK = "latest", ".release.lock"


def publish(
    outputs: Path, record: Mapping[str, Any], write: Callable[[Path], None], tell: Callable[[str], None] = lambda _sentence: None
) -> Path:
    """Let `write` fill a new folder, and make it outputs/latest in one step; return the release's folder.

    The release's name is made from the hashes of its files; `record` says what it was built from and becomes build.json. Whatever
    fails before that step, outputs/latest stays what it was; what cannot be tidied up after it is told, one sentence at a time.
    """
    releases, latest = outputs / RELEASES, outputs / LATEST
    with locked(outputs, LOCK):
        refuse(_in_the_way(latest))
        releases.mkdir(exist_ok=True)
        remove_left(outputs)
        building = Path(tempfile.mkdtemp(prefix=BUILDING, dir=releases))
        try:
            write(building)
            (building / BUILD).write_text(json.dumps(record, indent=1, sort_keys=True) + "\n", "utf-8")
            sums = checksums(building)
            (building / SUMS).write_text(sums, "utf-8")
            building.chmod(0o755)
            release, before = releases / sha256_of(sums.encode())[:12], Path(os.path.realpath(latest))  # of a link to itself, too
            if release.is_symlink() or (release.exists() and not release.is_dir()):
                set_aside(outputs, release, tell)
            if release.exists():
                _restore(outputs, release, building, tell)
            else:
                building.replace(release)
            _point(latest, release)
            if before != release.resolve():
                prune(releases, {release.name, before.name}, _is_as_built, tell)
        finally:
            shutil.rmtree(building, ignore_errors=True)
    return release


def tidy(outputs: Path) -> None:
    """Remove what a killed build left half written or half removed beside the releases."""
    with locked(outputs, LOCK):
        remove_left(outputs)


def _in_the_way(latest: Path) -> list[Problem]:
    """Return a problem where something that no build made has the place of the link to the latest release."""
    found = None if latest.is_symlink() or not latest.exists() else what_is(latest) or "a file"
    shown = f"{latest.parent.name}/{latest.name}"
    return [Problem(shown, None, None, found, "the link to the latest release, or nothing", "move it away")] if found else []


def _restore(outputs: Path, release: Path, building: Path, tell: Callable[[str], None]) -> None:
    """Restore the missing or changed files of an existing release, each in one step: latest may point to it meanwhile. What others put
    there is moved out."""
    files = {file.relative_to(building) for file in building.rglob("*") if file.is_file()}
    folders = {parent for file in files for parent in file.parents}
    for found in sorted(release.rglob("*")):
        name = found.relative_to(release)
        is_ours = name in folders if found.is_dir() and not found.is_symlink() else name in files and found.is_file()
        if not is_ours and (found.exists() or found.is_symlink()):  # it went with its folder, otherwise
            set_aside(outputs, found, tell)
    for name in sorted(files):
        target = release / name
        if target.is_symlink() or not target.is_file() or read_file(target) != read_file(building / name):
            target.parent.mkdir(parents=True, exist_ok=True)
            (building / name).replace(target)


def _point(link: Path, release: Path) -> None:
    """Make the symbolic link point to the release in one step."""
    beside = link.with_name(LINK_PART)
    beside.symlink_to(Path(RELEASES) / release.name)
    beside.replace(link)


def checksums(folder: Path) -> str:
    """Return the lines of SHA256SUMS for all files of a folder but that file itself, in the format of sha256sum."""
    files = sorted(file for file in folder.rglob("*") if file.is_file() and file != folder / SUMS)
    return "".join(f"{sha256_of(read_file(file))}  {file.relative_to(folder).as_posix()}\n" for file in files)


def sums_of(release: Path) -> dict[str, str]:
    """Return the SHA-256 of each file that a release's SHA256SUMS lists, by its name. Raises InputError for a line that says nothing."""
    lines = [line.split("  ", 1) for line in read_text_file(release / SUMS).splitlines()]
    expected, remedy = "a SHA-256, two spaces and a name on each line", "fetch the release again"
    refuse([Problem(SUMS, number, None, None, expected, remedy) for number, line in enumerate(lines, start=1) if len(line) != 2])
    return {name: sha256 for sha256, name in lines}


def manifest(release: Path) -> dict[str, tuple[int, str]]:
    """Return the size in bytes and the SHA-256 of each file that a release's SHA256SUMS lists, by its name."""
    return {name: ((release / name).stat().st_size, sha256) for name, sha256 in sums_of(release).items()}


def holds(release: Path) -> bool:
    """Return whether a folder is a whole release: all of its files are those of its SHA256SUMS."""
    sums = release / SUMS
    try:
        return sums.is_file() and read_file(sums) == encoded(checksums(release))
    except (InputError, FileNotFoundError):  # of a file that nobody may read, or that is gone since it was listed
        return False


def _is_as_built(release: Path) -> bool:
    """Return whether a folder is a whole release under the name that it got when it was built."""
    return holds(release) and sha256_of(read_file(release / SUMS))[:12] == release.name


def identity(outputs: Path) -> tuple[str, str] | None:
    """Return which release outputs/latest is, and the hash of what is in it now; None where there is none, or it cannot be read."""
    latest = outputs / LATEST
    try:
        return (latest.resolve().name, sha256_of(encoded(checksums(latest)))) if latest.is_dir() else None
    except (InputError, OSError):
        return None


def up_to_date(outputs: Path, record: Mapping[str, Any]) -> bool:
    """Return whether outputs/latest is whole and was built from what the record says."""
    return holds(outputs / LATEST) and _record(outputs) == record


def is_built_from(outputs: Path, inputs_sha256: str) -> bool:
    """Return whether outputs/latest is whole and was built from inputs with this joint hash."""
    return holds(outputs / LATEST) and _record(outputs).get("inputs_sha256") == inputs_sha256


def _record(outputs: Path) -> dict[str, Any]:
    """Return what the latest release says of its build; nothing where it does not say it."""
    file = outputs / LATEST / BUILD
    try:
        known = json.loads(read_file(file)) if file.is_file() else {}
    except (ValueError, RecursionError):
        return {}
    return known if isinstance(known, dict) else {}
