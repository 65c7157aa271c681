"""Where to write names beside points, so that they do not cover each other: greedy, in the order given, and the same on every machine.

Belongs here: boxes in pixels. Does not belong here: what the points are.
"""

import math
from collections.abc import Sequence
from typing import NamedTuple

LETTER = 0.56  # mean width of a letter, in parts of the font size
LINE = 1.15  # height of a line, in parts of the font size
STEPS = (1, 2, 3, 4.5)  # how far a name may move away from its point, in lines
COVERED, CROSSED, FAR = (
    3,
    40,
    5,
)  # what a square pixel of a name or point covered, a crossing, and a pixel between a name and its point cost
MISTAKEN = 600  # and a name that is nearer to another point than to its own, so that a reader takes it for the name of the other
DIRECTIONS = ((1, 0), (-1, 0), (0, -1), (0, 1), *((x, y) for y in (-0.5, 0.5, -1, 1) for x in (1, -1)))


class Spot(NamedTuple):
    """A point with its radius and its name."""

    x: float
    y: float
    radius: float
    name: str


Box = tuple[float, float, float, float]


class Place(NamedTuple):
    """Where a name stands: the side of it that is nearest to its point (as `align`) and on which line; where its box is nearest to its
    point and how far off; and the box."""

    x: float
    y: float
    align: str
    near_x: float
    near_y: float
    gap: float
    box: Box


def name_places(spots: Sequence[Spot], size: float, width: float, height: float, lines: Sequence[Box] = ()) -> list[Place]:
    """Return a place for the name of each spot, within the picture: the one that covers least of points, of names before it, and of
    lines, each from its first to its second point, and is nearest to its spot. A name for which the picture has no room goes beyond it."""
    taken = [_circled(spot) for spot in spots]
    found = []
    for number, spot in enumerate(spots):
        boxes = _candidates(spot, size)
        within = [box for box in boxes if box[0] >= 0 and box[1] >= 0 and box[2] <= width and box[3] <= height]
        places = [_placed(spot, box) for box in within or boxes]
        reach = _around([_circled(spot), *(place.box for place in places)])
        others = [other for other in taken if _meet(other, reach)]
        near = [line for line in lines if _meet(_around([line]), reach)]
        rivals = [rival for rival in (*spots[:number], *spots[number + 1 :]) if _meet(_circled(rival), reach)]
        costs = [_cost(spot, place, others, near) + MISTAKEN * _is_mistaken(place, rivals) for place in places]
        best = places[costs.index(min(costs))]
        taken.append(best.box)
        found.append(best)
    return found


def _placed(spot: Spot, box: Box) -> Place:
    near_x, near_y = min(max(spot.x, box[0]), box[2]), min(max(spot.y, box[1]), box[3])
    gap = _gap(spot, box)
    align, x = ("left", box[0]) if box[0] >= spot.x else ("right", box[2]) if box[2] <= spot.x else ("center", (box[0] + box[2]) / 2)
    return Place(round(x, 1), round((box[1] + box[3]) / 2, 1), align, round(near_x, 1), round(near_y, 1), gap, box)


def _gap(spot: Spot, box: Box) -> float:
    """Return how far the edge of a point is from a box; less than zero where they meet."""
    x, y = min(max(spot.x, box[0]), box[2]) - spot.x, min(max(spot.y, box[1]), box[3]) - spot.y
    return math.sqrt(x * x + y * y) - spot.radius


def _is_mistaken(place: Place, rivals: Sequence[Spot]) -> bool:
    """Return whether a name is nearer to another point than to its own."""
    return any(_gap(rival, place.box) < place.gap for rival in rivals)


def _cost(spot: Spot, place: Place, taken: Sequence[Box], lines: Sequence[Box]) -> float:
    """Return what is lost by a place: what it covers, the lines that cross it, and what lies between it and its point."""
    covered, between = sum(overlap(place.box, other) for other in taken), (spot.x, spot.y, place.near_x, place.near_y)
    crossings = sum(crosses(line, place.box) for line in lines) + sum(crosses(between, other) for other in taken)
    return COVERED * covered + CROSSED * crossings + FAR * place.gap


def _candidates(spot: Spot, size: float) -> list[Box]:
    wide, high, _, _ = (2 * abs(side) for side in _centred(0, 0, spot.name, size))
    gaps = [spot.radius + 2 + (step - 1) * size for step in STEPS]
    return [
        _centred(
            spot.x + dx * (gap + wide / 2),
            spot.y + dy * (gap + high / 2) * (0.7 if dx else 1),
            spot.name,
            size,
        )
        for gap in gaps
        for dx, dy in DIRECTIONS
    ]


def _around(boxes: Sequence[Box]) -> Box:
    """Return the box around boxes, or around lines."""
    x, y = [x for box in boxes for x in (box[0], box[2])], [y for box in boxes for y in (box[1], box[3])]
    return min(x), min(y), max(x), max(y)


def _meet(one: Box, other: Box) -> bool:
    return one[0] <= other[2] and other[0] <= one[2] and one[1] <= other[3] and other[1] <= one[3]


def _circled(spot: Spot) -> Box:
    """Return the box of a point."""
    return spot.x - spot.radius, spot.y - spot.radius, spot.x + spot.radius, spot.y + spot.radius


def _centred(x: float, y: float, name: str, size: float) -> Box:
    """Return the box of a name, of one line or more, that is written around a point."""
    lines = name.split("\n")
    wide, high = max(map(len, lines)) * size * LETTER, len(lines) * size * LINE
    return x - wide / 2, y - high / 2, x + wide / 2, y + high / 2


def overlap(one: Box, other: Box) -> float:
    """Return the area that two boxes share."""
    wide, high = min(one[2], other[2]) - max(one[0], other[0]), min(one[3], other[3]) - max(one[1], other[1])
    return wide * high if wide > 0 and high > 0 else 0.0


def crosses(line: Box, box: Box) -> bool:
    """Return whether a line from one point to another has a part inside a box (Liang and Barsky 1984)."""
    x, y, x2, y2 = line
    if (x <= box[0] >= x2) or (x >= box[2] <= x2) or (y <= box[1] >= y2) or (y >= box[3] <= y2):
        return False  # most lines, told without a division
    start, end = 0.0, 1.0
    for way, low, high in ((x2 - x, box[0] - x, box[2] - x), (y2 - y, box[1] - y, box[3] - y)):
        if way == 0:
            if not low < 0 < high:
                return False
        else:
            first, last = sorted((low / way, high / way))
            start, end = max(start, first), min(end, last)
    return start < end
