"""Spark: a cluster's master, or processors of this machine. The only module that imports PySpark, which is an optional extra.

Every worker must see the input and the output by the same paths. Belongs here: Spark's settings and calls. Does not belong here: what is
asked or computed.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import ibis
import ibis.expr.types as ir

from pipeline.kernel.problems import InputError, Problem
from pipeline.trade.engine import Report

LOCAL = "local[*]"
BOOKKEEPING = ("_SUCCESS", ".*.crc")


class OnSpark:
    """A Spark session with a master (the processors of this machine without one), and the memory of the driver and of each executor."""

    name = "spark"

    def __init__(self, master: str | None, memory: str | None, report: Report) -> None:
        try:
            from pyspark.sql import SparkSession
        except ImportError:
            remedy = "install it as docs/trade.md says, or use ENGINE=duckdb"
            raise InputError(
                [Problem("ENGINE", None, None, "spark", "PySpark in the environment that runs this command", remedy)]
            ) from None
        known = SparkSession.builder.appName("trade-metrics").master(master or LOCAL).config("spark.ui.enabled", "false")
        if memory:
            size = memory.lower().replace("b", "").replace("i", "")  # 2GB is 2g in Java's words
            known = known.config("spark.driver.memory", size).config("spark.executor.memory", size)
        report(f"starting Spark, master {master or LOCAL}")
        self.session = known.getOrCreate()
        self.version = str(self.session.version)
        self.backend = ibis.pyspark.connect(self.session)

    def read(self, name: str, files: Sequence[Path]) -> ir.Table:
        """Return the rows of Parquet files of one schema as a table of the engine."""
        self.session.read.parquet(*(file.resolve().as_uri() for file in files)).createOrReplaceTempView(name)
        return self.backend.table(name)

    def rows(self, question: ir.Table) -> list[dict[str, Any]]:
        """Return the few rows that answer a question."""
        return [row.asDict() for row in self.session.sql(self.backend.compile(question)).collect()]

    def split(self, rows: ir.Table, by: str) -> list[ir.Table]:
        """Return the rows as one part: Spark divides them itself."""
        return [rows]

    def write(self, parts: Sequence[ir.Table], order: Sequence[str], folder: Path) -> None:
        """Write the rows of the only part, in an order, as Parquet files `part-*.parquet` of a new folder."""
        [rows] = parts
        found = self.session.sql(self.backend.compile(rows.order_by(list(order))))
        found.write.parquet(folder.resolve().as_uri(), compression="zstd")
        for pattern in BOOKKEEPING:
            for file in folder.glob(pattern):
                file.unlink()

    def close(self) -> None:
        """End the session."""
        self.session.stop()
