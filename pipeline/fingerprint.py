"""What a build depends on, as hashes: raw data, code, metadata, lock file, and the files that a release copies.

Belongs here: deciding by content, never by clock or event log, whether anything changed, and what.
"""

import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from pipeline.contract.metadata import FILE as METADATA
from pipeline.contract.metadata import parse

CODE = ("schemas", "pipeline", "requirements.lock", METADATA)
BESIDE = ("CHANGELOG.md", "LICENSE")  # they go into a release, and no table depends on them
SOURCE_SUFFIXES = {".py", ".lock", ".csv", ".yaml", ".geojson", ".ttf"}


def fingerprint(root: Path, parts: Iterable[str]) -> str:
    """Return a SHA-256 over the names and bytes of the source files below the given files and folders of root."""
    return _digest(root, [file for part in parts for file in _files(root / part)])


def build_record(root: Path, raw: Path) -> dict[str, Any]:
    """Return what a build of `raw` by the code in `root` is made from.

    version, schema_version: those of the metadata; inputs: those of `input_files`, and the hash of each folder of code without those
    below it; inputs_sha256: one hash over all of them. Raises InputError for metadata that is not as it must be.
    """
    folders: dict[str, list[Path]] = {}
    for file in [file for part in CODE if (root / part).is_dir() for file in _files(root / part)]:
        folders.setdefault(file.parent.relative_to(root).as_posix(), []).append(file)
    inputs = input_files(root, raw) | {name: _digest(root, files) for name, files in folders.items()}
    known = parse((root / METADATA).read_text("utf-8"))
    total = hashlib.sha256("".join(f"{inputs[name]} {name}\n" for name in sorted(inputs)).encode()).hexdigest()
    return {"version": known.version, "schema_version": known.schema_version, "inputs": inputs, "inputs_sha256": total}


def input_files(root: Path, raw: Path) -> dict[str, str]:
    """Return the SHA-256 of each file of `raw`, and of each single file that goes into a build, by its path in the repository."""
    files = {f"{raw.name}/{file.relative_to(raw).as_posix()}": file for file in _files(raw)}
    files |= {name: root / name for name in (*CODE, *BESIDE) if (root / name).is_file()}
    return {name: hashlib.sha256(file.read_bytes()).hexdigest() for name, file in sorted(files.items())}


def _digest(root: Path, files: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for file in files:
        content = file.read_bytes()
        digest.update(f"{file.relative_to(root).as_posix()} {len(content)}\n".encode())
        digest.update(content)
    return digest.hexdigest()


def _files(path: Path) -> list[Path]:
    if path.is_file():
        return [path]
    return sorted(file for file in path.rglob("*") if file.is_file() and file.suffix in SOURCE_SUFFIXES)
