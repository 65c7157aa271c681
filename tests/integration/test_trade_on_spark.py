"""The results of Spark equal those of DuckDB, on a standalone cluster of one master and two workers on loopback.

PySpark is in no lock file. The tests run where the interpreter that SPARK_PYTHON names, or else this one, has it, and where there is Java.
"""

import importlib.util
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import duckdb
import pytest

from pipeline.app.commands.trade_metrics import main
from pipeline.trade.run import TABLES
from tests.conftest import ROOT, Built
from tools.benchmarks.trade_rows import write_rows

ROWS = 10**6
PATIENCE = 60.0
MASTER, WORKER = "org.apache.spark.deploy.master.Master", "org.apache.spark.deploy.worker.Worker"
LOOPBACK = "127.0.0.1"


class Spark(NamedTuple):
    """An interpreter with PySpark, and the folder of that."""

    python: str
    home: Path


class Cluster(NamedTuple):
    spark: Spark
    master: str


@pytest.fixture(scope="module")
def spark() -> Spark:
    python = os.environ.get("SPARK_PYTHON") or sys.executable
    if python == sys.executable and importlib.util.find_spec("pyspark") is None:
        pytest.skip("PySpark is not installed: SPARK_PYTHON=path/to/its/python (docs/trade.md)")
    if shutil.which("java") is None and "JAVA_HOME" not in os.environ:
        pytest.skip("Java is not installed; Spark needs version 17 or later")
    where = [python, "-c", "import pathlib, pyspark; print(pathlib.Path(pyspark.__file__).parent)"]
    found = subprocess.run(where, check=True, capture_output=True, text=True).stdout.strip()
    return Spark(python, Path(found))


def environment(spark: Spark) -> dict[str, str]:
    return os.environ | {"SPARK_HOME": str(spark.home), "SPARK_LOCAL_IP": LOOPBACK, "PYSPARK_PYTHON": spark.python}


def said(log: Path, pattern: str, times: int = 1) -> list[str]:
    """Return what a process writes that matches a pattern, once it has done so that often."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        found = re.findall(pattern, log.read_text("utf-8"))
        if len(found) >= times:
            return found
        time.sleep(0.2)
    raise AssertionError(f"{pattern} is not in {log.read_text('utf-8')}")


@pytest.fixture(scope="module")
def cluster(spark: Spark, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    folder = tmp_path_factory.mktemp("cluster")
    started: list[subprocess.Popen[bytes]] = []

    def start(name: str, *arguments: str) -> Path:
        log = folder / f"{name}.log"
        command = [str(spark.home / "bin" / "spark-class"), *arguments, "--host", LOOPBACK, "--webui-port", "0"]
        with log.open("wb") as output:
            started.append(subprocess.Popen(command, stdout=output, stderr=output, env=environment(spark), cwd=folder))
        return log

    try:
        log = start("master", MASTER, "--port", "0")
        master = said(log, r"spark://127\.0\.0\.1:\d+")[0]
        for name in ("first", "second"):
            start(name, WORKER, master, "--cores", "1", "--memory", "1g", "--work-dir", str(folder / name))
        said(log, "Registering worker", times=2)
        yield Cluster(spark, master)
    finally:
        for process in reversed(started):
            process.terminate()
            process.wait(timeout=PATIENCE)


def rows_of(folder: Path, name: str) -> str:
    return f"SELECT * FROM '{folder}/{name}/*.parquet'"


def test_a_cluster_gives_the_rows_types_and_order_of_duckdb(cluster: Cluster, tmp_path: Path) -> None:
    source, ours, theirs = tmp_path / "trade.parquet", tmp_path / "duckdb", tmp_path / "spark"
    write_rows(ROWS, source)
    assert main([str(source), str(ours)]) == 0
    command = [cluster.spark.python, "-m", "pipeline.app.commands.trade_metrics", str(source), str(theirs)]
    command += ["--engine", "spark", "--master", cluster.master, "--memory", "1GB"]
    log = tmp_path / "spark.log"
    with log.open("wb") as output:
        done = subprocess.run(command, cwd=ROOT, env=environment(cluster.spark), stdout=output, stderr=output, check=False)
    assert done.returncode == 0, log.read_text("utf-8")
    with duckdb.connect() as connection:
        for name, table in TABLES.items():
            there, here = rows_of(theirs, name), rows_of(ours, name)
            assert connection.sql(there).types == connection.sql(here).types
            assert connection.sql(f"({here}) EXCEPT ALL ({there})").fetchall() == []
            assert connection.sql(f"({there}) EXCEPT ALL ({here})").fetchall() == []
            keys = ", ".join(table.key)
            assert connection.sql(f"SELECT {keys} FROM ({there} LIMIT 1000)").fetchall() == (
                connection.sql(f"SELECT {keys} FROM ({here} LIMIT 1000)").fetchall()
            )
        growth, shares = rows_of(ours, "growth"), rows_of(ours, "shares")
        for part, condition in (
            (growth, "change < 0"),
            (growth, "growth_low_pct IS NULL AND growth_pct IS NOT NULL"),
            (growth, "cagr_status = 'end_negative'"),
            (growth, "cagr_status = 'start_not_positive'"),
            (shares, "share_high_pct IS NULL AND NOT is_residual"),
        ):
            found = connection.sql(f"FROM ({part}) WHERE {condition} LIMIT 1").fetchall()
            assert found, f"the generated rows have no case of {condition}"


CSV = """
import sys
from pathlib import Path
from pyspark.sql import SparkSession
session = SparkSession.builder.master("local[1]").config("spark.ui.enabled", "false").getOrCreate()
for file in sorted(Path(sys.argv[1]).rglob("*.csv")):
    rows = session.read.csv(file.as_uri(), header=True)
    rows.write.parquet((Path(sys.argv[2]) / file.stem).as_uri())
"""


def test_spark_reads_every_csv_file_of_the_release(spark: Spark, built: Built, tmp_path: Path) -> None:
    release = (built.outputs / "latest").resolve()
    command = [spark.python, "-c", CSV, str(release), str(tmp_path)]
    done = subprocess.run(command, env=environment(spark), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    with duckdb.connect() as connection:
        for file in sorted(release.rglob("*.csv")):
            there = f"SELECT * FROM '{tmp_path}/{file.stem}/*.parquet'"
            here = f"SELECT * FROM read_csv('{file}', all_varchar=true, header=true)"
            assert connection.sql(f"({here}) EXCEPT ALL ({there})").fetchall() == [], file.name
            assert connection.sql(f"({there}) EXCEPT ALL ({here})").fetchall() == [], file.name
