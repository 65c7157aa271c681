"""The files of a chart: SVG in each language, PNG in English for where no SVG can be shown.

Belongs here: which files a chart has, and drawing them once for the same tables within a process. Does not belong here: where they are
kept.
"""

from collections.abc import Mapping
from typing import get_args

import pandas as pd

from pipeline.charts.language import Language
from pipeline.charts.registry import CHARTS
from pipeline.charts.render import render

_DRAWN: dict[tuple[str, str], dict[str, bytes]] = {}


def pictures(name: str, frames: Mapping[str, pd.DataFrame], version: str) -> dict[str, bytes]:
    """Return the files of a chart by their names; `version` tells one state of its tables and code from another."""
    if (name, version) not in _DRAWN:
        charts = {language: CHARTS[name].of(frames, language) for language in get_args(Language)}
        files = {f"{name}.{language}.svg": render(chart, "svg") for language, chart in charts.items()}
        _DRAWN[name, version] = files | {f"{name}.en.png": render(charts["en"], "png")}
    return _DRAWN[name, version]
