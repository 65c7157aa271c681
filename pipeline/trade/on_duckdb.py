"""DuckDB, in this process: all processors, a limit of memory, and a folder for what does not fit into it.

With a limit, rows are computed in parts that fit into it, so that most are sorted in memory; what does not fit is put aside. Without a
limit there is one part, which takes less time.

Belongs here: DuckDB's settings and statements. Does not belong here: what is asked or computed.
"""

import tempfile
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb
import ibis
import ibis.expr.types as ir

from pipeline.contract.duckdb import quote
from pipeline.trade.engine import Report

SECONDS_BETWEEN_REPORTS = 5.0
# What a row of trade needs while growth is computed, measured: 4 million rows need less than 2 GB.
BYTES_OF_A_ROW = 500


class OnDuckDB:
    """DuckDB with a limit of memory such as 2GB (its own default without one); `beside` is where it may put rows aside."""

    name = "duckdb"
    version = duckdb.__version__

    def __init__(self, beside: Path, memory: str | None, report: Report) -> None:
        self.report = report
        self.aside = tempfile.TemporaryDirectory(prefix=".trade-aside-", dir=beside)
        self.connection = duckdb.connect()
        settings = {"temp_directory": self.aside.name, "enable_progress_bar": True, "enable_progress_bar_print": False}
        self.rows_of_a_part = self._bytes(memory) // BYTES_OF_A_ROW if memory else None
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

    def split(self, rows: ir.Table, by: str) -> list[ir.Table]:
        """Return the rows in parts that fit into the limit of memory, or that have one value of the text column `by`."""
        if self.rows_of_a_part is None:
            return [rows]
        counted = self.rows(rows.group_by(by).aggregate(count=rows.count()).order_by(by))
        found = ranges({row[by]: row["count"] for row in counted}, self.rows_of_a_part)
        return [rows.filter(rows[by].between(first, last)) for first, last in found]

    def write(self, parts: Sequence[ir.Table], order: Sequence[str], folder: Path) -> None:
        """Write each part, in an order, as a Parquet file `part-*.parquet` of a new folder."""
        folder.mkdir()
        for number, rows in enumerate(parts):
            statement = ibis.to_sql(rows.order_by(list(order)), dialect="duckdb")
            target = quote(str(folder / f"part-{number:05d}.parquet"))
            if len(parts) > 1:
                self.report(f"  part {number + 1} of {len(parts)}")
            with self._reporting():
                self.connection.execute(f"COPY ({statement}) TO {target} (FORMAT parquet, COMPRESSION zstd)")

    def close(self) -> None:
        """End the engine, and remove what it has put aside."""
        self.connection.close()
        self.aside.cleanup()

    def _bytes(self, memory: str) -> int:
        [[found]] = self.connection.execute("SELECT parse_formatted_bytes(?)", [memory]).fetchall()
        return int(found)

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


def ranges(counts: Mapping[str, int], most: int) -> list[tuple[str, str]]:
    """Return the first and last value of each part: of at most so many rows, or of one value, given how many rows each value has, in the
    order of the values."""
    parts: list[tuple[str, str]] = []
    held = 0
    for value, count in counts.items():
        fits = bool(parts) and held + count <= most
        parts[-1:] = [(parts[-1][0], value)] if fits else [*parts[-1:], (value, value)]
        held = held + count if fits else count
    return parts
