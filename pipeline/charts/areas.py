"""The areas that charts speak of: the Walloon provinces, and outside Wallonia the region, as the committed borders have them.

Does not belong here: how the borders were made, which is in tools/borders.py.
"""

import json
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import pandas as pd

FILE = Path(__file__).with_name("provinces.geojson")


def features() -> list[dict[str, Any]]:
    """Return the borders as GeoJSON features. Properties: geography_id; label, the point around which the name of the area is written; and
    leader, a point of the area to which a line leads where the name stands outside of it. Points are longitude and latitude."""
    return list(json.loads(FILE.read_text("utf-8"))["features"])


def areas_of(localities: pd.DataFrame, geographies: pd.DataFrame) -> pd.DataFrame:
    """Return locality_id, area_id and outside for each locality: the drawn area that it lies in by its NUTS codes, and whether that is
    a region, which stands for all that is outside Wallonia."""
    drawn = geographies[geographies["geography_id"].isin([feature["properties"]["geography_id"] for feature in features()])]
    area = drawn.set_index("code")["geography_id"]
    province, region = localities["nuts2_code"].map(area), localities["nuts1_code"].map(area)
    return pd.DataFrame({"locality_id": localities["locality_id"], "area_id": province.fillna(region), "outside": province.isna()})


def holds(ring: Sequence[tuple[float, float]], point: tuple[float, float]) -> bool:
    """Return whether a closed ring holds a point: whether a line from it to the east crosses the ring an odd number of times."""
    crossings = [
        (a[1] > point[1]) != (b[1] > point[1]) and point[0] < (b[0] - a[0]) * (point[1] - a[1]) / (b[1] - a[1]) + a[0]
        for a, b in pairwise(ring)
    ]
    return sum(crossings) % 2 == 1
