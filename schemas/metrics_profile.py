"""Published metrics of the cartography: counts, shares and concentration of its actors, sites and rows."""

from typing import Any

from schemas import fields
from schemas.fields import Amount, Flag, Text, Whole, field
from schemas.raw import RawTable as Table

_METHODS = "see docs/methods.md, Cluster profile"
_KEYS = [
    "cartography.category_id",
    "approaches.approach_id",
    "approaches.top_id",
    "stages.stage_id",
    "sites.locality_id",
    "geographies.geography_id",
    "geographies.parent_id",
]
_UNITS = ["cartography.row_no", "cartography.organisation_id", "sites.locality_id"]
_COUNTED = [*dict.fromkeys([*_UNITS, *_KEYS])]


def _key(what: str, label: str) -> Any:
    return field(what, label, derived_from=_KEYS, str_matches=r"^(?:[a-z0-9]+(?:[-_][a-z0-9]+)*)?$")


def _label(what: str, language: str, label: str) -> Any:
    return field(
        what,
        label,
        nullable=True,
        null_means="The key is a number or ''.",
        derived_from=[f"concepts.label_{language}", f"geographies.label_{language}"],
    )


class ClusterProfile(Table):
    """Counts, shares, averages, location quotients and concentration of the cartography's rows, actors and sites, by what they are and
    where. Keys that do not occur in a universe have no row in it; of two keys, every combination of those that occur has one."""

    cut: Text = field("By what the units are counted.", "découpage", codes="profile_cut", derived_from=_KEYS)
    key: Text = _key("Key: a concept, an area, or a number; '' where the row is about all keys.", "clé")
    key_2: Text = _key("Second key, within the first; '' where the cut has one key, or the row is about all second keys.", "seconde clé")
    metric: Text = field("What is computed.", "mesure", codes="profile_metric", derived_from=_COUNTED)
    counting_unit: Text = field("What is counted.", "unité de compte", codes="counting_unit", derived_from=_UNITS)
    universe: Text = field(
        "Whether places outside Wallonia count.",
        "univers",
        codes="profile_universe",
        derived_from=["sites.locality_id", "geographies.parent_id"],
        formula="'wallonia' where going up from the place leads to the area wallonia",
    )
    key_label_fr: Text = _label("Label of the key in French.", "fr", "libellé français de la clé")
    key_label_en: Text = _label("Label of the key in English.", "en", "libellé anglais de la clé")
    key_2_label_fr: Text = _label("Label of the second key in French.", "fr", "libellé français de la seconde clé")
    key_2_label_en: Text = _label("Label of the second key in English.", "en", "libellé anglais de la seconde clé")
    value: Amount = field("Value.", "valeur", unit="see unit_id", ge=0, derived_from=_COUNTED, formula=_METHODS)
    value_low: Amount = field(
        "Lower bound: the least that the value could be if the units without a key had one.",
        "borne inférieure",
        unit="see unit_id",
        ge=0,
        derived_from=_COUNTED,
        formula=_METHODS,
    )
    value_high: Amount = field(
        "Upper bound: the most that it could be.",
        "borne supérieure",
        unit="see unit_id",
        nullable=True,
        null_means="Unbounded above.",
        ge=0,
        derived_from=[*_COUNTED, "concepts.scheme"],
        formula=_METHODS,
    )
    unit_id: Text = fields.unit_id(references="units.unit_id", derived_from=_COUNTED)
    n: Whole = field(
        "Units that the value is about; for a mean, the sum that is averaged; for a Herfindahl index, keys that have a site.",
        "effectif",
        unit="count",
        ge=0,
        derived_from=_COUNTED,
    )
    denominator: Whole = field(
        "Units that have any key of the cut, within the first key where there are two; for without_key, with or without one.",
        "base",
        unit="count",
        ge=0,
        derived_from=_COUNTED,
    )
    benchmark_n: Whole = field(
        "Sites of all first keys that have the second key.",
        "effectif de référence",
        unit="count",
        nullable=True,
        null_means="Not a location quotient.",
        ge=0,
        derived_from=_COUNTED,
    )
    benchmark_denominator: Whole = field(
        "Sites of all first keys that have any second key.",
        "base de référence",
        unit="count",
        nullable=True,
        null_means="Not a location quotient.",
        ge=0,
        derived_from=_COUNTED,
    )
    is_additive: Flag = field(
        "Whether each unit of the base has one key only, so that counts and shares may be added up over the keys.",
        "additif",
        derived_from=_COUNTED,
    )
    is_small_n: Flag = field(
        "Whether a share, mean or index rests on fewer than 10 units, or a location quotient on fewer than 5 expected sites.",
        "petit effectif",
        derived_from=_COUNTED,
        formula="denominator < 10; for a location quotient, denominator * benchmark_n / benchmark_denominator < 5; else false",
    )

    class Config:
        name = "cluster_profile"
        unique = ["cut", "key", "key_2", "metric", "counting_unit", "universe"]
