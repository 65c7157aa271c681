"""Values of other documents that can be drawn beside the points of a figure: of the same definition, and one for each year.

Belongs here: choosing rows. Does not belong here: which of several values comes first, which the view `series_best` says, and drawing.
"""

from typing import NamedTuple

import duckdb
import pandas as pd
import pyarrow as pa

from schemas.views_condensed import SeriesBest

BEST = str(SeriesBest.Config.metadata["sql"])
YEAR = r"\d{4}"


class Comparable(NamedTuple):
    """The observations to draw, and how many others of the same quantities and areas are not: those passed over, those measured otherwise
    (by another definition, to another destination, in another currency, or not for a year)."""

    rows: pd.DataFrame
    passed_over: int
    otherwise: int


def comparable_values(points: pd.DataFrame, observations: pd.DataFrame, citations: pd.DataFrame) -> Comparable:
    """Return what other documents than that of the points of a figure publish of the same series, with the year as `period`.

    A point whose observation has no definition has no such values: nothing says that another figure measures the same.
    """
    drawn = observations[observations["observation_id"].isin(points["observation_id"].dropna())]
    published = observations[
        ~observations["document_id"].isin(points["document_id"])
        & observations["indicator_id"].isin(drawn["indicator_id"])
        & observations["geography_id"].isin(points["geography_id"])
    ]
    annual = (published["period_start"] == published["period_end"]) & published["period_end"].str.fullmatch(YEAR)
    same = published[annual & published["series_id"].isin(drawn.loc[drawn["definition_id"].notna(), "series_id"])]
    rows = same[same["observation_id"].isin(_best(observations, citations))].sort_values(["geography_id", "period_end", "observation_id"])
    return Comparable(rows.assign(period=rows["period_end"].astype(int)), len(same) - len(rows), len(published) - len(same))


def _best(observations: pd.DataFrame, citations: pd.DataFrame) -> list[str]:
    """Return the observations that the view `series_best` chooses."""
    with duckdb.connect() as db:
        db.register("observations", pa.Table.from_pandas(observations, preserve_index=False))
        db.register("citations", pa.Table.from_pandas(citations[["citation_id", "year"]], preserve_index=False))
        return [found for (found,) in db.execute(f"SELECT observation_id FROM ({BEST})").fetchall()]
