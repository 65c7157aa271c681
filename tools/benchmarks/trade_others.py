"""Growth of trade as others would write it, to compare the definition of this project with: SQL by hand, Polars, pandas.

All make the columns of `TradeGrowth`. Belongs here: the ways of others. Does not belong here: measuring them (`trade_metrics.py`).
"""

from pathlib import Path
from typing import Any

from pipeline.contract.duckdb import quote
from pipeline.trade.on_duckdb import OnDuckDB

KEYS = ["reporter", "partner", "product"]
POINT = ["period", "value", "low", "high"]
START = ["from_period", "start", "start_low", "start_high"]
END = ["to_period", "end", "end_low", "end_high"]

# The best that we could write by hand: one window pass, each rate computed once. It makes the very cells of the definition: ties are
# rounded to even by adding 1.5 * 2 ** 52 and taking it away again.
PERCENT = """
CREATE MACRO percent(ratio) AS ((((ratio - 1) * 100 * 1000000) + 6755399441055744.0 - 6755399441055744.0) / 1000000)::DECIMAL(24, 6)
"""
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
    (b.value - a.value)::DECIMAL(24, 6) AS change, (b.low - a.high)::DECIMAL(24, 6) AS change_low,
    (b.high - a.low)::DECIMAL(24, 6) AS change_high, 1.0::DOUBLE / (b.period - a.period) AS root,
    CASE WHEN a.value > 0 THEN b.value::DOUBLE / a.value::DOUBLE END AS point,
    CASE WHEN a.value > 0 THEN b.low::DOUBLE / nullif(greatest(CASE WHEN b.low < 0 THEN a.low ELSE a.high END, 0), 0)::DOUBLE END AS low,
    CASE WHEN a.value > 0 THEN b.high::DOUBLE / nullif(greatest(CASE WHEN b.high < 0 THEN a.high ELSE a.low END, 0), 0)::DOUBLE END AS high
  FROM pairs)
SELECT reporter, partner, product, from_period, to_period, change, change_low, change_high,
  percent(point) AS growth_pct, percent(low) AS growth_low_pct, percent(high) AS growth_high_pct,
  CASE WHEN point >= 0 THEN percent(point ** root) END AS cagr_pct,
  CASE WHEN point >= 0 AND low >= 0 THEN percent(low ** root) END AS cagr_low_pct,
  CASE WHEN point >= 0 AND high >= 0 THEN percent(high ** root) END AS cagr_high_pct,
  CASE WHEN s <= 0 THEN 'start_not_positive' WHEN e < 0 THEN 'end_negative' ELSE 'computed' END AS cagr_status
FROM rates ORDER BY reporter, partner, product, from_period, to_period
"""


def by_hand(source: Path, folder: Path, memory: str | None) -> None:
    """Growth by SQL that was written by hand."""
    engine = OnDuckDB(folder, memory, lambda _: None)
    try:
        engine.connection.execute(PERCENT)
        rows = BY_HAND.format(source=f"read_parquet({quote(str(source))})")
        engine.connection.execute(f"COPY ({rows}) TO {quote(str(folder / 'growth.parquet'))} (FORMAT parquet, COMPRESSION zstd)")
    finally:
        engine.close()


def by_polars(source: Path, folder: Path, memory: str | None) -> None:
    """Growth by Polars, its streaming engine; rates are doubles, rounded."""
    import polars as pl

    rows = pl.scan_parquet(source).sort([*KEYS, "period"])
    follows = pl.struct(KEYS) == pl.struct(KEYS).shift(-1)
    following = {new: pl.when(follows).then(pl.col(name).shift(-1)) for name, new in zip(POINT, END, strict=True)}
    steps = rows.with_columns(**following).filter(pl.col("to_period").is_not_null()).rename(dict(zip(POINT, START, strict=True)))
    ends = {new: pl.col(name).first() for name, new in zip(POINT, START, strict=True)}
    ends |= {new: pl.col(name).last() for name, new in zip(POINT, END, strict=True)}
    spans = rows.group_by(KEYS, maintain_order=True).agg(pl.len().alias("points"), **ends).filter(pl.col("points") > 2)
    pairs = pl.concat([steps.select(*KEYS, *START, *END), spans.select(*KEYS, *START, *END)])
    pairs = pairs.with_columns(pl.col(START[1:] + END[1:]).cast(pl.Float64).name.suffix("_f"))
    start, low, high = (pl.col(f"{name}_f") for name in START[1:])
    by_low = pl.when(pl.col("end_low") < 0).then(low).otherwise(high)
    by_high = pl.when(pl.col("end_high") < 0).then(high).otherwise(low)
    ratios = {
        "": pl.when(start > 0).then(pl.col("end_f") / start),
        "_low": pl.when((start > 0) & (by_low > 0)).then(pl.col("end_low_f") / by_low),
        "_high": pl.when((start > 0) & (by_high > 0)).then(pl.col("end_high_f") / by_high),
    }
    years = 1 / (pl.col("to_period") - pl.col("from_period")).cast(pl.Float64)
    grown = {f"growth{name}_pct": (100 * (ratio - 1)).round(6) for name, ratio in ratios.items()}
    yearly = {
        f"cagr{name}_pct": pl.when((pl.col("end") >= 0) & (ratio >= 0)).then((100 * (ratio.pow(years) - 1)).round(6))
        for name, ratio in ratios.items()
    }
    status = pl.when(pl.col("start") <= 0).then(pl.lit("start_not_positive")).when(pl.col("end") < 0).then(pl.lit("end_negative"))
    found = pairs.select(
        *KEYS,
        "from_period",
        "to_period",
        change=pl.col("end") - pl.col("start"),
        change_low=pl.col("end_low") - pl.col("start_high"),
        change_high=pl.col("end_high") - pl.col("start_low"),
        **grown,
        **yearly,
        cagr_status=status.otherwise(pl.lit("computed")),
    )
    found.sort([*KEYS, "from_period", "to_period"]).sink_parquet(folder / "growth.parquet")


def by_pandas(source: Path, folder: Path, memory: str | None) -> None:
    """Growth by pandas, with doubles; rates are rounded."""
    import numpy as np
    import pandas as pd

    rows = pd.read_parquet(source).astype(dict.fromkeys(POINT[1:], "float64")).sort_values([*KEYS, "period"])
    series = rows.groupby(KEYS, sort=False)
    following = series[POINT].shift(-1).set_axis(END, axis=1)
    steps = pd.concat([rows.rename(columns=dict(zip(POINT, START, strict=True))), following], axis=1).dropna(subset="to_period")
    is_first, is_last = series.cumcount() == 0, series.cumcount(ascending=False) == 0
    first, last = rows[is_first].reset_index(drop=True), rows.loc[is_last, POINT].reset_index(drop=True).set_axis(END, axis=1)
    spans = pd.concat([first.rename(columns=dict(zip(POINT, START, strict=True))), last], axis=1)
    spans = spans[series.size().to_numpy() > 2]
    pairs = pd.concat([steps, spans], ignore_index=True).astype({"to_period": "int64"})
    s, e = pairs["start"], pairs["end"]
    ratios: dict[str, Any] = {
        "": e / s,
        "_low": pairs["end_low"] / _positive(pairs["start_low"].where(pairs["end_low"] < 0, pairs["start_high"])),
        "_high": pairs["end_high"] / _positive(pairs["start_high"].where(pairs["end_high"] < 0, pairs["start_low"])),
    }
    years = 1 / (pairs["to_period"] - pairs["from_period"])
    found = pairs[[*KEYS, "from_period", "to_period"]].assign(
        change=e - s, change_low=pairs["end_low"] - pairs["start_high"], change_high=pairs["end_high"] - pairs["start_low"]
    )
    for name, ratio in ratios.items():
        found[f"growth{name}_pct"] = (100 * (ratio - 1)).where(s > 0).round(6)
    for name, ratio in ratios.items():
        found[f"cagr{name}_pct"] = (100 * (ratio.where(ratio >= 0) ** years - 1)).where((s > 0) & (e >= 0)).round(6)
    found["cagr_status"] = np.select([s <= 0, e < 0], ["start_not_positive", "end_negative"], "computed")
    found.sort_values([*KEYS, "from_period", "to_period"]).to_parquet(folder / "growth.parquet", compression="zstd")


def _positive(numbers: Any) -> Any:
    return numbers.where(numbers > 0)
