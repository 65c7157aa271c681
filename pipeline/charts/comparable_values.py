"""Values of other documents that can be drawn beside the points of a figure: of the same definition, and one for each year.

Belongs here: choosing rows. Does not belong here: which of several values comes first, which the table `series_values` says, and drawing.
"""

from typing import NamedTuple

import pandas as pd

from pipeline.core.days import years


class Comparable(NamedTuple):
    """The observations to draw, and how many others of the same quantities and areas are not: those passed over, those measured otherwise
    (by another definition, to another destination, in another currency, or not for a year)."""

    rows: pd.DataFrame
    passed_over: int
    otherwise: int


def comparable_values(points: pd.DataFrame, observations: pd.DataFrame, series_values: pd.DataFrame) -> Comparable:
    """Return what other documents than that of the points of a figure publish of the same series, with the year as `period`.

    A point whose observation has no definition has no such values: nothing says that another figure measures the same.
    """
    drawn = observations[observations["observation_id"].isin(points["observation_id"].dropna())]
    published = observations[
        ~observations["document_id"].isin(points["document_id"])
        & observations["indicator_id"].isin(drawn["indicator_id"])
        & observations["geography_id"].isin(points["geography_id"])
    ]
    first, last = years(published["period_start"]), years(published["period_end"])
    annual = (published["period_precision"] == "year") & (first == last).fillna(False)
    same = published[annual & published["series_id"].isin(drawn.loc[drawn["definition_id"].notna(), "series_id"])]
    chosen = series_values.loc[series_values["is_chosen"].astype("bool"), "observation_id"]
    rows = same[same["observation_id"].isin(chosen)].sort_values(["geography_id", "period_end", "observation_id"])
    return Comparable(rows.assign(period=years(rows["period_end"]).astype(int)), len(same) - len(rows), len(published) - len(same))
