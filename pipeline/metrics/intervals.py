"""Columns of intervals: a value with the bounds that it may lie between, and the arithmetic over them.

Belongs here: what holds of any quantity. Does not belong here: what a quantity means, or how its bounds follow from printing.

An `Intervals` is three columns of decimals with one index: point (NaN where only bounds are known), low and high (infinite where
unbounded). The result of an operation holds every value that the operation has for values within the bounds of its operands, and is the
smallest such interval where each operand stands once in a formula. Work within `arithmetic()`, so that NaN and infinity are no errors and
the result does not depend on the decimal context of the caller.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Context, Decimal, localcontext
from functools import reduce

import pandas as pd

from pipeline.metrics.rounding import published

UNKNOWN, BELOW, ABOVE = Decimal("NaN"), Decimal("-Infinity"), Decimal("Infinity")


def arithmetic() -> AbstractContextManager[Context]:
    """Return the decimal context of all interval arithmetic: 50 digits, no traps."""
    return localcontext(Context(prec=50, rounding=ROUND_HALF_EVEN, traps=[]))


@dataclass(frozen=True)
class Intervals:
    """Columns point, low and high of decimals over one index."""

    point: pd.Series
    low: pd.Series
    high: pd.Series

    @classmethod
    def of(cls, frame: pd.DataFrame) -> "Intervals":
        """Return the columns value, low and high of a frame; a null value is unknown, a null bound unbounded."""
        return cls(*(_filled(frame[name], missing) for name, missing in (("value", UNKNOWN), ("low", BELOW), ("high", ABOVE))))

    @classmethod
    def exact(cls, values: pd.Series) -> "Intervals":
        """Return whole numbers or decimals that are known exactly."""
        decimals = values.astype("object").map(Decimal)
        return cls(decimals, decimals, decimals)

    def __add__(self, other: "Intervals | int") -> "Intervals":
        other = self._lifted(other)
        return Intervals(self.point + other.point, self.low + other.low, self.high + other.high)

    def __neg__(self) -> "Intervals":
        return Intervals(self.point.map(_negative), self.high.map(_negative), self.low.map(_negative))

    def __sub__(self, other: "Intervals | int") -> "Intervals":
        return self + -self._lifted(other)

    def __rsub__(self, number: int) -> "Intervals":
        return -self + number

    def __mul__(self, other: "Intervals | int") -> "Intervals":
        other = self._lifted(other)
        corners = [_defined(a * b) for a in (self.low, self.high) for b in (other.low, other.high)]
        return Intervals(self.point * other.point, _reduced(corners, min), _reduced(corners, max))

    def __truediv__(self, other: "Intervals | int") -> "Intervals":
        """Divide; where the divisor may be zero, the result is unbounded, and where it is zero, unknown."""
        other = self._lifted(other)
        corners = [_defined(a.combine(b, _quotient)) for a in (self.low, self.high) for b in (other.low, other.high)]
        split = (other.low <= 0) & (other.high >= 0)
        low, high = _reduced(corners, min).where(~split, BELOW), _reduced(corners, max).where(~split, ABOVE)
        return Intervals(self.point.combine(other.point, _quotient), low, high)

    def to_the(self, exponent: pd.Series) -> "Intervals":
        """Raise to positive, finite powers; else, or where the base may be zero or less, the result is unknown or unbounded there."""
        point, low, high = (base.combine(exponent, _power) for base in (self.point, self.low, self.high))
        return Intervals(point, _filled(low, BELOW), _filled(high, ABOVE))

    def _lifted(self, other: "Intervals | int") -> "Intervals":
        return other if isinstance(other, Intervals) else Intervals.exact(pd.Series(other, index=self.point.index))


def settled(found: Intervals) -> Intervals:
    """Return the intervals at 28 digits: what is left of an exact result after a division that is not, such as 1.99…9, is undone."""
    plus = Context(prec=28, rounding=ROUND_HALF_EVEN, traps=[]).plus
    return Intervals(found.point.map(plus), found.low.map(plus), found.high.map(plus))


def as_published(column: pd.Series) -> pd.Series:
    """Return decimals as they are published; unknown and infinite ones as null."""
    return column.map(lambda value: published(value) if value.is_finite() else None).astype("object")


def _filled(column: pd.Series, missing: Decimal) -> pd.Series:
    return column.astype("object").where(column.notna(), missing)


def _negative(value: Decimal) -> Decimal:
    return -value


def _quotient(dividend: Decimal, divisor: Decimal) -> Decimal:
    return UNKNOWN if divisor == 0 else dividend / divisor


def _power(base: Decimal, exponent: Decimal) -> Decimal:
    return base**exponent if base > 0 and exponent > 0 and exponent.is_finite() else UNKNOWN


def _defined(corner: pd.Series) -> pd.Series:
    """Zero times infinity is zero, and infinity over infinity has zero and infinity as its bounds, of which another corner has one."""
    return corner.map(lambda value: Decimal(0) if value.is_nan() else value)


def _reduced(corners: list[pd.Series], choose: Callable[[Decimal, Decimal], Decimal]) -> pd.Series:
    return reduce(lambda left, right: left.combine(right, choose), corners)
