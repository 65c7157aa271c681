"""The I/O manager: how Dagster stores and loads tables.

Belongs here: the way between an asset and the table store. Does not belong here: the store itself (`pipeline/contract/store.py`), checking
a table (the asset does, before it hands it over) or publishing it (`pipeline/release/`).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import dagster as dg
import pandas as pd

from pipeline.contract.store import TableStore
from pipeline.kernel.disk import disk_fault


@contextmanager
def disk_faults_in_words() -> Iterator[None]:
    """Turn a fault of the disk into a failure that says what to do; any other error passes as it is."""
    try:
        yield
    except Exception as error:
        if fault := disk_fault(error):
            raise dg.Failure(fault, allow_retries=False) from error
        raise


class TableIOManager(dg.ConfigurableIOManager):
    """Stores the bytes of an asset's table under its name, with the hashes that the asset gives in its metadata, and loads its frame."""

    folder: str

    def handle_output(self, context: dg.OutputContext, obj: bytes) -> None:
        """Store the Parquet bytes of an asset's table."""
        sources = context.output_metadata["sources"].value
        with disk_faults_in_words():
            TableStore(Path(self.folder)).write(context.asset_key.path[-1], obj, sources)

    def load_input(self, context: dg.InputContext) -> pd.DataFrame:
        """Load the frame of an upstream asset."""
        return TableStore(Path(self.folder)).read(context.asset_key.path[-1])
