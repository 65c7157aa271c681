"""What all charts share: font, colours, the frame of title, subtitle and source, and layers whose marks are the rows of a frame.

Colours are those of Okabe and Ito (2008), which people with any colour vision tell apart; every distinction has a shape, a dash or a
place besides. The font is committed in fonts/ under a name of its own, since one that happens to be installed would win over it.
"""

import textwrap
from collections.abc import Sequence
from typing import Any, Literal

import altair as alt
import pandas as pd

from pipeline.charts.language import LOCALES, Language

Panel = alt.LayerChart | alt.FacetChart  # what alt.layer says that it returns
Mark = Literal["bar", "point", "rule", "text"]

FONT = "Wallonia Charts Sans, Liberation Sans, Arial, Helvetica, sans-serif"
ORANGE, SKY, GREEN, BLUE, VERMILLION, PURPLE = "#E69F00", "#56B4E9", "#009E73", "#0072B2", "#D55E00", "#CC79A7"
GREY, PALE, INK = "#767676", "#E3E3E3", "#222222"
DASHED = {"fill": "white", "stroke": INK, "strokeDash": [4, 3], "strokeWidth": 1.5}  # a bar of what is not stated
CROSS = "M-1,-.6L-.6,-1L0,-.4L.6,-1L1,-.6L.4,0L1,.6L.6,1L0,.4L-.6,1L-1,.6L-.4,0Z"  # a mark of what is missing or has ended
HOLLOW = "M-.9,-.9H.9V.9H-.9ZM-.55,-.55V.55H.55V-.55Z"  # a square with a hole, of what another document gives
SPLIT = "split(datum.label, '\\n')"
HALO = {"stroke": "white", "strokeWidth": 3, "strokeJoin": "round"}  # behind a text that crosses lines
NAME_ALIGN = alt.ExprRef("datum.name_align")  # which side of a name stands at its place: a column
SIZE = 11
LETTERS = {"title": 98, "subtitle": 140, "source": 165}  # what fits into the width


class Rows(alt.InlineData):
    """The values of a layer. Altair copies a whole chart at each step of making it; values never change, and are not copied."""

    def __deepcopy__(self, memo: object) -> "Rows":
        return self


def layer(name: str, rows: pd.DataFrame, mark: Mark, style: dict[str, Any], **channels: Any) -> alt.Chart:
    """Return a layer that draws one mark for each row. Its name is found again in the SVG, so that the marks can be counted."""
    return alt.Chart(Rows(values=_plain(rows)), name=name, mark=alt.MarkDef(type=mark, **style)).encode(**channels)


def pixels(axis: Literal["x", "y"], name: str, extent: int) -> Any:
    """Return the channel of a column that holds pixels, from 0 at the left or top."""
    channel = alt.X if axis == "x" else alt.Y
    return channel(f"{name}:Q", axis=None, scale=alt.Scale(domain=[0, extent], range=[0, extent], nice=False))


def _plain(rows: pd.DataFrame) -> list[dict[str, Any]]:
    """Return rows as JSON can hold them."""
    return [{str(name): _cell(value) for name, value in row.items()} for row in rows.astype(object).to_dict("records")]


def _cell(value: Any) -> Any:
    """Return a cell as JSON can hold it: a decimal as a number, null as None; lines of text stay a list."""
    if isinstance(value, str | int | list):
        return value
    return None if pd.isna(value) else float(value)


def framed(chart: Any, language: Language, title: str, subtitle: str, source: str) -> alt.VConcatChart:
    """Return a chart with what it shows above it, of what base, and its source below it."""
    above = alt.TitleParams(
        text=wrapped(title, LETTERS["title"]), subtitle=wrapped(subtitle, LETTERS["subtitle"]), anchor="start", frame="bounds"
    )
    below = alt.TitleParams(
        text=wrapped(source, LETTERS["source"]),
        orient="bottom",
        anchor="start",
        frame="bounds",
        fontSize=SIZE - 1,
        fontWeight="normal",
        color=GREY,
        lineHeight=14,
        offset=10,
    )
    return alt.vconcat(alt.vconcat(chart).properties(title=above)).properties(
        description=f"{title}. {subtitle}", title=below, background="white", padding=12, config=_config(language)
    )


def _config(language: Language) -> dict[str, Any]:
    """Return the theme, as Vega-Lite's `config`; the number format of the axes is part of it, so that a chart needs no other setting."""
    small = {"labelFontSize": SIZE, "titleFontSize": SIZE, "labelColor": INK, "titleColor": INK, "titleFontWeight": "normal"}
    grid = {"gridColor": PALE, "domainColor": GREY, "tickColor": GREY, "titlePadding": 8, "titleLineHeight": 13, "labelLineHeight": 13}
    title = {"fontSize": 16, "lineHeight": 19, "color": INK, "offset": 14}
    subtitle = {"subtitleFontSize": SIZE + 1, "subtitleLineHeight": 15, "subtitleColor": INK, "subtitlePadding": 6}
    return {
        "font": FONT,
        "locale": {"number": LOCALES[language]},
        "view": {"stroke": None},
        "axis": small | grid | {"labelLimit": 430, "labelFlush": False},
        "legend": small | {"symbolSize": 90, "labelLimit": 430, "orient": "bottom", "columns": 4},
        "text": {"fontSize": SIZE, "color": INK},
        "rule": {"color": INK},
        "title": title | subtitle,
    }


def wrapped(text: str, letters: int) -> list[str]:
    """Return a text in lines of at most so many letters."""
    return textwrap.wrap(text, letters)


def broken(texts: Sequence[str], letters: int) -> list[str]:
    """Return labels of an axis with line feeds where they are too long; the axis must split them: `SPLIT`."""
    return ["\n".join(wrapped(text, letters)) for text in texts]


def ordered(values: Sequence[Any]) -> list[Any]:
    """Return the different values in order of first appearance."""
    return list(dict.fromkeys(values))
