"""What a build depends on, as hashes: raw data, code and lock file.

Belongs here: deciding by content, never by clock or event log, whether anything changed.
"""

import hashlib
from collections.abc import Iterable
from pathlib import Path

CODE = ("schemas", "pipeline", "requirements.lock", "metadata.yaml")
SOURCE_SUFFIXES = {".py", ".lock", ".csv", ".yaml", ".geojson", ".ttf"}


def fingerprint(root: Path, parts: Iterable[str]) -> str:
    """Return a SHA-256 over the names and bytes of the source files below the given files and folders of root."""
    digest = hashlib.sha256()
    for part in parts:
        for file in _files(root / part):
            content = file.read_bytes()
            digest.update(f"{part}/{file.relative_to(root / part).as_posix()} {len(content)}\n".encode())
            digest.update(content)
    return digest.hexdigest()


def inputs_hash(root: Path, raw: Path) -> str:
    """Return the hash of all that a build of `raw` by the code in `root` depends on."""
    return hashlib.sha256((fingerprint(root, CODE) + fingerprint(raw.parent, [raw.name])).encode()).hexdigest()


def _files(path: Path) -> list[Path]:
    found = [path] if path.is_file() else path.rglob("*")
    return sorted(file for file in found if file.is_file() and file.suffix in SOURCE_SUFFIXES)
