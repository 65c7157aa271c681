"""Files of charts: the same bytes from the same chart, whatever machine draws them, with no network and no font but our own.

Does not belong here: what a chart shows.
"""

from functools import cache
from pathlib import Path
from xml.sax.saxutils import quoteattr

import vl_convert

from pipeline.charts.png import with_palette
from pipeline.charts.specification import VERSION, Specification

FONTS = Path(__file__).with_name("fonts")
SCALE = 2


def to_svg(specification: Specification) -> bytes:
    """Return a chart as an SVG file, which says what it shows to who cannot see it. Raises ValueError where the chart asks for data from an
    address."""
    _register_fonts()
    drawn = vl_convert.vegalite_to_svg(specification, vl_version=VERSION, allowed_base_urls=[])
    words = quoteattr(specification.get("description", ""))
    return drawn.replace("<svg ", f'<svg role="graphics-document" aria-label={words} ', 1).encode()


def to_png(drawn: bytes) -> bytes:
    """Return an SVG file as a PNG file, with two pixels for each unit of the chart, so that it is sharp at its size."""
    _register_fonts()
    return with_palette(vl_convert.svg_to_png(drawn.decode(), scale=SCALE))


@cache
def _register_fonts() -> None:
    vl_convert.register_font_directory(str(FONTS))
