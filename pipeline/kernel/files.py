"""Files and their hashes: what a build compares, and how it writes.

Belongs here: bytes. Does not belong here: what the bytes mean, or which files a build depends on (`pipeline/release/inputs.py`).
"""

import hashlib
import os
from collections.abc import Iterable
from pathlib import Path

PART = ".part"
SOURCE_SUFFIXES = {".py", ".lock", ".csv", ".yaml", ".geojson", ".ttf"}


def sha256_of(content: bytes) -> str:
    """Return the SHA-256 of some bytes, in hexadecimal. It is the version of a table and of a file."""
    return hashlib.sha256(content).hexdigest()


def source_files(path: Path) -> list[Path]:
    """Return the source files below a folder, sorted; or the file itself."""
    if path.is_file():
        return [path]
    return sorted(file for file in path.rglob("*") if file.is_file() and file.suffix in SOURCE_SUFFIXES)


def digest(root: Path, files: Iterable[Path]) -> str:
    """Return one SHA-256 over the names, relative to root, and the bytes of files."""
    found = hashlib.sha256()
    for file in files:
        content = file.read_bytes()
        found.update(f"{file.relative_to(root).as_posix()} {len(content)}\n".encode())
        found.update(content)
    return found.hexdigest()


def fingerprint(root: Path, parts: Iterable[str]) -> str:
    """Return a SHA-256 over the names and bytes of the source files below the given files and folders of root."""
    return digest(root, [file for part in parts for file in source_files(root / part)])


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
