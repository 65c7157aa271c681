"""Columns of an Ibis table with bounds, and the arithmetic that formulas need of them; the result runs on any backend of Ibis.

A bound is a column of its own; null is unbounded. What is divided by is a positive quantity: where its value or bound is not positive, the
result or its bound is null. A bound that rests on an open bound is open, also where it divides by one.

Belongs here: arithmetic, and rounding of floating point numbers. Does not belong here: any formula (`formulas.py`).
"""

from dataclasses import dataclass

import ibis
import ibis.expr.types as ir

from pipeline.metrics.rounding import PLACES

NULL = ibis.null("float64")
WHOLES = 1.5 * 2**52


@dataclass(frozen=True)
class BoundedColumns:
    """The columns point, low and high of one table."""

    point: ir.Value
    low: ir.Value
    high: ir.Value

    def __sub__(self, other: "BoundedColumns | int") -> "BoundedColumns":
        if isinstance(other, int):
            return BoundedColumns(self.point - other, self.low - other, self.high - other)
        return BoundedColumns(self.point - other.point, self.low - other.high, self.high - other.low)

    def __rsub__(self, number: int) -> "BoundedColumns":
        return BoundedColumns(number - self.point, number - self.high, number - self.low)

    def __mul__(self, number: int) -> "BoundedColumns":
        """Multiply by a positive number."""
        return BoundedColumns(self.point * number, self.low * number, self.high * number)

    def __truediv__(self, other: "BoundedColumns") -> "BoundedColumns":
        """Return the quotient as floating point numbers. A negative number is least where what it is divided by is least."""
        return BoundedColumns(
            _quotient(self.point, other.point),
            _quotient(self.low, ibis.ifelse(self.low < 0, other.low, other.high)),
            _quotient(self.high, ibis.ifelse(self.high < 0, other.high, other.low)),
        )

    def to_the(self, exponent: ir.Value) -> "BoundedColumns":
        """Raise to a positive power; null where the base is negative."""
        return BoundedColumns(*(ibis.ifelse(base >= 0, base**exponent, NULL) for base in (self.point, self.low, self.high)))

    def where(self, condition: ir.Value) -> "BoundedColumns":
        """Return null for value and bounds where a condition does not hold; for floating point numbers."""
        return BoundedColumns(*(ibis.ifelse(condition, column, NULL) for column in (self.point, self.low, self.high)))

    def rounded(self) -> "BoundedColumns":
        """Return floating point numbers as they are published."""
        return BoundedColumns(rounded(self.point), rounded(self.low), rounded(self.high))

    def named(self, point: str, low: str, high: str) -> dict[str, ir.Value]:
        """Return the three columns by the names that they have in a table."""
        return {point: self.point, low: self.low, high: self.high}


def _quotient(dividend: ir.Value, divisor: ir.Value) -> ir.Value:
    return ibis.ifelse(divisor > 0, dividend.cast("float64") / divisor.cast("float64"), NULL)


def rounded(number: ir.Value) -> ir.Value:
    """Return a floating point number rounded half to even, by arithmetic alone: the backends' own functions round halves in other ways.

    Next to 1.5 * 2 ** 52 doubles are whole numbers, and a sum is rounded to them half to even (IEEE 754).
    """
    return as_decimal((number * 10**PLACES + WHOLES - WHOLES) / 10**PLACES)


def as_decimal(number: ir.Value) -> ir.Value:
    """Return a number with the type of published numbers."""
    return number.cast(f"decimal(24, {PLACES})")
