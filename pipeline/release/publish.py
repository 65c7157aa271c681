"""Publishing a release whole or not at all.

Belongs here: the temporary folder beside, the checksums, the identifier from content, the one step that makes a release visible, and
what is kept of earlier releases: the one before, since somebody may be reading it. It imports nothing but the standard library. Does not
belong here: the contents of the files, or whether tables fit together (`pipeline/release/integrity.py`).
"""

import fcntl
import json
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from pipeline.kernel.files import sha256_of

SUMS, BUILD = "SHA256SUMS", "build.json"
LOCK, LINK_PART = ".release.lock", ".latest.part"
BUILDING, PRUNED = ".building-", ".pruned-"


@contextmanager
def locked(folder: Path, name: str, waiting: Callable[[], None] = lambda: None) -> Iterator[None]:
    """Hold a lock in a folder; it is released when the block ends or its process dies, however it dies. `waiting` is called before a
    wait for another process that holds it."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / name).open("a") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            waiting()
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def publish(outputs: Path, record: Mapping[str, Any], write: Callable[[Path], None]) -> Path:
    """Let `write` fill a new folder, and make it outputs/latest in one step; return the release's folder.

    The release's name is made from the hashes of its files; `record` says what it was built from and becomes build.json. Whatever
    fails, outputs/latest stays what it was. Of earlier releases the one that was latest before is kept.
    """
    releases, latest = outputs / "releases", outputs / "latest"
    with locked(outputs, LOCK):
        releases.mkdir(exist_ok=True)
        _remove_left(outputs)
        building = Path(tempfile.mkdtemp(prefix=BUILDING, dir=releases))
        try:
            write(building)
            (building / BUILD).write_text(json.dumps(record, indent=1, sort_keys=True) + "\n", "utf-8")
            sums = checksums(building)
            (building / SUMS).write_text(sums, "utf-8")
            building.chmod(0o755)
            release, before = releases / sha256_of(sums.encode())[:12], latest.resolve()
            if release.exists():
                _restore(release, building)
            else:
                building.replace(release)
            _point(latest, release)
            if before != release.resolve():
                _prune(releases, {release.name, before.name})
        finally:
            shutil.rmtree(building, ignore_errors=True)
    return release


def tidy(outputs: Path) -> None:
    """Remove what a killed build left half written or half removed beside the releases."""
    with locked(outputs, LOCK):
        _remove_left(outputs)


def _remove_left(outputs: Path) -> None:
    for prefix in (BUILDING, PRUNED):
        for left in (outputs / "releases").glob(f"{prefix}*"):
            shutil.rmtree(left)
    (outputs / LINK_PART).unlink(missing_ok=True)


def _restore(release: Path, building: Path) -> None:
    """Restore the missing or changed files of an existing release, each in one step: latest may point to it meanwhile."""
    files = {file.relative_to(building) for file in building.rglob("*") if file.is_file()}
    for name in sorted(files):
        target = release / name
        if not target.is_file() or target.read_bytes() != (building / name).read_bytes():
            target.parent.mkdir(parents=True, exist_ok=True)
            (building / name).replace(target)
    for file in release.rglob("*"):
        if file.is_file() and file.relative_to(release) not in files:
            file.unlink()


def _point(link: Path, release: Path) -> None:
    """Make the symbolic link point to the release in one step."""
    beside = link.with_name(LINK_PART)
    beside.symlink_to(Path("releases") / release.name)
    beside.replace(link)


def _prune(releases: Path, kept: set[str]) -> None:
    """Remove all other releases, under another name first, so that none is ever half there under its own."""
    for release in sorted(releases.iterdir()):
        if release.name not in kept and not release.name.startswith(BUILDING):
            release.replace(pruned := release.with_name(PRUNED + release.name))
            shutil.rmtree(pruned)


def checksums(folder: Path) -> str:
    """Return the lines of SHA256SUMS for all files of a folder but that file itself, in the format of sha256sum."""
    files = sorted(file for file in folder.rglob("*") if file.is_file() and file.name != SUMS)
    return "".join(f"{sha256_of(file.read_bytes())}  {file.relative_to(folder).as_posix()}\n" for file in files)


def manifest(release: Path) -> dict[str, tuple[int, str]]:
    """Return the size in bytes and the SHA-256 of each file that a release's SHA256SUMS lists, by its name."""
    lines = [line.split("  ", 1) for line in (release / SUMS).read_text("utf-8").splitlines()]
    return {name: ((release / name).stat().st_size, sha256) for sha256, name in lines}


def holds(release: Path) -> bool:
    """Return whether a folder is a whole release: all of its files are those of its SHA256SUMS."""
    sums = release / SUMS
    return sums.is_file() and sums.read_text("utf-8") == checksums(release)


def up_to_date(outputs: Path, record: Mapping[str, Any]) -> bool:
    """Return whether outputs/latest is whole and was built from what the record says."""
    return holds(outputs / "latest") and _record(outputs) == record


def is_built_from(outputs: Path, inputs_sha256: str) -> bool:
    """Return whether outputs/latest is whole and was built from inputs with this joint hash."""
    return holds(outputs / "latest") and _record(outputs).get("inputs_sha256") == inputs_sha256


def _record(outputs: Path) -> dict[str, Any]:
    return dict(json.loads((outputs / "latest" / BUILD).read_text("utf-8")))
