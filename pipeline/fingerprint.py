"""What a build depends on, as hashes: raw data, code, metadata and lock file.

Belongs here: deciding by content, never by clock or event log, whether anything changed, and what.
"""

import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import yaml

METADATA = "metadata.yaml"
CODE = ("schemas", "pipeline", "requirements.lock", METADATA)
SOURCE_SUFFIXES = {".py", ".lock", ".csv", ".yaml"}


def fingerprint(root: Path, parts: Iterable[str]) -> str:
    """Return a SHA-256 over the names and bytes of the source files below the given files and folders of root."""
    return _digest(root, [file for part in parts for file in _files(root / part)])


def build_record(root: Path, raw: Path) -> dict[str, Any]:
    """Return what a build of `raw` by the code in `root` is made from.

    version, schema_version: those of the metadata; inputs: the hash of each raw file, of each folder of code without those below it,
    and of each single file beside; inputs_sha256: one hash over all of them.
    """
    groups: dict[str, list[Path]] = {}
    for file in [file for part in CODE for file in _files(root / part)]:
        folder = file.parent.relative_to(root)
        groups.setdefault((file.relative_to(root) if folder == Path() else folder).as_posix(), []).append(file)
    inputs = {name: _digest(root, files) for name, files in groups.items()}
    inputs |= {file.relative_to(raw.parent).as_posix(): _digest(raw.parent, [file]) for file in _files(raw)}
    known = yaml.safe_load((root / METADATA).read_text("utf-8"))
    total = hashlib.sha256("".join(f"{inputs[name]} {name}\n" for name in sorted(inputs)).encode()).hexdigest()
    return {"version": known["version"], "schema_version": known["schema_version"], "inputs": inputs, "inputs_sha256": total}


def _digest(root: Path, files: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for file in files:
        content = file.read_bytes()
        digest.update(f"{file.relative_to(root).as_posix()} {len(content)}\n".encode())
        digest.update(content)
    return digest.hexdigest()


def _files(path: Path) -> list[Path]:
    found = [path] if path.is_file() else path.rglob("*")
    return sorted(file for file in found if file.is_file() and file.suffix in SOURCE_SUFFIXES)
