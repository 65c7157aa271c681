"""The contents of a release, from tables only.

Belongs here: which files a release consists of. Does not belong here: how a file is written, or how a release becomes visible.
"""

from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from pipeline.contract.arrow import to_arrow
from pipeline.contract.tables import describe
from pipeline.release.database import NAME, write_database
from pipeline.release.files import table_files
from schemas.registry import PUBLISHED, VIEWS


def write_release(folder: Path, frames: Mapping[str, pd.DataFrame], pictures: Mapping[str, bytes]) -> None:
    """Write all files of a release into an empty folder, from the frames of all published tables and the files of charts, by name."""
    tables = [describe(schema) for schema in PUBLISHED]
    rows = {table.name: to_arrow(frames[table.name], table) for table in tables}
    for table in tables:
        for name, content in table_files(table.name, rows[table.name]).items():
            (folder / name).parent.mkdir(exist_ok=True)
            (folder / name).write_bytes(content)
    (folder / "charts").mkdir()
    for name, content in pictures.items():
        (folder / "charts" / name).write_bytes(content)
    write_database(folder / f"{NAME}.duckdb", tables, [describe(schema) for schema in VIEWS], rows)
