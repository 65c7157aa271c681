"""A release to look at: a folder, a zip file, or a git tag.

Belongs here: the way from what a user names to a folder with a whole release. A tag is the source of a release, and the same source
gives the same bytes: its release is built from it, in a temporary folder, offline, with the packages that are installed.
"""

import os
import signal
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline.kernel.files import read_file
from pipeline.kernel.problems import InputError, Problem, refuse
from pipeline.kernel.scratch import scratch
from pipeline.release.publish import BUILD, SUMS, holds
from pipeline.release.unpack import BYTES, FILES, unpack

PACKAGES = "requirements.lock"
AGAIN = "make dataset, or fetch the release again"


@contextmanager
def opened(named: str, root: Path) -> Iterator[Path]:
    """Give the folder of the release that is named; InputError where there is none, or where it is not whole."""
    with scratch() as folder:
        path = Path(named)
        if path.is_dir():
            release = path.resolve()  # outputs/latest may lead elsewhere before it is read to its end
        elif path.is_file():
            release = _unpacked(path, folder)
        else:
            release = _built(named, root, folder)
        if not (release / SUMS).is_file() or not (release / BUILD).is_file():
            raise _refusal(named, f"a release: a folder with {SUMS} and {BUILD}", AGAIN)
        refuse(_foreign_files(named, release))
        if not holds(release):
            raise _refusal(named, f"a whole release: each file as {SUMS} says, and no other", AGAIN)
        yield release


def _refusal(named: str, expected: str, remedy: str) -> InputError:
    return InputError([Problem(named, None, None, None, expected, remedy)])


def _foreign_files(named: str, release: Path) -> list[Problem]:
    """Return a problem where a folder is too large for a release, or holds links or what is no file; looked at before any of it is read."""
    size = 0
    for number, path in enumerate(release.rglob("*")):
        size += path.lstat().st_size
        if number > 2 * FILES or size > BYTES:
            return [Problem(named, None, None, None, f"a release: at most {FILES} files of {BYTES} bytes together", AGAIN)]
        if path.is_symlink() or not (path.is_file() or path.is_dir()):
            return [Problem(f"{named}: {path.relative_to(release)}", None, None, "a link, pipe or device", "a file", AGAIN)]
    return []


def _unpacked(file: Path, folder: Path) -> Path:
    """Unpack a zip; the release is in the one folder that it holds."""
    if not zipfile.is_zipfile(file):
        raise _refusal(str(file), "a zip file of a release", "name a release folder, a zip made by make release, or a git tag")
    unpack(file, folder)
    return next((found for found in sorted(folder.iterdir()) if found.is_dir()), folder)


def _built(tag: str, root: Path, folder: Path) -> Path:
    """Build the release of a tag from its source."""
    source = source_of_tag(tag, root, folder)
    if source is None:
        raise _refusal(tag, "a release folder, a zip made by make release, or a git tag", "correct the name, or git fetch --tags")
    if read_file(source / PACKAGES) != read_file(root / PACKAGES):
        raise _refusal(tag, f"the {PACKAGES} of the packages installed here", "check the tag out, make release there, and name that zip")
    return built_in(source, tag)


def source_of_tag(tag: str, root: Path, folder: Path) -> Path | None:
    """Write the source of a tag of a repository into a folder, and return where; None where there is no such tag."""
    found = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{tag}^{{commit}}")
    if found.returncode:
        return None
    commit, archive = found.stdout.decode().strip(), folder / "source.zip"
    _git(root, "archive", "--format=zip", f"--output={archive}", commit)
    with zipfile.ZipFile(archive) as source:
        source.extractall(folder / "source")
    return folder / "source"


def built_in(source: Path, named: str) -> Path:
    """Build the release of a source in its folder, offline, with the packages that are installed here; return it. InputError where that
    fails; named: what the source is called in the message."""
    clean = {key: value for key, value in os.environ.items() if key not in ("DAGSTER_HOME", "SOURCE_DOCUMENT", "DOCUMENT")}
    (source / ".venv").symlink_to(sys.prefix)
    # by the command that every version has, with the environment that is installed here
    said = _run(["make", "--old-file=.venv/ready", "dataset"], source, clean)
    if said is not None:
        raise _refusal(named, "a source that builds; it says: " + said.strip(), "name a release whose source builds")
    return source / "outputs" / "latest"


def _run(command: list[str], folder: Path, environment: dict[str, str]) -> str | None:
    """Run a command, and end all that it started where this process is told to end; return what it says where it fails, None otherwise."""
    with subprocess.Popen(
        command, cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, start_new_session=True
    ) as started:
        try:
            _, said = started.communicate()
        except BaseException:
            os.killpg(started.pid, signal.SIGKILL)
            raise
    return said if started.returncode else None


def _git(root: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(["git", "-C", str(root), *arguments], capture_output=True, check=False)
