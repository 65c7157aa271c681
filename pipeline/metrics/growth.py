"""Growth rates: which observations make a series, and the change between its periods by the one definition in `trade`."""

import pandas as pd

from pipeline.metrics import trade
from pipeline.metrics.yearly_facts import SERIES, yearly_facts

GROWING = ["stock", "flow"]
SERIES_COLUMNS = ["document_id", "series_id", "indicator_id", "geography_id", "organisation_id", "unit_id"]
ENDS = {"from_period": "start_observation_id", "to_period": "end_observation_id"}


def growth_rates(observations: pd.DataFrame, indicators: pd.DataFrame) -> pd.DataFrame:
    """Make the table `growth_rates`."""
    points = yearly_series(observations, indicators)
    changes = trade.run(trade.growth(trade.long_table(points)), [*trade.KEYS, "from_period", "to_period"])
    changes = changes.rename(columns={"reporter": "document_id", "product": "series_id"}).drop(columns="partner")
    changes = changes.merge(points[SERIES_COLUMNS].drop_duplicates(), on=SERIES)
    for period, name in ENDS.items():
        held = points[[*SERIES, "period", "observation_id"]].rename(columns={"period": period, "observation_id": name})
        changes = changes.merge(held, on=[*SERIES, period])
    return changes.assign(growth_id=_identifiers(changes))


def yearly_series(observations: pd.DataFrame, indicators: pd.DataFrame) -> pd.DataFrame:
    """Return the yearly values of stocks and flows as a long table: a series stands as the product of its document, the reporter."""
    kinds = indicators.loc[indicators["quantity_kind"].isin(GROWING), "indicator_id"]
    points = yearly_facts(observations[observations["indicator_id"].isin(kinds)])
    ends = {"low": points["value_low"], "high": points["value_high"]}
    return points.assign(reporter=points["document_id"], partner="-", product=points["series_id"], **ends)


def _identifiers(changes: pd.DataFrame) -> pd.Series:
    """Return document, series and periods in lower case, joined by hyphens. What a series lacks stands as none: left out,
    a series that lacks its area and one that lacks its reference area would have one identifier."""
    series = (changes["document_id"] + "/" + changes["series_id"]).str.lower()
    series = series.str.replace("/-", "/none", regex=False).str.replace("/", "-", regex=False)
    periods = changes["from_period"].astype("str") + "-" + changes["to_period"].astype("str")
    return series.astype("str") + "-" + periods
