"""The map: where the sites are, on the borders of the Walloon provinces."""

import math
import re
from typing import Any

import altair as alt
import pandas as pd

from pipeline.charts.area_names import Area, area_names
from pipeline.charts.areas import areas_of, features
from pipeline.charts.label_placement import Spot, circled, name_places
from pipeline.charts.language import Language, labels
from pipeline.charts.source_line import source
from pipeline.charts.texts import say
from pipeline.charts.theme import BLUE, GREY, HALO, NAME_ALIGN, PALE, Rows, framed, layer, pixels, wrapped

WIDE, HIGH = 780, 640
SCALE = 11_300  # pixels for a radian of longitude
WEST, NORTH = 2.5, 51.53  # the corner of the picture, in degrees
BROAD = 16  # letters of a line of the name of an area
NAME, AREA = 10, 10  # font sizes of the names of localities and areas
UNIT = 4  # radius of the circle of one site
LAND = "#FBFBF4"


def site_map(
    sites: pd.DataFrame, localities: pd.DataFrame, geographies: pd.DataFrame, documents: pd.DataFrame, language: Language
) -> alt.VConcatChart:
    """Draw a circle for each locality, its area and number the sites there, with its name, on the provinces and regions."""
    distinct = sites[["organisation_id", "locality_id"]].drop_duplicates().merge(areas_of(localities, geographies), on="locality_id")
    counts = distinct.groupby("locality_id").size().rename("count").reset_index().merge(localities, on="locality_id")
    counts = counts.sort_values(["count", "locality_id"], ascending=[False, True], ignore_index=True)
    spots = _spots(counts.assign(name=counts["locality_id"].map(labels(geographies, "geography_id", language))))
    names = name_places(spots, NAME, WIDE, HIGH)
    areas = area_names(_rings(geographies, language), [*map(circled, spots), *(name.box for name in names)], AREA, WIDE, HIGH)
    rows = pd.concat([pd.DataFrame(spots), pd.DataFrame(names).drop(columns="box").add_prefix("name_")], axis=1)
    rows = rows.assign(
        size=[round(math.pi * spot.radius * spot.radius, 1) for spot in spots],
        far=[name.gap > NAME / 2 for name in names],
    )
    chart = alt.layer(_ground(geographies), *_circles(rows, pd.DataFrame(areas)), width=WIDE, height=HIGH)
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


def _rings(geographies: pd.DataFrame, language: Language) -> list[Area]:
    """Return the largest part of each area in pixels, with the lines of its name."""
    name = labels(geographies, "geography_id", language)
    found = []
    for feature in features():
        ring = max((polygon[0] for polygon in feature["geometry"]["coordinates"]), key=len)
        corners = [_pixel(longitude, latitude) for longitude, latitude in ring]
        found.append(Area(corners, wrapped(name[feature["properties"]["geography_id"]], BROAD)))
    return found


def _ground(geographies: pd.DataFrame) -> alt.Chart:
    """Return the areas, the Walloon provinces light on grey surroundings. Vega wants rings to run the other way than GeoJSON."""
    level = geographies.set_index("geography_id")["level"]
    shapes = [
        feature | {"outside": level[feature["properties"]["geography_id"]] == "region", "geometry": _turned(feature["geometry"])}
        for feature in features()
    ]
    x, y = _pixel(0, 0)
    mark = alt.MarkDef(type="geoshape", stroke=GREY, strokeWidth=0.8, clip=False)
    fill = alt.condition("datum.outside", alt.value(PALE), alt.value(LAND))
    ground = alt.Chart(Rows(values=shapes), name="areas", mark=mark).encode(fill=fill)
    return ground.project(type="mercator", scale=SCALE, translate=[x, y])


def _turned(geometry: dict[str, Any]) -> dict[str, Any]:
    return geometry | {"coordinates": [[ring[::-1] for ring in polygon] for polygon in geometry["coordinates"]]}


def _circles(rows: pd.DataFrame, areas: pd.DataFrame) -> list[alt.Chart]:
    x, y = pixels("x", "x", WIDE), pixels("y", "y", HIGH)
    led, thin = areas[areas["near_x"].notna()], {"strokeWidth": 0.7}
    name = {"x": pixels("x", "name_x", WIDE), "y": pixels("y", "name_y", HIGH), "text": "name:N"}
    circle = {"filled": True, "fill": BLUE, "stroke": "white", "strokeWidth": 0.8, "opacity": 1}
    label = {"align": NAME_ALIGN, "fontSize": NAME}
    area = {"align": "center", "baseline": "middle", "lineHeight": AREA * 1.15, "fontSize": AREA, "fontWeight": "bold", "color": GREY}
    return [
        layer("area_leaders", led, "rule", thin, x=x, y=y, x2="near_x:Q", y2="near_y:Q"),
        layer("area_halos", areas, "text", area | HALO, x=x, y=y, text="name:N"),
        layer("area_names", areas, "text", area, x=x, y=y, text="name:N"),
        layer("leaders", rows[rows["far"]], "rule", thin, x=x, y=y, x2="name_near_x:Q", y2="name_near_y:Q"),
        layer("sites", rows, "point", circle, x=x, y=y, size=alt.Size("size:Q", scale=None)),
        layer("halos", rows, "text", label | HALO, **name),
        layer("names", rows, "text", label, **name),
    ]
