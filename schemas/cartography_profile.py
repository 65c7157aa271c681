"""Metrics of the cartography: counts, shares and concentration of its actors, sites and rows."""

from typing import Any

from schemas import vocabulary
from schemas.bases import Table
from schemas.cartography import Cartography
from schemas.copies import copied
from schemas.fields import IDENTIFIER_OR_EMPTY, Boolean, Decimal, Integer, Text, field

_TOO_FEW = "Too few units for a value: see value_status."

_METHODS = "see docs/methods.md, Cluster profile"

_SOURCES_OF_KEYS = [
    "cartography.category_id",
    "approaches.counted_id",
    "approaches.top_id",
    "stages.stage_id",
    "sites.locality_id",
    "geographies.geography_id",
    "geographies.parent_id",
]

_SOURCES_OF_UNITS = ["cartography.row_no", "cartography.organisation_id", "sites.locality_id"]

_SOURCES_OF_COUNTS = [*dict.fromkeys([*_SOURCES_OF_UNITS, *_SOURCES_OF_KEYS])]

_LABELS_FR = ["concepts.label_fr", "geographies.label_fr"]
_LABELS_EN = ["concepts.label_en", "geographies.label_en"]


def _key(description: str, label_fr: str) -> Any:
    """A key of a cut; text, since it may be empty."""
    return field(description, label_fr, derived_from=_SOURCES_OF_KEYS, str_matches=IDENTIFIER_OR_EMPTY)


def _label_of_key(description: str, label_fr: str, sources: list[str]) -> Any:
    """The label of a key in one language."""
    return field(description, label_fr, null_means="The key is a number or ''.", derived_from=sources)


class ClusterProfile(Table):
    """Counts, shares, averages, location quotients and concentration of a cartography's rows, actors and sites, by what they are and
    where, for each document that prints one. Keys that do not occur in a universe have no row in it; of two keys, every combination of
    those that occur has one."""

    document_id: Text = copied(Cartography, "document_id", references="documents.document_id")
    cut: Text = field("Property by which the units are grouped.", "découpage", codes="profile_cut", derived_from=_SOURCES_OF_KEYS)
    key: Text = _key("Key: a concept, an area, or a number; '' where the row is about all keys.", "clé")
    key_2: Text = _key("Second key, within the first; '' where the cut has one key, or the row is about all second keys.", "seconde clé")
    metric: Text = field("What is computed.", "mesure", codes="profile_metric", derived_from=_SOURCES_OF_COUNTS)
    counting_unit: Text = field("What is counted.", "unité de compte", codes="counting_unit", derived_from=_SOURCES_OF_UNITS)
    universe: Text = field(
        "Whether places outside Wallonia count.",
        "univers",
        codes="profile_universe",
        derived_from=["sites.locality_id", "geographies.parent_id"],
        formula="'wallonia' where going up from the place leads to the area wallonia",
    )
    key_label_fr: Text = _label_of_key("Label of the key in French.", "libellé français de la clé", _LABELS_FR)
    key_label_en: Text = _label_of_key("Label of the key in English.", "libellé anglais de la clé", _LABELS_EN)
    key_2_label_fr: Text = _label_of_key("Label of the second key in French.", "libellé français de la seconde clé", _LABELS_FR)
    key_2_label_en: Text = _label_of_key("Label of the second key in English.", "libellé anglais de la seconde clé", _LABELS_EN)
    value: Decimal = vocabulary.metric_value(null_means=_TOO_FEW, derived_from=_SOURCES_OF_COUNTS, formula=_METHODS)
    value_status: Text = field(
        "Whether there is a value, or why there is none.",
        "statut de la valeur",
        codes="profile_value_status",
        derived_from=_SOURCES_OF_COUNTS,
        formula="too_few_units: a location quotient with n < 5",
    )
    value_low: Decimal = field(
        "Lower bound: the least that the value could be if the units without a key had one.",
        "borne inférieure",
        unit="see unit_id",
        null_means=_TOO_FEW,
        ge=0,
        derived_from=_SOURCES_OF_COUNTS,
        formula=_METHODS,
    )
    value_high: Decimal = field(
        "Upper bound: the most that it could be.",
        "borne supérieure",
        unit="see unit_id",
        null_means=f"Unbounded above, or no value. {_TOO_FEW}",
        ge=0,
        derived_from=[*_SOURCES_OF_COUNTS, "concepts.scheme"],
        formula=_METHODS,
    )
    unit_id: Text = vocabulary.unit_id(references="units.unit_id", derived_from=_SOURCES_OF_COUNTS)
    n: Integer = field(
        "Units that the value is about; for a mean, the sum that is averaged; for a Herfindahl index, keys that have a site.",
        "effectif",
        unit="count",
        ge=0,
        derived_from=_SOURCES_OF_COUNTS,
    )
    denominator: Integer = field(
        "Units that have any key of the cut, within the first key where there are two; for without_key, with or without one.",
        "base",
        unit="count",
        ge=0,
        derived_from=_SOURCES_OF_COUNTS,
    )
    benchmark_n: Integer = field(
        "Sites of all first keys that have the second key.",
        "effectif de référence",
        unit="count",
        null_means="Not a location quotient.",
        ge=0,
        derived_from=_SOURCES_OF_COUNTS,
    )
    benchmark_denominator: Integer = field(
        "Sites of all first keys that have any second key.",
        "base de référence",
        unit="count",
        null_means="Not a location quotient.",
        ge=0,
        derived_from=_SOURCES_OF_COUNTS,
    )
    is_additive: Boolean = field(
        "Whether each unit of the base has one key only, so that counts and shares may be added up over the keys.",
        "additif",
        derived_from=_SOURCES_OF_COUNTS,
    )
    is_small_n: Boolean = field(
        "Whether a share, mean or index rests on fewer than 10 units, or a location quotient on fewer than 5 expected sites.",
        "petit effectif",
        derived_from=_SOURCES_OF_COUNTS,
        formula="denominator < 10; for a location quotient, denominator * benchmark_n / benchmark_denominator < 5; else false",
    )

    class Config:
        name = "cluster_profile"
        unique = ["document_id", "cut", "key", "key_2", "metric", "counting_unit", "universe"]
