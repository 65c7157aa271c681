"""Export shares and concentration: which observations are parts and wholes; the computing is in `trade`.

The indicators below are those whose statements are shares of exports, or exports; all else follows from the observations themselves.
"""

from decimal import Decimal

import ibis.expr.types as ir
import pandas as pd

from pipeline.metrics import trade

SHARE_BY_DESTINATION = "export_share_by_destination"
SHARE_BY_PRODUCT = "share_of_regional_exports"
PHARMACEUTICALS = "exports_of_pharmaceuticals"
MEDICINES = "exports_of_medicines"
WORLD, REST, ALL_GOODS = "world", "other-destinations", "all_goods"
EURO = "EUR"
BOUNDS = {"": "value", "_low": "value_low", "_high": "value_high"}
PLACE = ["document_id", "geography_id", "period"]


def export_shares(observations: pd.DataFrame) -> pd.DataFrame:
    """Make the table `export_shares`."""
    yearly = observations[(observations["period_precision"] == "year") & (observations["period_start"] == observations["period_end"])]
    yearly = yearly[yearly["value"].notna()].assign(period=lambda rows: rows["period_end"].astype("int64[pyarrow]"))
    made = pd.concat([_by_destination(yearly), _by_product(yearly), _in_country(yearly)], ignore_index=True)
    what = made["partner_geography_id"].fillna(made["sector_id"]).str.replace("_", "-")
    parts = ["document_id", "share_kind", "geography_id"]
    slug = made[parts].astype("str").agg("-".join, axis=1).str.replace("_", "-") + "-" + what.astype("str")
    return made.assign(share_id=slug + "-" + made["period"].astype("str"))


def _by_destination(yearly: pd.DataFrame) -> pd.DataFrame:
    """Stated shares by destination, what they leave, and what each is of the total that the same lines, or the same page, state."""
    stated = yearly[yearly["indicator_id"] == SHARE_BY_DESTINATION]
    shared = trade.run(trade.shares(_percentages(stated), WORLD, REST), [*trade.KEYS, "period"])
    shared = shared.rename(columns={"reporter": "geography_id", "partner": "partner_geography_id", "product": "document_id"})
    shared = shared.merge(
        stated[[*PLACE, "reference_geography_id", "observation_id"]].rename(
            columns={"reference_geography_id": "partner_geography_id", "observation_id": "part_observation_id"}
        ),
        on=[*PLACE, "partner_geography_id"],
        how="left",
    )
    pages = stated[[*PLACE, "source_url"]].drop_duplicates()
    total = _exports(yearly, PHARMACEUTICALS).merge(pages, on=[*PLACE, "source_url"])
    shared = shared.merge(_named(total, "total"), on=PLACE, how="left").rename(columns={"total_observation_id": "whole_observation_id"})
    value = {f"value{end}_eur": _scaled(shared[f"share{end}_pct"], shared[f"total{end}"]) for end in BOUNDS}
    return shared.assign(
        share_kind="destination", status=shared["is_residual"].map({True: "residual", False: "stated"}), comparability_flag=None, **value
    )


def _percentages(stated: pd.DataFrame) -> ir.Table:
    """Stated percentages as a long table, with a whole of 100 for each document, area and year."""
    parts = stated.assign(
        reporter=stated["geography_id"],
        partner=stated["reference_geography_id"],
        product=stated["document_id"],
        low=stated["value_low"],
        high=stated["value_high"],
    )[trade.LONG.names]
    whole = parts.drop_duplicates(["reporter", "product", "period"]).assign(partner=WORLD, value=100, low=100, high=100)
    return trade.long_table(pd.concat([parts, whole], ignore_index=True))


def _by_product(yearly: pd.DataFrame) -> pd.DataFrame:
    """The stated share of medicines in all exports of a region, and the whole that the share and its value imply."""
    share = _named(yearly[yearly["indicator_id"] == SHARE_BY_PRODUCT], "share", "subject_id")
    part = _named(_exports(yearly, MEDICINES), "part", "subject_id")
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


def _in_country(yearly: pd.DataFrame) -> pd.DataFrame:
    """What the exports of medicines of a region are in those of its country: published only with what keeps them from being compared."""
    part = _named(_exports(yearly, MEDICINES), "part", "subject_id")
    whole = _named(_exports(yearly, PHARMACEUTICALS), "total").drop(columns="geography_id")
    rows = part.merge(whole, on=["document_id", "period"])
    opposite = {"": "", "_low": "_high", "_high": "_low"}
    return rows.assign(
        share_kind="region_in_country",
        sector_id=rows["subject_id"],
        status="implied",
        comparability_flag="different_products",
        whole_observation_id=rows["total_observation_id"],
        **{f"share{end}_pct": _divided(rows[f"part{end}"], rows[f"total{opposite[end]}"]) for end in BOUNDS},
        **{f"value{end}_eur": rows[f"part{end}"] for end in BOUNDS},
    )


def _exports(yearly: pd.DataFrame, indicator_id: str) -> pd.DataFrame:
    """Return the exports of a product in euros to all destinations: dollars are another unit, and some destinations another whole."""
    return yearly[(yearly["indicator_id"] == indicator_id) & (yearly["unit_id"] == EURO) & (yearly["reference_geography_id"] == WORLD)]


def _named(rows: pd.DataFrame, name: str, *keys: str) -> pd.DataFrame:
    """Return the value, bounds and observation of rows under a name: name, name_low, name_high, name_observation_id."""
    columns = {column: f"{name}{end}" for end, column in BOUNDS.items()} | {"observation_id": f"{name}_observation_id"}
    return rows[[*PLACE, *keys, *columns]].rename(columns=columns)


def _scaled(percent: pd.Series, total: pd.Series) -> pd.Series:
    return _rounded(_exact(percent) * _exact(total) / 100)


def _divided(above: pd.Series, below: pd.Series) -> pd.Series:
    return _rounded(100 * _exact(above) / _exact(below))


def _exact(numbers: pd.Series) -> pd.Series:
    """Return numbers as Python's decimals, whose division keeps 28 digits; null stays null."""
    return numbers.astype("object")


def _rounded(numbers: pd.Series) -> pd.Series:
    return numbers.map(lambda number: round(number, trade.DECIMALS), na_action="ignore")


def export_concentration(export_shares: pd.DataFrame) -> pd.DataFrame:
    """Make the table `export_concentration`, where the shares do not overlap: where something is left, be it nothing."""
    rows = export_shares[export_shares["share_kind"] == "destination"]
    rows = rows[rows["status"].eq("residual").groupby([rows[name] for name in PLACE]).transform("any")]
    shared = rows.rename(columns={"geography_id": "reporter", "document_id": "product"}).assign(is_residual=rows["status"] == "residual")
    made = trade.run(trade.concentration(trade.shared_table(shared)), ["product", "reporter", "period"])
    return made.rename(columns={"reporter": "geography_id", "product": "document_id", "named_partners": "named_destinations"})
