"""The map: where the sites are, on the borders of the Walloon provinces."""

import math
import re
from typing import Any

import altair as alt
import pandas as pd

from pipeline.charts.areas import areas_of, features
from pipeline.charts.label_placement import Spot, name_places
from pipeline.charts.language import Language, labels
from pipeline.charts.source_line import source
from pipeline.charts.specification import Specification, layer, layered
from pipeline.charts.texts import say
from pipeline.charts.theme import BLUE, GREY, HALO, NAME_ALIGN, PALE, framed, pixels, wrapped

WIDE, HIGH = 780, 640
SCALE = 11_300  # pixels for a radian of longitude
WEST, NORTH = 2.5, 51.53  # the corner of the picture, in degrees
BROAD = 16  # letters of a line of the name of an area
NAME, AREA = 10, 10  # font sizes of the names of localities and areas
AREA_LINE = 11.5  # pixels: a line of the name of an area
UNIT = 4  # radius of the circle of one site
LAND = "#FBFBF4"


def site_map(
    sites: pd.DataFrame, localities: pd.DataFrame, geographies: pd.DataFrame, documents: pd.DataFrame, language: Language
) -> Specification:
    """Draw a circle for each locality, its area and number the sites there, with its name, on the provinces and regions."""
    distinct = sites[["organisation_id", "locality_id"]].drop_duplicates().merge(areas_of(localities, geographies), on="locality_id")
    counts = distinct.groupby("locality_id").size().rename("count").reset_index().merge(localities, on="locality_id")
    counts = counts.sort_values(["count", "locality_id"], ascending=[False, True], ignore_index=True)
    spots = _spots(counts.assign(name=counts["locality_id"].map(labels(geographies, "geography_id", language))))
    names = name_places(spots, NAME, WIDE, HIGH)
    rows = pd.concat([pd.DataFrame(spots), pd.DataFrame(names).drop(columns="box").add_prefix("name_")], axis=1)
    rows = rows.assign(
        size=[round(math.pi * spot.radius * spot.radius, 1) for spot in spots],
        far=[name.gap > NAME / 2 for name in names],
    )
    chart = layered(_ground(geographies), *_circles(rows, _area_names(geographies, language)), width=WIDE, height=HIGH)
    title = say("map.title", language, sites=len(distinct), actors=distinct["organisation_id"].nunique())
    points = sorted({re.sub(r" (\d+|at .*)", "", text, count=1) for text in counts["coordinates_source"]})
    place = say("map.place", language, points=", ".join(points))
    subtitle = say("map.subtitle", language, outside=int(distinct["outside"].sum()))
    return framed(chart, language, title, subtitle, source(sites, documents, language, place))


def _pixel(longitude: float, latitude: float) -> tuple[float, float]:
    """Return where a point is in the picture, by Mercator's projection, as the borders are drawn."""
    x = SCALE * math.radians(longitude - WEST)
    return round(x, 1), round(_north(NORTH) - _north(latitude), 1)


def _north(latitude: float) -> float:
    return SCALE * math.log(math.tan(math.pi / 4 + math.radians(latitude) / 2))


def _spots(rows: pd.DataFrame) -> list[Spot]:
    """Return the circles of localities, each named with its number of sites."""
    at = [_pixel(longitude, latitude) for longitude, latitude in zip(rows["longitude"], rows["latitude"], strict=True)]
    return [
        Spot(x, y, round(UNIT * math.sqrt(count), 1), f"{name} {count}")
        for (x, y), name, count in zip(at, rows["name"], rows["count"], strict=True)
    ]


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
        "mark": {"type": "geoshape", "stroke": GREY, "strokeWidth": 0.8, "clip": False},
        "encoding": {"fill": {"condition": {"test": "datum.outside", "value": PALE}, "value": LAND}},
        "projection": {"type": "mercator", "scale": SCALE, "translate": list(_pixel(0, 0))},
    }


def _turned(geometry: dict[str, Any]) -> dict[str, Any]:
    return geometry | {"coordinates": [[ring[::-1] for ring in polygon] for polygon in geometry["coordinates"]]}


def _circles(rows: pd.DataFrame, areas: pd.DataFrame) -> list[Specification]:
    x, y = pixels("x", "x", WIDE), pixels("y", "y", HIGH)
    led, thin = areas[areas["leader_x"].notna()], {"strokeWidth": 0.7}
    name = {"x": pixels("x", "name_x", WIDE), "y": pixels("y", "name_y", HIGH), "text": "name:N"}
    circle = {"filled": True, "fill": BLUE, "stroke": "white", "strokeWidth": 0.8, "opacity": 1}
    label = {"align": NAME_ALIGN, "fontSize": NAME}
    area = {"align": "center", "baseline": "middle", "lineHeight": AREA_LINE, "fontSize": AREA, "fontWeight": "bold", "color": GREY}
    return [
        layer("area_leaders", led, "rule", thin, x=x, y=pixels("y", "bottom", HIGH), x2="leader_x:Q", y2="leader_y:Q"),
        layer("area_halos", areas, "text", area | HALO, x=x, y=y, text="name:N"),
        layer("area_names", areas, "text", area, x=x, y=y, text="name:N"),
        layer("leaders", rows[rows["far"]], "rule", thin, x=x, y=y, x2="name_near_x:Q", y2="name_near_y:Q"),
        layer("sites", rows, "point", circle, x=x, y=y, size=alt.Size("size:Q", scale=None)),
        layer("halos", rows, "text", label | HALO, **name),
        layer("names", rows, "text", label, **name),
    ]
