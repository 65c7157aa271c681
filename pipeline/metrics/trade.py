"""Growth and shares, defined once, as Ibis expressions from a long table to a long table.

A long table has the columns reporter, partner, product (text), period (whole years), value, low, high (numbers; a null bound is
unbounded). The same expressions run on DuckDB here, and on any other backend of Ibis over as many rows as there are.

Belongs here: the formulas (docs/methods.md gives them with their sources). Does not belong here: which observations make a long table.
"""

from collections.abc import Sequence

import ibis
import ibis.expr.types as ir
import pandas as pd
import pyarrow as pa

KEYS = ("reporter", "partner", "product")
NUMBER = pa.decimal128(24, 6)
LONG = pa.schema([(key, pa.string()) for key in KEYS] + [("period", pa.int64())] + [(name, NUMBER) for name in ("value", "low", "high")])
SHARED = pa.schema(
    [("reporter", pa.string()), ("product", pa.string()), ("period", pa.int64()), ("is_residual", pa.bool_())]
    + [(name, NUMBER) for name in ("share_pct", "share_low_pct", "share_high_pct")]
)
DECIMALS = 6


def growth(values: ir.Table) -> ir.Table:
    """Return, for each (reporter, partner, product), the change over every pair of consecutive periods and over the longest span.

    Columns: the keys, from_period, to_period, then change, growth_pct and cagr_pct, each with _low and _high. Change is in the unit of the
    values, the others in percent. Growth and its bounds are null where what they divide by is not positive.
    """
    periods = ibis.window(group_by=KEYS, order_by="period")
    series = values.mutate(place=ibis.row_number().over(periods), places=values.period.count().over(ibis.window(group_by=KEYS)))
    start, end = series.view(), series
    pairs = start.join(end, [*KEYS], lname="", rname="end_{name}")
    consecutive = pairs.end_place == pairs.place + 1
    longest = (pairs.place == 0) & (pairs.end_place == pairs.places - 1) & (pairs.places > 2)
    pairs = pairs.filter(consecutive | longest)
    return pairs.select(
        *KEYS,
        from_period=pairs.period,
        to_period=pairs.end_period,
        change=pairs.end_value - pairs.value,
        change_low=pairs.end_low - pairs.high,
        change_high=pairs.end_high - pairs.low,
        growth_pct=_percent(_ratio(pairs.end_value, pairs.value) - 1),
        growth_low_pct=_percent(_ratio(pairs.end_low, pairs.high) - 1),
        growth_high_pct=_percent(_ratio(pairs.end_high, pairs.low) - 1),
        cagr_pct=_percent(_per_year(_ratio(pairs.end_value, pairs.value), pairs)),
        cagr_low_pct=_percent(_per_year(_ratio(pairs.end_low, pairs.high), pairs)),
        cagr_high_pct=_percent(_per_year(_ratio(pairs.end_high, pairs.low), pairs)),
    )


def shares(values: ir.Table, whole: str, residual: str) -> ir.Table:
    """Return the share of each partner in the partner `whole` of the same reporter, product and period, and a row for what is left.

    Columns: the keys, period, is_residual, value, low, high (as given; those of the residual computed), share_pct, share_low_pct,
    share_high_pct. What is left has the partner `residual`; its bounds are not below zero. Where the parts are more than the whole by all
    their bounds, they overlap, and there is no such row.
    """
    same = ["reporter", "product", "period"]
    totals = values.filter(values.partner == whole).select(*same, total="value", total_low="low", total_high="high")
    parts = values.filter(values.partner != whole)
    named = parts.join(totals, same).select(*KEYS, "period", "value", "low", "high", "total", "total_low", "total_high")
    named = named.mutate(is_residual=ibis.literal(False))
    sums = parts.group_by(same).aggregate(
        part=parts.value.sum(),
        part_low=ibis.coalesce(parts.low.sum(), 0),
        part_high=parts.high.sum(),
        unbounded=parts.count() - parts.high.count(),
    )
    left = sums.join(totals, same)
    left = left.filter(ibis.or_(left.total_high.isnull(), left.part_low <= left.total_high))
    zero = ibis.literal(0)
    left = left.select(
        "reporter",
        "product",
        "period",
        "total",
        "total_low",
        "total_high",
        partner=ibis.literal(residual),
        is_residual=ibis.literal(True),
        value=(left.total - left.part).cast("decimal(24, 6)"),
        low=ibis.ifelse(left.unbounded > 0, zero, ibis.greatest(left.total_low - left.part_high, zero)).cast("decimal(24, 6)"),
        high=(left.total_high - left.part_low).cast("decimal(24, 6)"),
    ).select(named.columns)
    every = named.union(left)
    return every.select(
        *KEYS,
        "period",
        "is_residual",
        "value",
        "low",
        "high",
        share_pct=_percent(_ratio(every.value, every.total)),
        share_low_pct=_percent(_ratio(every.low, every.total_high)),
        share_high_pct=_percent(_ratio(every.high, every.total_low)),
    )


def concentration(shared: ir.Table) -> ir.Table:
    """Return, from the result of `shares`, the Herfindahl-Hirschman index of each reporter, product and period, from 0 to 1.

    Columns: reporter, product, period, named_partners, residual_pct, herfindahl_low (what is left is spread over countless partners and
    adds nothing), herfindahl_high (what is left is one partner). A partner without an upper bound leaves the upper bound null.
    """
    fraction_low, fraction_high = (shared[f"share_{end}_pct"].cast("float64") / 100 for end in ("low", "high"))
    squares = shared.mutate(
        low_square=fraction_low * fraction_low * (~shared.is_residual).cast("int64"),
        high_square=fraction_high * fraction_high,
    )
    return squares.group_by(["reporter", "product", "period"]).aggregate(
        named_partners=(~squares.is_residual).sum(),
        residual_pct=squares.share_pct.max(where=squares.is_residual),
        herfindahl_low=_rounded(squares.low_square.sum()),
        herfindahl_high=_rounded(
            ibis.ifelse(squares.high_square.count() == squares.count(), squares.high_square.sum(), ibis.null("float64"))
        ),
    )


def _ratio(above: ir.Value, below: ir.Value) -> ir.Value:
    """Return a ratio as a floating point number; null where what it is divided by is not positive."""
    return ibis.ifelse(below > 0, above.cast("float64") / below.cast("float64"), ibis.null("float64"))


def _per_year(ratio: ir.Value, pairs: ir.Table) -> ir.Value:
    """Return the constant change per year that gives a ratio over the years of each pair; null where there is none."""
    years = (pairs.end_period - pairs.period).cast("float64")
    return ibis.ifelse((ratio >= 0) & (years > 0), ratio ** (1 / years) - 1, ibis.null("float64"))


def _percent(fraction: ir.Value) -> ir.Value:
    return _rounded(fraction * 100)


def _rounded(number: ir.Value) -> ir.Value:
    return number.round(DECIMALS).cast("decimal(24, 6)")


def long_table(rows: pd.DataFrame) -> ir.Table:
    """Return rows with the columns of a long table as an Ibis table; more columns are left out."""
    return ibis.memtable(pa.Table.from_pandas(rows[LONG.names], schema=LONG, preserve_index=False))


def shared_table(rows: pd.DataFrame) -> ir.Table:
    """Return rows with the columns of the result of `shares` that `concentration` needs as an Ibis table; more columns are left out."""
    return ibis.memtable(pa.Table.from_pandas(rows[SHARED.names], schema=SHARED, preserve_index=False))


def run(expression: ir.Table, order: Sequence[str]) -> pd.DataFrame:
    """Run an expression on DuckDB, on one thread, and return its rows, with Arrow types, in the given order."""
    connection = ibis.duckdb.connect(threads=1)
    try:
        result = connection.to_pyarrow(expression.order_by(list(order)))
    finally:
        connection.disconnect()
    return result.to_pandas(types_mapper=pd.ArrowDtype)
