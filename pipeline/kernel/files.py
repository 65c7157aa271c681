"""Files and their hashes: what a build compares, and how it reads and writes.

Belongs here: bytes. All files are read by `read_file`, which neither waits for a named pipe nor reads a device. Does not belong here: what
the bytes mean, or which files a build depends on (`pipeline/release/inputs.py`).
"""

import hashlib
import json
import os
import re
import stat
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

from pipeline.kernel.paths import ROOT
from pipeline.kernel.problems import InputError, Problem

PART = ".part"
UNFINISHED = re.compile(rf"\..+\.\d+{re.escape(PART)}")
COMPILED = "__pycache__"
NO_FILE = "no file"
KINDS = {
    stat.S_IFDIR: "a folder",
    stat.S_IFIFO: "a named pipe",
    stat.S_IFSOCK: "a socket",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
}


def sha256_of(content: bytes) -> str:
    """Return the SHA-256 of some bytes, in hexadecimal. It is the version of a table and of a file."""
    return hashlib.sha256(content).hexdigest()


def encoded(text: str) -> bytes:
    """Return a text with names of files in UTF-8; a byte of a name that is not UTF-8 stays that byte."""
    return text.encode("utf-8", "surrogateescape")


def what_is(path: Path) -> str | None:
    """Return in words what stands in the place of a file; None where it is a file, or a link to one."""
    try:
        mode = path.stat().st_mode
    except OSError:
        return "a link that leads nowhere" if path.is_symlink() else NO_FILE
    return None if stat.S_ISREG(mode) else KINDS.get(stat.S_IFMT(mode), "no plain file")


def shown_path(path: Path) -> str:
    """Return a path for a message: as seen from the repository where it lies there, whole elsewhere."""
    return path.relative_to(ROOT).as_posix() if path.is_relative_to(ROOT) else str(path)


def read_file(file: Path, shown: str | None = None) -> bytes:
    """Return the bytes of a file. shown: its name for messages.

    Raises FileNotFoundError where nothing is there, and InputError for what is no file, such as a folder, a named pipe or a device, and
    for a file that this user may not read. It never waits.
    """
    if (found := what_is(file)) and found != NO_FILE:
        raise _no_file(file, shown, found)
    try:
        # without waiting, for the case that a pipe takes the place of the file meanwhile
        with open(os.open(file, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC), "rb") as opened:  # noqa: PTH123 - of a descriptor
            if not stat.S_ISREG(os.fstat(opened.fileno()).st_mode):
                raise _no_file(file, shown, "no plain file")
            return opened.read()
    except PermissionError:
        remedy = "allow it to be read: chmod u+r, and u+x for the folders above"
        raise InputError([Problem(shown or shown_path(file), None, None, None, "a file that this user may read", remedy)]) from None


def _no_file(file: Path, shown: str | None, found: str) -> InputError:
    return InputError([Problem(shown or shown_path(file), None, None, found, "a file", "move it away, and restore the file")])


def read_text_file(file: Path, shown: str | None = None) -> str:
    """Return the text of a file in UTF-8. Raises as `read_file` does, and InputError with the line of the first byte that is not UTF-8."""
    content = read_file(file, shown)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        value = "byte " + content[error.start : error.end].hex(" ")
        problem = Problem(shown or shown_path(file), line, None, value, "text in UTF-8", "restore the file, or save it in UTF-8")
        raise InputError([problem]) from None


def known_versions(file: Path) -> dict[str, Any] | None:
    """Return what a JSON file says of a stored table, {"version": hash, "sources": {source: hash}}; None where it does not say that.
    Raises FileNotFoundError where there is no file."""
    try:
        known = json.loads(read_file(file))
    except (ValueError, RecursionError):
        return None
    if not isinstance(known, dict) or not isinstance(known.get("sources"), dict):
        return None
    return known if all(isinstance(version, str) for version in (known.get("version"), *known["sources"].values())) else None


def version_of(file: Path) -> str:
    """Return the SHA-256 of a file's bytes, or NO_FILE for a link that leads to no file."""
    return sha256_of(read_file(file)) if file.is_file() else NO_FILE


def source_files(path: Path) -> list[Path]:
    """Return every file and link below a folder, whatever its name, sorted; or the file itself. What Python has compiled is left out."""
    if path.is_file():
        return [path]
    return sorted(file for file in path.rglob("*") if (file.is_file() or file.is_symlink()) and COMPILED not in file.parts)


def digest(root: Path, files: Iterable[Path]) -> str:
    """Return one SHA-256 over the names, relative to root, and the versions of files."""
    return sha256_of(encoded("".join(f"{version_of(file)}  {file.relative_to(root).as_posix()}\n" for file in files)))


def write_if_changed(path: Path, content: bytes) -> None:
    """Put content at path in one step, unless it is there already. Raises InputError where something that is no file has its place."""
    found = what_is(path)
    if found not in (None, NO_FILE, "a link that leads nowhere"):
        raise InputError([Problem(shown_path(path), None, None, found, "a file, or nothing", "move it away")])
    if found is None and read_file(path) == content:
        return
    beside = path.with_name(f".{path.name}.{os.getpid()}{PART}")
    beside.write_bytes(content)
    beside.replace(path)


def remove_unfinished(folder: Path) -> None:
    """Remove what killed writers left half written below a folder, and nothing else. Nobody may be writing there."""
    for left in folder.rglob(f".*{PART}"):
        if UNFINISHED.fullmatch(left.name) and left.is_file() and not left.is_symlink():
            with suppress(OSError):
                left.unlink()
