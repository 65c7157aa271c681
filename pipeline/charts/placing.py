"""Where to write names beside points, so that they do not cover each other: greedy, in the order given, and the same on every machine.

Belongs here: boxes in pixels. Does not belong here: what the points are.
"""

import math
from collections.abc import Sequence
from typing import NamedTuple

LETTER = 0.56  # mean width of a letter, in parts of the font size
LINE = 1.15  # height of a line, in parts of the font size
STEPS = (1, 2, 3, 4.5)  # how far a name may move away from its point, in lines
DIRECTIONS = ((1, 0), (-1, 0), (0, -1), (0, 1), *((x, y) for y in (-0.5, 0.5, -1, 1) for x in (1, -1)))


class Spot(NamedTuple):
    """A point with its radius and its name."""

    x: float
    y: float
    radius: float
    name: str


Box = tuple[float, float, float, float]


class Place(NamedTuple):
    """Where a name begins and on which line it stands, where its box is nearest to its point and how far off, and the box."""

    x: float
    y: float
    near_x: float
    near_y: float
    gap: float
    box: Box


def name_places(spots: Sequence[Spot], size: float, width: float, height: float) -> list[Place]:
    """Return a place for the name of each spot, within the picture: the first that covers nothing, else the one that covers least."""
    taken = [circled(spot) for spot in spots]
    found = []
    for spot in spots:
        candidates = [box for box in _candidates(spot, size) if box[0] >= 0 and box[1] >= 0 and box[2] <= width and box[3] <= height]
        best = min(candidates, key=lambda box: sum(overlap(box, other) for other in taken))
        taken.append(best)
        x, y = min(max(spot.x, best[0]), best[2]), min(max(spot.y, best[1]), best[3])
        gap = math.sqrt((x - spot.x) * (x - spot.x) + (y - spot.y) * (y - spot.y)) - spot.radius
        found.append(Place(round(best[0], 1), round((best[1] + best[3]) / 2, 1), round(x, 1), round(y, 1), gap, best))
    return found


def _candidates(spot: Spot, size: float) -> list[Box]:
    wide, high, _, _ = (2 * abs(side) for side in centred(0, 0, spot.name, size))
    gaps = [spot.radius + 2 + (step - 1) * size for step in STEPS]
    return [
        centred(
            spot.x + dx * (gap + wide / 2),
            spot.y + dy * (gap + high / 2) * (0.7 if dx else 1),
            spot.name,
            size,
        )
        for gap in gaps
        for dx, dy in DIRECTIONS
    ]


def circled(spot: Spot) -> Box:
    """Return the box of a point."""
    return spot.x - spot.radius, spot.y - spot.radius, spot.x + spot.radius, spot.y + spot.radius


def centred(x: float, y: float, name: str, size: float) -> Box:
    """Return the box of a name, of one line or more, that is written around a point."""
    lines = name.split("\n")
    wide, high = max(map(len, lines)) * size * LETTER, len(lines) * size * LINE
    return x - wide / 2, y - high / 2, x + wide / 2, y + high / 2


def overlap(one: Box, other: Box) -> float:
    """Return the area that two boxes share."""
    wide, high = min(one[2], other[2]) - max(one[0], other[0]), min(one[3], other[3]) - max(one[1], other[1])
    return wide * high if wide > 0 and high > 0 else 0.0
