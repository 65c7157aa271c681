"""What a build depends on, as hashes: raw data, code, metadata, lock file, and the files that a release copies.

Belongs here: deciding by content, never by clock or event log, whether anything changed, and what. It imports nothing but the standard
library. Does not belong here: what a release records of its build (`pipeline/release/record.py`).
"""

from collections.abc import Mapping
from pathlib import Path

from pipeline.kernel.files import digest, encoded, sha256_of, source_files, version_of
from pipeline.kernel.paths import METADATA

CODE = ("schemas", "pipeline", "requirements.lock", METADATA)
BESIDE = ("CHANGELOG.md", "LICENSE", "docs/methods.md")  # they go into a release, and no table depends on them


def hashes_of_inputs(root: Path, raw: Path) -> dict[str, str]:
    """Return the hashes of `input_files`, and the hash of each folder of code without its subfolders."""
    folders: dict[str, list[Path]] = {}
    for file in [file for part in CODE if (root / part).is_dir() for file in source_files(root / part)]:
        folders.setdefault(file.parent.relative_to(root).as_posix(), []).append(file)
    return input_files(root, raw) | {name: digest(root, files) for name, files in folders.items()}


def joint_hash(inputs: Mapping[str, str]) -> str:
    """Return one hash over the hashes of all inputs."""
    return sha256_of(encoded("".join(f"{inputs[name]} {name}\n" for name in sorted(inputs))))


def input_files(root: Path, raw: Path) -> dict[str, str]:
    """Return the SHA-256 of each file of `raw`, whatever its name, and of each single file that goes into a build, by its path in the
    repository."""
    files = {f"{raw.name}/{file.relative_to(raw).as_posix()}": file for file in source_files(raw)}
    files |= {name: root / name for name in (*CODE, *BESIDE) if (root / name).is_file()}
    return {name: version_of(file) for name, file in sorted(files.items())}
