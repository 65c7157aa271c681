"""Dots that share a point of a map, side by side around it: where each stands, and where clusters go that would cover each other.

Each operation is exact by IEEE 754 and runs in one order, so that every machine draws the same picture. Belongs here: places in pixels.
Does not belong here: what a dot is.
"""

import math
from collections.abc import Sequence

Point = tuple[float, float]
Circle = tuple[float, float, float]  # x, y, radius

ROW = math.sqrt(3) / 2  # from row to row of a hexagonal lattice, in parts of the distance of its points
ROUNDS = 200
CLEAR = 1.5  # pixels between clusters that were pushed apart


def packed(count: int, pitch: float) -> list[Point]:
    """Return where so many dots stand around their common point (0, 0): a hexagon filled from the middle, its centre of gravity there."""
    reach = math.isqrt(count) + 1
    steps = [(i, j) for j in range(-reach, reach + 1) for i in range(-reach, reach + 1)]
    inner = sorted(steps, key=lambda step: (step[0] * step[0] + step[0] * step[1] + step[1] * step[1], step[1], step[0]))[:count]
    points = [((i + j / 2) * pitch, j * ROW * pitch) for i, j in inner]
    middle_x, middle_y = sum(x for x, _ in points) / count, sum(y for _, y in points) / count
    return [(round(x - middle_x, 1), round(y - middle_y, 1)) for x, y in points]


def radius_of(points: Sequence[Point], dot: float) -> float:
    """Return the radius of the circle around a cluster of dots of a radius."""
    return round(max(math.sqrt(x * x + y * y) for x, y in points) + dot, 1)


def pushed_apart(circles: Sequence[Circle]) -> list[Point]:
    """Return where the middles of circles go so that none covers another: each step moves two that do by half of what they share. The
    larger one of two moves less."""
    at = [(x, y) for x, y, _ in circles]
    for _ in range(ROUNDS):
        for one in range(len(circles)):
            for other in range(one):
                at[one], at[other] = _parted(at[one], at[other], circles[one][2], circles[other][2])
    return [(round(x, 1), round(y, 1)) for x, y in at]


def _parted(one: Point, other: Point, radius: float, other_radius: float) -> tuple[Point, Point]:
    x, y = one[0] - other[0], one[1] - other[1]
    distance = math.sqrt(x * x + y * y) or 1.0
    lacking = radius + other_radius + CLEAR - distance
    if lacking <= 0:
        return one, other
    ours = other_radius / (radius + other_radius) * lacking / distance
    theirs = radius / (radius + other_radius) * lacking / distance
    return (one[0] + x * ours, one[1] + y * ours), (other[0] - x * theirs, other[1] - y * theirs)
