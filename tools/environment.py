"""The environment of this repository: `python3 tools/environment.py run` makes .venv, `dev` adds what tests and checks need, and `server`
what a team's server needs.

Belongs here: making the environment with nothing but Python's standard library and pip, so that a fresh clone can run it. Does not belong
here: which packages there are (pyproject.toml and the lock files).

It is built beside, in .venv.new, and gets its name when it is whole, so that neither an interruption nor a second command leaves half an
environment. One command builds at a time. A lock file's hash decides whether there is anything to do. Only wheels are installed, each
checked by its hash; each lock file is complete, hence --no-deps.
"""

import sys

if sys.version_info < (3, 11):  # before anything that an older Python may not know
    sys.exit("Python 3.11 or later is needed; this is %d.%d. Say which to use: make PYTHON=python3.12 ..." % sys.version_info[:2])

import fcntl
import hashlib
import os
import re
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
NAME, BUILDING, REPLACED, LOCK = ".venv", ".venv.new", ".venv.old", ".venv.lock"
OLDER = ("requirements-older.lock", "duckdb-1.1.3")  # a lock file, and the folder of the environment that gets its packages
RUN = "requirements.lock"
LEVELS = {"run": [RUN], "dev": [RUN, "requirements-dev.lock", OLDER[0]], "server": [RUN, "deploy/requirements.lock"]}
MARKS = {
    "run": "ready",
    "dev": "ready-dev",
    "server": "ready-server",
}  # the files of an environment with the hashes of what was installed; the Makefile looks at them
NEEDED_BY = {"dev": "tests and checks need", "server": "the server of a team needs"}
PIP = ["-m", "pip", "install", "--disable-pip-version-check", "--no-input", "--no-compile", "--no-deps", "--require-hashes"]
# No code of a package runs before its hash is checked, and none to build it.
WHEELS = ["--only-binary", ":all:", "--progress-bar", "off"]
PIN = re.compile(r"^[a-z0-9][a-z0-9._-]*(?:\[[^]]*\])?==", re.MULTILINE)
DOWNLOADED = re.compile(r"^\s*(?:Downloading|Using cached) (\S+?)-\d\S* \((.*)\)")


class SetupError(Exception):
    """The environment could not be made; the message says what to do."""


def main(arguments: list[str]) -> int:
    """Make the level of the environment that the argument names, unless it is there; return the exit status."""
    level = arguments[0] if arguments else ""
    if level not in LEVELS:
        print("Say which level: python3 tools/environment.py run, dev or server.", file=sys.stderr)
        return 2
    try:
        with _locked(ROOT / LOCK):
            set_up(ROOT, level)
    except (SetupError, OSError) as refused:
        print(refused, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Interrupted. The next make command sets up the environment again.", file=sys.stderr)
        return 1
    return 0


def set_up(root: Path, level: str) -> None:
    """Make the environment of a repository up to a level. Raises SetupError where .venv is not ours, or pip fails."""
    final, building = root / NAME, root / BUILDING
    if is_ready(root, level):
        (final / MARKS[level]).touch()  # so that make does not ask again
        return
    if final.is_symlink() or (final.exists() and not (final / MARKS["run"]).exists()):
        raise SetupError(f"{NAME} was not made by this Makefile, so it is left as it is. Move it away, and run make again.")
    begins = time.monotonic()
    shutil.rmtree(building, ignore_errors=True)  # of an interrupted command
    if level != "run" and is_ready(root, "run"):
        print(f"Adding what {NEEDED_BY[level]} to the environment; this takes a minute, once.")
        shutil.copytree(final, building, symlinks=True, copy_function=os.link)
        files = LEVELS[level][1:]
    else:
        print("Setting up the environment; this takes a minute or two, once.")
        _call([sys.executable, "-m", "venv", str(building)], "Python's module venv fails here (Debian: install python3-venv).")
        _name_repository(root, building)
        files = LEVELS[level]
    for file in files:
        _install(root, building, file)
    _compile(building)
    for done in [name for name, needed in LEVELS.items() if set(needed) <= set(LEVELS[level])]:
        (building / MARKS[done]).write_text(_hashes(root, done), "utf-8")
    _take_name(building, final)
    print(f"The environment is ready: {_packages(final)} packages, {_megabytes(final)} MB, {time.monotonic() - begins:.0f} s.")


def is_ready(root: Path, level: str) -> bool:
    """Return whether the environment has what the lock files of a level say now, and its Python still exists."""
    mark = root / NAME / MARKS[level]
    return mark.is_file() and mark.read_text("utf-8") == _hashes(root, level) and (root / NAME / "bin" / "python").exists()


def _hashes(root: Path, level: str) -> str:
    return "".join(f"{hashlib.sha256((root / file).read_bytes()).hexdigest()}  {file}\n" for file in LEVELS[level])


def _install(root: Path, building: Path, file: str) -> None:
    """Install the packages of a lock file, and show which of them is at hand."""
    aside = ["--target", str(building / OLDER[1])] if file == OLDER[0] else []
    if aside:
        shutil.rmtree(building / OLDER[1], ignore_errors=True)
    try:
        _pip([str(building / "bin" / "python"), *PIP, *WHEELS, *aside, "-r", file], root, file)
    except SetupError:
        if not aside:
            raise
        print("DuckDB 1.1.3 could not be installed here; that it opens the database is not tested.")


def _pip(command: list[str], root: Path, file: str) -> None:
    of, number, said = len(PIN.findall((root / file).read_text("utf-8"))), 0, list[str]()
    with subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as pip:
        for line in pip.stdout or ():
            said.append(line)
            found = DOWNLOADED.match(line)
            if found:
                number += 1
                _show(f"{file}: {number} of {of}  {found[1]} ({found[2]})")
            elif line.startswith("Installing collected packages"):
                _show(f"{file}: unpacking {number} packages")
    _show("")
    if pip.returncode:
        errors = [line for line in said if line.startswith("ERROR")] or said[-20:]
        raise SetupError("".join(errors) + f"\nThe packages of {file} could not be installed; {NAME} was not changed. Run make again.")


def _show(text: str) -> None:
    """Write a line over the last one, on a terminal."""
    if sys.stdout.isatty():
        sys.stdout.write(f"\r\x1b[K{text}")
        sys.stdout.flush()


def _name_repository(root: Path, building: Path) -> None:
    """Let the scripts of the environment, such as dg, import the packages of this repository: a .pth file names its folder, seen from
    there."""
    ask = "import sysconfig; print(sysconfig.get_path('purelib'))"
    home = Path(subprocess.run([str(building / "bin" / "python"), "-c", ask], check=True, capture_output=True, text=True).stdout.strip())
    (home / "repository.pth").write_text(f"{os.path.relpath(root, home)}\n", "utf-8")


def _compile(building: Path) -> None:
    """Compile all modules once, on all processors; some packages carry files for other versions of Python, which fail."""
    command = [str(building / "bin" / "python"), "-m", "compileall", "-q", "-j", "0", "-x", "/tests?/", str(building / "lib")]
    subprocess.run(command, check=False, stdout=subprocess.DEVNULL)


def _take_name(building: Path, final: Path) -> None:
    """Give a whole environment its name, also in its scripts, which hold the path of their Python."""
    before, after = str(building).encode(), str(final).encode()
    for script in [file for file in sorted((building / "bin").iterdir()) if file.is_file() and not file.is_symlink()]:
        content = script.read_bytes()
        if before in content:
            beside = script.with_name(f"{script.name}.new")  # a file of its own: the old one may be linked to the last environment
            beside.write_bytes(content.replace(before, after))
            shutil.copymode(script, beside)
            beside.replace(script)
    old = final.with_name(REPLACED)
    shutil.rmtree(old, ignore_errors=True)
    if final.exists():
        final.rename(old)
    building.rename(final)
    shutil.rmtree(old, ignore_errors=True)


def _packages(folder: Path) -> int:
    return len(list(folder.glob("lib/python*/site-packages/*.dist-info")))


def _megabytes(folder: Path) -> int:
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file() and not file.is_symlink()) // 1_000_000


def _call(command: list[str], remedy: str) -> None:
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    if done.returncode:
        raise SetupError(f"{done.stdout}{done.stderr}{remedy}")


@contextmanager
def _locked(file: Path) -> Iterator[None]:
    """Let one command at a time in; a killed one lets go of the lock."""
    with file.open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print("Another make command is setting up the environment. Waiting for it.", file=sys.stderr)
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
