"""Formulas: one definition, and the same result and bounds whatever it computes with."""

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import Any

import ibis
import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.metrics import formulas, trade
from pipeline.metrics.bounded_columns import BoundedColumns
from pipeline.metrics.intervals import Intervals, arithmetic, as_published

Bounded = tuple[Decimal, Decimal, Decimal]
ENDS = ["value", "low", "high"]
FIRST, SECOND = ["first", "first_low", "first_high"], ["second", "second_low", "second_high"]
YEARS = 4
FORMULAS: dict[str, Callable[[Any, Any, Any], Any]] = {
    "growth": lambda first, second, _: formulas.growth(first, second),
    "annual growth": formulas.annual_growth,
    "share": lambda first, second, _: formulas.share(first, second),
    "remainder": lambda first, second, _: formulas.remainder(formulas.share(first, second)),
    "whole": lambda first, second, _: formulas.whole_of(first, second),
}


@st.composite
def positive(draw: st.DrawFn) -> Bounded:
    """A positive value between its bounds."""
    low = draw(st.decimals(1, 1000, places=2))
    value = low + draw(st.decimals(0, 10, places=2))
    return value, low, value + draw(st.decimals(0, 10, places=2))


def by_decimals(formula: str, first: pd.DataFrame, second: pd.DataFrame) -> list[list[Decimal]]:
    with arithmetic():
        years = pd.Series(Decimal(YEARS), index=first.index)
        found = formulas.percent(FORMULAS[formula](Intervals.of(first), Intervals.of(second), years))
        return pd.DataFrame([as_published(found.point), as_published(found.low), as_published(found.high)]).T.to_numpy().tolist()


def by_columns(formula: str, first: pd.DataFrame, second: pd.DataFrame) -> list[list[Decimal]]:
    rows = pd.concat([first.set_axis(FIRST, axis=1), second.set_axis(SECOND, axis=1)], axis=1).reset_index(names="row")
    schema = pa.schema([("row", pa.int64()), *((name, trade.NUMBER) for name in (*FIRST, *SECOND))])
    table = ibis.memtable(pa.Table.from_pandas(rows, schema=schema, preserve_index=False))
    one, other = (BoundedColumns(*(table[name] for name in names)) for names in (FIRST, SECOND))
    found = formulas.percent(FORMULAS[formula](one, other, ibis.literal(float(YEARS))))
    return trade.run(table.select("row", **found.rounded().named(*ENDS)), ["row"])[ENDS].to_numpy().tolist()


@pytest.mark.parametrize("formula", FORMULAS)
@settings(max_examples=5)
@given(cases=st.lists(st.tuples(positive(), positive()), min_size=1, max_size=20))
def test_a_formula_has_the_same_value_and_bounds_for_decimals_and_for_columns_of_a_table(
    formula: str, cases: list[tuple[Bounded, Bounded]]
) -> None:
    first, second = (pd.DataFrame([case[place] for case in cases], columns=ENDS).astype("object") for place in (0, 1))
    for exact, table in zip(by_decimals(formula, first, second), by_columns(formula, first, second), strict=True):
        assert [float(number) for number in table] == pytest.approx([float(number) for number in exact], abs=2e-6, rel=1e-12)


@given(start=st.fractions("0.01", 1000), end=st.fractions("0.01", 1000))
def test_formulas_without_bounds_are_exact_for_fractions(start: Fraction, end: Fraction) -> None:
    assert start + formulas.change(start, end) == end
    assert start * (1 + formulas.growth(start, end)) == end
    assert formulas.part_of(formulas.share(start, end), end) == start
    assert formulas.whole_of(start, formulas.share(start, end)) == end
    assert formulas.remainder(formulas.share(start, start + end)) == formulas.share(end, start + end)
    assert formulas.percent(formulas.fraction(start)) == start


@given(sizes=st.lists(st.integers(1, 9), min_size=1, max_size=9))
def test_the_herfindahl_index_lies_between_an_even_spread_and_all_in_one(sizes: list[int]) -> None:
    index = formulas.herfindahl(pd.Series([Fraction(size, sum(sizes)) for size in sizes], dtype="object"))
    assert Fraction(1, len(sizes)) <= index <= 1
    assert formulas.herfindahl(pd.Series([Fraction(1)], dtype="object")) == 1
