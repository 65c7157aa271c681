"""Which values enter a metric: facts of one whole year, one for each series of each document and year.

Belongs here: the choice between several values. Does not belong here: any formula.
"""

import pandas as pd

SERIES = ["document_id", "series_id"]


def yearly_facts(observations: pd.DataFrame) -> pd.DataFrame:
    """Return the observations that are facts with a value for one whole year, with the column period: one row for each document, series
    and year. Of several the most exact is taken (the smallest rounding unit), of those the one that the document states first."""
    one_year = (observations["period_precision"] == "year") & (observations["period_start"] == observations["period_end"])
    rows = observations[one_year & observations["value"].notna() & (observations["status"] == "fact")]
    rows = rows.sort_values(["rounding_unit", "first_line", "observation_id"])
    rows = rows.drop_duplicates([*SERIES, "period_end"]).sort_values("observation_id")
    return rows.assign(period=rows["period_end"].astype("int64[pyarrow]"))
