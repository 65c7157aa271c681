"""Table files of a release: Parquet and CSV.

Belongs here: turning rows into the bytes of a file. Does not belong here: where files go (`pipeline/describe/forms.py`, `publish.py`).
"""

import io
from pathlib import Path

import pyarrow as pa
import pyarrow.csv

from pipeline.contract.arrow import parquet_bytes
from pipeline.describe.forms import csv_path, parquet_path


def csv_bytes(rows: pa.Table) -> bytes:
    """Return rows as CSV: UTF-8, LF, a header, cells quoted only where needed, null as an empty cell."""
    sink = io.BytesIO()
    pyarrow.csv.write_csv(rows, sink, pyarrow.csv.WriteOptions(quoting_style="needed"))
    return sink.getvalue()


def parquet_files(release: Path) -> dict[str, Path]:
    """Return the Parquet files of a release by the name of their table, wherever they lie below parquet/."""
    return {file.stem: file for file in sorted((release / "parquet").rglob("*.parquet"))}


def table_files(name: str, rows: pa.Table) -> dict[str, bytes]:
    """Return the files of one table, by their path in the release."""
    return {parquet_path(name): parquet_bytes(rows, "snappy"), csv_path(name): csv_bytes(rows)}
