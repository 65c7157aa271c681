"""Points of figures against their own labels.

Belongs here: what a point says twice. Does not belong here: what its value is labelled with (`pipeline/core/labels.py`).
"""

import pandas as pd

from pipeline.contract.locate import problems_of
from pipeline.kernel.problems import Problem


def points_name_their_year(raw_figure_points: pd.DataFrame) -> list[Problem]:
    """The year that a point is about stands in its labels."""
    rows = raw_figure_points[raw_figure_points["period"].notna()]
    labels = zip(rows["period"], rows["label_fr"], rows["label_en"], strict=True)
    wrong = rows[[not (year in label_fr and year in label_en) for year, label_fr, label_en in labels]]
    return problems_of(wrong, "raw_figure_points", "period", "the year that both labels name", "correct the year or the labels")
