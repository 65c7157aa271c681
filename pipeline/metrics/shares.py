"""Export shares and concentration: which observations are parts and wholes; the computing is in `trade`.

The indicators below are those whose statements are shares of exports, or exports; all else follows from the observations themselves.
"""

from decimal import Decimal

import ibis.expr.types as ir
import pandas as pd

from pipeline.metrics import trade
from pipeline.metrics.points import yearly
from pipeline.metrics.rounding import published

SHARE_BY_DESTINATION = "export_share_by_destination"
SHARE_BY_PRODUCT = "share_of_regional_exports"
PHARMACEUTICALS = "exports_of_pharmaceuticals"
MEDICINES = "exports_of_medicines"
WORLD, REST, ALL_GOODS = "world", "other-destinations", "all_goods"
BOUNDS = {"": "value", "_low": "value_low", "_high": "value_high"}
PLACE = ["document_id", "geography_id", "period"]


def export_shares(observations: pd.DataFrame, geographies: pd.DataFrame) -> pd.DataFrame:
    """Make the table `export_shares`."""
    values = yearly(observations)
    made = pd.concat([_by_destination(values), _by_product(values), _in_country(values, geographies)], ignore_index=True)
    return made.assign(share_id=_identifiers(made))


def _identifiers(made: pd.DataFrame) -> pd.Series:
    """Return document, kind, area, partner or product, and period, joined by hyphens."""
    texts = made.assign(what=made["partner_geography_id"].fillna(made["sector_id"])).astype("str")
    first, *others = (texts[name] for name in ("document_id", "share_kind", "geography_id", "what", "period"))
    return first.str.cat(others, sep="-").str.replace("_", "-")


def _by_destination(values: pd.DataFrame) -> pd.DataFrame:
    """Stated shares by destination, what they leave, and what each is of the stated total."""
    stated = values[values["indicator_id"] == SHARE_BY_DESTINATION]
    shared = trade.run(trade.shares(_percentages(stated), WORLD, REST), [*trade.KEYS, "period"])
    shared = shared.rename(columns={"reporter": "geography_id", "partner": "partner_geography_id", "product": "document_id"})
    shared = shared.merge(
        stated[[*PLACE, "reference_geography_id", "observation_id"]].rename(
            columns={"reference_geography_id": "partner_geography_id", "observation_id": "part_observation_id"}
        ),
        on=[*PLACE, "partner_geography_id"],
        how="left",
    )
    total = _to_the_world(values, PHARMACEUTICALS)
    shared = shared.merge(_named(total, "total"), on=PLACE, how="left").rename(columns={"total_observation_id": "whole_observation_id"})
    value = {f"value{end}_eur": _scaled(shared[f"share{end}_pct"], shared[f"total{end}"]) for end in BOUNDS}
    return shared.assign(
        share_kind="destination", status=shared["is_residual"].map({True: "residual", False: "stated"}), comparability_flag=None, **value
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
    share = _named(values[values["indicator_id"] == SHARE_BY_PRODUCT], "share", "subject_id")
    part = _named(_to_the_world(values, MEDICINES), "part", "subject_id")
    rows = share.merge(part, on=[*PLACE, "subject_id"], how="left")
    percents = {f"share{end}_pct": rows[f"share{end}"] for end in BOUNDS}
    stated = rows.assign(
        share_kind="product",
        sector_id=rows["subject_id"],
        status="stated",
        part_observation_id=rows["share_observation_id"],
        whole_observation_id=None,
        **percents,
        **{f"value{end}_eur": rows[f"part{end}"] for end in BOUNDS},
    )
    opposite = {"": "", "_low": "_high", "_high": "_low"}
    wholes = {f"value{end}_eur": _divided(rows[f"part{end}"], rows[f"share{opposite[end]}"]) for end in BOUNDS}
    whole = rows[rows["part"].notna()].assign(
        share_kind="whole", sector_id=ALL_GOODS, status="implied", whole_observation_id=None, **wholes
    )
    return pd.concat([stated, whole.assign(**dict.fromkeys(percents, Decimal(100)))], ignore_index=True)


def _in_country(values: pd.DataFrame, geographies: pd.DataFrame) -> pd.DataFrame:
    """What the exports of medicines of a region are in those of its country: published only with what keeps them from being compared."""
    regions = geographies.loc[geographies["level"] == "region", ["geography_id", "parent_id"]]
    part = _to_the_world(values, MEDICINES).merge(regions, on="geography_id")
    whole = _to_the_world(values, PHARMACEUTICALS).assign(parent_id=lambda rows: rows["geography_id"])
    long = [_long(part, reporter="parent_id", partner="geography_id"), _long(whole, "parent_id", "reference_geography_id")]
    shared = trade.run(trade.shares(trade.long_table(pd.concat(long)), WORLD, REST), [*trade.KEYS, "period"])
    shared = shared[~shared["is_residual"]].rename(columns={"reporter": "parent_id", "partner": "geography_id", "product": "document_id"})
    rows = shared.merge(_named(part, "part", "subject_id"), on=PLACE)
    rows = rows.merge(_named(whole, "whole", "parent_id").drop(columns="geography_id"), on=["document_id", "parent_id", "period"])
    return rows.assign(
        share_kind="region_in_country",
        sector_id=rows["subject_id"],
        status="implied",
        comparability_flag="different_products",
        **{f"value{end}_eur": rows[f"part{end}"] for end in BOUNDS},
    )


def _to_the_world(values: pd.DataFrame, indicator: str) -> pd.DataFrame:
    """The values of an indicator of exports that are in euros and of all destinations."""
    return values[(values["indicator_id"] == indicator) & (values["reference_geography_id"] == WORLD) & (values["unit_id"] == "EUR")]


def _named(rows: pd.DataFrame, name: str, *keys: str) -> pd.DataFrame:
    """Return the value, bounds and observation of rows under a name: name, name_low, name_high, name_observation_id."""
    columns = {column: f"{name}{end}" for end, column in BOUNDS.items()} | {"observation_id": f"{name}_observation_id"}
    return rows[[*PLACE, *keys, *columns]].rename(columns=columns)


def _scaled(percent: pd.Series, total: pd.Series) -> pd.Series:
    return (_exact(percent) * _exact(total) / 100).map(published, na_action="ignore")


def _divided(above: pd.Series, below: pd.Series) -> pd.Series:
    return (100 * _exact(above) / _exact(below)).map(published, na_action="ignore")


def _exact(numbers: pd.Series) -> pd.Series:
    """Return numbers as Python's decimals, whose division keeps 28 digits; null stays null."""
    return numbers.astype("object")


def export_concentration(export_shares: pd.DataFrame) -> pd.DataFrame:
    """Make the table `export_concentration`."""
    rows = export_shares[export_shares["share_kind"] == "destination"]
    shared = rows.rename(columns={"geography_id": "reporter", "document_id": "product"}).assign(is_residual=rows["status"] == "residual")
    made = trade.run(trade.concentration(trade.shared_table(shared)), ["product", "reporter", "period"])
    return made.rename(columns={"reporter": "geography_id", "product": "document_id", "named_partners": "named_destinations"})
