"""Which values enter a metric: facts of one whole year, one for each series of each document and year, or of all documents and year.

Belongs here: what a yearly value is. Does not belong here: the choice between several values (`series.py`), and any formula.
"""

import pandas as pd

from pipeline.core.days import years

SERIES = ["document_id", "series_id"]


def yearly_facts(observations: pd.DataFrame, series_values: pd.DataFrame) -> pd.DataFrame:
    """Return the facts with a value for one whole year, one row for each document, series and year, with the columns period, release,
    place and is_chosen: of several values the one that comes first in `series_values`."""
    ranked = observations.merge(series_values[["observation_id", "release", "place", "is_chosen"]], on="observation_id")
    year = years(ranked["period_end"])
    one_year = (ranked["period_precision"] == "year") & (years(ranked["period_start"]) == year).fillna(False)
    rows = ranked.assign(period=year)[one_year & ranked["value"].notna()].sort_values("place", kind="stable")
    return rows.drop_duplicates([*SERIES, "period"]).sort_values("observation_id")
