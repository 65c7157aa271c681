"""Observations that disagree; the rule is in docs/methods.md."""

from typing import Any

from schemas import vocabulary
from schemas.bases import Table
from schemas.copies import copied
from schemas.fields import Decimal, Text, columns, field
from schemas.observations import VALUE_AND_BOUNDS, Observations


def _observation(thing: str, label_fr: str, formula: str) -> Any:
    """A reference to an observation."""
    return vocabulary.identifier(
        thing,
        label_fr,
        references="observations.observation_id",
        derived_from=columns(
            "observations",
            "observation_id",
            "indicator_id",
            "subject_id",
            "geography_id",
            "reference_geography_id",
            "organisation_id",
            "period_start",
            "period_end",
            "unit_id",
            "status",
            "value_low",
            "value_high",
        ),
        formula=formula,
    )


def _number(description: str, label_fr: str, unit: str, null_means: str, formula: str) -> Any:
    """A number computed from observations, with their bounds."""
    return field(description, label_fr, null_means=null_means, unit=unit, derived_from=VALUE_AND_BOUNDS, formula=formula)


_UNBOUNDED = "A value is a range, or that end is unbounded."

_NOT_POSITIVE = f"{_UNBOUNDED} Or what it is divided by is not positive."


class ObservationConflicts(Table):
    """Pairs of facts on one quantity, area and period whose intervals do not meet. Both stay published; the kind says why they may differ.
    Found by a rule, not by a reader."""

    observation_id: Text = _observation("observation that comes first by its identifier", "première valeur", "before other_observation_id")
    other_observation_id: Text = _observation("other observation", "autre valeur", "intervals that do not meet")
    kind: Text = field(
        "Why they may differ.",
        "genre",
        codes="conflict_kind",
        derived_from=[
            "observations.definition_id",
            "observations.document_id",
            "observations.source_url",
            "indicators.broader_id",
            "geographies.parent_id",
        ],
        formula="docs/methods.md, Conflicts",
    )
    explanation_en: Text = field(
        "What the two values are, in English.",
        "explication (anglais)",
        derived_from=[
            "concepts.label_en",
            "indicators.label_en",
            "geographies.label_en",
            "observations.source_published",
            "observations.citation_id",
            "citations.year",
        ],
    )
    unit_id: Text = copied(Observations, "unit_id")
    difference: Decimal = _number("The other value less the first.", "différence", "see unit_id", _UNBOUNDED, "other - first")
    difference_low: Decimal = _number(
        "Lower bound of the difference.", "différence, borne inférieure", "see unit_id", _UNBOUNDED, "other_low - first_high"
    )
    difference_high: Decimal = _number(
        "Upper bound of the difference.", "différence, borne supérieure", "see unit_id", _UNBOUNDED, "other_high - first_low"
    )
    relative_pct: Decimal = _number(
        "The difference, relative to the first.", "écart relatif", "percent", _NOT_POSITIVE, "other / first - 1"
    )
    relative_low_pct: Decimal = _number(
        "Lower bound of the relative difference.", "écart relatif, borne inférieure", "percent", _NOT_POSITIVE, "other_low / first_high - 1"
    )
    relative_high_pct: Decimal = _number(
        "Upper bound of the relative difference.", "écart relatif, borne supérieure", "percent", _NOT_POSITIVE, "other_high / first_low - 1"
    )

    class Config:
        name = "observation_conflicts"
        unique = ["observation_id", "other_observation_id"]
