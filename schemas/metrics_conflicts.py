"""Published table of values that disagree; the rule is in docs/methods.md."""

from typing import Any

from schemas import fields
from schemas.fields import Amount, Text, field
from schemas.raw import RawTable as Table

BOUNDED = ["observations.value", "observations.value_low", "observations.value_high"]


def _observation(what: str, label_fr: str, formula: str) -> Any:
    return fields.identifier(
        what,
        label_fr,
        references="observations.observation_id",
        derived_from=[
            f"observations.{name}"
            for name in (
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
            )
        ],
        formula=formula,
    )


def _number(description: str, label_fr: str, unit: str, null_means: str, formula: str) -> Any:
    return field(description, label_fr, nullable=True, null_means=null_means, unit=unit, derived_from=BOUNDED, formula=formula)


_OPEN = "A value is a range, or that end is unbounded."
_NOT_POSITIVE = f"{_OPEN} Or what it is divided by is not positive."


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
    unit_id: Text = fields.unit_id(references="units.unit_id", derived_from="observations.unit_id")
    difference: Amount = _number("The other value less the first.", "différence", "see unit_id", _OPEN, "other - first")
    difference_low: Amount = _number(
        "Lower bound of the difference.", "différence, borne inférieure", "see unit_id", _OPEN, "other_low - first_high"
    )
    difference_high: Amount = _number(
        "Upper bound of the difference.", "différence, borne supérieure", "see unit_id", _OPEN, "other_high - first_low"
    )
    relative_pct: Amount = _number("The difference, relative to the first.", "écart relatif", "percent", _NOT_POSITIVE, "other / first - 1")
    relative_low_pct: Amount = _number(
        "Lower bound of the relative difference.", "écart relatif, borne inférieure", "percent", _NOT_POSITIVE, "other_low / first_high - 1"
    )
    relative_high_pct: Amount = _number(
        "Upper bound of the relative difference.", "écart relatif, borne supérieure", "percent", _NOT_POSITIVE, "other_high / first_low - 1"
    )

    class Config:
        name = "observation_conflicts"
        unique = ["observation_id", "other_observation_id"]
