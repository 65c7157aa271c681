"""The main series of a quantity: of several series that measure it, the one that a person who asks for one value a year means.

Belongs here: the order of precedence between series, and which of their values may be taken. Does not belong here: the order between values
of a series (`series.py`).
"""

import pandas as pd

from pipeline.core.days import years

WORLD = "world"
MEASURED = ["indicator_id", "subject_id", "geography_id", "organisation_id", "counterparty_id"]
LEAD = "web_lead"
# What stands behind a value, the best first: a document comes before web pages, and a page that nobody has seen comes last.
SOURCES = ("text", "web_page", LEAD)


def is_main(values: pd.DataFrame) -> pd.Series:
    """Return whether each value is of the main series for its indicator, subject, area and organisations, and somebody has seen its source.

    values: rows of observations with their series, period, reference area and verification. Trade with the world, or without a partner,
    comes before trade with a part of the world; then a series with values of a document comes before one of web pages alone, and this
    before one of leads alone; then comes the series with most whole years, then the one with the latest, then the first by name. Where no
    series is of the world, each partner has a main series: the shares of exports by destination complement each other.
    """
    year = years(values["period_start"])
    whole_year = (year == years(values["period_end"])) & (values["period_precision"] == "year")
    partner = values["reference_geography_id"].fillna(WORLD)
    rows = values.assign(is_part=partner != WORLD, year=year.where(whole_year), measured=_measured(values), source=source_place(values))
    only_parts = rows.groupby("measured")["is_part"].transform("all").astype("bool")
    rows["measured"] = rows["measured"].where(~only_parts, rows["measured"].astype("object").str.cat(partner.astype("object"), sep="/"))
    ranked = rows.groupby("series_id", as_index=False, sort=True).agg(
        measured=("measured", "first"),
        is_part=("is_part", "first"),
        source=("source", "min"),
        years=("year", "nunique"),
        latest=("year", "max"),
    )
    ranked = ranked.assign(latest=ranked["latest"].fillna(0)).sort_values(
        ["measured", "is_part", "source", "years", "latest", "series_id"], ascending=[True, True, True, False, False, True]
    )
    main = values["series_id"].isin(ranked.drop_duplicates("measured")["series_id"])
    return main & (values["verification"] != LEAD)


def source_place(values: pd.DataFrame) -> pd.Series:
    """Return how well each value can be verified: the place of its source in SOURCES, 0 for a document."""
    return values["verification"].astype("object").map({name: place for place, name in enumerate(SOURCES)}).astype("int64")


def _measured(values: pd.DataFrame) -> pd.Series:
    """Return what each value is of, as one text."""
    first, *others = (values[name].astype("object").fillna("-") for name in MEASURED)
    return first.str.cat(others, sep="/")
