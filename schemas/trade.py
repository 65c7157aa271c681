"""The long table of trade that `make trade-metrics` reads, and the tables that it makes; the formulas are in docs/methods.md.

They are described like all tables, but they are no part of the dataset: the rows are the user's own.
"""

from typing import Any

from schemas.bases import Table
from schemas.copies import copied
from schemas.exports import ExportShares
from schemas.fields import Boolean, Decimal, Integer, Text, columns, field
from schemas.growth import GrowthRates

BOUNDED = columns("trade_values", "value", "low", "high")
AS_VALUE = "as value"
NO_SHARE = "It is open, or there is no share."
YEARS: dict[str, Any] = {"ge": 1000, "le": 2999}
PAIRED = [*columns("trade_values", "period"), *BOUNDED]


def _reporter() -> Any:
    return field("Code of the area whose trade it is.", "déclarant", derived_from="trade_values.reporter")


def _partner() -> Any:
    return field("Code of the area that the trade is with, or of the whole.", "partenaire", derived_from="trade_values.partner")


def _product() -> Any:
    return field("Code of the product.", "produit", derived_from="trade_values.product")


def _period() -> Any:
    return field("Year of the trade.", "année", derived_from="trade_values.period", **YEARS)


class TradeValues(Table):
    """Trade in a long table: one row for each reporter, partner, product and year, one of the partners being the whole. Without the columns
    low and high, each value counts as exact. Other columns are ignored."""

    reporter: Text = _reporter()
    partner: Text = _partner()
    product: Text = _product()
    period: Integer = _period()
    value: Decimal = field("Value of the trade.", "valeur", unit="any, the same for all rows")
    low: Decimal = field("Least that the value may be.", "borne inférieure", unit=AS_VALUE, null_means="Unbounded below.")
    high: Decimal = field("Most that the value may be.", "borne supérieure", unit=AS_VALUE, null_means="Unbounded above.")

    class Config:
        name = "trade_values"
        unique = ["reporter", "partner", "product", "period"]
        metadata = {"optional": ["low", "high"]}


class TradeGrowth(Table):
    """Change of each series over every pair of consecutive periods, and over its longest span."""

    reporter: Text = _reporter()
    partner: Text = _partner()
    product: Text = _product()
    from_period: Integer = copied(GrowthRates, "from_period", derived_from="trade_values.period", **YEARS)
    to_period: Integer = copied(GrowthRates, "to_period", derived_from="trade_values.period", **YEARS)
    change: Decimal = copied(GrowthRates, "change", derived_from=PAIRED, unit=AS_VALUE)
    change_low: Decimal = copied(GrowthRates, "change_low", derived_from=PAIRED, unit=AS_VALUE)
    change_high: Decimal = copied(GrowthRates, "change_high", derived_from=PAIRED, unit=AS_VALUE)
    growth_pct: Decimal = copied(GrowthRates, "growth_pct", derived_from=PAIRED)
    growth_low_pct: Decimal = copied(GrowthRates, "growth_low_pct", derived_from=PAIRED)
    growth_high_pct: Decimal = copied(GrowthRates, "growth_high_pct", derived_from=PAIRED)
    cagr_pct: Decimal = copied(GrowthRates, "cagr_pct", derived_from=PAIRED)
    cagr_low_pct: Decimal = copied(GrowthRates, "cagr_low_pct", derived_from=PAIRED)
    cagr_high_pct: Decimal = copied(GrowthRates, "cagr_high_pct", derived_from=PAIRED)
    cagr_status: Text = copied(GrowthRates, "cagr_status", derived_from=BOUNDED)

    class Config:
        name = "trade_growth"
        unique = ["reporter", "partner", "product", "from_period", "to_period"]


class TradeShares(Table):
    """Share of each partner in the whole of the same reporter, product and period, and a row for what the partners leave of it."""

    reporter: Text = _reporter()
    partner: Text = field(
        "Code of the partner, or of what the partners leave.", "partenaire, ou solde", derived_from="trade_values.partner"
    )
    product: Text = _product()
    period: Integer = _period()
    is_residual: Boolean = field("Whether the row is what the named partners leave.", "solde", derived_from="trade_values.partner")
    value: Decimal = copied(TradeValues, "value", also_from="trade_values.partner", formula="as given; what is left: whole - sum")
    low: Decimal = copied(TradeValues, "low", also_from="trade_values.partner")
    high: Decimal = copied(TradeValues, "high", also_from="trade_values.partner")
    share_pct: Decimal = field(
        "Share of the whole.",
        "part du total",
        unit="percent",
        null_means="The whole is not positive.",
        derived_from=BOUNDED,
        formula="100 * part / whole; what is left: 100 * (1 - sum / whole)",
    )
    share_low_pct: Decimal = copied(ExportShares, "share_low_pct", derived_from=BOUNDED, null_means=NO_SHARE)
    share_high_pct: Decimal = copied(ExportShares, "share_high_pct", derived_from=BOUNDED, null_means=NO_SHARE)

    class Config:
        name = "trade_shares"
        unique = ["reporter", "product", "period", "partner"]


class TradeConcentration(Table):
    """Herfindahl-Hirschman index of the partners of each reporter, product and period, as an interval from 0 to 1."""

    reporter: Text = _reporter()
    product: Text = _product()
    period: Integer = _period()
    named_partners: Integer = field(
        "Number of partners that have a row.", "partenaires nommés", unit="count", ge=1, derived_from="trade_shares.partner"
    )
    residual_pct: Decimal = field(
        "Share of what is left.",
        "part restante",
        unit="percent",
        null_means="The whole is not positive.",
        derived_from="trade_shares.share_pct",
    )
    herfindahl_low: Decimal = copied(
        ExportShares, "herfindahl_low", derived_from="trade_shares.share_low_pct", null_means="There are no shares."
    )
    herfindahl_high: Decimal = copied(ExportShares, "herfindahl_high", derived_from="trade_shares.share_high_pct", null_means=NO_SHARE)

    class Config:
        name = "trade_concentration"
        unique = ["reporter", "product", "period"]
