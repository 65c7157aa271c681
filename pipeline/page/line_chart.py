"""A line chart of one series, in units of its own: points with bounds, lines between years that follow each other, dashes over gaps.

Belongs here: where things are in the picture. Does not belong here: what a series says in words (`over_time.py`), or colours.
"""

import math
from itertools import pairwise
from typing import NamedTuple

from pipeline.page.language import Row

WIDE, HIGH = 340, 170
LEFT, RIGHT, TOP, BOTTOM = 56, 20, 18, 24
SPAN = WIDE - LEFT - RIGHT - 12
STEPS = (1, 2, 2.5, 5, 10)


class Point(NamedTuple):
    """A value of a year: where it is, its bounds (the same where they are as wide as a line), the row of `series`."""

    x: float
    y: float
    low: float
    high: float
    row: Row


class Line(NamedTuple):
    """A line between two points; over a gap where years lie between them."""

    x1: float
    y1: float
    x2: float
    y2: float
    gap: bool


class Chart(NamedTuple):
    """A chart: points, lines between them, marks of the value axis (y and value), years under the axis (x and year)."""

    points: list[Point]
    lines: list[Line]
    marks: list[tuple[float, float]]
    years: list[tuple[float, int]]
    base: float


def line_chart(rows: list[Row]) -> Chart:
    """Return the chart of the rows of one series, which have year, value, value_low, value_high."""
    ordered = sorted(rows, key=lambda row: row["year"])
    first, last = int(ordered[0]["year"]), int(ordered[-1]["year"])
    high, low = max(0.0, *(_ends(row)[1] for row in ordered)), min(0.0, *(_ends(row)[0] for row in ordered))
    step = mark_step(high, low)
    top, bottom = step * math.ceil(high / step), step * math.floor(low / step)

    def x(year: int) -> float:
        return round(LEFT + 12 + SPAN * (year - first) / max(last - first, 1), 1)

    def y(value: float) -> float:
        return round(TOP + (HIGH - TOP - BOTTOM) * (top - value) / (top - bottom), 1)

    points = [Point(x(row["year"]), y(row["value"]), y(_ends(row)[0]), y(_ends(row)[1]), row) for row in ordered]
    lines = [Line(a.x, a.y, b.x, b.y, b.row["year"] - a.row["year"] > 1) for a, b in pairwise(points)]
    marks = [(y(bottom + number * step), bottom + number * step) for number in range(round((top - bottom) / step) + 1)]
    return Chart(points, lines, marks, [(x(year), year) for year in _years(first, last)], y(0))


def mark_step(high: float, low: float) -> float:
    """Return a round distance between marks, so that three to five fit."""
    rough = (high - low) / 3 or 1.0
    unit = 10.0 ** math.floor(math.log10(rough))
    return next(unit * step for step in STEPS if unit * step >= rough * 0.85)


def _ends(row: Row) -> tuple[float, float]:
    """Return the bounds of a value; an open one is the value itself, and an arrow shows that it is open."""
    low, high = (row["value"] if row[name] is None else row[name] for name in ("value_low", "value_high"))
    return float(low), float(high)


def _years(first: int, last: int) -> list[int]:
    every = max(1, -(-(last - first) // 5))
    return list(range(first, last + 1, every))
