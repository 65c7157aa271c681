"""Observations that disagree; the rule is in docs/methods.md."""

from typing import Any

from schemas import vocabulary
from schemas.bases import Table
from schemas.copies import copied
from schemas.fields import Boolean, Decimal, Text, columns, field
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


_LABELS = {"en": "label_en", "fr": "label_fr"}
_PHRASES = {"en": "phrase_en", "fr": "phrase_fr"}


def _explanation(language: str, langue: str, code: str) -> Any:
    """What the two values are, in one language."""
    named = [column for table in ("concepts", "indicators", "geographies", "units") for column in columns(table, _LABELS[code])]
    return field(
        f"What the two values are, in {language}.",
        f"explication ({langue})",
        derived_from=[
            *named,
            *columns("raw_label_words", _PHRASES[code]),
            "series_values.published",
            "observations.definition_basis",
            "observations.verification",
        ],
    )


_UNBOUNDED = "A value is a range, or that end is unbounded."

_NOT_POSITIVE = f"{_UNBOUNDED} Or it means nothing: a part and its whole, growth rates, or a first value that is not positive."


class ObservationConflicts(Table):
    """Pairs of facts on one quantity, area and period whose intervals do not meet (is_conflict), and pairs of a part and its whole, which
    are kept apart. Both values stay published; the kind says why they may differ. Found by a rule, not by a reader."""

    observation_id: Text = _observation("observation that comes first by its identifier", "première valeur", "before other_observation_id")
    other_observation_id: Text = _observation("other observation", "autre valeur", "intervals that do not meet")
    kind: Text = field(
        "Why the two values may differ.",
        "genre",
        codes="conflict_kind",
        derived_from=[
            "observations.definition_id",
            "observations.document_id",
            "series_values.release",
            "indicators.broader_id",
            "geographies.parent_id",
        ],
        formula="docs/methods.md, Conflicts",
    )
    is_conflict: Boolean = field(
        "Whether they are two answers to one question; a part and its whole are not.",
        "conflit",
        derived_from=["indicators.broader_id", "indicators.quantity_kind", "geographies.parent_id"],
        formula="kind is not part_of_whole",
    )
    explanation_en: Text = _explanation("English", "anglais", "en")
    explanation_fr: Text = _explanation("French", "français", "fr")
    verification: Text = copied(
        Observations, "verification", description="How the two observations can be verified: as well as the weaker one."
    )
    unit_id: Text = copied(Observations, "unit_id")
    difference: Decimal = _number("The other value less the first.", "différence", "see unit_id", _UNBOUNDED, "other - first")
    difference_low: Decimal = _number(
        "Lowest difference that the bounds of both values allow.",
        "différence, borne inférieure",
        "see unit_id",
        _UNBOUNDED,
        "other_low - first_high",
    )
    difference_high: Decimal = _number(
        "Highest difference that the bounds of both values allow.",
        "différence, borne supérieure",
        "see unit_id",
        _UNBOUNDED,
        "other_high - first_low",
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
