"""Table files of a release: Parquet and CSV.

Belongs here: turning rows into the bytes of a file. Does not belong here: where files go (`pipeline/describe/forms.py`, `publish.py`).
"""

from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.contract.arrow import parquet_bytes
from pipeline.describe.forms import csv_path, parquet_path


def csv_bytes(rows: pa.Table) -> bytes:
    """Return rows as CSV: UTF-8, LF, a header, texts in quotes, null as an empty cell, numbers with all their digits and no exponent."""
    header = ",".join(f'"{name}"' for name in rows.column_names)
    cells = [pc.fill_null(_texts(rows[name].combine_chunks()), "") for name in rows.column_names]
    lines = pc.binary_join_element_wise(*cells, ",").to_pylist()
    return "".join(f"{line}\n" for line in [header, *lines]).encode()


def _texts(values: pa.Array) -> pa.Array:
    """Return the cells of a column as a CSV file holds them, null where they are null."""
    if pa.types.is_string(values.type):
        quoted = pc.replace_substring(values, '"', '""')
        return pc.binary_join_element_wise('"', quoted, '"', "")
    if pa.types.is_floating(values.type):
        return pa.array([None if value is None else plain(value) for value in values.to_pylist()], pa.string())
    return values.cast(pa.string())


def plain(number: float) -> str:
    """Return the shortest digits that give a number back, without an exponent."""
    digits = repr(number)
    return f"{Decimal(digits):f}" if "e" in digits else digits.removesuffix(".0")


def parquet_files(release: Path) -> dict[str, Path]:
    """Return the Parquet files of a release by the name of their table, wherever they lie below parquet/."""
    return {file.stem: file for file in sorted((release / "parquet").rglob("*.parquet"))}


def table_files(name: str, rows: pa.Table) -> dict[str, bytes]:
    """Return the files of one table, by their path in the release."""
    return {parquet_path(name): parquet_bytes(rows, "snappy"), csv_path(name): csv_bytes(rows)}
