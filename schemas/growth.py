"""Growth of stocks and flows; the formulas, with their sources, are in docs/methods.md."""

from typing import Any

from schemas import vocabulary
from schemas.bases import Table
from schemas.copies import copied
from schemas.fields import Boolean, Decimal, Integer, Text, field
from schemas.observations import LABEL_FORMULA, VALUE_AND_BOUNDS, Observations, label_sources
from schemas.series import is_same_release


def _number(description: str, label_fr: str, unit: str, null_means: str, formula: str, **checks: Any) -> Any:
    """A number computed from observations, with their bounds."""
    return field(description, label_fr, null_means=null_means, unit=unit, derived_from=VALUE_AND_BOUNDS, formula=formula, **checks)


def _observation(thing: str, label_fr: str) -> Any:
    """A reference to an observation."""
    return vocabulary.identifier(
        thing, label_fr, references="observations.observation_id", derived_from=["observations.observation_id", "observations.period_end"]
    )


class GrowthRates(Table):
    """Change of a stock or flow between two periods of one series: over every pair of consecutive periods, and over the longest span. It is
    computed within each document, and over the values that are chosen of all documents (is_chosen); of several values of one period the one
    that comes first in series_values is taken. No pair has two definitions. There is no growth of targets, ranks, shares, prices,
    durations and counts of occasions."""

    growth_id: Text = vocabulary.identifier(
        "change",
        "évolution",
        derived_from=["observations.document_id", "observations.series_id", "observations.period_end"],
        formula="document (all, where the values are from two), series and periods, joined by hyphens, what a series lacks as none",
    )
    document_id: Text = copied(Observations, "document_id", null_means="The two values are from two documents.")
    label_en: Text = vocabulary.label_en(
        "What grows, between which years, in words", derived_from=label_sources("en", "observations"), formula=f"Growth: {LABEL_FORMULA}"
    )
    label_fr: Text = vocabulary.label_fr(
        "What grows, between which years, in words",
        derived_from=label_sources("fr", "observations"),
        formula=f"Croissance : {LABEL_FORMULA}",
    )
    series_id: Text = copied(Observations, "series_id", description="Series that both values belong to.")
    indicator_id: Text = copied(
        Observations, "indicator_id", formula="of a kind that grows: stock or flow", also_from="indicators.quantity_kind"
    )
    geography_id: Text = copied(Observations, "geography_id", null_means="The series is about no area.")
    organisation_id: Text = copied(Observations, "organisation_id", null_means="The series is about no organisation.")
    unit_id: Text = copied(Observations, "unit_id")
    from_period: Integer = field(
        "Year of the first of the two values.", "de", derived_from=["observations.period_start", "observations.period_precision"]
    )
    to_period: Integer = field(
        "Year of the second of the two values.", "à", derived_from=["observations.period_end", "observations.period_precision"]
    )
    start_observation_id: Text = _observation("observation of the first value", "première valeur")
    end_observation_id: Text = _observation("observation of the second value", "seconde valeur")
    is_chosen: Boolean = field(
        "Whether both values are the chosen ones over all documents and follow each other there.",
        "valeurs retenues",
        derived_from="series_values.is_chosen",
    )
    is_same_release: Boolean = is_same_release()
    definition_basis: Text = copied(
        Observations,
        "definition_basis",
        description="Whether the sources give the definition of both values; inferred where that of one is.",
        null_means="No definition is known; both values are from one release.",
    )
    verification: Text = copied(
        Observations, "verification", description="How both values can be verified: as well as the weaker of the two."
    )
    change: Decimal = field(
        "Change from the first value to the second, in units of unit_id.",
        "variation",
        unit="see unit_id",
        derived_from=["observations.value", "observations.status", "observations.rounding_unit"],
        formula="end - start",
    )
    change_low: Decimal = _number(
        "Lowest change that the bounds of both values allow.",
        "variation, borne inférieure",
        "see unit_id",
        "Unbounded below.",
        "end_low - start_high",
    )
    change_high: Decimal = _number(
        "Highest change that the bounds of both values allow.",
        "variation, borne supérieure",
        "see unit_id",
        "Unbounded above.",
        "end_high - start_low",
    )
    growth_pct: Decimal = _number(
        "Growth from the first value to the second.", "croissance", "percent", "The first value is not positive.", "100 * (end / start - 1)"
    )
    growth_low_pct: Decimal = _number(
        "Lowest growth that the bounds of both values allow.",
        "croissance, borne inférieure",
        "percent",
        "Unbounded below, or no such rate: see cagr_status.",
        "100 * (end_low / start_high - 1)",
    )
    growth_high_pct: Decimal = _number(
        "Highest growth that the bounds of both values allow.",
        "croissance, borne supérieure",
        "percent",
        "Unbounded above, or no such rate: see cagr_status.",
        "100 * (end_high / start_low - 1)",
    )
    cagr_pct: Decimal = _number(
        "Compound annual growth rate from the first value to the second.",
        "taux de croissance annuel composé",
        "percent per year",
        "There is none: see cagr_status.",
        "100 * ((end / start) ** (1 / years) - 1)",
    )
    cagr_low_pct: Decimal = _number(
        "Lower bound of the compound annual growth rate.",
        "taux annuel composé, borne inférieure",
        "percent per year",
        "Unbounded below, or no such rate: see cagr_status.",
        "the same of end_low / start_high",
    )
    cagr_high_pct: Decimal = _number(
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
