"""The table store: one Parquet file per table in outputs/tables/, with the hashes of what it was made from.

A table that is read is the one that was stored: its bytes are compared with its hash, and what was compared is what is parsed.
Belongs here: files and hashes. Does not belong here: Dagster, which uses the store through `pipeline/app/io.py`.
"""

import json
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.contract.arrow import from_parquet, parquet_bytes, to_arrow
from pipeline.contract.tables import Table
from pipeline.kernel.files import known_versions, read_file, sha256_of, write_if_changed
from pipeline.kernel.problems import InputError, Problem

KEPT_FRAMES = 128  # more than there are tables: in a build each is read by several others
KEPT_BYTES = 150_000  # of a file whose frame is kept: many documents make larger ones, which would fill the memory together


class TableStore:
    """A folder of tables: <name>.parquet, and versions/<name>.json with the table's hash and those of all that it was made from."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, name: str) -> Path:
        """Return where a table's Parquet file is."""
        return self.folder / f"{name}.parquet"

    def read(self, name: str) -> pd.DataFrame:
        """Return a stored table; FileNotFoundError if it was never stored, InputError where its bytes are not those that were stored.
        Bytes that were read before are not parsed again."""
        content = self._checked(name)
        return _frame(content).copy(deep=False) if len(content) <= KEPT_BYTES else from_parquet(pa.py_buffer(content))

    def row_count(self, name: str) -> int:
        """Return the number of rows of a stored table, from its footer; raises as `read` does."""
        return int(pq.read_metadata(pa.BufferReader(self._checked(name))).num_rows)

    def versions(self, name: str) -> dict[str, Any]:
        """Return {"version": hash, "sources": {source: hash}} of a stored table; FileNotFoundError if it was never stored, InputError
        where what is stored of it is damaged."""
        file = self.folder / "versions" / f"{name}.json"
        known = known_versions(file)
        if known is None:
            raise self._refusal(file, "the hashes of a table and of what it was made from")
        return known

    def is_recorded(self, name: str) -> bool:
        """Return whether the hashes of a table, and of what it was made from, are stored and can be read."""
        file = self.folder / "versions" / f"{name}.json"
        return file.is_file() and known_versions(file) is not None

    def holds(self, names: Iterable[str]) -> bool:
        """Return whether all these tables are stored, each with the bytes that its hash is of."""
        return all(
            self.path(name).is_file() and self.is_recorded(name) and self.versions(name)["version"] == sha256_of(read_file(self.path(name)))
            for name in names
        )

    def _checked(self, name: str) -> bytes:
        """Return the bytes of a table, once read and compared with the stored hash."""
        content = read_file(self.path(name))
        if sha256_of(content) != self.versions(name)["version"]:
            raise self._refusal(self.path(name), f"the bytes that were stored, of which versions/{name}.json has the hash")
        return content

    def _refusal(self, file: Path, expected: str) -> InputError:
        shown = f"{self.folder.parent.name}/{file.relative_to(self.folder.parent).as_posix()}"
        return InputError([Problem(shown, None, None, "a changed file", expected, "make dataset, which makes it again")])

    def write(self, name: str, content: bytes, sources: Mapping[str, str]) -> None:
        """Store a table's bytes and the hashes of its sources; files whose bytes are equal are left alone."""
        (self.folder / "versions").mkdir(parents=True, exist_ok=True)
        known = {"version": sha256_of(content), "sources": dict(sources)}
        write_if_changed(self.path(name), content)
        write_if_changed(self.folder / "versions" / f"{name}.json", json.dumps(known, indent=1, sort_keys=True).encode() + b"\n")


@lru_cache(maxsize=KEPT_FRAMES)
def _frame(content: bytes) -> pd.DataFrame:
    """Return the frame of a Parquet file. Whoever uses it takes a copy; pandas copies the cells only where the copy is written to."""
    return from_parquet(pa.py_buffer(content))


def table_bytes(frame: pd.DataFrame, table: Table) -> bytes:
    """Return the Parquet bytes of a validated frame."""
    return parquet_bytes(to_arrow(frame, table))
