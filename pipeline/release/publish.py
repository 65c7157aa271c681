"""Publishing a release whole or not at all.

Belongs here: the temporary folder beside, the checksums, the identifier from content, the one step that makes a release visible.
Does not belong here: the contents of the files.
"""

import fcntl
import json
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline.problems import Problem
from pipeline.store import TableStore, version_of

SUMS, BUILD = "SHA256SUMS", "build.json"


@contextmanager
def locked(folder: Path, name: str) -> Iterator[None]:
    """Hold a lock in a folder; it is released when the block ends or its process dies, however it dies."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / name).open("a") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def publish(outputs: Path, inputs: str, write: Callable[[Path], None]) -> Path:
    """Let `write` fill a new folder, and make it outputs/latest in one step; return the release's folder.

    The release's name is made from the hashes of its files; `inputs` is the hash of all that it was built from, kept in build.json.
    Whatever fails, outputs/latest stays what it was; what a killed build left behind is removed by the next.
    """
    releases = outputs / "releases"
    with locked(outputs, ".release.lock"):
        releases.mkdir(exist_ok=True)
        for left in releases.glob(".building-*"):
            shutil.rmtree(left)
        building = Path(tempfile.mkdtemp(prefix=".building-", dir=releases))
        try:
            write(building)
            (building / BUILD).write_text(json.dumps({"inputs_sha256": inputs}) + "\n", "utf-8")
            sums = checksums(building)
            (building / SUMS).write_text(sums, "utf-8")
            building.chmod(0o755)
            release = releases / version_of(sums.encode())[:12]
            if not holds(release):
                shutil.rmtree(release, ignore_errors=True)
                building.replace(release)
            _point(outputs / "latest", release)
        finally:
            shutil.rmtree(building, ignore_errors=True)
    return release


def _point(link: Path, release: Path) -> None:
    """Make the symbolic link point to the release in one step."""
    beside = link.with_name(".latest.part")
    beside.unlink(missing_ok=True)
    beside.symlink_to(Path("releases") / release.name)
    beside.replace(link)


def checksums(folder: Path) -> str:
    """Return the lines of SHA256SUMS for all files of a folder but that file itself, in the format of sha256sum."""
    files = sorted(file for file in folder.rglob("*") if file.is_file() and file.name != SUMS)
    return "".join(f"{version_of(file.read_bytes())}  {file.relative_to(folder).as_posix()}\n" for file in files)


def manifest(release: Path) -> dict[str, tuple[int, str]]:
    """Return the size in bytes and the SHA-256 of each file that a release's SHA256SUMS lists, by its name."""
    lines = [line.split("  ", 1) for line in (release / SUMS).read_text("utf-8").splitlines()]
    return {name: ((release / name).stat().st_size, sha256) for sha256, name in lines}


def holds(release: Path) -> bool:
    """Return whether a folder is a whole release: all of its files are those of its SHA256SUMS."""
    sums = release / SUMS
    return sums.is_file() and sums.read_text("utf-8") == checksums(release)


def up_to_date(outputs: Path, inputs: str) -> bool:
    """Return whether outputs/latest is whole and was built from these inputs."""
    latest = outputs / "latest"
    return holds(latest) and json.loads((latest / BUILD).read_text("utf-8")) == {"inputs_sha256": inputs}


def mixed(store: TableStore, names: list[str], raw: Path, code: str) -> list[Problem]:
    """Return a problem for each stored table that was made from something else than what is there now: such tables do not fit
    together, and a release is not made from them."""
    problems, seen, waiting = [], set[str](), list(names)
    while waiting:
        name = waiting.pop()
        if name in seen:
            continue
        seen.add(name)
        for source, version in store.versions(name)["sources"].items():
            if source == "code":
                now = code
            elif source.startswith(f"{raw.name}/"):
                file = raw.parent / source
                now = version_of(file.read_bytes()) if file.exists() else "missing"
            else:
                now = store.versions(source)["version"]
                waiting.append(source)
            if now != version:
                expected = f"to be made from {source} as it is now"
                problems.append(Problem(f"table {name}", None, None, None, expected, "materialise the whole dataset"))
    return problems
