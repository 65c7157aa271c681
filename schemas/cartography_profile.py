"""Metrics of the cartography: counts, shares and concentration of its actors, sites and rows.

Each counting unit and each metric is a column, and each universe a table, so that no query mixes them.
"""

from typing import Any

from schemas.bases import Table
from schemas.cartography import Cartography
from schemas.copies import copied
from schemas.fields import IDENTIFIER_OR_EMPTY, Boolean, Decimal, Integer, Text, field

_METHODS = "see docs/methods.md, Cluster profile"
_NOT_COUNTED = "The cut does not count them, or the row is about all keys."
_NO_SHARE = (
    "The row is about units without a key, or about all keys; the cut has no shares of them, such as stages, whose shares "
    "are those of each category (cut category_stage); or no unit of the first key has a second."
)
_NOT_OF_ALL = "The row is about one key, or the cut has no such value."
_NO_QUOTIENT = "The row is no category in a province."

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


def _number(description: str, label_fr: str, null_means: str) -> Any:
    """A number of units."""
    return field(description, label_fr, null_means=null_means, unit="count", ge=0, derived_from=_SOURCES_OF_COUNTS)


def _measure(description: str, label_fr: str, null_means: str, unit: str, **options: Any) -> Any:
    """A value that is computed of counts, or one of its bounds."""
    sources = [*_SOURCES_OF_COUNTS, "concepts.scheme"]
    return field(description, label_fr, null_means=null_means, unit=unit, ge=0, derived_from=sources, formula=_METHODS, **options)


def _count(units: str, label_fr: str) -> Any:
    """Units with a key."""
    return _number(f"Number of {units} with the key; with key or key_2 'without_key', of those without one.", label_fr, _NOT_COUNTED)


def _count_high(units: str, label_fr: str) -> Any:
    """The upper bound of a count."""
    return _number(f"The most {units} that could have the key, if those without one had it.", f"{label_fr}, au plus", _NOT_COUNTED)


def _base(units: str, label_fr: str) -> Any:
    """What a share is of."""
    words = f"All {units} that have any key of the cut, within the first key where there are two; for 'without_key', with or without one."
    return _number(words, f"{label_fr}, base", "The cut does not count them.")


def _share(units: str, label_fr: str) -> Any:
    """A share in percent."""
    return _measure(f"Share of the {units} of the base that have the key.", f"{label_fr}, part", _NO_SHARE, "percent")


def _share_low(units: str, label_fr: str) -> Any:
    """The lower bound of a share."""
    words = f"Least that the share could be if the {units} without a key had one."
    return _measure(words, f"{label_fr}, part, borne inférieure", _NO_SHARE, "percent")


def _share_high(units: str, label_fr: str) -> Any:
    """The upper bound of a share."""
    words = f"Most that the share could be if the {units} without a key had one."
    return _measure(words, f"{label_fr}, part, borne supérieure", _NO_SHARE, "percent")


def _add_up(units: str, label_fr: str) -> Any:
    """Whether counts and shares may be added up."""
    words = f"Whether each of the {units} of the base has one key only, so that counts over the keys, 'without_key' included, add up."
    return field(words, f"{label_fr} : additifs", null_means=_NOT_COUNTED, derived_from=_SOURCES_OF_COUNTS)


class ClusterProfile(Table):
    """Counts, shares, averages, location quotients and concentration of what a cartography prints, by what it is and where, for each
    document that prints one. Actors, sites and printed rows are counted in columns of their own. Units without a key are a row with the key
    'without_key'. A query gives one cut; of two keys, every combination of those that occur has a row. Counts of Wallonia alone are in
    `cluster_profile_wallonia`."""

    document_id: Text = copied(Cartography, "document_id", references="documents.document_id")
    cut: Text = field("Property by which the units are grouped.", "découpage", codes="profile_cut", derived_from=_SOURCES_OF_KEYS)
    key: Text = _key(
        "Key: a concept, an area, a number, or 'without_key'; '' where the row is about all keys. Narrower concepts are keys of their own "
        "and not counted in it: approach_ids_with_broader of `actors` has both.",
        "clé",
    )
    key_2: Text = _key("Second key, within the first; '' where the cut has one key, or the row is about all second keys.", "seconde clé")
    key_fr: Text = _label_of_key("Label of the key in French.", "libellé français de la clé", _LABELS_FR)
    key_en: Text = _label_of_key("Label of the key in English.", "libellé anglais de la clé", _LABELS_EN)
    key_2_fr: Text = _label_of_key("Label of the second key in French.", "libellé français de la seconde clé", _LABELS_FR)
    key_2_en: Text = _label_of_key("Label of the second key in English.", "libellé anglais de la seconde clé", _LABELS_EN)
    actor_count: Integer = _count("actors", "acteurs")
    actor_count_high: Integer = _count_high("actors", "acteurs")
    actor_base: Integer = _base("actors", "acteurs")
    actors_add_up: Boolean = _add_up("actors", "acteurs")
    actor_share_pct: Decimal = _share("actors", "acteurs")
    actor_share_low_pct: Decimal = _share_low("actors", "acteurs")
    actor_share_high_pct: Decimal = _share_high("actors", "acteurs")
    site_count: Integer = _count("sites", "sites")
    site_count_high: Integer = _count_high("sites", "sites")
    site_base: Integer = _base("sites", "sites")
    sites_add_up: Boolean = _add_up("sites", "sites")
    site_share_pct: Decimal = _share("sites", "sites")
    site_share_low_pct: Decimal = _share_low("sites", "sites")
    site_share_high_pct: Decimal = _share_high("sites", "sites")
    row_count: Integer = _count("printed rows", "lignes")
    row_count_high: Integer = _count_high("printed rows", "lignes")
    row_base: Integer = _base("printed rows", "lignes")
    rows_add_up: Boolean = _add_up("printed rows", "lignes")
    row_share_pct: Decimal = _share("printed rows", "lignes")
    row_share_low_pct: Decimal = _share_low("printed rows", "lignes")
    row_share_high_pct: Decimal = _share_high("printed rows", "lignes")
    actors_with_several: Integer = _number("Actors with more than one of what the cut counts.", "acteurs avec plusieurs", _NOT_OF_ALL)
    actors_with_several_high: Integer = _number(
        "The most actors that could have more than one.", "acteurs avec plusieurs, au plus", _NOT_OF_ALL
    )
    mean_per_actor: Decimal = _measure("Average number per actor that has any.", "moyenne par acteur", _NOT_OF_ALL, "count")
    mean_low: Decimal = _measure(
        "Lowest average that the counts allow, unknown ones included.", "moyenne, borne inférieure", _NOT_OF_ALL, "count"
    )
    mean_high: Decimal = _measure(
        "Highest average that the counts allow, unknown ones included.",
        "moyenne, borne supérieure",
        f"Unbounded above, or no average. {_NOT_OF_ALL}",
        "count",
    )
    herfindahl: Decimal = _measure(
        "Herfindahl index of the sites over the areas, from 0 to 1.", "indice de Herfindahl", _NOT_OF_ALL, "ratio"
    )
    herfindahl_low: Decimal = _measure(
        "Lowest Herfindahl-Hirschman index that the counts allow.", "indice de Herfindahl, borne inférieure", _NOT_OF_ALL, "ratio"
    )
    herfindahl_high: Decimal = _measure(
        "Highest Herfindahl-Hirschman index that the counts allow.", "indice de Herfindahl, borne supérieure", _NOT_OF_ALL, "ratio"
    )
    areas_with_sites: Integer = _number("Areas that have a site, over which the index is computed.", "zones avec un site", _NOT_OF_ALL)
    location_quotient: Decimal = _measure(
        "Share of the category's sites that lie in the province, divided by the share of all sites that do.",
        "quotient de localisation",
        f"{_NO_QUOTIENT} Or it rests on too few sites: see location_quotient_status.",
        "ratio",
    )
    location_quotient_status: Text = field(
        "Whether there is a quotient, or why there is none.",
        "statut du quotient",
        codes="profile_value_status",
        null_means=_NO_QUOTIENT,
        derived_from=_SOURCES_OF_COUNTS,
        formula="too_few_units: fewer than 5 sites",
    )
    is_small_quotient: Boolean = field(
        "Whether fewer than 5 sites would be expected, so that one more or less moves the quotient by more than a fifth.",
        "petit effectif du quotient",
        null_means=_NO_QUOTIENT,
        derived_from=_SOURCES_OF_COUNTS,
        formula="site_base * benchmark_sites / benchmark_base < 5",
    )
    benchmark_sites: Integer = _number("Sites of all categories in the province.", "sites de référence", _NO_QUOTIENT)
    benchmark_base: Integer = _number("Sites of all categories in any province.", "base de référence", _NO_QUOTIENT)

    class Config:
        name = "cluster_profile"
        unique = ["document_id", "cut", "key", "key_2"]


class ClusterProfileWallonia(ClusterProfile):
    """The columns of `cluster_profile`, of what a cartography prints of places in Wallonia alone: an actor or row counts if one of its
    places lies there, and only these places count."""

    class Config:
        name = "cluster_profile_wallonia"
        unique = ["document_id", "cut", "key", "key_2"]
