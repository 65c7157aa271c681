"""The I/O manager: how Dagster stores and loads tables.

Belongs here: the way between an asset and the table store. Does not belong here: the store itself (`pipeline/contract/store.py`), checking
a table (the asset does, before it hands it over) or publishing it (`pipeline/release/`).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import dagster as dg
import pandas as pd
import pyarrow as pa

from pipeline.contract.arrow import parquet_bytes, to_arrow
from pipeline.contract.store import TableStore
from pipeline.contract.tables import Table
from pipeline.kernel.disk import disk_fault
from pipeline.kernel.problems import InputError


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
    """Stores the Arrow table of an asset under its name, with the hashes that the asset gives in its metadata, and loads the same rows."""

    folder: str

    def handle_output(self, context: dg.OutputContext, obj: pa.Table) -> None:
        """Store the rows of an asset's table as Parquet."""
        sources = context.output_metadata["sources"].value
        with disk_faults_in_words():
            TableStore(Path(self.folder)).write(context.asset_key.path[-1], parquet_bytes(obj), sources)

    def load_input(self, context: dg.InputContext) -> pd.DataFrame:
        """Load the rows of an upstream asset as a frame of Arrow-backed columns: the stored ones, or a failure in words."""
        name = context.asset_key.path[-1]
        try:
            return TableStore(Path(self.folder)).read(name)
        except InputError as refused:
            raise dg.Failure(str(refused), allow_retries=False) from None
        except FileNotFoundError:
            raise dg.Failure(f"The table {name} is not stored. Make it first: make dataset.", allow_retries=False) from None


def rows_of(frame: pd.DataFrame, table: Table) -> pa.Table:
    """Return the rows of a validated frame as they are stored: sorted by the table's key, in the types of its schema, and without the words
    of the schema, so that a reworded description does not change a stored table."""
    rows = to_arrow(frame, table)
    return rows.cast(pa.schema([field.remove_metadata() for field in rows.schema]))
