"""Rounding: how an exact number becomes a published one. docs/methods.md, Rounding."""

from decimal import Decimal
from fractions import Fraction

PLACES = 6


def published(value: Fraction | Decimal) -> Decimal:
    """Return an exact number as it is published: rounded half to even to 6 decimals."""
    return Decimal(round(value * 10**PLACES)).scaleb(-PLACES)
