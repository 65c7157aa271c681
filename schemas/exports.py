"""Shares and concentration of exports; the formulas, with their sources, are in docs/methods.md."""

from typing import Any

from schemas import vocabulary
from schemas.bases import Table
from schemas.copies import copied
from schemas.fields import Decimal, Integer, Text, field
from schemas.observations import LABEL_FORMULA, VALUE_AND_BOUNDS, Observations, label_sources

_NO_INDEX = "Only the row of what is left of the destinations (status residual) has it."


def _number(description: str, label_fr: str, unit: str, null_means: str, formula: str, **checks: Any) -> Any:
    """A number computed from observations, with their bounds."""
    return field(description, label_fr, null_means=null_means, unit=unit, derived_from=VALUE_AND_BOUNDS, formula=formula, **checks)


class ExportShares(Table):
    """Shares of exports: by destination with what is left, by product, and of a region in its country; each in percent and in euros. The
    row of what is left has the concentration over all destinations, an interval, since nobody knows over how many it is spread."""

    share_id: Text = vocabulary.identifier(
        "share", "part", derived_from="observations.observation_id", formula="kind, area, partner or product, and period, joined by hyphens"
    )
    document_id: Text = copied(Observations, "document_id")
    label_en: Text = vocabulary.label_en(
        "Exports and their share, in words", derived_from=label_sources("en", "observations"), formula=LABEL_FORMULA
    )
    label_fr: Text = vocabulary.label_fr(
        "Exports and their share, in words", derived_from=label_sources("fr", "observations"), formula=LABEL_FORMULA
    )
    share_kind: Text = field(
        "What is shared, and among what.", "nature de la part", codes="share_kind", derived_from="observations.indicator_id"
    )
    geography_id: Text = vocabulary.identifier(
        "exporting area",
        "zone exportatrice",
        references="geographies.geography_id",
        derived_from=["observations.geography_id", "geographies.parent_id", "geographies.level"],
        formula="as stated; of a region in its country, the region",
    )
    partner_geography_id: Text = vocabulary.identifier(
        "destination",
        "destination",
        null_means="A share by product: see sector_id.",
        references="geographies.geography_id",
        derived_from="observations.reference_geography_id",
        formula="exactly one of partner_geography_id and sector_id is filled; what no statement names goes to other-destinations",
    )
    sector_id: Text = vocabulary.identifier(
        "product",
        "produit",
        null_means="A share by destination: see partner_geography_id.",
        scheme="subject",
        references="concepts.concept_id",
        derived_from="observations.subject_id",
    )
    period: Integer = field(
        "Year of the exports, from January to December.", "année", derived_from=["observations.period_start", "observations.period_end"]
    )
    share_pct: Decimal = field(
        "Share of the exports of the exporting area in that year.",
        "part",
        unit="percent",
        derived_from=["observations.value", "series_values.place"],
        formula="as stated; residual: 100 - the sum; implied: part / whole",
        ge=0,
    )
    share_low_pct: Decimal = _number(
        "Lowest share that the printed values allow.", "part, borne inférieure", "percent", "Unbounded below.", "docs/methods.md", ge=0
    )
    share_high_pct: Decimal = _number(
        "Highest share that the printed values allow.", "part, borne supérieure", "percent", "Unbounded above.", "docs/methods.md", ge=0
    )
    value_eur: Decimal = field(
        "Exports, in euros, that the share amounts to.",
        "valeur",
        null_means="The document states no total for that year.",
        unit="EUR",
        derived_from="observations.value",
        formula="as stated, or the share of the stated total; the whole: part / share",
    )
    value_low_eur: Decimal = _number(
        "Lowest exports, in euros, that the printed values allow.",
        "valeur, borne inférieure",
        "EUR",
        "Unbounded below, or no total.",
        "share_low * total_low",
    )
    value_high_eur: Decimal = _number(
        "Highest exports, in euros, that the printed values allow.",
        "valeur, borne supérieure",
        "EUR",
        "Unbounded above, or no total.",
        "share_high * total_high",
    )
    status: Text = field("Whether it is stated or computed.", "statut", codes="share_status", derived_from="observations.indicator_id")
    comparability_flag: Text = field(
        "What keeps part and whole from being compared.",
        "réserve de comparabilité",
        null_means="Part and whole are of one concept, as far as stated.",
        codes="comparability",
        derived_from="observations.indicator_id",
    )
    herfindahl_low: Decimal = field(
        "Lower bound of the Herfindahl-Hirschman index of all shares, from 0 to 1.",
        "indice de Herfindahl, borne inférieure",
        null_means=_NO_INDEX,
        unit="1",
        derived_from=[*VALUE_AND_BOUNDS, "observations.reference_geography_id"],
        formula="sum of the squares of the lower bounds of the named shares",
    )
    herfindahl_high: Decimal = field(
        "Upper bound of the Herfindahl-Hirschman index of all shares, from 0 to 1.",
        "indice de Herfindahl, borne supérieure",
        null_means=f"{_NO_INDEX} There, a share is unbounded above.",
        unit="1",
        derived_from=[*VALUE_AND_BOUNDS, "observations.reference_geography_id"],
        formula="sum of the squares of the upper bounds of all shares, what is left as one",
    )
    verification: Text = copied(
        Observations, "verification", description="How it can be verified: as well as the weakest of the values that it rests on."
    )
    part_observation_id: Text = vocabulary.identifier(
        "observation of the part or of the share",
        "observation de la part",
        null_means="What is left is computed from all that is stated.",
        references="observations.observation_id",
        derived_from="observations.observation_id",
    )
    whole_observation_id: Text = vocabulary.identifier(
        "observation of the whole",
        "observation du total",
        null_means="The document does not state the whole.",
        references="observations.observation_id",
        derived_from="observations.observation_id",
    )

    class Config:
        name = "export_shares"
        unique = ["share_id"]
        metadata = {"exactly_one": [("partner_geography_id", "sector_id")]}
