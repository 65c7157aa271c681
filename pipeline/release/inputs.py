"""What a build depends on, as hashes: raw data, code, metadata, lock file, and the files that a release copies.

Belongs here: deciding by content, never by clock or event log, whether anything changed, and what.
"""

from pathlib import Path
from typing import Any

from pipeline.describe.metadata import FILE as METADATA
from pipeline.describe.metadata import parse
from pipeline.kernel.files import digest, sha256_of, source_files, version_of

CODE = ("schemas", "pipeline", "requirements.lock", METADATA)
BESIDE = ("CHANGELOG.md", "LICENSE")  # they go into a release, and no table depends on them


def build_record(root: Path, raw: Path) -> dict[str, Any]:
    """Return what a build of `raw` by the code in `root` is made from.

    version, schema_version: those of the metadata; inputs: those of `input_files`, and the hash of each folder of code without its
    subfolders; inputs_sha256: one hash over all of them. Raises InputError for metadata that breaks its schema.
    """
    folders: dict[str, list[Path]] = {}
    for file in [file for part in CODE if (root / part).is_dir() for file in source_files(root / part)]:
        folders.setdefault(file.parent.relative_to(root).as_posix(), []).append(file)
    inputs = input_files(root, raw) | {name: digest(root, files) for name, files in folders.items()}
    known = parse((root / METADATA).read_text("utf-8"))
    total = sha256_of("".join(f"{inputs[name]} {name}\n" for name in sorted(inputs)).encode())
    return {"version": known.version, "schema_version": known.schema_version, "inputs": inputs, "inputs_sha256": total}


def input_files(root: Path, raw: Path) -> dict[str, str]:
    """Return the SHA-256 of each file of `raw`, whatever its name, and of each single file that goes into a build, by its path in the
    repository."""
    files = {f"{raw.name}/{file.relative_to(raw).as_posix()}": file for file in source_files(raw)}
    files |= {name: root / name for name in (*CODE, *BESIDE) if (root / name).is_file()}
    return {name: version_of(file) for name, file in sorted(files.items())}
