"""Export shares and concentration: which observations are parts and wholes.

Belongs here: the choice of observations, and amounts in euros, which are exact decimals. Does not belong here: shares and their
concentration (`trade.py`), and any formula (`formulas.py`).

The indicators below are those whose statements are shares of exports, or exports; all else follows from the observations themselves.
"""

from decimal import Decimal

import ibis.expr.types as ir
import pandas as pd

from pipeline.core.labels import labels_of
from pipeline.core.verification import weakest
from pipeline.metrics import trade
from pipeline.metrics.formulas import fraction, part_of, whole_of
from pipeline.metrics.intervals import Intervals, arithmetic, as_published, settled
from pipeline.metrics.yearly_facts import yearly_facts

SHARE_BY_DESTINATION = "export_share_by_destination"
SHARE_BY_PRODUCT = "share_of_regional_exports"
PHARMACEUTICALS = "exports_of_pharmaceuticals"
MEDICINES = "exports_of_medicines"
WORLD, REST, ALL_GOODS = "world", "other-destinations", "all_goods"
# The indicator by whose template each kind of share is labelled.
INDICATORS = {
    "destination": SHARE_BY_DESTINATION,
    "product": SHARE_BY_PRODUCT,
    "whole": "exports_of_goods",
    "region_in_country": "share_in_exports_of_country",
}
PLACE = ["document_id", "geography_id", "period"]
COUNTRY = ["document_id", "parent_id", "period"]
PERCENT = ["share_pct", "share_low_pct", "share_high_pct"]
HERFINDAHL = ["herfindahl_low", "herfindahl_high"]
EUROS = ["value_eur", "value_low_eur", "value_high_eur"]
# What the columns of an observation are called where it is a share, a part or the total.
SHARE = {"value": "share_pct", "value_low": "share_low_pct", "value_high": "share_high_pct", "observation_id": "share_observation_id"}
PART = {"value": "value_eur", "value_low": "value_low_eur", "value_high": "value_high_eur", "observation_id": "part_observation_id"}
TOTAL = {"value": "total", "value_low": "total_low", "value_high": "total_high", "observation_id": "whole_observation_id"}


def export_shares(
    observations: pd.DataFrame,
    series_values: pd.DataFrame,
    indicators: pd.DataFrame,
    raw_label_words: pd.DataFrame,
    concepts: pd.DataFrame,
    geographies: pd.DataFrame,
    organisations: pd.DataFrame,
) -> pd.DataFrame:
    """Make the table `export_shares`."""
    values = yearly_facts(observations, series_values)
    made = pd.concat([_by_destination(values), _by_product(values), _in_country(values, geographies)], ignore_index=True)
    labels = labels_of(_about(made), indicators, raw_label_words, concepts, geographies, organisations)
    return made.assign(share_id=_identifiers(made), verification=_verification(made, values), **labels)


def _about(made: pd.DataFrame) -> pd.DataFrame:
    """Return what each share is about, in the columns that a label is made from."""
    year = made["period"].astype("str")
    return pd.DataFrame(
        {
            "indicator_id": made["share_kind"].map(INDICATORS),
            "subject_id": made["sector_id"],
            "organisation_id": None,
            "geography_id": made["geography_id"],
            "reference_geography_id": made["partner_geography_id"],
            "period_start": year,
            "period_end": year,
        }
    )


def _verification(made: pd.DataFrame, values: pd.DataFrame) -> list[str]:
    """Return the weakest verification of what each share rests on: its part, its whole, and for the residual the stated shares."""
    known = values.set_index("observation_id")["verification"]
    ends = [made["part_observation_id"].map(known), made["whole_observation_id"].map(known)]
    stated = made.assign(own=ends[0]).groupby([*PLACE, "share_kind"])["own"]
    named = stated.transform(lambda column: weakest(column.dropna()) if column.notna().any() else None)
    rows = zip(*ends, named.where(made["status"] == "residual", None), strict=True)
    return [weakest(found for found in row if not pd.isna(found)) for row in rows]


def _identifiers(made: pd.DataFrame) -> pd.Series:
    """Return document, kind, area, partner or product, and period, joined by hyphens."""
    texts = made.assign(what=made["partner_geography_id"].fillna(made["sector_id"])).astype("str")
    first, *others = (texts[name] for name in ("document_id", "share_kind", "geography_id", "what", "period"))
    return first.str.cat(others, sep="-").str.replace("_", "-")


def _by_destination(values: pd.DataFrame) -> pd.DataFrame:
    """Stated shares by destination, what they leave, and what each is of the stated total. What a document states of all other
    destinations together is that remainder again, and no destination."""
    stated = values[(values["indicator_id"] == SHARE_BY_DESTINATION) & (values["reference_geography_id"] != REST)]
    shared = trade.run(trade.shares(_percentages(stated), WORLD, REST), [*trade.KEYS, "period"]).drop(columns=["value", "low", "high"])
    shared = shared.merge(_concentration(shared), on=["reporter", "product", "period", "is_residual"], how="left")
    shared = shared.rename(columns={"reporter": "geography_id", "partner": "partner_geography_id", "product": "document_id"})
    names = {"reference_geography_id": "partner_geography_id", "observation_id": "part_observation_id"}
    parts = stated[[*PLACE, *names]].rename(columns=names)
    totals = _to_the_world(values, PHARMACEUTICALS)[[*PLACE, *TOTAL]].rename(columns=TOTAL)
    rows = shared.merge(parts, on=[*PLACE, "partner_geography_id"], how="left").merge(totals, on=PLACE, how="left")
    with arithmetic():
        euros = part_of(fraction(_intervals(rows, PERCENT)), _intervals(rows, ["total", "total_low", "total_high"]))
        amounts = _euros(euros)
    return rows.assign(
        share_kind="destination", status=rows["is_residual"].map({True: "residual", False: "stated"}), comparability_flag=None, **amounts
    )


def _percentages(stated: pd.DataFrame) -> ir.Table:
    """Stated percentages as a long table, with a whole of 100 for each document, area and year."""
    parts = _long(stated, reporter="geography_id", partner="reference_geography_id")
    whole = parts.drop_duplicates(["reporter", "product", "period"]).assign(partner=WORLD, value=100, low=100, high=100)
    return trade.long_table(pd.concat([parts, whole], ignore_index=True))


def _long(rows: pd.DataFrame, reporter: str, partner: str) -> pd.DataFrame:
    """Observations as a long table, by the columns that hold reporter and partner; the document stands as the product."""
    names = {reporter: "reporter", partner: "partner", "document_id": "product", "value_low": "low", "value_high": "high"}
    return rows.rename(columns=names)[trade.LONG.names]


def _by_product(values: pd.DataFrame) -> pd.DataFrame:
    """The stated share of medicines in all exports of a region, and the whole that the share and its value imply."""
    stated = values[values["indicator_id"] == SHARE_BY_PRODUCT]
    parts = _to_the_world(values, MEDICINES)[[*PLACE, "subject_id", *PART]].rename(columns=PART)
    rows = stated[[*PLACE, "subject_id", *SHARE]].rename(columns=SHARE).merge(parts, on=[*PLACE, "subject_id"], how="left")
    rows = rows.assign(whole_observation_id=None)
    shares = rows.assign(
        share_kind="product", sector_id=rows["subject_id"], status="stated", part_observation_id=rows["share_observation_id"]
    )
    known = rows[rows["value_eur"].notna()]
    with arithmetic():
        amounts = _euros(whole_of(_intervals(known, EUROS), fraction(_intervals(known, PERCENT))))
    wholes = known.assign(share_kind="whole", sector_id=ALL_GOODS, status="implied", **dict.fromkeys(PERCENT, Decimal(100)), **amounts)
    return pd.concat([shares, wholes], ignore_index=True)


def _in_country(values: pd.DataFrame, geographies: pd.DataFrame) -> pd.DataFrame:
    """What the exports of medicines of a region are in those of its country: published only with what keeps them from being compared."""
    regions = geographies.loc[geographies["level"] == "region", ["geography_id", "parent_id"]]
    part = _to_the_world(values, MEDICINES).merge(regions, on="geography_id")
    whole = _to_the_world(values, PHARMACEUTICALS).assign(parent_id=lambda rows: rows["geography_id"])
    long = [_long(part, reporter="parent_id", partner="geography_id"), _long(whole, "parent_id", "reference_geography_id")]
    shared = trade.run(trade.shares(trade.long_table(pd.concat(long)), WORLD, REST), [*trade.KEYS, "period"])
    shared = shared[~shared["is_residual"]].drop(columns=["value", "low", "high"])
    shared = shared.rename(columns={"reporter": "parent_id", "partner": "geography_id", "product": "document_id"})
    parts = part[[*PLACE, "subject_id", *PART]].rename(columns=PART)
    wholes = whole[[*COUNTRY, "observation_id"]].rename(columns={"observation_id": "whole_observation_id"})
    rows = shared.merge(parts, on=PLACE).merge(wholes, on=COUNTRY)
    return rows.assign(
        share_kind="region_in_country", sector_id=rows["subject_id"], status="implied", comparability_flag="different_products"
    )


def _to_the_world(values: pd.DataFrame, indicator: str) -> pd.DataFrame:
    """The values of an indicator of exports that are in euros and of all destinations."""
    return values[(values["indicator_id"] == indicator) & (values["reference_geography_id"] == WORLD) & (values["unit_id"] == "EUR")]


def _intervals(rows: pd.DataFrame, names: list[str]) -> Intervals:
    """The intervals in the columns of a value, its lower and its upper bound."""
    return Intervals.of(rows[names].set_axis(["value", "low", "high"], axis=1))


def _euros(found: Intervals) -> dict[str, pd.Series]:
    """Amounts as published, by the names of their columns; an amount that is not known has no bounds."""
    exact = settled(found)
    columns = (exact.point, exact.low, exact.high)
    return {name: as_published(column).where(found.point.notna(), None) for name, column in zip(EUROS, columns, strict=True)}


def _concentration(shared: pd.DataFrame) -> pd.DataFrame:
    """Return the concentration over the destinations of each exporter and year, on the row of what is left, which each has once."""
    indices = trade.run(trade.concentration(trade.shared_table(shared)), ["reporter", "product", "period"])
    return indices[["reporter", "product", "period", *HERFINDAHL]].assign(is_residual=True)
