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

from pipeline.metrics.rounding import PLACES

KEYS = ("reporter", "partner", "product")
NUMBER = pa.decimal128(24, 6)
LONG = pa.schema([(key, pa.string()) for key in KEYS] + [("period", pa.int64())] + [(name, NUMBER) for name in ("value", "low", "high")])
SHARED = pa.schema(
    [("reporter", pa.string()), ("product", pa.string()), ("period", pa.int64()), ("is_residual", pa.bool_())]
    + [(name, NUMBER) for name in ("share_pct", "share_low_pct", "share_high_pct")]
)
NONE = ibis.null("float64")
WHOLES = 1.5 * 2**52


def growth(values: ir.Table) -> ir.Table:
    """Return, for each (reporter, partner, product), the change over every pair of consecutive periods and over the longest span.

    Columns: the keys, from_period, to_period, then change, growth_pct and cagr_pct, each with _low and _high, and cagr_status (why there is
    no rate). Change is in the unit of the values, the others in percent. There are rates, and bounds of them, only where the first value is
    positive; a bound that rests on an open bound, or divides by one that is not positive, is open.
    """
    start = values.select(*KEYS, from_period="period", start="value", start_low="low", start_high="high")
    end = values.select(*KEYS, to_period="period", end="value", end_low="low", end_high="high")
    pairs = _spans(values).join(start, [*KEYS, "from_period"]).join(end, [*KEYS, "to_period"])
    ratios = {
        "": _ratio(pairs.end, pairs.start),
        "_low": _ratio(pairs.end_low, ibis.ifelse(pairs.end_low < 0, pairs.start_low, pairs.start_high)),
        "_high": _ratio(pairs.end_high, ibis.ifelse(pairs.end_high < 0, pairs.start_high, pairs.start_low)),
    }
    ratios = {bound: ibis.ifelse(pairs.start > 0, ratio, NONE) for bound, ratio in ratios.items()}
    return pairs.select(
        *KEYS,
        "from_period",
        "to_period",
        change=pairs.end - pairs.start,
        change_low=pairs.end_low - pairs.start_high,
        change_high=pairs.end_high - pairs.start_low,
        **{f"growth{bound}_pct": _percent(ratio - 1) for bound, ratio in ratios.items()},
        **{f"cagr{bound}_pct": _percent(_per_year(ratio, pairs)) for bound, ratio in ratios.items()},
        cagr_status=ibis.cases((pairs.start <= 0, "start_not_positive"), (pairs.end < 0, "end_negative"), else_="computed"),
    )


def _spans(values: ir.Table) -> ir.Table:
    """Return the keys, from_period and to_period of each pair of consecutive periods, and of the longest span where it is not such a pair.

    Only periods are paired here, and their values joined afterwards by equality, so that the work grows with the number of rows and not
    with the square of a series' length.
    """
    in_order = ibis.window(group_by=KEYS, order_by="period")
    consecutive = values.select(*KEYS, from_period="period", to_period=values.period.lead().over(in_order))
    longest = values.group_by(KEYS).aggregate(from_period=values.period.min(), to_period=values.period.max(), periods=values.count())
    longest = longest.filter(longest.periods > 2).drop("periods")
    return consecutive.filter(consecutive.to_period.notnull()).union(longest)


def shares(values: ir.Table, whole: str, residual: str) -> ir.Table:
    """Return the share of each partner in the partner `whole` of the same reporter, product and period, and a row for what is left.

    Columns: the keys, period, is_residual, value, low, high (as given; those of the residual computed), share_pct, share_low_pct,
    share_high_pct. What is left has the partner `residual`; it and its lower bound are not below zero. Its upper bound is below zero where
    the parts contradict the whole: they exceed it even if all of them are as small as they may be.
    """
    same = ["reporter", "product", "period"]
    totals = values.filter(values.partner == whole).select(*same, total="value", total_low="low", total_high="high")
    parts = values.filter(values.partner != whole)
    every = _named(parts.join(totals, same)).union(_left(_sums(parts, same).join(totals, same), residual))
    percents = {f"share{bound}_pct": _percent(every[f"share{bound}"]) for bound in ("", "_low", "_high")}
    return every.select(*KEYS, "period", "is_residual", "value", "low", "high", **percents)


def _named(rows: ir.Table) -> ir.Table:
    """Parts beside their totals, with the fraction that each is."""
    return rows.select(
        *KEYS,
        "period",
        "value",
        "low",
        "high",
        is_residual=ibis.literal(False),
        share=_ratio(rows.value, rows.total),
        share_low=_ratio(rows.low, rows.total_high),
        share_high=_ratio(rows.high, rows.total_low),
    )


def _sums(parts: ir.Table, same: list[str]) -> ir.Table:
    """The sums of all parts of a whole; a part without a lower bound may be nothing, one without an upper bound leaves part_high null."""
    bounded = parts.high.count() == parts.count()
    return parts.group_by(same).aggregate(
        part=parts.value.sum(),
        part_low=ibis.coalesce(parts.low.sum(), 0),
        part_high=ibis.ifelse(bounded, parts.high.sum(), ibis.null("decimal(38, 6)")),
    )


def _left(rows: ir.Table, residual: str) -> ir.Table:
    """What the sums leave of the totals beside them. Its fraction is 1 - part / whole, in which each number stands once; where its lower
    bound is not known it is zero."""
    rows = rows.mutate(partner=ibis.literal(residual))
    return rows.select(
        *KEYS,
        "period",
        value=_number(_not_negative(rows.total - rows.part)),
        low=_number(ibis.coalesce(_not_negative(rows.total_low - rows.part_high), 0)),
        high=_number(rows.total_high - rows.part_low),
        is_residual=ibis.literal(True),
        share=_not_negative(1 - _ratio(rows.part, rows.total)),
        share_low=ibis.ifelse(rows.total > 0, ibis.coalesce(_not_negative(1 - _ratio(rows.part_high, rows.total_low)), 0), NONE),
        share_high=1 - _ratio(rows.part_low, rows.total_high),
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
        herfindahl_high=_rounded(ibis.ifelse(squares.high_square.count() == squares.count(), squares.high_square.sum(), NONE)),
    )


def _ratio(above: ir.Value, below: ir.Value) -> ir.Value:
    """Return a ratio as a floating point number; null where what it is divided by is not positive."""
    return ibis.ifelse(below > 0, above.cast("float64") / below.cast("float64"), NONE)


def _per_year(ratio: ir.Value, pairs: ir.Table) -> ir.Value:
    """Return the constant change per year that gives a ratio over the years of each pair; null where the ratio or the last value is
    negative."""
    years = (pairs.to_period - pairs.from_period).cast("float64")
    return ibis.ifelse((ratio >= 0) & (pairs.end >= 0), ratio ** (1 / years) - 1, NONE)


def _not_negative(number: ir.Value) -> ir.Value:
    return ibis.ifelse(number < 0, 0, number)


def _percent(fraction: ir.Value) -> ir.Value:
    return _rounded(fraction * 100)


def _rounded(number: ir.Value) -> ir.Value:
    """Return a floating point number rounded half to even, by arithmetic alone: the backends' own functions round halves in other ways.

    Next to 1.5 * 2 ** 52 doubles are whole numbers, and a sum is rounded to them half to even (IEEE 754).
    """
    return _number((number * 10**PLACES + WHOLES - WHOLES) / 10**PLACES)


def _number(number: ir.Value) -> ir.Value:
    return number.cast(f"decimal(24, {PLACES})")


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
