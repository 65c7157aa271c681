"""The picture that a link to the page is shown with.

Belongs here: the picture in English, at the size that link previews ask for, 1200 by 630 pixels. Does not belong here: the map of the page.
"""

from pipeline.charts.render import SCALE, to_png
from pipeline.page import site_map
from pipeline.page.language import Row, Texts, listed
from pipeline.page.templates import rendered

WIDE, HIGH = 1200 // SCALE, 630 // SCALE
COLOURS = {"biopharma": "#0072B2", "cdmo": "#D55E00", "mixed_model": "#CC79A7", "service_provider": "#009E73"}
OTHER = "#555555"


def preview(sites: list[Row], numbers: list[Row], texts: Texts) -> bytes:
    """Return the picture as PNG: title, numbers, and the map of sites."""
    dots = [(dot.x, dot.y, _colour(dot.row)) for dot in site_map.dots(sites)]
    shown = {"dots": dots, "areas": site_map.areas(), "view": site_map.view_box(site_map.FIRST_VIEW), "lines": _lines(numbers, texts)}
    return to_png(rendered("preview.svg", say=texts, wide=WIDE, high=HIGH, **shown).encode())


def _lines(numbers: list[Row], texts: Texts) -> list[Row]:
    """Return the numbers of the picture, each with its words in lines of their own."""
    actors, clinical = numbers[:2]
    words = texts("preview.actors"), texts("preview.clinical", known=clinical["base"])
    return [{"value": row["value"], "words": said.split("|")} for row, said in zip((actors, clinical), words, strict=True)]


def _colour(row: Row) -> str:
    return COLOURS.get(listed(row["category_ids"])[0], OTHER)
