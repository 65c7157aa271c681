"""Whether a whole release that somebody else made can be compared: its record and its tables say what they should, and are not too large.

Belongs here: looking before reading. Does not belong here: whether the files are those of SHA256SUMS (`opened.py`).
"""

import json
import re
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.kernel.files import read_file
from pipeline.kernel.problems import Problem, refuse
from pipeline.release.opened import AGAIN
from pipeline.release.publish import BUILD
from pipeline.release.shapes import shape_of
from pipeline.release.table_files import parquet_files
from pipeline.release.unpack import BYTES

ROWS = 1_000_000  # of one table: some bytes of Parquet can stand for any number of rows
VERSION = re.compile(r"\d+\.\d+\.\d+")


def broken_parts(named: str, release: Path) -> list[Problem]:
    """Return a problem for each part of a release that a comparison needs and that does not say what it should, though its hash is right.
    named: what the release is called in messages."""
    problems = [] if _is_record(read_file(release / BUILD)) else [(BUILD, "version, schema_version and the hashes of all inputs")]
    tables = parquet_files(release)
    problems += [] if "data_dictionary" in tables else [("parquet/", "the table data_dictionary")]
    problems += [(f"parquet of {name}", said) for name, file in tables.items() if (said := _broken_table(file))]
    return [Problem(f"{named}: {part}", None, None, None, expected, AGAIN) for part, expected in problems]


def record_of(release: Path) -> dict[str, Any]:
    """Return what a release says of its build. Raises InputError where it does not say it."""
    content = read_file(release / BUILD)
    problem = Problem(BUILD, None, None, None, "version, schema_version and the hashes of all inputs", AGAIN)
    refuse([] if _is_record(content) else [problem])
    return dict(json.loads(content))


def _is_record(content: bytes) -> bool:
    """Return whether the record of a build says what it should."""
    try:
        known = json.loads(content)
    except (ValueError, RecursionError):
        return False
    if not isinstance(known, dict) or not isinstance(known.get("inputs"), dict):
        return False
    texts = (known.get("version"), known.get("schema_version"), *known["inputs"].values())
    return all(isinstance(text, str) for text in texts) and VERSION.fullmatch(known["schema_version"]) is not None


def _broken_table(file: Path) -> str | None:
    """Return what is expected of a table's file where it is not that; None where it is."""
    try:
        known = pq.read_metadata(file)
        keys = shape_of(known.schema.to_arrow_schema())["key"]
        if known.num_rows > ROWS or sum(known.row_group(group).total_byte_size for group in range(known.num_row_groups)) > BYTES:
            return f"at most {ROWS} rows of {BYTES} bytes together"
        good = bool(keys) and set(keys) <= set(known.schema.to_arrow_schema().names)
    except (pa.ArrowException, OSError, KeyError, TypeError, ValueError, RecursionError):
        return "a Parquet file with its primary key in its metadata"
    return None if good else "a primary key of columns that are there"
