"""The map: where the sites are and what their actors are, on the borders of the Walloon provinces."""

import math
import re
from typing import Any

import altair as alt
import pandas as pd

from pipeline.charts.areas import areas_of, features
from pipeline.charts.dot_clusters import packed, pushed_apart, radius_of
from pipeline.charts.label_placement import Spot, name_places
from pipeline.charts.language import NAME_OF, Language, labels, schemed
from pipeline.charts.nothing import nothing
from pipeline.charts.source_line import source
from pipeline.charts.specification import Specification, layer, layered
from pipeline.charts.texts import say
from pipeline.charts.theme import BLUE, GREY, HALO, NAME_ALIGN, ORANGE, PALE, PURPLE, SKY, VERMILLION, framed, pixels, wrapped

WIDE, HIGH = 780, 640
SCALE = 11_300  # pixels for a radian of longitude
WEST, NORTH = 2.5, 51.53  # the corner of the picture, in degrees
BROAD = 16  # letters of a line of the name of an area
NAME, AREA = 10, 10  # font sizes of the names of localities and areas
AREA_LINE = 11.5  # pixels: a line of the name of an area
DOT, PITCH = 4.5, 9  # pixels: radius of the dot of a site, and between the dots of a locality
MOVED = 3  # pixels from which on a line leads from a cluster to its point
LAND = "#FBFBF4"
LOCALITY = {"fr": "locality_fr", "en": "locality_en"}
LOOKS = [("circle", BLUE), ("diamond", VERMILLION), ("triangle-up", PURPLE), ("square", SKY), ("cross", ORANGE)]
THIN = {"strokeWidth": 0.7}
VALUES = ["organisation_id", "name", "locality_id", "locality", "latitude", "longitude", "category_ids", "kind", "actors_at_point"]
RENAMED = {"kind": "category"}


def site_map(
    actor_sites: pd.DataFrame,
    sites: pd.DataFrame,
    localities: pd.DataFrame,
    geographies: pd.DataFrame,
    concepts: pd.DataFrame,
    documents: pd.DataFrame,
    language: Language,
) -> Specification:
    """Draw a dot for each site by the category of its actor, those of a locality side by side with their number, on the provinces."""
    rows = actor_sites.merge(areas_of(localities, geographies), on="locality_id").sort_values(["category_ids", "organisation_id"])
    kinds = _kinds(rows, concepts, language)
    if rows.empty:
        return nothing("nothing.sites", documents, language, [RENAMED.get(name, name) for name in VALUES])
    rows = rows.assign(kind=rows["category_ids"].map(kinds), name=rows[NAME_OF[language]], locality=rows[LOCALITY[language]])
    clusters = _clusters(rows, language)
    dots = _dots(rows, clusters, language)
    layers = [*_areas(_area_names(geographies, language)), *_circles(clusters, dots, list(dict.fromkeys(kinds.values())), language)]
    chart = layered(_ground(geographies), *layers, width=WIDE, height=HIGH)
    title = say("map.title", language, sites=len(rows), actors=rows["organisation_id"].nunique(), points=len(clusters))
    largest = clusters.iloc[0]
    known = {"outside": int(rows["outside"].sum()), "most": largest["count"], "place": largest["locality"]}
    points = sorted({re.sub(r" (\d+|at .*)", "", text, count=1) for text in rows["coordinates_source"]})
    place = source(sites, documents, language, say("map.place", language, points=", ".join(points)))
    return framed(chart, language, title, say("map.subtitle", language, **known), place, _values(dots))


def _values(dots: pd.DataFrame) -> pd.DataFrame:
    return dots[VALUES].rename(columns=RENAMED)


def _kinds(rows: pd.DataFrame, concepts: pd.DataFrame, language: Language) -> dict[str, str]:
    """Return the category in words by category_ids, in the order of the code list; those of several categories share one, last."""
    label = schemed(concepts, "actor_category", language)
    found = sorted(
        set(rows["category_ids"]), key=lambda ids: (ids not in label.index, list(label.index).index(ids) if ids in label.index else 0)
    )
    return {ids: label.get(ids, say("map.several", language)) for ids in found}


def _clusters(rows: pd.DataFrame, language: Language) -> pd.DataFrame:
    """Return the localities, those with most sites first.

    Columns: locality_id, locality, count; x, y (middle of its cluster), radius, size; point_x, point_y (the locality), moved (whether the
    cluster is away from it); label, said; name_x, name_y, name_align, name_near_x, name_near_y, far.
    """
    found = rows.groupby("locality_id", as_index=False).agg(
        locality=("locality", "first"), count=("organisation_id", "size"), latitude=("latitude", "first"), longitude=("longitude", "first")
    )
    found = found.sort_values(["count", "locality_id"], ascending=[False, True], ignore_index=True)
    points = [_pixel(longitude, latitude) for longitude, latitude in zip(found["longitude"], found["latitude"], strict=True)]
    radius = [radius_of(packed(count, PITCH), DOT + 1.5) for count in found["count"]]
    middles = pushed_apart([(x, y, size) for (x, y), size in zip(points, radius, strict=True)])
    label = [" ".join([name, str(count)]) for name, count in zip(found["locality"], found["count"], strict=True)]
    spots = [Spot(x, y, size, name) for (x, y), size, name in zip(middles, radius, label, strict=True)]
    names = name_places(spots, NAME, WIDE, HIGH)
    said = [say("map.sites", language, locality=name, n=count) for name, count in zip(found["locality"], found["count"], strict=True)]
    found = found.assign(
        label=label,
        said=said,
        point_x=[x for x, _ in points],
        point_y=[y for _, y in points],
        moved=[abs(x - spot.x) + abs(y - spot.y) > MOVED for (x, y), spot in zip(points, spots, strict=True)],
        size=[round(math.pi * spot.radius * spot.radius, 1) for spot in spots],
        far=[name.gap > NAME / 2 for name in names],
    )
    placed = pd.DataFrame(names).drop(columns="box").add_prefix("name_")
    return pd.concat([found, pd.DataFrame(spots).drop(columns="name"), placed], axis=1)


def _dots(rows: pd.DataFrame, clusters: pd.DataFrame, language: Language) -> pd.DataFrame:
    """Return the sites with the place of their dots, and `said`: the actor, the locality and the category."""
    middle = clusters.set_index("locality_id")
    found = []
    for locality, part in rows.groupby("locality_id", sort=True):
        around = packed(len(part), PITCH)
        x, y = middle.loc[locality, ["x", "y"]]
        found.append(part.assign(x=[round(x + dx, 1) for dx, _ in around], y=[round(y + dy, 1) for _, dy in around]))
    dots = pd.concat(found, ignore_index=True)
    said = [say("map.site", language, actor=row["name"], locality=row["locality"], kind=row["kind"]) for row in dots.to_dict("records")]
    return dots.assign(said=said)


def _pixel(longitude: float, latitude: float) -> tuple[float, float]:
    """Return where a point is in the picture, by Mercator's projection, as the borders are drawn."""
    x = SCALE * math.radians(longitude - WEST)
    return round(x, 1), round(_north(NORTH) - _north(latitude), 1)


def _north(latitude: float) -> float:
    return SCALE * math.log(math.tan(math.pi / 4 + math.radians(latitude) / 2))


def _area_names(geographies: pd.DataFrame, language: Language) -> pd.DataFrame:
    """Return the name of each area, around its label point, and the point to which a line leads where the name stands outside of it.

    Columns, in pixels: name (its lines), x, y (middle of the first line), bottom, leader_x, leader_y (null without a line).
    """
    name, rows = labels(geographies, "geography_id", language), []
    for feature in features():
        known = feature["properties"]
        lines = wrapped(name[known["geography_id"]], BROAD)
        x, y = _pixel(*known["label"])
        above, half = (len(lines) - 1) * AREA_LINE / 2, len(lines) * AREA_LINE / 2
        leader_x, leader_y = _pixel(*known["leader"]) if "leader" in known else (None, None)
        at = {"x": x, "y": round(y - above, 1), "bottom": round(y + half, 1), "leader_x": leader_x, "leader_y": leader_y}
        rows.append({"name": lines} | at)
    return pd.DataFrame(rows)


def _ground(geographies: pd.DataFrame) -> Specification:
    """Return the areas, the Walloon provinces light on grey surroundings. Vega wants rings to run the other way than GeoJSON."""
    level = geographies.set_index("geography_id")["level"]
    shapes = [
        feature | {"outside": level[feature["properties"]["geography_id"]] == "region", "geometry": _turned(feature["geometry"])}
        for feature in features()
    ]
    return {
        "name": "areas",
        "data": {"values": shapes},
        "mark": {"type": "geoshape", "aria": False, "stroke": GREY, "strokeWidth": 0.8, "clip": False},
        "encoding": {"fill": {"condition": {"test": "datum.outside", "value": PALE}, "value": LAND}},
        "projection": {"type": "mercator", "scale": SCALE, "translate": list(_pixel(0, 0))},
    }


def _turned(geometry: dict[str, Any]) -> dict[str, Any]:
    return geometry | {"coordinates": [[ring[::-1] for ring in polygon] for polygon in geometry["coordinates"]]}


def _areas(areas: pd.DataFrame) -> list[Specification]:
    x, y = pixels("x", "x", WIDE), pixels("y", "y", HIGH)
    led = areas[areas["leader_x"].notna()]
    area = {"align": "center", "baseline": "middle", "lineHeight": AREA_LINE, "fontSize": AREA, "fontWeight": "bold", "color": GREY}
    return [
        layer("area_leaders", led, "rule", THIN, x=x, y=pixels("y", "bottom", HIGH), x2="leader_x:Q", y2="leader_y:Q"),
        layer("area_halos", areas, "text", area | HALO, x=x, y=y, text="name:N"),
        layer("area_names", areas, "text", area, x=x, y=y, text="name:N"),
    ]


def _circles(clusters: pd.DataFrame, dots: pd.DataFrame, kinds: list[str], language: Language) -> list[Specification]:
    """Return the clusters, their dots and their names; kinds: the categories in the order of the legend."""
    x, y = pixels("x", "x", WIDE), pixels("y", "y", HIGH)
    name = {"x": pixels("x", "name_x", WIDE), "y": pixels("y", "name_y", HIGH), "text": "label:N"}
    around = {"filled": True, "fill": "white", "stroke": GREY, "strokeWidth": 0.8, "opacity": 1}
    dot, label = {"filled": True, "size": 50, "opacity": 1}, {"align": NAME_ALIGN, "fontSize": NAME}
    title, looks = say("map.category", language), LOOKS[: len(kinds)]
    legend = alt.Legend(columns=1)
    shape = alt.Shape("kind:N", title=title, legend=legend, scale=alt.Scale(domain=kinds, range=[shape for shape, _ in looks]))
    colour = alt.Color("kind:N", title=title, legend=legend, scale=alt.Scale(domain=kinds, range=[colour for _, colour in looks]))
    return [
        layer("moved", clusters[clusters["moved"]], "rule", THIN, x=x, y=y, x2="point_x:Q", y2="point_y:Q"),
        layer("leaders", clusters[clusters["far"]], "rule", THIN, x=x, y=y, x2="name_near_x:Q", y2="name_near_y:Q"),
        layer("localities", clusters, "point", around, "said", x=x, y=y, size=alt.Size("size:Q", scale=None)),
        layer("sites", dots, "point", dot, "said", x=x, y=y, shape=shape, color=colour),
        layer("halos", clusters, "text", label | HALO, **name),
        layer("names", clusters, "text", label, **name),
    ]
