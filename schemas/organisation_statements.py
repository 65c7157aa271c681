"""What documents state of single organisations: places, fields of work and categories.

Every name stands in organisation_names.csv, which says whose name it is.
"""

from typing import Any

from schemas import vocabulary
from schemas.bases import RawDocumentTable, Table
from schemas.cartography import CARTOGRAPHY_ROW, Cartography
from schemas.copies import copied
from schemas.fields import Integer, Text, field


def _name_printed(derived_from: str) -> Any:
    """The name of the organisation, as a published table has it."""
    lines = ("name_first_line", "name_last_line")
    return field("Name as printed, at the mention nearest to the statement.", "nom imprimé", derived_from=derived_from, lines=lines)


class RawOrganisationStatementTable(RawDocumentTable):
    """What tables share whose rows state something of one organisation: its name, where it is printed nearest to the statement."""

    name: Text = vocabulary.organisation_name(lines=("name_first_line", "name_last_line"))
    name_first_line: Text = vocabulary.first_line(raw=True, of="the name")
    name_last_line: Text = vocabulary.last_line(raw=True, of="the name")


class RawOrganisationPlaces(RawOrganisationStatementTable):
    """Places that the running text gives for an organisation."""

    place_printed: Text = vocabulary.printed_cell("The place", "lieu imprimé", lines=("first_line", "last_line"))
    first_line: Text = vocabulary.first_line(raw=True, of="the place")
    last_line: Text = vocabulary.last_line(raw=True, of="the place")
    geography_id: Text = vocabulary.geography_id()
    role: Text = vocabulary.identifier("role of the place", "rôle", scheme="place_role", references="raw_concepts.concept_id")
    citation_id: Text = vocabulary.closing_citation()
    note_en: Text = vocabulary.reading_note()

    class Config:
        name = "raw_organisation_places"
        unique = ["document_id", "name", "geography_id", "role"]
        metadata = {
            "place": "document",
            "checked_with": ["raw_geographies", "raw_localities", "raw_reading_words", "raw_reading_exceptions"],
            "foreign_keys": [(["document_id", "name"], "raw_organisation_names")],
        }


class RawOrganisationActivities(RawOrganisationStatementTable):
    """Fields of work, products and services that the running text gives for an organisation."""

    activity_printed: Text = vocabulary.printed_cell("The field", "activité imprimée", lines=("first_line", "last_line"))
    first_line: Text = vocabulary.first_line(raw=True, of="the field")
    last_line: Text = vocabulary.last_line(raw=True, of="the field")
    activity_id: Text = vocabulary.identifier(
        "activity, or approach", "activité", scheme="activity or approach", references="raw_concepts.concept_id"
    )
    citation_id: Text = vocabulary.closing_citation()
    note_en: Text = vocabulary.reading_note()

    class Config:
        name = "raw_organisation_activities"
        unique = ["document_id", "name", "activity_id"]
        metadata = {
            "place": "document",
            "checked_with": ["raw_reading_words", "raw_reading_exceptions"],
            "foreign_keys": [(["document_id", "name"], "raw_organisation_names")],
        }


class RawOrganisationCategories(RawOrganisationStatementTable):
    """Categories that the running text, headings included, gives for an organisation."""

    category_printed: Text = vocabulary.printed_cell("The category", "catégorie imprimée", lines=("first_line", "last_line"))
    first_line: Text = vocabulary.first_line(raw=True, of="the category")
    last_line: Text = vocabulary.last_line(raw=True, of="the category")
    category_id: Text = vocabulary.identifier("category", "catégorie", scheme="actor_category", references="raw_concepts.concept_id")
    note_en: Text = vocabulary.reading_note()

    class Config:
        name = "raw_organisation_categories"
        unique = ["document_id", "name", "category_id"]
        metadata = {
            "place": "document",
            "checked_with": [
                *("raw_reading_words", "raw_reading_exceptions"),
                *("raw_organisations", "raw_organisation_names", "raw_cartography"),
            ],
            "foreign_keys": [(["document_id", "name"], "raw_organisation_names")],
        }


class OrganisationPlaces(Table):
    """Places that the running text gives for an organisation; those of the cartography are in `sites`. One place may have several roles."""

    document_id: Text = copied(RawOrganisationPlaces, "document_id")
    organisation_id: Text = vocabulary.organisation_id(
        references="organisations.organisation_id", derived_from=["raw_organisation_places.name", "organisation_names.organisation_id"]
    )
    geography_id: Text = copied(RawOrganisationPlaces, "geography_id", references="geographies.geography_id")
    basis: Text = field(
        "Whether a statement or its context gives the place.",
        "fondement",
        codes="statement_basis",
        derived_from="raw_organisation_places.name",
        formula="'prose'",
    )
    role: Text = copied(RawOrganisationPlaces, "role")
    name_printed: Text = _name_printed(derived_from="raw_organisation_places.name")
    name_first_line: Integer = copied(RawOrganisationPlaces, "name_first_line")
    name_last_line: Integer = copied(RawOrganisationPlaces, "name_last_line")
    place_printed: Text = copied(
        RawOrganisationPlaces,
        "place_printed",
        description="Place of the organisation, as the document prints it.",
        lines=("first_line", "last_line"),
    )
    citation_id: Text = copied(RawOrganisationPlaces, "citation_id", references="citations.citation_id")
    first_line: Integer = copied(RawOrganisationPlaces, "first_line")
    last_line: Integer = copied(RawOrganisationPlaces, "last_line")
    note: Text = copied(RawOrganisationPlaces, "note_en")

    class Config:
        name = "organisation_places"
        unique = ["document_id", "organisation_id", "geography_id", "role"]
        metadata = {"shown_by": {"organisation_id": "name_printed", "geography_id": "place_printed"}}


class OrganisationActivities(Table):
    """Fields of work that the running text gives for an organisation: concepts of the list `activity`, or of `approach` where one fits, so
    that table and prose can be compared."""

    document_id: Text = copied(RawOrganisationActivities, "document_id")
    organisation_id: Text = vocabulary.organisation_id(
        references="organisations.organisation_id", derived_from=["raw_organisation_activities.name", "organisation_names.organisation_id"]
    )
    activity_id: Text = copied(RawOrganisationActivities, "activity_id")
    name_printed: Text = _name_printed(derived_from="raw_organisation_activities.name")
    name_first_line: Integer = copied(RawOrganisationActivities, "name_first_line")
    name_last_line: Integer = copied(RawOrganisationActivities, "name_last_line")
    activity_printed: Text = copied(
        RawOrganisationActivities,
        "activity_printed",
        description="Field of work, as the document prints it.",
        lines=("first_line", "last_line"),
    )
    citation_id: Text = copied(RawOrganisationActivities, "citation_id", references="citations.citation_id")
    first_line: Integer = copied(RawOrganisationActivities, "first_line")
    last_line: Integer = copied(RawOrganisationActivities, "last_line")
    note: Text = copied(RawOrganisationActivities, "note_en")

    class Config:
        name = "organisation_activities"
        unique = ["document_id", "organisation_id", "activity_id"]
        metadata = {"shown_by": {"organisation_id": "name_printed", "activity_id": "activity_printed"}}


class OrganisationCategories(Table):
    """Categories that an organisation is given, by the cartography and by the running text; one that the table prints under two headings
    has two rows."""

    organisation_id: Text = vocabulary.organisation_id(
        references="organisations.organisation_id",
        derived_from=["cartography.organisation_id", "raw_organisation_categories.name", "organisation_names.organisation_id"],
    )
    category_id: Text = copied(
        RawOrganisationCategories, "category_id", derived_from=["cartography.category_id", "raw_organisation_categories.category_id"]
    )
    basis: Text = field(
        "Whether the table or the running text gives the category.",
        "fondement",
        codes="statement_basis",
        derived_from=["cartography.row_no", "raw_organisation_categories.name"],
        formula="'table' or 'prose'",
    )
    document_id: Text = vocabulary.document_id(
        references="documents.document_id", derived_from=["cartography.document_id", "raw_organisation_categories.document_id"]
    )
    row_no: Integer = copied(Cartography, "row_no", null_means="The running text gives it.")
    name_printed: Text = field(
        "Name as the running text prints it, at the mention nearest to the category.",
        "nom imprimé",
        null_means="A row of the cartography gives it: see there.",
        derived_from="raw_organisation_categories.name",
        lines=("name_first_line", "name_last_line"),
    )
    name_first_line: Integer = copied(
        RawOrganisationCategories, "name_first_line", null_means="A row of the cartography gives it: see there."
    )
    name_last_line: Integer = copied(
        RawOrganisationCategories, "name_last_line", null_means="A row of the cartography gives it: see there."
    )
    category_printed: Text = copied(
        RawOrganisationCategories,
        "category_printed",
        description="The category as the running text prints it.",
        null_means="A row of the cartography gives it: see there.",
        lines=("first_line", "last_line"),
    )
    first_line: Integer = vocabulary.first_line(
        of="the row, or the category as printed", derived_from=["cartography.first_line", "raw_organisation_categories.first_line"]
    )
    last_line: Integer = vocabulary.last_line(
        of="the row, or the category as printed", derived_from=["cartography.last_line", "raw_organisation_categories.last_line"]
    )
    note: Text = copied(RawOrganisationCategories, "note_en")

    class Config:
        name = "organisation_categories"
        unique = ["organisation_id", "category_id", "basis", "document_id"]
        metadata = CARTOGRAPHY_ROW | {"shown_by": {"organisation_id": "name_printed", "category_id": "category_printed"}}
