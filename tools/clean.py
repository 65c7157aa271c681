"""The command behind `make clean`: removes what the build made, but neither the environment nor the files of a run in progress.

Belongs here: what is removed. It waits for a build, and refuses while a UI is served, which writes to the run history. It needs nothing but
Python's standard library, since there may be no environment.
"""

import sys

if sys.version_info < (3, 11):
    sys.exit("Python 3.11 or later is needed; this is %d.%d. Say which to use: make PYTHON=python3.12 clean" % sys.version_info[:2])

import shutil
from collections.abc import Callable
from pathlib import Path

if __package__ in (None, ""):  # started as a file
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from pipeline.kernel.command import command
from pipeline.kernel.locks import BUILD_LOCK, UI_LOCK, got, locked
from pipeline.kernel.paths import ROOT

KEPT = "README.md"  # of outputs/
FOLDERS = ("dist", ".dagster", ".faults")


def clean(root: Path, waiting: Callable[[], None] = lambda: None) -> str | None:
    """Remove what was made in a repository. Return why it was not, or None."""
    if _is_held(root / UI_LOCK):
        return "The UI of this folder is running. Stop it there with Ctrl-C, and run make clean again."
    if (root / "outputs").is_dir():
        with locked(root / "outputs", BUILD_LOCK, waiting):
            for path in (root / "outputs").iterdir():
                if path.name not in (KEPT, BUILD_LOCK):  # who waits for the lock waits for this file
                    _remove(path)
    for name in FOLDERS:
        _remove(root / name)
    return None


def _is_held(lock: Path) -> bool:
    if not lock.is_file():
        return False
    with lock.open("a") as handle:
        return not got(handle)


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


@command
def main() -> int:
    """Clean this repository; return the exit status."""
    refusal = clean(ROOT, lambda: print("A build is running in this folder. Waiting for it to end.", file=sys.stderr))
    if refusal:
        print(refusal, file=sys.stderr)
    return 1 if refusal else 0


if __name__ == "__main__":
    sys.exit(main())
