"""Files of charts: the same bytes from the same chart, whatever machine draws them, with no network and no font but our own.

Does not belong here: what a chart shows.
"""

from functools import cache
from pathlib import Path
from typing import Any, Literal

import altair as alt
import vl_convert

FONTS = Path(__file__).with_name("fonts")
VEGA_LITE = ".".join(alt.SCHEMA_VERSION.removeprefix("v").split(".")[:2])
SCALE = 2

Format = Literal["svg", "png"]


def render(chart: Any, kind: Format) -> bytes:
    """Return a chart as an SVG or PNG file; a PNG has two pixels for each unit of the chart, so that it is sharp at its size.

    Raises ValueError where the chart asks for data from an address.
    """
    _register_fonts()
    specification = chart.to_dict()
    if kind == "svg":
        return vl_convert.vegalite_to_svg(specification, vl_version=VEGA_LITE, allowed_base_urls=[]).encode()
    return vl_convert.vegalite_to_png(specification, vl_version=VEGA_LITE, scale=SCALE, allowed_base_urls=[])


@cache
def _register_fonts() -> None:
    vl_convert.register_font_directory(str(FONTS))
