"""DuckDB, in this process: all processors, a limit of memory, and a folder for what does not fit into it.

Belongs here: DuckDB's settings and statements. Does not belong here: what is asked or computed.
"""

import tempfile
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb
import ibis
import ibis.expr.types as ir

from pipeline.contract.duckdb import quote
from pipeline.trade.engine import Report

SECONDS_BETWEEN_REPORTS = 5.0


class OnDuckDB:
    """DuckDB with a limit of memory such as 2GB (its own default without one); `beside` is where it may put rows aside."""

    name = "duckdb"
    version = duckdb.__version__

    def __init__(self, beside: Path, memory: str | None, report: Report) -> None:
        self.report = report
        self.aside = tempfile.TemporaryDirectory(prefix=".trade-aside-", dir=beside)
        self.connection = duckdb.connect()
        settings = {"temp_directory": self.aside.name, "enable_progress_bar": True, "enable_progress_bar_print": False}
        for setting, value in (settings | ({"memory_limit": memory} if memory else {})).items():
            self.connection.execute(f"SET {setting} = {quote(str(value))}")

    def read(self, name: str, files: Sequence[Path]) -> ir.Table:
        """Return the rows of Parquet files of one schema as a table of the engine."""
        places = ", ".join(quote(str(file)) for file in files)
        self.connection.execute(f"CREATE VIEW {name} AS SELECT * FROM read_parquet([{places}], hive_partitioning = false)")
        columns = self.connection.sql(f"SELECT * FROM {name} LIMIT 0").to_arrow_table().schema
        return ibis.table(ibis.Schema.from_pyarrow(columns), name=name)

    def rows(self, question: ir.Table) -> list[dict[str, Any]]:
        """Return the few rows that answer a question."""
        with self._reporting():
            return list(self.connection.sql(str(ibis.to_sql(question, dialect="duckdb"))).to_arrow_table().to_pylist())

    def write(self, rows: ir.Table, order: Sequence[str], folder: Path) -> None:
        """Write rows, in an order, as Parquet files `part-*.parquet` of a new folder."""
        folder.mkdir()
        statement = ibis.to_sql(rows.order_by(list(order)), dialect="duckdb")
        target = quote(str(folder / "part-00000.parquet"))
        with self._reporting():
            self.connection.execute(f"COPY ({statement}) TO {target} (FORMAT parquet, COMPRESSION zstd)")

    def close(self) -> None:
        """End the engine, and remove what it has put aside."""
        self.connection.close()
        self.aside.cleanup()

    @contextmanager
    def _reporting(self) -> Iterator[None]:
        """Report every few seconds how far the statement is that runs meanwhile."""
        done = threading.Event()
        teller = threading.Thread(target=self._report_until, args=(done,), daemon=True)
        teller.start()
        try:
            yield
        finally:
            done.set()
            teller.join()

    def _report_until(self, done: threading.Event) -> None:
        while not done.wait(SECONDS_BETWEEN_REPORTS):
            percentage = self.connection.query_progress()
            if percentage >= 0:
                self.report(f"  {percentage:.0f}%")
