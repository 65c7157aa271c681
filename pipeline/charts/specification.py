"""Vega-Lite specifications as plain data: layers whose marks are the rows of a frame, and how layers and panels become one chart.

Altair makes the channels. It composes nothing here: each of its steps copies and validates all that it is given, which took longer than
drawing. Tests validate the specification of each chart instead. Does not belong here: how a chart looks (`theme.py`), or files of it
(`render.py`).
"""

from datetime import date
from typing import Any, Literal

import altair as alt
import pandas as pd

Specification = dict[str, Any]  # a JSON object that Vega-Lite takes for a chart or a part of one
Mark = Literal["bar", "point", "rule", "text"]
SCHEMA = alt.SCHEMA_URL
VERSION = ".".join(alt.SCHEMA_VERSION.removeprefix("v").split(".")[:2])  # of Vega-Lite, as the program that draws names it


def layer(name: str, rows: pd.DataFrame, mark: Mark, style: dict[str, Any], said: str | None = None, **channels: Any) -> Specification:
    """Return a layer that draws one mark for each row. Its name is found again in the SVG, so that the marks can be counted.

    said: the column of what a screen reader says of each mark; without it, a screen reader passes over the layer.
    channels: Altair's channels, or their shorthand such as "text:N", by name.
    """
    encoding = {channel: _channel(channel, given) for channel, given in channels.items()}
    spoken = {"description": {"field": said, "type": "nominal"}} if said else {}
    drawn = {"type": mark, "aria": said is not None, **style}
    return {"name": name, "data": {"values": _plain(rows)}, "mark": drawn, "encoding": encoding | spoken}


def _channel(name: str, given: Any) -> Specification:
    """Return a channel as Vega-Lite takes it. A shorthand stands for the channel's class: x2="end:Q" for alt.X2("end:Q")."""
    channel = getattr(alt, name.capitalize())(given) if isinstance(given, str) else given
    return channel if isinstance(channel, dict) else dict(channel.to_dict(validate=False))


def layered(*layers: Specification, **properties: Any) -> Specification:
    """Return layers over each other, the first at the bottom, with properties of Vega-Lite for all of them: width, height, title."""
    return {"layer": list(layers), **properties}


def stacked(*panels: Specification, **properties: Any) -> Specification:
    """Return panels below each other."""
    return {"vconcat": _numbered(panels), **properties}


def side_by_side(*panels: Specification, **properties: Any) -> Specification:
    """Return panels beside each other."""
    return {"hconcat": _numbered(panels), **properties}


def _numbered(panels: tuple[Specification, ...]) -> list[Specification]:
    """Return panels whose layers have the number of their panel in their names, which must be unique; a single panel keeps its names."""
    if len(panels) == 1:
        return list(panels)
    return [
        panel | {"layer": [part | {"name": "_".join([part["name"], str(number)])} for part in panel["layer"]]}
        if "layer" in panel
        else panel
        for number, panel in enumerate(panels)
    ]


def _plain(rows: pd.DataFrame) -> list[dict[str, Any]]:
    """Return rows as JSON can hold them."""
    columns = {str(name): [_cell(value) for value in rows[name].tolist()] for name in rows}
    return [dict(zip(columns, cells, strict=True)) for cells in zip(*columns.values(), strict=True)]


def _cell(value: Any) -> Any:
    """Return a cell as JSON can hold it: a decimal as a number, a day as text, null as None; lines of text stay a list."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str | int | list):
        return value
    return None if pd.isna(value) else float(value)
