"""What all charts share: font, colours, the frame of title, subtitle and source.

Colours are those of Okabe and Ito (2008), which people with any colour vision tell apart; every distinction has a shape, a dash or a
place besides. The font is committed in fonts/ under a name of its own, since one that happens to be installed would win over it.
"""

import textwrap
from collections.abc import Sequence
from typing import Any, Literal

import altair as alt
import pandas as pd

from pipeline.charts.language import LOCALES, Language
from pipeline.charts.specification import SCHEMA, Specification, stacked
from pipeline.charts.values import with_values

FONT = "Wallonia Charts Sans, Liberation Sans, Arial, Helvetica, sans-serif"
ORANGE, SKY, GREEN, BLUE, VERMILLION, PURPLE = "#E69F00", "#56B4E9", "#009E73", "#0072B2", "#D55E00", "#CC79A7"
GREY, PALE, INK = "#767676", "#E3E3E3", "#222222"
DASHED = {"fill": "white", "stroke": INK, "strokeDash": [4, 3], "strokeWidth": 1.5}  # a bar of what is not stated
CROSS = "M-1,-.6L-.6,-1L0,-.4L.6,-1L1,-.6L.4,0L1,.6L.6,1L0,.4L-.6,1L-1,.6L-.4,0Z"  # a mark of what is missing or has ended
HOLLOW = "M-.9,-.9H.9V.9H-.9ZM-.55,-.55V.55H.55V-.55Z"  # a square with a hole, of what another document gives
SPLIT = "split(datum.label, '\\n')"
HALO = {"stroke": "white", "strokeWidth": 3, "strokeJoin": "round"}  # behind a text that crosses lines
NAME_ALIGN = {"expr": "datum.name_align"}  # which side of a name stands at its place: a column
SIZE = 11
LETTERS = {"title": 98, "subtitle": 140, "source": 165}  # what fits into the width


def pixels(axis: Literal["x", "y"], name: str, extent: int) -> Any:
    """Return the channel of a column that holds pixels, from 0 at the left or top."""
    channel = alt.X if axis == "x" else alt.Y
    return channel(f"{name}:Q", axis=None, scale=alt.Scale(domain=[0, extent], range=[0, extent], nice=False))


def framed(chart: Specification, language: Language, title: str, subtitle: str, source: str, values: pd.DataFrame) -> Specification:
    """Return the whole specification of a chart: what it shows is said above it, of what base, and its source below it.

    values: what is drawn, for the file of values of the chart (`values.py`); a picture shows nothing of it.
    """
    above = {"text": wrapped(title, LETTERS["title"]), "subtitle": wrapped(subtitle, LETTERS["subtitle"])}
    below = {"text": wrapped(source, LETTERS["source"]), "orient": "bottom", "fontSize": SIZE - 1, "lineHeight": 14, "offset": 10}
    place = {"anchor": "start", "frame": "bounds"}
    return stacked(stacked(chart, title=above | place)) | {
        "$schema": SCHEMA,
        "description": f"{title}. {subtitle}",
        "title": below | place | {"fontWeight": "normal", "color": GREY},
        "background": "white",
        "padding": 12,
        "usermeta": with_values(values),
        "config": _config(language),
    }


def _config(language: Language) -> dict[str, Any]:
    """Return the theme, as Vega-Lite's `config`; the number format of the axes is part of it, so that a chart needs no other setting.

    Axes and legends are silent to a screen reader, since Vega would describe them in English whatever the language of the chart: the
    description of the chart and of each mark says what they show.
    """
    small = {"labelFontSize": SIZE, "titleFontSize": SIZE, "labelColor": INK, "titleColor": INK, "titleFontWeight": "normal"}
    grid = {"gridColor": PALE, "domainColor": GREY, "tickColor": GREY, "titlePadding": 8, "titleLineHeight": 13, "labelLineHeight": 13}
    title = {"fontSize": 16, "lineHeight": 19, "color": INK, "offset": 14}
    subtitle = {"subtitleFontSize": SIZE + 1, "subtitleLineHeight": 15, "subtitleColor": INK, "subtitlePadding": 6}
    return {
        "font": FONT,
        "locale": {"number": LOCALES[language]},
        "view": {"stroke": None},
        "axis": small | grid | {"labelLimit": 430, "labelFlush": False, "aria": False},
        "legend": small | {"symbolSize": 90, "labelLimit": 430, "orient": "bottom", "columns": 4, "aria": False},
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


def centred(line: float) -> dict[str, Any]:
    """Return properties of an axis whose labels of several lines are centred on their marks; line: pixels from line to line."""
    test = "length(split(datum.label, '\\n')) > {}".format
    shifts = [{"test": test(lines), "value": -lines * line / 2} for lines in (2, 1)]
    return {"labelOffset": {"condition": shifts, "value": 0}, "labelLineHeight": line}


def ordered(values: Sequence[Any]) -> list[Any]:
    """Return the different values in order of first appearance."""
    return list(dict.fromkeys(values))
