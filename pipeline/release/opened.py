"""A release to look at: a folder, a zip file, or a git tag.

Belongs here: the way from what a user names to a folder with a whole release. A tag is the source of a release, and the same source
gives the same bytes: its release is built from it, in a temporary folder, offline, with the packages that are installed.
"""

import os
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline.kernel.problems import InputError, Problem
from pipeline.release.publish import BUILD, holds

PACKAGES = "requirements.lock"
# The module that `make dataset` runs, and where earlier sources have it.


@contextmanager
def opened(named: str, root: Path) -> Iterator[Path]:
    """Give the folder of the release that is named; InputError where there is none, or where it is not whole."""
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(named)
        if path.is_dir():
            release = path
        elif path.is_file():
            release = _unpacked(path, Path(scratch))
        else:
            release = _built(named, root, Path(scratch))
        if not holds(release) or not (release / BUILD).is_file():
            raise _refusal(
                named, "a whole release: each file as SHA256SUMS says, and build.json", "make dataset, or fetch the release again"
            )
        yield release


def _refusal(named: str, expected: str, remedy: str) -> InputError:
    return InputError([Problem(named, None, None, None, expected, remedy)])


def _unpacked(file: Path, scratch: Path) -> Path:
    """Unpack a zip; the release is in the one folder that it holds."""
    if not zipfile.is_zipfile(file):
        raise _refusal(str(file), "a zip file of a release", "name a release folder, a zip made by make release, or a git tag")
    with zipfile.ZipFile(file) as packed:
        packed.extractall(scratch)
    return next((folder for folder in sorted(scratch.iterdir()) if folder.is_dir()), scratch)


def _built(tag: str, root: Path, scratch: Path) -> Path:
    """Build the release of a tag from its source."""
    found = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{tag}^{{commit}}")
    if found.returncode:
        raise _refusal(tag, "a release folder, a zip made by make release, or a git tag", "correct the name, or git fetch --tags")
    commit, archive = found.stdout.decode().strip(), scratch / "source.zip"
    _git(root, "archive", "--format=zip", f"--output={archive}", commit)
    with zipfile.ZipFile(archive) as source:
        source.extractall(scratch / "source")
    if (scratch / "source" / PACKAGES).read_bytes() != (root / PACKAGES).read_bytes():
        raise _refusal(tag, f"the {PACKAGES} of the packages installed here", "check the tag out, make release there, and name that zip")
    clean = {key: value for key, value in os.environ.items() if key not in ("DAGSTER_HOME", "SOURCE_DOCUMENT")}
    (scratch / "source" / ".venv").symlink_to(sys.prefix)
    # by the command that every version has, with the environment that is installed here
    command = ["make", "--old-file=.venv/ready", "dataset"]
    done = subprocess.run(command, cwd=scratch / "source", env=clean, capture_output=True, text=True, check=False)
    if done.returncode:
        raise _refusal(tag, "a source that builds; it says: " + done.stderr.strip(), "name a tag whose build succeeds")
    return scratch / "source" / "outputs" / "latest"


def _git(root: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(["git", "-C", str(root), *arguments], capture_output=True, check=False)
