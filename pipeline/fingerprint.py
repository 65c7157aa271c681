"""What a build depends on, as hashes: raw data, code and lock file.

Belongs here: deciding by content, never by clock or event log, whether anything changed.
"""

import hashlib
from collections.abc import Iterable
from pathlib import Path

CODE = ("schemas", "pipeline", "requirements.lock", "metadata.yaml")
BESIDE = ("CHANGELOG.md", "LICENSE")  # they go into a release, and no table depends on them
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
    return hashlib.sha256((fingerprint(root, CODE + BESIDE) + fingerprint(raw.parent, [raw.name])).encode()).hexdigest()


def input_files(root: Path, raw: Path) -> dict[str, str]:
    """Return the SHA-256 of each file of `raw`, of metadata.yaml and of the lock file, by its path in the repository."""
    files = {f"{raw.name}/{file.relative_to(raw).as_posix()}": file for file in _files(raw)}
    files |= {name: root / name for name in CODE if (root / name).is_file()}
    return {name: hashlib.sha256(file.read_bytes()).hexdigest() for name, file in sorted(files.items())}


def _files(path: Path) -> list[Path]:
    if path.is_file():
        return [path]
    return sorted(file for file in path.rglob("*") if file.is_file() and file.suffix in SOURCE_SUFFIXES)
