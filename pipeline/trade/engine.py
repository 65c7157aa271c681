"""What an engine must do for the command: read Parquet files, answer a question about them, and write the rows of an expression.

Belongs here: what `on_duckdb.py` and `on_spark.py` have in common. Does not belong here: what is asked or computed.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Protocol

import ibis.expr.types as ir

Report = Callable[[str], None]


class Engine(Protocol):
    """A running engine. name and version: as they stand beside the results."""

    name: str
    version: str

    def read(self, name: str, files: Sequence[Path]) -> ir.Table:
        """Return the rows of Parquet files of one schema as a table of the engine."""
        ...

    def rows(self, question: ir.Table) -> list[dict[str, Any]]:
        """Return the few rows that answer a question."""
        ...

    def split(self, rows: ir.Table, by: str) -> list[ir.Table]:
        """Return the rows in the parts in which the engine is to compute: each has some values of a text column, all their rows, and the
        values of each part come after those of the part before it. An engine that divides the work itself returns one part."""
        ...

    def write(self, parts: Sequence[ir.Table], order: Sequence[str], folder: Path) -> None:
        """Write rows, in an order, as Parquet files `part-*.parquet` of a new folder; what `split` has divided stays in its order."""
        ...

    def close(self) -> None:
        """End the engine, and remove what it has put aside."""
        ...
