"""Whether all that a build makes is there already, decided by hashes alone.

Belongs here: the decision that `make dataset` takes before anything else. This module, and all that it imports, imports nothing but the
standard library, so that the answer takes a fraction of a second: neither schemas nor Dagster. Does not belong here: which assets are stale
(`pipeline/app/stale.py`).
"""

from collections.abc import Iterable
from pathlib import Path

from pipeline.kernel.files import known_versions, read_file, remove_unfinished, sha256_of
from pipeline.raw.raw_lock import missing_files
from pipeline.release.inputs import hashes_of_inputs, joint_hash
from pipeline.release.publish import is_built_from, tidy

KEPT = ("tables", "charts", "page")  # folders of outputs beside the releases


def remove_what_is_unfinished(outputs: Path) -> None:
    """Remove what a killed build left half written. Nobody else may be building."""
    for folder in KEPT:
        remove_unfinished(outputs / folder)
    tidy(outputs)


def is_current(root: Path, raw: Path, outputs: Path) -> bool:
    """Return whether outputs/latest is whole and made from these inputs, whether no file of raw.lock is missing, and whether every table of
    the release is stored, with all that it was made from."""
    published = [file.stem for file in (outputs / "latest" / "parquet").rglob("*.parquet")]
    return (
        bool(published)
        and not missing_files(raw)
        and is_built_from(outputs, joint_hash(hashes_of_inputs(root, raw)))
        and _are_stored(outputs / "tables", published, raw)
    )


def _are_stored(tables: Path, names: Iterable[str], raw: Path) -> bool:
    """Return whether these tables and all that they were made from are stored, each with the bytes that its hash is of."""
    waiting, seen = list(names), set[str]()
    while waiting:
        name = waiting.pop()
        if name in seen:
            continue
        seen.add(name)
        file, record = tables / f"{name}.parquet", tables / "versions" / f"{name}.json"
        if not (file.is_file() and record.is_file()):
            return False
        known = known_versions(record)
        if known is None or known["version"] != sha256_of(read_file(file)):
            return False
        waiting += [source for source in known["sources"] if source != "code" and not source.startswith(f"{raw.name}/")]
    return True
