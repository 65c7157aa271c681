"""Raw assets: what was read, checked for shape. One asset reads the files of all documents."""

from pathlib import Path

import pandas as pd

from pipeline.app.assets.factory import table_asset
from pipeline.contract.tables import Table, describe, group_of
from pipeline.kernel.problems import refuse
from pipeline.raw.folder import read_table, stray_files
from schemas.documents import RawDocuments
from schemas.registry import RAW


def read_documents(root: Path, table: Table) -> pd.DataFrame:
    """Read the documents, after a look at whether every file below raw/ is one that a table reads."""
    refuse(stray_files(root, [describe(schema) for schema in RAW]))
    return read_table(root, table)


ASSETS = [table_asset(schema, read_documents if schema is RawDocuments else read_table, group_of(describe(schema))) for schema in RAW]
