"""The folder of releases that a static web server can serve: one folder for each version, and releases.json, which lists them.

Belongs here: placing a checked release beside the earlier ones. Does not belong here: packing (`pack.py`), and publishing the folder, which
a maintainer does by hand (docs/releasing.md).
"""

import json
import re
import shutil
import tempfile
from pathlib import Path

from pipeline.kernel.files import sha256_of, write_if_changed
from pipeline.release.database import NAME
from pipeline.release.publish import BUILD, SUMS

FOLDER, INDEX, UNFINISHED = "releases", "releases.json", ".unfinished-"
VERSION = re.compile(r"[0-9]+(?:\.[0-9]+)*")


def place(release: Path, dist: Path) -> Path:
    """Copy a release to the folder of its version in dist/releases, in one step, and list all versions there; return the folder.

    Other versions stay as they are. A release of the same version, which is being prepared, is replaced.
    """
    version = str(json.loads((release / BUILD).read_text("utf-8"))["version"])
    releases = dist / FOLDER
    releases.mkdir(parents=True, exist_ok=True)
    for left in releases.glob(f"{UNFINISHED}*"):  # by a command that was killed
        shutil.rmtree(left, ignore_errors=True)
    with tempfile.TemporaryDirectory(prefix=UNFINISHED, dir=releases) as scratch:
        new = Path(shutil.copytree(release, Path(scratch) / "new"))
        if (releases / version).exists():
            (releases / version).rename(Path(scratch) / "old")
        new.rename(releases / version)
    write_if_changed(releases / INDEX, index_of(releases))
    return releases / version


def index_of(releases: Path) -> bytes:
    """Return releases.json: all versions in their order, with paths relative to it, and the hash of the checksums of each; whatever else
    lies beside them is left out."""
    found = [file.parent for file in releases.glob(f"*/{BUILD}") if VERSION.fullmatch(file.parent.name)]
    folders = sorted(found, key=lambda folder: _order(folder.name))
    listed = [
        {
            "version": folder.name,
            "database": f"{folder.name}/{NAME}.duckdb",
            "parquet": sorted(file.relative_to(releases).as_posix() for file in (folder / "parquet").rglob("*.parquet")),
            "checksums": f"{folder.name}/{SUMS}",
            "checksums_sha256": sha256_of((folder / SUMS).read_bytes()),
        }
        for folder in folders
    ]
    return json.dumps({"latest": listed[-1]["version"] if listed else None, "releases": listed}, indent=1).encode() + b"\n"


def _order(version: str) -> tuple[int, ...]:
    return tuple(map(int, version.split(".")))
