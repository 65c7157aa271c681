"""Points of figures against their own labels, and against the statements that give their values.

Belongs here: what a point says twice, there or there. Does not belong here: what its value is labelled with (`pipeline/core/labels.py`).
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


def points_have_values_of_their_area_and_year(raw_figure_points: pd.DataFrame, raw_statements: pd.DataFrame) -> list[Problem]:
    """The statement that gives the value of a point is about the area and the year of the point."""
    key = ["document_id", "statement_id"]
    facts = raw_statements[[*key, "geography_id", "period_start", "period_end"]].rename(columns={"geography_id": "area"})
    rows = raw_figure_points[raw_figure_points["statement_id"].notna()].merge(facts, on=key)
    in_year = (rows["period"] == rows["period_start"].str[:4]) | (rows["period"] == rows["period_end"].str[:4]) | rows["period"].isna()
    in_area = (rows["geography_id"] == rows["area"]) | rows["geography_id"].isna()
    wrong = rows[~(in_year.fillna(False) & in_area.fillna(False)).astype("bool")]
    return problems_of(
        wrong,
        "raw_figure_points",
        "statement_id",
        lambda row: f"a statement about {row['geography_id']} in {row['period']}, as the point is",
        "correct the statement_id, or the area or year of the point",
    )
