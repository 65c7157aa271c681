"""Table files of a release: Parquet and CSV.

Belongs here: turning rows into the bytes of a file. Does not belong here: where files go (`pipeline/describe/forms.py`, `publish.py`).
"""

import io

import pyarrow as pa
import pyarrow.csv

from pipeline.contract.arrow import parquet_bytes
from pipeline.describe.forms import CSV_TABLES, PARQUET_TABLES


def csv_bytes(rows: pa.Table) -> bytes:
    """Return rows as CSV: UTF-8, LF, a header, cells quoted only where needed, null as an empty cell."""
    sink = io.BytesIO()
    pyarrow.csv.write_csv(rows, sink, pyarrow.csv.WriteOptions(quoting_style="needed"))
    return sink.getvalue()


def table_files(name: str, rows: pa.Table) -> dict[str, bytes]:
    """Return the files of one table, by their path in the release."""
    return {PARQUET_TABLES.path(name): parquet_bytes(rows), CSV_TABLES.path(name): csv_bytes(rows)}
