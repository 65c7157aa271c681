"""The map of the sites: provinces as paths, one dot for each actor at a place, names of places.

Belongs here: where things are in the picture, in its own units. Actors that share a place stand beside each other on a honeycomb around it.
Does not belong here: colours and lines, which the style of the page has.
"""

import math
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from pipeline.charts.areas import features
from pipeline.page.labels import Box, Name, box_of, placed_names
from pipeline.page.language import Row

WIDE = 640
WEST, EAST, SOUTH, NORTH = 2.78, 6.47, 49.46, 51.42  # degrees: what the whole picture shows
TOP = 50.97  # degrees: the northern end of the first view, which is Wallonia
SCALE = WIDE / math.radians(EAST - WEST)
APART = 12.5  # between the middles of two dots
RADIUS = 5.4
MARGIN = 6  # around what a narrow screen shows
TYPE, TYPE_NARROW = 14, 18  # sizes of the names; a narrow screen shows the picture smaller


class Dot(NamedTuple):
    """An actor at a place: where its dot is, and the row of `actor_sites`."""

    x: float
    y: float
    row: Row


def pixel(longitude: float, latitude: float) -> tuple[float, float]:
    """Return where a point is in the picture, by Mercator's projection."""
    return round(SCALE * math.radians(longitude - WEST), 1), round(_north(NORTH) - _north(latitude), 1)


def _north(latitude: float) -> float:
    return SCALE * math.log(math.tan(math.pi / 4 + math.radians(latitude) / 2))


HIGH = pixel(WEST, SOUTH)[1]
FIRST_VIEW = (0, pixel(WEST, TOP)[1], WIDE, round(HIGH - pixel(WEST, TOP)[1], 1))
WHOLE = (0, 0, WIDE, HIGH)


def around(placed: Sequence[Dot], named: Sequence[Name]) -> Sequence[float]:
    """Return the part of the first view that has dots and names: what a narrow screen shows; all of it where it has none."""
    rooms = (box_of(name, TYPE_NARROW) for name in named)
    boxes = [box for box in (*(_around([dot]) for dot in placed), *rooms) if box[1] >= FIRST_VIEW[1]]
    if not boxes:
        return FIRST_VIEW
    left, top = (min(box[side] for box in boxes) - MARGIN for side in (0, 1))
    right, bottom = (max(box[side] for box in boxes) + MARGIN for side in (2, 3))
    return [round(value, 1) for value in (left, top, right - left, bottom - top)]


def view_box(view: Sequence[float]) -> str:
    """Return the corner and extent of a view as SVG wants them."""
    return " ".join(f"{value:g}" for value in view)


def areas() -> list[Row]:
    """Return the provinces and regions: geography_id, path, and whether it is a province of Wallonia."""
    return [
        {"id": known["properties"]["geography_id"], "path": _path(known), "inside": "province" in known["properties"]["geography_id"]}
        for known in features()
    ]


def _path(feature: dict[str, Any]) -> str:
    rings = [ring for polygon in feature["geometry"]["coordinates"] for ring in polygon]
    return "".join(_ring([pixel(*point) for point in ring]) for ring in rings)


def _ring(points: list[tuple[float, float]]) -> str:
    """Return a closed ring as steps from point to point, which are shorter than points; points that round to one are left out."""
    at = [(round(x * 2), round(y * 2)) for x, y in points]
    kept = [point for number, point in enumerate(at) if number == 0 or point != at[number - 1]]
    steps = [f"{b[0] - a[0]} {b[1] - a[1]}" for a, b in pairwise(kept[:-1])]
    return f"M{kept[0][0]} {kept[0][1]}l{' '.join(steps)}z".replace(" -", "-") if len(kept) > 3 else ""


def dots(sites: Iterable[Row]) -> list[Dot]:
    """Return the dots of sites, those of one place around it and none upon another; places with many actors come first.

    sites: rows with latitude, longitude, locality_id, actors_at_point, name.
    """
    placed: list[Dot] = []
    for row in sorted(sites, key=lambda row: (-row["actors_at_point"], row["locality_id"], str(row["category_ids"]), row["name"])):
        x, y = pixel(row["longitude"], row["latitude"])
        free = (spot for spot in _honeycomb(x, y) if all(_distance(spot, dot) >= APART - 0.2 for dot in placed))
        placed.append(Dot(*next(free), row))
    return placed


def _honeycomb(x: float, y: float) -> list[tuple[float, float]]:
    """Return the points of a honeycomb around a point, the nearest first, and to the right before the left."""
    cells = [(column + row / 2, row * 0.866) for row in range(-5, 6) for column in range(-8, 9)]
    near = sorted(cells, key=lambda cell: (round(cell[0] * cell[0] + cell[1] * cell[1], 3), -cell[0], cell[1]))
    return [(round(x + APART * a, 1), round(y + APART * b, 1)) for a, b in near]


def _distance(spot: tuple[float, float], dot: Dot) -> float:
    return math.sqrt((spot[0] - dot.x) * (spot[0] - dot.x) + (spot[1] - dot.y) * (spot[1] - dot.y))


def names(placed: Sequence[Dot], size: float) -> list[Name]:
    """Return the names of the places beside their dots in type of a size, those with many actors first."""
    own: dict[str, list[Dot]] = {}
    for dot in placed:
        own.setdefault(dot.row["locality_id"], []).append(dot)
    things = [(dots[0].row["locality"], _around(dots)) for dots in own.values()]
    return placed_names(things, [_around([dot]) for dot in placed], WIDE, size)


def _around(dots: Sequence[Dot]) -> Box:
    xs, ys = [dot.x for dot in dots], [dot.y for dot in dots]
    return min(xs) - RADIUS, min(ys) - RADIUS, max(xs) + RADIUS, max(ys) + RADIUS
