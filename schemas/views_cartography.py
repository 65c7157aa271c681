"""Views of the cartography: printed rows with all that they lead to, one line each, for those who would rather not join tables.

Belongs here: who is where and does what, by the printed table. Lists are texts, ' | ' between their items, which have rows of their own in
the tables.
"""

from typing import Any

from schemas.bases import Table
from schemas.cartography import Cartography, Sites
from schemas.copies import shown
from schemas.fields import Float, Integer, Text, field
from schemas.organisations import Organisations
from schemas.places import Localities

_CODES_OF_ROWS_SQL = """
WITH doing AS (
  SELECT document_id, row_no, string_agg(approach_id, ' | ' ORDER BY item_no, sort_order) AS approach_ids,
    string_agg(label_en, ' | ' ORDER BY item_no, sort_order) AS approaches_en
  FROM approaches JOIN concepts ON concept_id = approach_id GROUP BY ALL
), reaching AS (
  SELECT document_id, row_no, string_agg(stage_id, ' | ' ORDER BY item_no, sort_order) AS stage_ids,
    string_agg(label_en, ' | ' ORDER BY item_no, sort_order) AS stages_en
  FROM stages JOIN concepts ON concept_id = stage_id GROUP BY ALL
)"""

_CARTOGRAPHY_SQL = (
    _CODES_OF_ROWS_SQL
    + """, placed AS (
  SELECT document_id, row_no, string_agg(l.name, ' | ' ORDER BY site_no, locality_id) AS localities,
    string_agg(DISTINCT l.municipality, ' | ' ORDER BY l.municipality) AS municipalities,
    string_agg(DISTINCT l.province, ' | ' ORDER BY l.province) AS provinces,
    string_agg(DISTINCT l.region, ' | ' ORDER BY l.region) AS regions,
    string_agg(l.latitude::VARCHAR || ' ' || l.longitude::VARCHAR, ' | ' ORDER BY site_no, locality_id) AS coordinates
  FROM sites s JOIN localities l USING (locality_id) GROUP BY ALL
)
SELECT
  c.document_id, c.row_no, c.organisation_id, o.name AS organisation, o.organisation_type, o.group_id,
  c.category_id, k.label_en AS category_en, k.label_fr AS category_fr,
  c.name_printed, c.location_printed, c.approach_printed, c.approach_status, c.stage_printed, c.stage_status,
  p.localities, p.municipalities, p.provinces, p.regions, p.coordinates,
  d.approach_ids, d.approaches_en, r.stage_ids, r.stages_en,
  c.first_line, c.last_line
FROM cartography c
JOIN organisations o USING (organisation_id)
JOIN concepts k ON k.concept_id = c.category_id
JOIN placed p USING (document_id, row_no)
LEFT JOIN doing d USING (document_id, row_no)
LEFT JOIN reaching r USING (document_id, row_no)
ORDER BY c.document_id, c.row_no
"""
)

_SITES_SQL = (
    _CODES_OF_ROWS_SQL
    + """
SELECT
  s.document_id, s.row_no, s.locality_id, s.organisation_id, o.name AS organisation, k.label_en AS category_en,
  s.place_printed, l.name AS locality, l.municipality, l.nis_code, l.province, l.region, l.nuts3_code, l.latitude, l.longitude,
  d.approaches_en, r.stages_en, s.first_line, s.last_line
FROM sites s
JOIN cartography c USING (document_id, row_no)
JOIN organisations o ON o.organisation_id = s.organisation_id
JOIN concepts k ON k.concept_id = c.category_id
JOIN localities l USING (locality_id)
LEFT JOIN doing d USING (document_id, row_no)
LEFT JOIN reaching r USING (document_id, row_no)
ORDER BY s.document_id, s.row_no, s.site_no, s.locality_id
"""
)

_PROVINCES_SQL = """
SELECT
  coalesce(l.province, l.region) AS area, l.region, count(DISTINCT s.organisation_id) AS organisations,
  count(DISTINCT (s.organisation_id, s.locality_id)) AS sites,
  string_agg(DISTINCT o.name, ' | ' ORDER BY o.name) AS names
FROM sites s
JOIN organisations o USING (organisation_id)
JOIN localities l USING (locality_id)
GROUP BY ALL
ORDER BY organisations DESC, area
"""

_IN_BRUSSELS = "It lies in the Brussels-Capital Region, which has no provinces."
_NO_APPROACH, _NO_STAGE = "The text shows no approach for the row.", "The text shows no stage for the row."


def _items(what: str, label_fr: str, sources: list[str], null_means: str) -> Any:
    """The items of a printed cell, as a text."""
    description = f"{what} of the row, in the order of the printed cell; ' | ' between them."
    return field(description, label_fr, null_means=null_means, derived_from=sources)


def _approaches_en() -> Any:
    sources = ["approaches.approach_id", "approaches.item_no", "concepts.label_en"]
    return _items("Approaches, in English,", "approches (anglais)", sources, _NO_APPROACH)


def _stages_en() -> Any:
    sources = ["stages.stage_id", "stages.item_no", "concepts.label_en"]
    return _items("Stages, in English,", "stades (anglais)", sources, _NO_STAGE)


def _places(what: str, label_fr: str, source: str, null_means: str | None = None) -> Any:
    """Something of the places of a printed row, as a text."""
    return field(f"{what}; ' | ' between them.", label_fr, null_means=null_means, derived_from=[source, "sites.locality_id"])


def _category_en() -> Any:
    sources = ["cartography.category_id", "concepts.label_en"]
    return field("Category of the row, in English.", "catégorie (anglais)", derived_from=sources)


class CartographyFlat(Table):
    """Printed rows of the cartographies that documents print, each with what it prints and what that leads to: the organisation, its
    category, places, approaches and stages by the project's lists."""

    document_id: Text = shown(Cartography, "document_id")
    row_no: Integer = shown(Cartography, "row_no")
    organisation_id: Text = shown(Cartography, "organisation_id")
    organisation: Text = shown(Organisations, "name")
    organisation_type: Text = shown(Organisations, "organisation_type")
    group_id: Text = shown(Organisations, "group_id")
    category_id: Text = shown(Cartography, "category_id")
    category_en: Text = _category_en()
    category_fr: Text = field("Category of the row, in French.", "catégorie", derived_from=["cartography.category_id", "concepts.label_fr"])
    name_printed: Text = shown(Cartography, "name_printed")
    location_printed: Text = shown(Cartography, "location_printed")
    approach_printed: Text = shown(Cartography, "approach_printed")
    approach_status: Text = shown(Cartography, "approach_status")
    stage_printed: Text = shown(Cartography, "stage_printed")
    stage_status: Text = shown(Cartography, "stage_status")
    localities: Text = _places("Localities of its sites, in the order of the printed cell", "localités", "localities.name")
    municipalities: Text = _places(
        "Different municipalities of its sites", "communes", "localities.municipality", "The place is Brussels, which is no municipality."
    )
    provinces: Text = _places("Different provinces of its sites", "provinces", "localities.province", _IN_BRUSSELS)
    regions: Text = _places("Different regions of its sites", "régions", "localities.region")
    coordinates: Text = field(
        "Latitude and longitude (WGS 84) of each locality, in their order, a space between the two; ' | ' between localities.",
        "coordonnées",
        derived_from=["localities.latitude", "localities.longitude", "sites.locality_id"],
    )
    approach_ids: Text = _items(
        "Codes of the approaches",
        "codes des approches",
        ["approaches.approach_id", "approaches.item_no", "concepts.concept_id"],
        _NO_APPROACH,
    )
    approaches_en: Text = _approaches_en()
    stage_ids: Text = _items(
        "Codes of the stages", "codes des stades", ["stages.stage_id", "stages.item_no", "concepts.concept_id"], _NO_STAGE
    )
    stages_en: Text = _stages_en()
    first_line: Integer = shown(Cartography, "first_line")
    last_line: Integer = shown(Cartography, "last_line")

    class Config:
        name = "cartography_flat"
        unique = ["document_id", "row_no"]
        metadata = {"sql": _CARTOGRAPHY_SQL}


class SitesFlat(Table):
    """Sites of the cartography with their coordinates, one row each, ready for a map: a printed row with three places has three."""

    document_id: Text = shown(Sites, "document_id")
    row_no: Integer = shown(Sites, "row_no")
    locality_id: Text = shown(Sites, "locality_id")
    organisation_id: Text = shown(Sites, "organisation_id")
    organisation: Text = shown(Organisations, "name")
    category_en: Text = _category_en()
    place_printed: Text = shown(Sites, "place_printed")
    locality: Text = shown(Localities, "name")
    municipality: Text = shown(Localities, "municipality")
    nis_code: Text = shown(Localities, "nis_code")
    province: Text = shown(Localities, "province")
    region: Text = shown(Localities, "region")
    nuts3_code: Text = shown(Localities, "nuts3_code")
    latitude: Float = shown(Localities, "latitude")
    longitude: Float = shown(Localities, "longitude")
    approaches_en: Text = _approaches_en()
    stages_en: Text = _stages_en()
    first_line: Integer = shown(Sites, "first_line")
    last_line: Integer = shown(Sites, "last_line")

    class Config:
        name = "sites_flat"
        unique = ["document_id", "row_no", "locality_id"]
        metadata = {"sql": _SITES_SQL}


class OrganisationsByProvince(Table):
    """Provinces, each with the organisations of the cartography that have a site in it; an organisation counts in each of its provinces.
    Brussels, which is in no province, has a row for its region."""

    area: Text = field(
        "Province, or region where it has no provinces, in French.",
        "province",
        derived_from=["localities.province", "localities.region"],
        formula="the province, else the region",
    )
    region: Text = shown(Localities, "region")
    organisations: Integer = field(
        "Number of organisations with a site in it.", "organisations", unit="count", ge=1, derived_from="sites.organisation_id"
    )
    sites: Integer = field(
        "Number of pairs of an organisation and a locality in it.",
        "sites",
        unit="count",
        ge=1,
        derived_from=["sites.organisation_id", "sites.locality_id"],
    )
    names: Text = field("Names of these organisations, sorted; ' | ' between them.", "noms", derived_from="organisations.name")

    class Config:
        name = "organisations_by_province"
        unique = ["area"]
        metadata = {"sql": _PROVINCES_SQL}
