"""Growth rates: which observations make a series, and the change between its periods by the one definition in `trade`."""

import pandas as pd

from pipeline.metrics import trade

GROWING = ["stock", "flow"]
SERIES = ["document_id", "series_id"]
SHOWN = ["document_id", "series_id", "indicator_id", "geography_id", "organisation_id", "unit_id"]
ENDS = {"from_period": "start_observation_id", "to_period": "end_observation_id"}


def growth_rates(observations: pd.DataFrame, indicators: pd.DataFrame) -> pd.DataFrame:
    """Make the table `growth_rates`."""
    points = yearly_points(observations, indicators)
    changes = trade.run(trade.growth(trade.long_table(points)), [*trade.KEYS, "from_period", "to_period"])
    changes = changes.rename(columns={"reporter": "document_id", "product": "series_id"}).drop(columns="partner")
    changes = changes.merge(points[SHOWN].drop_duplicates(), on=SERIES)
    for period, name in ENDS.items():
        held = points[[*SERIES, "period", "observation_id"]].rename(columns={"period": period, "observation_id": name})
        changes = changes.merge(held, on=[*SERIES, period])
    return changes.assign(growth_id=_identifiers(changes))


def yearly_points(observations: pd.DataFrame, indicators: pd.DataFrame) -> pd.DataFrame:
    """Return the observations that grow, as a long table: facts with a value for one whole year, of a stock or flow.

    A series stands as the product of its document, the reporter. Of several values for one year the most exact is taken (the smallest
    rounding unit), then that which the document states first; no two of them make a pair.
    """
    grows = indicators.loc[indicators["quantity_kind"].isin(GROWING), "indicator_id"]
    one_year = (observations["period_precision"] == "year") & (observations["period_start"] == observations["period_end"])
    usable = one_year & observations["value"].notna() & (observations["status"] == "fact") & observations["indicator_id"].isin(grows)
    points = observations[usable].sort_values([*SERIES, "period_end", "rounding_unit", "first_line", "observation_id"])
    points = points.drop_duplicates([*SERIES, "period_end"])
    return points.assign(
        reporter=points["document_id"],
        partner="-",
        product=points["series_id"],
        period=points["period_end"].astype("int64[pyarrow]"),
        low=points["value_low"],
        high=points["value_high"],
    )


def _identifiers(changes: pd.DataFrame) -> pd.Series:
    """Return document, series and periods in lower case, joined by hyphens; what a series lacks is left out."""
    series = (changes["document_id"] + "/" + changes["series_id"]).str.lower()
    series = series.str.replace("/-", "", regex=False).str.replace("/", "-", regex=False)
    periods = changes["from_period"].astype("str") + "-" + changes["to_period"].astype("str")
    return series.astype("str") + "-" + periods
