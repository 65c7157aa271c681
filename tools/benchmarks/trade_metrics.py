"""Growth of generated trade by the one definition and by what others would write: processor time, time, and peak memory of each.

`python -m tools.benchmarks.trade_metrics ROWS [MEMORY]` runs each way in a process of its own, in the order of WAYS, and prints a line for
each. All read one Parquet file and write all columns of growth, sorted by their keys, as Parquet. Belongs here: measuring.
Does not belong here: the generated rows (`trade_rows.py`).
"""

import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from pipeline.contract.duckdb import quote
from pipeline.metrics.trade import growth
from pipeline.trade.long_table import typed
from pipeline.trade.on_duckdb import OnDuckDB
from pipeline.trade.run import GROWTH, put
from tools.benchmarks.trade_rows import write_rows

KEYS = ["reporter", "partner", "product"]
# The best that we could write by hand: one window pass, each rate computed once.
BY_HAND = """
WITH seen AS (
  SELECT reporter, partner, product, period, value, low, high, row_number() OVER s AS place,
    lead({{'period': period, 'value': value, 'low': low, 'high': high}}) OVER s AS following,
    first_value({{'period': period, 'value': value, 'low': low, 'high': high}}) OVER s AS opening
  FROM {source} WINDOW s AS (PARTITION BY reporter, partner, product ORDER BY period)),
pairs AS (
  SELECT reporter, partner, product,
    CASE WHEN following IS NULL THEN opening ELSE {{'period': period, 'value': value, 'low': low, 'high': high}} END AS a,
    CASE WHEN following IS NULL THEN {{'period': period, 'value': value, 'low': low, 'high': high}} ELSE following END AS b
  FROM seen WHERE following IS NOT NULL OR place > 2),
rates AS (
  SELECT reporter, partner, product, a.period AS from_period, b.period AS to_period, a.value AS s, b.value AS e,
    b.value - a.value AS change, b.low - a.high AS change_low, b.high - a.low AS change_high, 1.0::DOUBLE / (b.period - a.period) AS root,
    CASE WHEN a.value > 0 THEN b.value::DOUBLE / a.value::DOUBLE END AS point,
    CASE WHEN a.value > 0 THEN b.low::DOUBLE / nullif(greatest(CASE WHEN b.low < 0 THEN a.low ELSE a.high END, 0), 0)::DOUBLE END AS low,
    CASE WHEN a.value > 0 THEN b.high::DOUBLE / nullif(greatest(CASE WHEN b.high < 0 THEN a.high ELSE a.low END, 0), 0)::DOUBLE END AS high
  FROM pairs)
SELECT reporter, partner, product, from_period, to_period, change, change_low, change_high,
  (100 * (point - 1))::DECIMAL(24, 6) AS growth_pct, (100 * (low - 1))::DECIMAL(24, 6) AS growth_low_pct,
  (100 * (high - 1))::DECIMAL(24, 6) AS growth_high_pct,
  CASE WHEN point >= 0 THEN (100 * (point ** root - 1))::DECIMAL(24, 6) END AS cagr_pct,
  CASE WHEN point >= 0 AND low >= 0 THEN (100 * (low ** root - 1))::DECIMAL(24, 6) END AS cagr_low_pct,
  CASE WHEN point >= 0 AND high >= 0 THEN (100 * (high ** root - 1))::DECIMAL(24, 6) END AS cagr_high_pct,
  CASE WHEN s <= 0 THEN 'start_not_positive' WHEN e < 0 THEN 'end_negative' ELSE 'computed' END AS cagr_status
FROM rates ORDER BY reporter, partner, product, from_period, to_period
"""


def definition(source: Path, folder: Path, memory: str | None) -> None:
    """Growth by the definition of this project, as the command runs it."""
    engine = OnDuckDB(folder, memory, lambda _: None)
    try:
        put(engine, growth(typed(engine.read("trade_values", [source]))), folder, GROWTH)
    finally:
        engine.close()


def by_hand(source: Path, folder: Path, memory: str | None) -> None:
    """Growth by SQL that was written by hand, without the rounding of ties to even."""
    engine = OnDuckDB(folder, memory, lambda _: None)
    try:
        rows = BY_HAND.format(source=f"read_parquet({quote(str(source))})")
        engine.connection.execute(f"COPY ({rows}) TO {quote(str(folder / 'growth.parquet'))} (FORMAT parquet, COMPRESSION zstd)")
    finally:
        engine.close()


def by_polars(source: Path, folder: Path, memory: str | None) -> None:
    """Change and growth of consecutive periods alone, without bounds and rates: less than the others do."""
    import polars as pl

    rows = pl.scan_parquet(source).sort([*KEYS, "period"])
    later = {name: pl.col(name).shift(-1).over(KEYS) for name in ("period", "value")}
    pairs = rows.with_columns(to_period=later["period"], end=later["value"]).filter(pl.col("to_period").is_not_null())
    number = pl.col("end").cast(pl.Float64) / pl.col("value").cast(pl.Float64) - 1
    found = pairs.with_columns(change=pl.col("end") - pl.col("value"), growth_pct=pl.when(pl.col("value") > 0).then(100 * number))
    found.collect(engine="streaming").write_parquet(folder / "growth.parquet")


def by_pandas(source: Path, folder: Path, memory: str | None) -> None:
    """Change and growth of consecutive periods alone, without bounds and rates, of doubles: less than the others do."""
    import pandas as pd

    rows = pd.read_parquet(source, columns=[*KEYS, "period", "value"]).astype({"value": "float64"}).sort_values([*KEYS, "period"])
    series = rows.groupby(KEYS, sort=False)
    rows = rows.assign(to_period=series["period"].shift(-1), end=series["value"].shift(-1)).dropna(subset="to_period")
    ratio = (rows["end"] / rows["value"] - 1).where(rows["value"] > 0)
    rows.assign(change=rows["end"] - rows["value"], growth_pct=100 * ratio).to_parquet(folder / "growth.parquet")


WAYS = {way.__name__: way for way in (definition, by_hand, by_polars, by_pandas)}


def measured(way: str, source: Path, memory: str) -> str:
    """Run one way in a process of its own; return its processor seconds, seconds and peak memory in MB."""
    began = time.monotonic()
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    with tempfile.TemporaryDirectory(dir=source.parent) as folder:
        command = [sys.executable, "-m", "tools.benchmarks.trade_metrics", way, str(source), folder, memory]
        found = subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return f"{way}: {used:.1f} s of processor time, {time.monotonic() - began:.1f} s, {found} MB"


def main(arguments: list[str]) -> None:
    """Measure all ways, for a number of rows and a limit of memory; or run one, where the first argument is its name."""
    if arguments[0] in WAYS:
        way, source, folder, memory = arguments
        WAYS[way](Path(source), Path(folder), memory or None)
        print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
        return
    count, memory = int(float(arguments[0])), (*arguments[1:], "")[0]
    with tempfile.TemporaryDirectory() as folder:
        rows = Path(folder) / "trade.parquet"
        write_rows(count, rows)
        for name in WAYS:
            print(measured(name, rows, memory), flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
