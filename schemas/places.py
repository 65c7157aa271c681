"""Areas and places: official codes, coordinates, and what each printed place means."""

from typing import Any

from schemas import vocabulary
from schemas.bases import RawTable, Table
from schemas.copies import copied
from schemas.fields import ONE_ITEM, Float, Text, field

LARGER_BOX = "The box of a larger area holds."


def _area(what: str, label_fr: str, source: str, formula: str = "found by going up from parent_id") -> Any:
    """An area above the locality, by its name or code."""
    return field(
        what,
        label_fr,
        null_means="The document leaves it open, or the area has no such level (Brussels lies in no province).",
        derived_from=["raw_localities.parent_id", source],
        formula=formula,
    )


class RawGeographies(RawTable):
    """Areas from the world down to municipalities, with official codes."""

    geography_id: Text = vocabulary.geography_id()
    label_fr: Text = vocabulary.label_fr("Name of the area")
    label_en: Text = vocabulary.label_en("Name of the area")
    level: Text = field("Level of the area, from the world down to localities.", "niveau", codes="geography_level")
    parent_id: Text = vocabulary.identifier(
        "next larger area", "zone englobante", null_means="The world.", references="raw_geographies.geography_id"
    )
    code_scheme: Text = field("Classification that the code is from.", "nomenclature", null_means="The area has no code.", written=ONE_ITEM)
    code: Text = field(
        "Code of the area in the scheme that code_scheme names.", "code", null_means="The area has no code.", written=r"^[A-Z0-9-]+$"
    )
    code_source: Text = field("List or standard from which the code of the area is.", "source du code", null_means="The area has no code.")
    south: Text = vocabulary.side_of_box("Southern", "limite sud", 90, null_means=LARGER_BOX)
    west: Text = vocabulary.side_of_box("Western", "limite ouest", 180, null_means=LARGER_BOX)
    north: Text = vocabulary.side_of_box("Northern", "limite nord", 90, null_means=LARGER_BOX)
    east: Text = vocabulary.side_of_box("Eastern", "limite est", 180, null_means=LARGER_BOX)

    class Config:
        name = "raw_geographies"
        unique = ["geography_id"]
        metadata = {"place": "reference", "checked_with": ["raw_country_codes", "raw_municipality_codes"]}


class RawLocalities(RawTable):
    """Places on the map; their official codes follow from the area that holds them."""

    locality_id: Text = vocabulary.locality_id()
    label_fr: Text = vocabulary.label_fr("Name of the place")
    label_en: Text = vocabulary.label_en("Name of the place")
    parent_id: Text = vocabulary.identifier(
        "municipality that it is or lies in (or the arrondissement, where the document leaves the municipality open)",
        "commune",
        references="raw_geographies.geography_id",
    )
    postal_code: Text = vocabulary.postal_code(null_means="The place is not narrowed down to one.")
    postal_code_source: Text = field(
        "Register entry from which the postal code is taken.", "source du code postal", null_means="There is no postal code."
    )
    latitude: Text = vocabulary.latitude()
    longitude: Text = vocabulary.longitude()
    coordinates_source: Text = field("Gazetteer entry from which the coordinates are taken.", "source des coordonnées", written=ONE_ITEM)

    class Config:
        name = "raw_localities"
        unique = ["locality_id"]
        metadata = {
            "place": "reference",
            "checked_with": ["raw_geographies", "raw_municipality_codes", "raw_postal_codes", "raw_geonames_places"],
        }


class RawLocationMapping(RawTable):
    """What each printed place means: a locality, and the area that the word in parentheses names."""

    printed: Text = vocabulary.printed_cell("A place", "imprimé")
    locality_id: Text = vocabulary.locality_id(references="raw_localities.locality_id")
    area_id: Text = vocabulary.identifier(
        "area that the word in parentheses names",
        "zone",
        null_means="Nothing stands in parentheses.",
        references="raw_geographies.geography_id",
    )

    class Config:
        name = "raw_location_mapping"
        unique = ["printed"]
        metadata = {"place": "reference", "checked_with": ["raw_geographies", "raw_localities", "raw_geonames_places", "raw_reading_words"]}


class Geographies(Table):
    """Areas from the world down to localities, each with the next larger one."""

    geography_id: Text = copied(RawGeographies, "geography_id", also_from="raw_localities.locality_id")
    label_fr: Text = vocabulary.label_fr("Name of the area or place", derived_from=["raw_geographies.label_fr", "raw_localities.label_fr"])
    label_en: Text = vocabulary.label_en("Name of the area or place", derived_from=["raw_geographies.label_en", "raw_localities.label_en"])
    level: Text = copied(RawGeographies, "level", formula="'locality' for a place that is not itself a municipality")
    parent_id: Text = copied(RawGeographies, "parent_id", also_from="raw_localities.parent_id")
    code_scheme: Text = copied(RawGeographies, "code_scheme", null_means="The area has no official code.")
    code: Text = copied(RawGeographies, "code", null_means="The area has no official code.")
    code_source: Text = copied(RawGeographies, "code_source", null_means="The area has no official code.")

    class Config:
        name = "geographies"
        unique = ["geography_id"]


class Localities(Table):
    """Places on the map, with the areas that hold them and their official codes."""

    locality_id: Text = copied(RawLocalities, "locality_id", references="geographies.geography_id")
    name: Text = field("Name of the place in French, or as it is.", "nom", derived_from="raw_localities.label_fr")
    name_en: Text = field("Name of the place in English, or as it is.", "nom anglais", derived_from="raw_localities.label_en")
    municipality: Text = _area("Municipality that the place lies in, by its French name.", "commune", "geographies.label_fr")
    nis_code: Text = _area("NIS code of the municipality (Statbel).", "code INS", "geographies.code")
    postal_code: Text = copied(RawLocalities, "postal_code", description="Postal code; the main one where a place has several.")
    province: Text = _area("Province that the place lies in, by its French name.", "province", "geographies.label_fr")
    region: Text = _area("Region of Belgium, by its French name.", "région", "geographies.label_fr")
    country_code: Text = _area("Country of the place by its two letters (ISO 3166-1 alpha-2).", "pays", "geographies.code")
    nuts3_code: Text = _area("NUTS 3 code of the arrondissement that the place lies in.", "code NUTS 3", "geographies.code")
    nuts2_code: Text = _area(
        "NUTS 2 code of the province that the place lies in.", "code NUTS 2", "geographies.code", "first four characters of the NUTS 3 code"
    )
    nuts1_code: Text = _area(
        "NUTS 1 code of the region that the place lies in.", "code NUTS 1", "geographies.code", "first three characters of the NUTS 3 code"
    )
    nuts_version: Text = field(
        "Version of NUTS that the codes are from.",
        "version de NUTS",
        derived_from="geographies.code_scheme",
        null_means="The place has no NUTS code.",
    )
    latitude: Float = copied(RawLocalities, "latitude", unit="degree", ge=-90, le=90)
    longitude: Float = copied(RawLocalities, "longitude", unit="degree", ge=-180, le=180)
    coordinates_source: Text = copied(RawLocalities, "coordinates_source")
    postal_code_source: Text = copied(RawLocalities, "postal_code_source")

    class Config:
        name = "localities"
        unique = ["locality_id"]
