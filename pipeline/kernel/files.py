"""Files and their hashes: what a build compares, and how it writes.

Belongs here: bytes. Does not belong here: what the bytes mean, or which files a build depends on (`pipeline/release/inputs.py`).
"""

import hashlib
import os
from collections.abc import Iterable
from pathlib import Path

PART = ".part"
COMPILED = "__pycache__"
NO_FILE = "no file"


def sha256_of(content: bytes) -> str:
    """Return the SHA-256 of some bytes, in hexadecimal. It is the version of a table and of a file."""
    return hashlib.sha256(content).hexdigest()


def version_of(file: Path) -> str:
    """Return the SHA-256 of a file's bytes, or NO_FILE for a link that leads to no file."""
    return sha256_of(file.read_bytes()) if file.is_file() else NO_FILE


def source_files(path: Path) -> list[Path]:
    """Return every file and link below a folder, whatever its name, sorted; or the file itself. What Python has compiled is left out."""
    if path.is_file():
        return [path]
    return sorted(file for file in path.rglob("*") if (file.is_file() or file.is_symlink()) and COMPILED not in file.parts)


def digest(root: Path, files: Iterable[Path]) -> str:
    """Return one SHA-256 over the names, relative to root, and the versions of files."""
    return sha256_of("".join(f"{version_of(file)}  {file.relative_to(root).as_posix()}\n" for file in files).encode())


def write_if_changed(path: Path, content: bytes) -> None:
    """Put content at path in one step, unless it is there already."""
    if path.exists() and path.read_bytes() == content:
        return
    beside = path.with_name(f".{path.name}.{os.getpid()}{PART}")
    beside.write_bytes(content)
    beside.replace(path)


def remove_unfinished(folder: Path) -> None:
    """Remove what killed writers left half written below a folder. Nobody may be writing there."""
    for left in folder.rglob(f".*{PART}"):
        left.unlink()
