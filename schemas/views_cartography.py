"""Views of the cartography: printed rows with all that they lead to, one line each, for those who would rather not join tables.

Belongs here: who is where and does what, by the printed table. Lists are texts, ' | ' between their items, which have rows of their own in
the tables.
"""

from typing import Any

from schemas.copies import copied
from schemas.core_cartography import Cartography, Sites
from schemas.core_reference import Localities, Organisations
from schemas.fields import Real, Text, Whole, field
from schemas.raw import RawTable as Table

_LABELS = """
WITH doing AS (
  SELECT document_id, row_no, string_agg(approach_id, ' | ' ORDER BY item_no, sort_order) AS approach_ids,
    string_agg(label_en, ' | ' ORDER BY item_no, sort_order) AS approaches_en
  FROM approaches JOIN concepts ON concept_id = approach_id GROUP BY ALL
), reaching AS (
  SELECT document_id, row_no, string_agg(stage_id, ' | ' ORDER BY item_no, sort_order) AS stage_ids,
    string_agg(label_en, ' | ' ORDER BY item_no, sort_order) AS stages_en
  FROM stages JOIN concepts ON concept_id = stage_id GROUP BY ALL
)"""

_FLAT = (
    _LABELS
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

_SITES = (
    _LABELS
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

_PROVINCES = """
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


def _items(what: str, label_fr: str, table: str, key: str, content: str, null_means: str) -> Any:
    return field(
        f"{what} of the row, in the order of the printed cell; ' | ' between them.",
        label_fr,
        nullable=True,
        null_means=null_means,
        derived_from=[f"{table}.{key}", f"{table}.item_no", f"concepts.{content}"],
    )


def _places(what: str, label_fr: str, column: str, null_means: str | None = None) -> Any:
    return field(
        f"{what}; ' | ' between them.",
        label_fr,
        nullable=bool(null_means),
        null_means=null_means,
        derived_from=[f"localities.{column}", "sites.locality_id"],
    )


def _category(language: str, label_fr: str, content: str) -> Any:
    return field(f"Category of the row, in {language}.", label_fr, derived_from=["cartography.category_id", f"concepts.{content}"])


class CartographyFlat(Table):
    """Printed rows of the cartography (Table 3 of the thesis), each with what it prints and what that leads to: the organisation, its
    category, places, approaches and stages by the project's lists."""

    document_id: Text = copied(Cartography, "document_id")
    row_no: Whole = copied(Cartography, "row_no")
    organisation_id: Text = copied(Cartography, "organisation_id")
    organisation: Text = copied(Organisations, "name")
    organisation_type: Text = copied(Organisations, "organisation_type")
    group_id: Text = copied(Organisations, "group_id")
    category_id: Text = copied(Cartography, "category_id")
    category_en: Text = _category("English", "catégorie (anglais)", "label_en")
    category_fr: Text = _category("French", "catégorie", "label_fr")
    name_printed: Text = copied(Cartography, "name_printed")
    location_printed: Text = copied(Cartography, "location_printed")
    approach_printed: Text = copied(Cartography, "approach_printed")
    approach_status: Text = copied(Cartography, "approach_status")
    stage_printed: Text = copied(Cartography, "stage_printed")
    stage_status: Text = copied(Cartography, "stage_status")
    localities: Text = _places("Localities of its sites, in the order of the printed cell", "localités", "name")
    municipalities: Text = _places(
        "Different municipalities of its sites", "communes", "municipality", "The place is Brussels, which is no municipality."
    )
    provinces: Text = _places("Different provinces of its sites", "provinces", "province", _IN_BRUSSELS)
    regions: Text = _places("Different regions of its sites", "régions", "region")
    coordinates: Text = field(
        "Latitude and longitude (WGS 84) of each locality, in their order, a space between the two; ' | ' between localities.",
        "coordonnées",
        derived_from=["localities.latitude", "localities.longitude", "sites.locality_id"],
    )
    approach_ids: Text = _items("Codes of the approaches", "codes des approches", "approaches", "approach_id", "concept_id", _NO_APPROACH)
    approaches_en: Text = _items("Approaches, in English,", "approches (anglais)", "approaches", "approach_id", "label_en", _NO_APPROACH)
    stage_ids: Text = _items("Codes of the stages", "codes des stades", "stages", "stage_id", "concept_id", _NO_STAGE)
    stages_en: Text = _items("Stages, in English,", "stades (anglais)", "stages", "stage_id", "label_en", _NO_STAGE)
    first_line: Whole = copied(Cartography, "first_line")
    last_line: Whole = copied(Cartography, "last_line")

    class Config:
        name = "cartography_flat"
        unique = ["document_id", "row_no"]
        metadata = {"sql": _FLAT}


class SitesFlat(Table):
    """Sites of the cartography with their coordinates, one row each, ready for a map: a printed row with three places has three."""

    document_id: Text = copied(Sites, "document_id")
    row_no: Whole = copied(Sites, "row_no")
    locality_id: Text = copied(Sites, "locality_id")
    organisation_id: Text = copied(Sites, "organisation_id")
    organisation: Text = copied(Organisations, "name")
    category_en: Text = _category("English", "catégorie (anglais)", "label_en")
    place_printed: Text = copied(Sites, "place_printed")
    locality: Text = copied(Localities, "name")
    municipality: Text = copied(Localities, "municipality")
    nis_code: Text = copied(Localities, "nis_code")
    province: Text = copied(Localities, "province")
    region: Text = copied(Localities, "region")
    nuts3_code: Text = copied(Localities, "nuts3_code")
    latitude: Real = copied(Localities, "latitude")
    longitude: Real = copied(Localities, "longitude")
    approaches_en: Text = _items("Approaches, in English,", "approches (anglais)", "approaches", "approach_id", "label_en", _NO_APPROACH)
    stages_en: Text = _items("Stages, in English,", "stades (anglais)", "stages", "stage_id", "label_en", _NO_STAGE)
    first_line: Whole = copied(Sites, "first_line")
    last_line: Whole = copied(Sites, "last_line")

    class Config:
        name = "sites_flat"
        unique = ["document_id", "row_no", "locality_id"]
        metadata = {"sql": _SITES}


class OrganisationsByProvince(Table):
    """Provinces, each with the organisations of the cartography that have a site in it; an organisation counts in each of its provinces.
    Brussels, which is in no province, has a row for its region."""

    area: Text = field(
        "Province, or region where it has no provinces, in French.",
        "province",
        derived_from=["localities.province", "localities.region"],
        formula="the province, else the region",
    )
    region: Text = copied(Localities, "region")
    organisations: Whole = field(
        "Number of organisations with a site in it.", "organisations", unit="count", ge=1, derived_from="sites.organisation_id"
    )
    sites: Whole = field(
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
        metadata = {"sql": _PROVINCES}
