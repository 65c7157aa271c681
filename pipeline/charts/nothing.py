"""The picture of a chart for which the documents of a release state nothing: it says so, and its file of values has a header only.

Does not belong here: when a chart has nothing to show, which each chart knows.
"""

from collections.abc import Sequence

import pandas as pd

from pipeline.charts.language import Language
from pipeline.charts.specification import Specification, layer, layered
from pipeline.charts.texts import say
from pipeline.charts.theme import framed

WIDE, HIGH = 700, 60


def nothing(topic: str, documents: pd.DataFrame, language: Language, columns: Sequence[str]) -> Specification:
    """Return the chart that shows nothing. topic: the key of the text that says what is missing; columns: those of its file of values."""
    said = say("nothing.subtitle", language, n=len(documents))
    mark = layer("nothing", pd.DataFrame({"text": ["–"]}), "text", {"align": "left"}, text="text:N")
    chart = layered(mark, width=WIDE, height=HIGH)
    return framed(chart, language, say(topic, language), said, say("nothing.source", language), pd.DataFrame(columns=list(columns)))
