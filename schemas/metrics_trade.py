"""Published tables of growth and export shares; the formulas, with their sources, are in docs/methods.md."""

from typing import Any

from schemas import fields
from schemas.fields import Amount, Text, Whole, field
from schemas.raw import RawTable as Table

BOUNDED = ["observations.value", "observations.value_low", "observations.value_high"]


def _number(description: str, label_fr: str, unit: str, null_means: str, formula: str, **checks: Any) -> Any:
    return field(description, label_fr, nullable=True, null_means=null_means, unit=unit, derived_from=BOUNDED, formula=formula, **checks)


def _observation(what: str, label_fr: str) -> Any:
    return fields.identifier(
        what, label_fr, references="observations.observation_id", derived_from=["observations.observation_id", "observations.period_end"]
    )


class GrowthRates(Table):
    """Change of a stock or flow between two periods of one series of one document: over every pair of consecutive periods that the document
    states, and over the longest span. Targets have no growth, and neither have ranks, shares, prices, durations and counts of occasions.
    """

    growth_id: Text = fields.identifier(
        "change",
        "évolution",
        derived_from=["observations.document_id", "observations.series_id", "observations.period_end"],
        formula="document, series and periods, joined by hyphens, what a series lacks as none",
    )
    document_id: Text = fields.document_id(references="documents.document_id", derived_from="observations.document_id")
    series_id: Text = field("Series that both values belong to.", "série", derived_from="observations.series_id")
    indicator_id: Text = fields.identifier(
        "indicator",
        "indicateur",
        references="indicators.indicator_id",
        derived_from=["observations.indicator_id", "indicators.quantity_kind"],
        formula="of a kind that grows: stock or flow",
    )
    geography_id: Text = fields.identifier(
        "area",
        "zone",
        nullable=True,
        null_means="The series is about no area.",
        references="geographies.geography_id",
        derived_from="observations.geography_id",
    )
    organisation_id: Text = fields.organisation_id(
        nullable=True,
        null_means="The series is about no organisation.",
        references="organisations.organisation_id",
        derived_from="observations.organisation_id",
    )
    unit_id: Text = fields.unit_id(references="units.unit_id", derived_from="observations.unit_id")
    from_period: Whole = field(
        "Year of the first value.", "de", derived_from=["observations.period_start", "observations.period_precision"]
    )
    to_period: Whole = field("Year of the second value.", "à", derived_from=["observations.period_end", "observations.period_precision"])
    start_observation_id: Text = _observation("observation of the first value", "première valeur")
    end_observation_id: Text = _observation("observation of the second value", "seconde valeur")
    change: Amount = field(
        "Absolute change.",
        "variation",
        unit="see unit_id",
        derived_from=["observations.value", "observations.status", "observations.rounding_unit"],
        formula="end - start",
    )
    change_low: Amount = _number(
        "Lower bound of the change.", "variation, borne inférieure", "see unit_id", "Unbounded below.", "end_low - start_high"
    )
    change_high: Amount = _number(
        "Upper bound of the change.", "variation, borne supérieure", "see unit_id", "Unbounded above.", "end_high - start_low"
    )
    growth_pct: Amount = _number("Growth.", "croissance", "percent", "The first value is not positive.", "100 * (end / start - 1)")
    growth_low_pct: Amount = _number(
        "Lower bound of the growth.",
        "croissance, borne inférieure",
        "percent",
        "Unbounded below, or no such rate: see cagr_status.",
        "100 * (end_low / start_high - 1)",
    )
    growth_high_pct: Amount = _number(
        "Upper bound of the growth.",
        "croissance, borne supérieure",
        "percent",
        "Unbounded above, or no such rate: see cagr_status.",
        "100 * (end_high / start_low - 1)",
    )
    cagr_pct: Amount = _number(
        "Compound annual growth rate.",
        "taux de croissance annuel composé",
        "percent per year",
        "There is none: see cagr_status.",
        "100 * ((end / start) ** (1 / years) - 1)",
    )
    cagr_low_pct: Amount = _number(
        "Lower bound of the compound annual growth rate.",
        "taux annuel composé, borne inférieure",
        "percent per year",
        "Unbounded below, or no such rate: see cagr_status.",
        "the same of end_low / start_high",
    )
    cagr_high_pct: Amount = _number(
        "Upper bound of the compound annual growth rate.",
        "taux annuel composé, borne supérieure",
        "percent per year",
        "Unbounded above, or no such rate: see cagr_status.",
        "the same of end_high / start_low",
    )
    cagr_status: Text = field(
        "Whether there is a growth rate, or why there is none.",
        "statut du taux",
        codes="rate_status",
        derived_from="observations.value",
        formula="start_not_positive: neither growth nor annual rate; end_negative: growth, but no annual rate",
    )

    class Config:
        name = "growth_rates"
        unique = ["growth_id"]


class ExportShares(Table):
    """Shares of exports: by destination with what is left, by product, and of a region in its country; each in percent and in euros."""

    share_id: Text = fields.identifier(
        "share", "part", derived_from="observations.observation_id", formula="kind, area, partner or product, and period, joined by hyphens"
    )
    document_id: Text = fields.document_id(references="documents.document_id", derived_from="observations.document_id")
    share_kind: Text = field(
        "What is shared, and among what.", "nature de la part", codes="share_kind", derived_from="observations.indicator_id"
    )
    geography_id: Text = fields.identifier(
        "exporting area",
        "zone exportatrice",
        references="geographies.geography_id",
        derived_from=["observations.geography_id", "geographies.parent_id", "geographies.level"],
        formula="as stated; of a region in its country, the region",
    )
    partner_geography_id: Text = fields.identifier(
        "destination",
        "destination",
        nullable=True,
        null_means="A share by product: see sector_id.",
        references="geographies.geography_id",
        derived_from="observations.reference_geography_id",
        formula="exactly one of partner_geography_id and sector_id is filled; what no statement names goes to other-destinations",
    )
    sector_id: Text = fields.identifier(
        "product",
        "produit",
        nullable=True,
        null_means="A share by destination: see partner_geography_id.",
        scheme="subject",
        references="concepts.concept_id",
        derived_from="observations.subject_id",
    )
    period: Whole = field("Year.", "année", derived_from=["observations.period_start", "observations.period_end"])
    share_pct: Amount = field(
        "Share.",
        "part",
        unit="percent",
        derived_from="observations.value",
        formula="as stated; residual: 100 - the sum; implied: part / whole",
        ge=0,
    )
    share_low_pct: Amount = _number(
        "Lower bound of the share.", "part, borne inférieure", "percent", "Unbounded below.", "docs/methods.md", ge=0
    )
    share_high_pct: Amount = _number(
        "Upper bound of the share.", "part, borne supérieure", "percent", "Unbounded above.", "docs/methods.md", ge=0
    )
    value_eur: Amount = field(
        "Exports that the share is.",
        "valeur",
        nullable=True,
        null_means="The document states no total for that year.",
        unit="EUR",
        derived_from="observations.value",
        formula="as stated, or the share of the stated total; the whole: part / share",
    )
    value_low_eur: Amount = _number(
        "Lower bound of the value.", "valeur, borne inférieure", "EUR", "Unbounded below, or no total.", "share_low * total_low"
    )
    value_high_eur: Amount = _number(
        "Upper bound of the value.", "valeur, borne supérieure", "EUR", "Unbounded above, or no total.", "share_high * total_high"
    )
    status: Text = field("Whether it is stated or computed.", "statut", codes="share_status", derived_from="observations.indicator_id")
    comparability_flag: Text = field(
        "What keeps part and whole from being compared.",
        "réserve de comparabilité",
        nullable=True,
        null_means="Part and whole are of one concept, as far as stated.",
        codes="comparability",
        derived_from="observations.indicator_id",
    )
    part_observation_id: Text = fields.identifier(
        "observation of the part or of the share",
        "observation de la part",
        nullable=True,
        null_means="What is left is computed from all that is stated.",
        references="observations.observation_id",
        derived_from="observations.observation_id",
    )
    whole_observation_id: Text = fields.identifier(
        "observation of the whole",
        "observation du total",
        nullable=True,
        null_means="The document does not state the whole.",
        references="observations.observation_id",
        derived_from="observations.observation_id",
    )

    class Config:
        name = "export_shares"
        unique = ["share_id"]
        metadata = {"exactly_one": [("partner_geography_id", "sector_id")]}


class ExportConcentration(Table):
    """Concentration of exports over destinations, as an interval, since it is not known over how many destinations the rest is spread."""

    document_id: Text = fields.document_id(references="documents.document_id", derived_from="export_shares.document_id")
    geography_id: Text = fields.identifier(
        "exporting area", "zone exportatrice", references="geographies.geography_id", derived_from="export_shares.geography_id"
    )
    period: Whole = field("Year.", "année", derived_from="export_shares.period")
    named_destinations: Whole = field(
        "Number of destinations that are named.",
        "destinations nommées",
        unit="count",
        ge=1,
        derived_from="export_shares.partner_geography_id",
    )
    residual_pct: Amount = field("Share of what is left.", "part restante", unit="percent", derived_from="export_shares.share_pct")
    herfindahl_low: Amount = field(
        "Lower bound of the Herfindahl-Hirschman index, from 0 to 1.",
        "indice de Herfindahl, borne inférieure",
        unit="1",
        derived_from="export_shares.share_low_pct",
        formula="sum of the squares of the lower bounds of the named shares",
    )
    herfindahl_high: Amount = field(
        "Upper bound of the Herfindahl-Hirschman index, from 0 to 1.",
        "indice de Herfindahl, borne supérieure",
        nullable=True,
        null_means="A share is unbounded above.",
        unit="1",
        derived_from="export_shares.share_high_pct",
        formula="sum of the squares of the upper bounds of all shares, what is left as one",
    )

    class Config:
        name = "export_concentration"
        unique = ["document_id", "geography_id", "period"]
