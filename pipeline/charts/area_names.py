"""Where to write the name of an area on a map: inside it where there is room, else outside with a line that leads to it.

Belongs here: outlines and boxes in pixels. Does not belong here: names of points, which are in `placing`.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from pipeline.charts.areas import holds
from pipeline.charts.label_placement import Box, centred, overlap

STEP = 8  # pixels between the places that are tried
REACH = 80  # pixels around an area in which its name may stand where it has no room
EDGE = 4  # pixels that the end of a leading line keeps off names

Point = tuple[float, float]


class Area(NamedTuple):
    """The outline of an area, a closed ring, and the lines of its name."""

    ring: list[Point]
    lines: list[str]


class AreaName(NamedTuple):
    """The lines of a name, the middle of the first one, and a point of the area where a line must lead to it."""

    name: list[str]
    x: float
    y: float
    near_x: float | None
    near_y: float | None


def area_names(areas: Sequence[Area], occupied: Sequence[Box], size: float, width: float, height: float) -> list[AreaName]:
    """Return the names of areas in a picture where they cover neither each other nor the boxes that are occupied: inside, as near to the
    middle as can be, else outside of all areas but the largest. An area without any free place has no name."""
    largest, *others = sorted(areas, key=lambda area: (-_weight(area.ring), area.ring))
    taken, found = list(occupied), []
    for area in (largest, *others):
        box, near = _inside(area, size, taken), None
        if not box:
            box, near = _outside(area, [other.ring for other in others], size, taken, (0, 0, width, height))
        if box:
            taken.append(box)
            x, y = near or (None, None)
            found.append(AreaName(area.lines, round((box[0] + box[2]) / 2, 1), round(box[1] + size / 2, 1), x, y))
    return found


def _inside(area: Area, size: float, taken: list[Box]) -> Box | None:
    """Return the free box within the area that is nearest to its middle."""
    boxes = (box for box in _boxes(area, size, 0) if all(holds(area.ring, corner) for corner in _corners(box)))
    return next((box for box in boxes if _is_free(box, taken)), None)


def _outside(area: Area, others: list[list[Point]], size: float, taken: list[Box], picture: Box) -> tuple[Box | None, Point | None]:
    """Return the free box outside of the others that is nearest to a free point of the area, and that point."""
    boxes = [box for box in _boxes(area, size, REACH) if _is_free(box, taken) and box == _common(box, picture)]
    outside = [box for box in boxes if not any(holds(ring, corner) for ring in others for corner in _corners(box))]
    west, north, east, south = _extent(area.ring)
    grid = [(float(x), float(y)) for x in range(int(west), int(east), STEP) for y in range(int(north), int(south), STEP)]
    points = [point for point in grid if holds(area.ring, point) and _is_free(_around(point), taken)]
    return min(((box, point) for box in outside for point in points), key=lambda pair: (_apart(*pair), pair), default=(None, None))


def _boxes(area: Area, size: float, reach: int) -> list[Box]:
    """Return the places for a name on an area and within reach around it, the nearest to its middle first."""
    x, y = _middle(area.ring)
    west, north, east, south = _extent(area.ring)
    across, down = int(east - west + 2 * reach) // STEP // 2, int(south - north + 2 * reach) // STEP // 2
    steps = [(dx * STEP, dy * STEP) for dx in range(-across, across + 1) for dy in range(-down, down + 1)]
    steps.sort(key=lambda step: (step[0] * step[0] + step[1] * step[1], step))
    return [centred(x + dx, y + dy, "\n".join(area.lines), size) for dx, dy in steps]


def _is_free(box: Box, taken: list[Box]) -> bool:
    return not any(overlap(box, other) for other in taken)


def _common(one: Box, other: Box) -> Box:
    return max(one[0], other[0]), max(one[1], other[1]), min(one[2], other[2]), min(one[3], other[3])


def _extent(ring: list[Point]) -> Box:
    return min(x for x, _ in ring), min(y for _, y in ring), max(x for x, _ in ring), max(y for _, y in ring)


def _around(point: Point) -> Box:
    return point[0] - EDGE, point[1] - EDGE, point[0] + EDGE, point[1] + EDGE


def _corners(box: Box) -> list[Point]:
    return [(x, y) for x in (box[0], box[2]) for y in (box[1], box[3])]


def _apart(box: Box, point: Point) -> float:
    """Return the squared distance of a point from a box."""
    x, y = min(max(point[0], box[0]), box[2]) - point[0], min(max(point[1], box[1]), box[3]) - point[1]
    return x * x + y * y


def _weight(ring: list[Point]) -> float:
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring)))


def _middle(ring: list[Point]) -> Point:
    """Return the centre of gravity of a ring."""
    parts = [(a[0] * b[1] - b[0] * a[1], a[0] + b[0], a[1] + b[1]) for a, b in pairwise(ring)]
    whole = 3 * sum(weight for weight, _, _ in parts)
    return sum(weight * x for weight, x, _ in parts) / whole, sum(weight * y for weight, _, y in parts) / whole
