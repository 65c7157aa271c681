"""The formulas of change, growth, shares and concentration, each written once for all metrics. docs/methods.md gives their sources.

A formula is written with operators, so that it holds for whatever has them. Three kinds of operands are in use:

- `Intervals` (`intervals.py`): columns of exact decimals with bounds, for claims and for amounts in euros;
- `BoundedColumns` (`bounded_columns.py`): columns of an Ibis table with bounds, for tables of any size on DuckDB or Spark;
- columns without bounds: Ibis columns, and pandas columns of exact fractions for the cluster profile, whose bounds are the results of the
  same formula for the extreme cases.

The first two derive the bounds of a result from the bounds of its operands. Each operand therefore stands once in a formula where that is
possible (`end / start - 1`, not `(end - start) / start`), so that the bounds are no wider than they must be.

Growth, shares and rates are fractions of one here; `percent` and `fraction` convert. Belongs here: a formula that two metrics use.
Does not belong here: where a formula applies and what is null elsewhere, which the metric says.
"""

from typing import Any, Protocol, Self, TypeVar


class Operand(Protocol):
    """What a formula computes with. The other operand is of the same kind, or a whole number."""

    def __sub__(self, other: Any, /) -> Self: ...

    def __rsub__(self, other: Any, /) -> Self: ...

    def __mul__(self, other: Any, /) -> Self: ...

    def __truediv__(self, other: Any, /) -> Self: ...


class Base(Operand, Protocol):
    """An operand that can be raised to a power."""

    def to_the(self, exponent: Any, /) -> Self:
        """Raise to a positive power."""
        ...


Number = TypeVar("Number", bound=Operand)
Power = TypeVar("Power", bound=Base)


def percent(fraction: Number) -> Number:
    """Return a fraction of one in percent."""
    return fraction * 100


def fraction(percent: Number) -> Number:
    """Return a percentage as a fraction of one."""
    return percent / 100


def change(start: Number, end: Number) -> Number:
    """Return the change from start to end, in their unit."""
    return end - start


def growth(start: Number, end: Number) -> Number:
    """Return the relative change from start to end."""
    return end / start - 1


def annual_growth(start: Power, end: Power, years: Any) -> Power:
    """Return the constant relative change per year that leads from start to end; `years` is a column of positive numbers."""
    return (end / start).to_the(1 / years) - 1


def share(part: Number, whole: Number) -> Number:
    """Return the share of a part in its whole."""
    return part / whole


def remainder(shares: Number) -> Number:
    """Return the share that a sum of shares leaves."""
    return 1 - shares


def part_of(share: Number, whole: Number) -> Number:
    """Return the part that a share and the whole imply."""
    return share * whole


def whole_of(part: Number, share: Number) -> Number:
    """Return the whole that a part and its share imply."""
    return part / share


def herfindahl(shares: Any) -> Any:
    """Return the Herfindahl-Hirschman index of a column of shares, or of each group of an aggregation: the sum of their squares."""
    return (shares * shares).sum()
