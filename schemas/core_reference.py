"""Published reference tables: documents and sections, concepts, areas and places, organisations and their names."""

from typing import Any

from schemas import fields
from schemas.fields import Flag, Real, Text, Whole, field
from schemas.raw import RawTable as Table


class Documents(Table):
    """Source documents: what is known of each, as far as it is stated."""

    document_id: Text = fields.document_id(derived_from="raw_documents.document_id")
    label_fr: Text = fields.label_fr(derived_from="raw_documents.label_fr")
    label_en: Text = fields.label_en(derived_from="raw_documents.label_en")
    title: Text = field(
        "Title as stated.", "titre", nullable=True, null_means="The text states no title.", derived_from="raw_documents.title"
    )
    author: Text = field(
        "Author as stated.", "auteur", nullable=True, null_means="The text states no author.", derived_from="raw_documents.author"
    )
    institution: Text = field(
        "Institution at which it was made.",
        "institution",
        nullable=True,
        null_means="The text names no institution.",
        derived_from=["raw_documents.institution", "raw_documents.institution_printed"],
    )
    year: Whole = field(
        "Year of the document as stated.", "année", nullable=True, null_means="The text states no year.", derived_from="raw_documents.year"
    )
    language: Text = field(
        "Language, ISO 639-1.",
        "langue",
        nullable=True,
        null_means="Its parts are in several languages.",
        derived_from="raw_documents.language",
    )
    sha256: Text = field(
        "SHA-256 of the document's text, in hexadecimal.",
        "empreinte",
        nullable=True,
        null_means="The document is not a file.",
        derived_from="raw_documents.sha256",
    )
    line_count: Whole = field(
        "Number of lines of the document's text.",
        "nombre de lignes",
        unit="count",
        nullable=True,
        null_means="The document is not a file.",
        ge=1,
        derived_from="raw_documents.line_count",
    )
    licence: Text = field("Licence as stated, or 'not stated'.", "licence", derived_from="raw_documents.licence")
    note_en: Text = field(
        "What else is known of the document.", "remarque", nullable=True, null_means="Nothing.", derived_from="raw_documents.note_en"
    )

    class Config:
        name = "documents"
        unique = ["document_id"]


class DocumentSections(Table):
    """Sections of the documents. The line ranges cut a document without overlap: a section ends where the next heading, of whatever
    level, begins; `subtree_last_line` is the end of the section with all that it holds."""

    document_id: Text = fields.document_id(derived_from="raw_sections.document_id", references="documents.document_id")
    section_no: Text = fields.section_no(derived_from="raw_sections.section_no")
    heading: Text = field(
        "Heading as printed, without its number.",
        "titre",
        nullable=True,
        null_means="The section has no heading in print.",
        derived_from="raw_sections.heading",
    )
    parent_section_no: Text = field(
        "Number of the section that holds this one.",
        "section parente",
        nullable=True,
        null_means="A section of the first level.",
        derived_from="raw_sections.parent_section_no",
    )
    level: Whole = field(
        "Depth, from 1.", "profondeur", ge=1, derived_from="raw_sections.parent_section_no", formula="1 + the level of the parent"
    )
    first_line: Whole = fields.first_line(of="the section, which is that of its heading", derived_from="raw_sections.first_line")
    last_line: Whole = fields.last_line(
        of="the section's own text, before the next heading of any level",
        derived_from=["raw_sections.first_line", "raw_documents.line_count"],
        formula="first line of the next section - 1; for the last section, the last line of the document",
    )
    heading_last_line: Whole = fields.last_line(of="the heading", derived_from="raw_sections.last_line")
    subtree_last_line: Whole = fields.last_line(
        of="the section with its subsections",
        derived_from=["raw_sections.first_line", "raw_sections.parent_section_no"],
        formula="largest last_line of the section and of all that it holds",
    )

    class Config:
        name = "document_sections"
        unique = ["document_id", "section_no"]


class Concepts(Table):
    """Code lists of the subject: categories, approaches, stages, types. Identifiers are unique over all lists."""

    concept_id: Text = fields.identifier("concept", "concept", derived_from="raw_concepts.concept_id")
    scheme: Text = field("Code list that it belongs to.", "liste de codes", derived_from="raw_concepts.scheme")
    label_fr: Text = fields.label_fr(derived_from="raw_concepts.label_fr")
    label_en: Text = fields.label_en(derived_from="raw_concepts.label_en")
    definition_en: Text = fields.definition_en(derived_from="raw_concepts.definition_en")
    broader_id: Text = fields.identifier(
        "broader concept",
        "concept générique",
        nullable=True,
        null_means="A top concept.",
        references="concepts.concept_id",
        derived_from="raw_concepts.broader_id",
    )
    top_id: Text = fields.identifier(
        "top concept above it, or itself",
        "concept de tête",
        derived_from="raw_concepts.broader_id",
        formula="broader_id followed up to its end",
    )
    sort_order: Whole = field("Place in its list, from 1.", "ordre", ge=1, derived_from="raw_concepts.sort_order")

    class Config:
        name = "concepts"
        unique = ["concept_id"]


class Geographies(Table):
    """Areas from the world down to localities, each with the next larger one."""

    geography_id: Text = fields.identifier("area", "zone", derived_from=["raw_geographies.geography_id", "raw_localities.locality_id"])
    label_fr: Text = fields.label_fr(derived_from=["raw_geographies.label_fr", "raw_localities.label_fr"])
    label_en: Text = fields.label_en(derived_from=["raw_geographies.label_en", "raw_localities.label_en"])
    level: Text = field(
        "Level of the area.",
        "niveau",
        codes="geography_level",
        derived_from="raw_geographies.level",
        formula="'locality' for a place that is not itself a municipality",
    )
    parent_id: Text = fields.identifier(
        "next larger area",
        "zone englobante",
        nullable=True,
        null_means="The world.",
        references="geographies.geography_id",
        derived_from=["raw_geographies.parent_id", "raw_localities.parent_id"],
    )
    code_scheme: Text = field(
        "Classification that the code is from.",
        "nomenclature",
        nullable=True,
        null_means="The area has no official code.",
        derived_from="raw_geographies.code_scheme",
    )
    code: Text = field(
        "Code of the area.", "code", nullable=True, null_means="The area has no official code.", derived_from="raw_geographies.code"
    )
    code_source: Text = field(
        "Where the code is from.",
        "source du code",
        nullable=True,
        null_means="The area has no official code.",
        derived_from="raw_geographies.code_source",
    )

    class Config:
        name = "geographies"
        unique = ["geography_id"]


def _area(what: str, label: str, column: str, formula: str = "found by going up from parent_id") -> Any:
    return field(
        what,
        label,
        nullable=True,
        null_means="The document leaves it open, or the area has no such level (Brussels lies in no province).",
        derived_from=["raw_localities.parent_id", f"geographies.{column}"],
        formula=formula,
    )


class Localities(Table):
    """Places on the map, with the areas that hold them and their official codes."""

    locality_id: Text = fields.identifier(
        "locality", "localité", references="geographies.geography_id", derived_from="raw_localities.locality_id"
    )
    name: Text = field("Name in French.", "nom", derived_from="raw_localities.label_fr")
    name_en: Text = field("Name in English.", "nom anglais", derived_from="raw_localities.label_en")
    municipality: Text = _area("Municipality, by its French name.", "commune", "label_fr")
    nis_code: Text = _area("NIS code of the municipality (Statbel).", "code INS", "code")
    postal_code: Text = field(
        "Postal code; the main one where a place has several.",
        "code postal",
        nullable=True,
        null_means="The place is not narrowed down to one.",
        derived_from="raw_localities.postal_code",
    )
    province: Text = _area("Province, by its French name.", "province", "label_fr")
    region: Text = _area("Region of Belgium, by its French name.", "région", "label_fr")
    country_code: Text = _area("Country, ISO 3166-1 alpha-2.", "pays", "code")
    nuts3_code: Text = _area("NUTS 3 code.", "code NUTS 3", "code")
    nuts2_code: Text = _area("NUTS 2 code.", "code NUTS 2", "code", "first four characters of the NUTS 3 code")
    nuts1_code: Text = _area("NUTS 1 code.", "code NUTS 1", "code", "first three characters of the NUTS 3 code")
    nuts_version: Text = field(
        "Version of NUTS that the codes are from.",
        "version de NUTS",
        derived_from="geographies.code_scheme",
        nullable=True,
        null_means="The place has no NUTS code.",
    )
    latitude: Real = field("Latitude, WGS 84.", "latitude", unit="degree", ge=-90, le=90, derived_from="raw_localities.latitude")
    longitude: Real = field("Longitude, WGS 84.", "longitude", unit="degree", ge=-180, le=180, derived_from="raw_localities.longitude")
    coordinates_source: Text = field(
        "Where the coordinates are from.", "source des coordonnées", derived_from="raw_localities.coordinates_source"
    )
    postal_code_source: Text = field(
        "Where the postal code is from.",
        "source du code postal",
        nullable=True,
        null_means="There is no postal code.",
        derived_from="raw_localities.postal_code_source",
    )

    class Config:
        name = "localities"
        unique = ["locality_id"]


class Organisations(Table):
    """One row per actor, however often and however spelt it is printed."""

    organisation_id: Text = fields.organisation_id(derived_from="raw_organisations.organisation_id")
    name: Text = field("Name that the project uses for it.", "nom", derived_from="raw_organisations.name")
    organisation_type: Text = fields.identifier(
        "type of organisation",
        "type",
        scheme="organisation_type",
        references="concepts.concept_id",
        derived_from="raw_organisations.organisation_type",
    )
    group_id: Text = fields.identifier(
        "organisation whose group it belongs to, as a document states it",
        "groupe",
        nullable=True,
        null_means="No document puts it into a group.",
        references="organisations.organisation_id",
        derived_from=[
            "raw_relations.subject_name",
            "raw_relations.object_name",
            "raw_relations.relation_type",
            "raw_relations.status",
            "raw_relation_types.makes_group",
            "raw_organisation_names.organisation_id",
        ],
        formula="object of its current tie of a type that makes a group, followed up to its end",
    )
    in_cartography: Flag = field(
        "Whether a printed row of a cartography is about it.",
        "dans la cartographie",
        derived_from=["raw_cartography.name", "raw_organisation_names.organisation_id"],
        formula="true when a name printed in the cartography is one of its names",
    )
    in_prose: Flag = field(
        "Whether the running text, headings included, names it.",
        "dans le texte",
        derived_from=["raw_organisation_names.first_line", "raw_cartography.first_line", "raw_cartography.last_line"],
        formula="true when one of its names first stands outside the lines of the cartography",
    )

    class Config:
        name = "organisations"
        unique = ["organisation_id"]


class OrganisationNames(Table):
    """Names that the documents print an organisation under, with the place where the name first stands for it."""

    organisation_id: Text = fields.organisation_id(
        references="organisations.organisation_id", derived_from="raw_organisation_names.organisation_id"
    )
    name: Text = field("Name as printed.", "nom", derived_from="raw_organisation_names.name")
    document_id: Text = fields.document_id(references="documents.document_id", derived_from="raw_organisation_names.document_id")
    kind: Text = field("Kind of name.", "genre de nom", codes="name_kind", derived_from="raw_organisation_names.kind")
    first_line: Whole = fields.first_line(
        of="the name where it first stands for it",
        or_page=True,
        derived_from="raw_organisation_names.first_line",
    )
    last_line: Whole = fields.last_line(
        of="the name where it first stands for it",
        or_page=True,
        derived_from="raw_organisation_names.last_line",
    )
    source_url: Text = fields.source_url(derived_from="raw_organisation_names.source_url")
    source_url_kind: Text = fields.source_url_kind(derived_from="raw_organisation_names.source_url_kind")

    class Config:
        name = "organisation_names"
        unique = ["organisation_id", "name", "document_id"]
        one_locator = {"lines": ["first_line", "last_line"], "url": "source_url"}
