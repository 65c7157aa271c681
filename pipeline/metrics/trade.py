"""Growth, shares and concentration of a long table, as Ibis expressions, by the formulas of `formulas.py`.

A long table has the columns reporter, partner, product (text), period (whole years), value, low, high (numbers; a null bound is
unbounded). The same expressions run on DuckDB here, and on any other backend of Ibis over as many rows as there are.

Belongs here: which values of a long table a formula takes together, and where there is no result (docs/methods.md).
Does not belong here: the formulas, or which observations make a long table.
"""

from collections.abc import Sequence

import ibis
import ibis.expr.types as ir
import pandas as pd
import pyarrow as pa

from pipeline.metrics import formulas
from pipeline.metrics.bounded_columns import NULL, BoundedColumns, as_decimal, rounded
from pipeline.metrics.formulas import annual_growth, change, fraction, herfindahl, percent, remainder, share

KEYS = ("reporter", "partner", "product")
POINT = ("period", "value", "low", "high")
START = ("from_period", "start", "start_low", "start_high")
END = ("to_period", "end", "end_low", "end_high")
NUMBER = pa.decimal128(24, 6)
LONG = pa.schema([(key, pa.string()) for key in KEYS] + [("period", pa.int64())] + [(name, NUMBER) for name in ("value", "low", "high")])
SHARED = pa.schema(
    [("reporter", pa.string()), ("product", pa.string()), ("period", pa.int64()), ("is_residual", pa.bool_())]
    + [(name, NUMBER) for name in ("share_pct", "share_low_pct", "share_high_pct")]
)


def growth(values: ir.Table) -> ir.Table:
    """Return, for each (reporter, partner, product), the change over every pair of consecutive periods and over the longest span.

    Columns: the keys, from_period, to_period, then change, growth_pct and cagr_pct, each with _low and _high, and cagr_status (why there is
    no rate). Change is in the unit of the values, the others in percent. There are rates, and bounds of them, only where the first value is
    positive; a bound that rests on an open bound, or divides by one that is not positive, is open.
    """
    pairs = _pairs(values)
    start, end = BoundedColumns(pairs.start, pairs.start_low, pairs.start_high), BoundedColumns(pairs.end, pairs.end_low, pairs.end_high)
    years = (pairs.to_period - pairs.from_period).cast("float64")
    grown = percent(formulas.growth(start, end)).where(start.point > 0)
    per_year = percent(annual_growth(start, end, years)).where((start.point > 0) & (end.point >= 0))
    return pairs.select(
        *KEYS,
        "from_period",
        "to_period",
        **{name: _narrowed(column) for name, column in change(start, end).named("change", "change_low", "change_high").items()},
        **grown.rounded().named("growth_pct", "growth_low_pct", "growth_high_pct"),
        **per_year.rounded().named("cagr_pct", "cagr_low_pct", "cagr_high_pct"),
        cagr_status=ibis.cases((pairs.start <= 0, "start_not_positive"), (pairs.end < 0, "end_negative"), else_="computed"),
    )


def _narrowed(difference: ir.Value) -> ir.Value:
    """Return a difference of published numbers in their type. It has one digit more, which Ibis does not know: it drops a plain cast."""
    return as_decimal(difference.cast("decimal(38, 6)"))


def _pairs(values: ir.Table) -> ir.Table:
    """Return the keys, from_period, start and its bounds, to_period, end and its bounds of each pair that has a change.

    Each row of a series makes at most one pair, so that one window over the rows finds all of them: every row but the last makes a pair
    with the next one, and the last of three or more makes the longest span with the first.
    """
    in_order = ibis.window(group_by=KEYS, order_by="period")
    point = ibis.struct({name: values[name] for name in POINT})
    seen = values.mutate(
        place=ibis.row_number().over(in_order), following=point.lead().over(in_order), opening=point.first(include_null=True).over(in_order)
    )
    seen = seen.filter(seen.following["period"].notnull() | (seen.place > 1))
    is_last = seen.following["period"].isnull()
    starts = {new: ibis.ifelse(is_last, seen.opening[name], seen[name]) for new, name in zip(START, POINT, strict=True)}
    ends = {new: ibis.ifelse(is_last, seen[name], seen.following[name]) for new, name in zip(END, POINT, strict=True)}
    return seen.select(*KEYS, **starts, **ends)


def shares(values: ir.Table, whole: str, residual: str) -> ir.Table:
    """Return the share of each partner in the partner `whole` of the same reporter, product and period, and a row for what is left.

    Columns: the keys, period, is_residual, value, low, high (as given; those of the residual computed), share_pct, share_low_pct,
    share_high_pct. What is left has the partner `residual`; it and its lower bound are not below zero. Its upper bound is below zero where
    the parts contradict the whole: they exceed it even if all of them are as small as they may be.
    """
    same = ["reporter", "product", "period"]
    totals = values.filter(values.partner == whole).select(*same, total="value", total_low="low", total_high="high")
    parts = values.filter(values.partner != whole)
    every = _parts(parts.join(totals, same)).union(_left(_sums(parts, same).join(totals, same), residual))
    shared = percent(BoundedColumns(every.share, every.share_low, every.share_high)).rounded()
    columns = shared.named("share_pct", "share_low_pct", "share_high_pct")
    return every.select(*KEYS, "period", "is_residual", "value", "low", "high", **columns)


def _parts(rows: ir.Table) -> ir.Table:
    """Parts beside their totals, with the share that each is."""
    shared = share(BoundedColumns(rows.value, rows.low, rows.high), _total(rows))
    return rows.select(
        *KEYS,
        "period",
        "value",
        "low",
        "high",
        is_residual=ibis.literal(False),
        **shared.named("share", "share_low", "share_high"),
    )


def _total(rows: ir.Table) -> BoundedColumns:
    return BoundedColumns(rows.total, rows.total_low, rows.total_high)


def _sums(parts: ir.Table, same: list[str]) -> ir.Table:
    """The sums of all parts of a whole; a part without a lower bound may be nothing, one without an upper bound leaves part_high null."""
    bounded = parts.high.count() == parts.count()
    return parts.group_by(same).aggregate(
        part=parts.value.sum(),
        part_low=ibis.coalesce(parts.low.sum(), 0),
        part_high=ibis.ifelse(bounded, parts.high.sum(), ibis.null("decimal(38, 6)")),
    )


def _left(rows: ir.Table, residual: str) -> ir.Table:
    """What the sums leave of the totals beside them, and its share; neither is below zero, and a lower bound that is not known is zero."""
    rows = rows.mutate(partner=ibis.literal(residual))
    parts, total = BoundedColumns(rows.part, rows.part_low, rows.part_high), _total(rows)
    left, shared = change(parts, total), remainder(share(parts, total)).where(rows.total > 0)
    return rows.select(
        *KEYS,
        "period",
        value=as_decimal(_not_negative(left.point)),
        low=as_decimal(ibis.coalesce(_not_negative(left.low), 0)),
        high=as_decimal(left.high),
        is_residual=ibis.literal(True),
        share=_not_negative(shared.point),
        share_low=ibis.ifelse(rows.total > 0, ibis.coalesce(_not_negative(shared.low), 0), NULL),
        share_high=shared.high,
    )


def concentration(shared: ir.Table) -> ir.Table:
    """Return, from the result of `shares`, the Herfindahl-Hirschman index of each reporter, product and period, from 0 to 1.

    Columns: reporter, product, period, named_partners, residual_pct, herfindahl_low (what is left is spread over countless partners and
    adds nothing), herfindahl_high (what is left is one partner). A partner without an upper bound leaves the upper bound null.
    """
    low, high = (fraction(percentage.cast("float64")) for percentage in (shared.share_low_pct, shared.share_high_pct))
    is_named = ~shared.is_residual
    return shared.group_by(["reporter", "product", "period"]).aggregate(
        named_partners=shared.count(where=is_named),
        residual_pct=shared.share_pct.max(where=shared.is_residual),
        herfindahl_low=rounded(herfindahl(low * is_named.cast("int64"))),
        herfindahl_high=rounded(ibis.ifelse(high.count() == shared.count(), herfindahl(high), NULL)),
    )


def _not_negative(number: ir.Value) -> ir.Value:
    return ibis.ifelse(number < 0, 0, number)


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
