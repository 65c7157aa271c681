"""Raw tables of what a document tells of named organisations: events, ties, places, fields of work and categories.

Every name stands in organisation_names.csv, which says whose name it is.
"""

from typing import Any

from schemas import fields
from schemas.fields import Text, Whole, field
from schemas.raw import RawTable
from schemas.raw_statements import DATE


def _name(whose: str, label_fr: str, first: str, last: str) -> Any:
    return fields.printed_cell(f"Name of the {whose}, at the mention nearest to the statement", label_fr, lines=(first, last))


class RawEvents(RawTable):
    """Events as read: what happened, is planned or is aimed at, with the words that state it and its date as printed."""

    source_file: Text = fields.source_file()
    source_line: Whole = fields.source_line()
    document_id: Text = fields.document_id(references="raw_documents.document_id")
    event_id: Text = fields.identifier("event, over all documents", "événement")
    event_type: Text = fields.identifier("type of event", "type", references="raw_event_types.event_type")
    label_en: Text = fields.label_en()
    printed: Text = fields.printed_cell(
        "The words that state the event",
        "imprimé",
        lines=("first_line", "last_line"),
        nullable=True,
        null_means="The wording of the web page is not at hand.",
    )
    first_line: Text = fields.first_line(raw=True, of="these words", or_page=True)
    last_line: Text = fields.last_line(raw=True, of="these words", or_page=True)
    source_url: Text = fields.source_url()
    source_url_kind: Text = fields.source_url_kind()
    date_start: Text = field("First day, month or year.", "début", nullable=True, null_means="No date is stated.", str_matches=DATE)
    date_end: Text = field("Last day, month or year.", "fin", nullable=True, null_means="No end is stated.", str_matches=DATE)
    date_precision: Text = field("Precision of the date.", "précision", codes="date_precision")
    date_printed: Text = fields.printed_cell(
        "The date", "date imprimée", nullable=True, null_means="No date is printed.", lines=("date_first_line", "date_last_line")
    )
    date_first_line: Text = fields.first_line(raw=True, of="the date", nullable=True, null_means="No date is printed.")
    date_last_line: Text = fields.last_line(raw=True, of="the date", nullable=True, null_means="No date is printed.")
    status: Text = field("Whether it happened.", "statut", codes="event_status")
    statement_id: Text = fields.identifier(
        "statement of its amount, in the same document", "énoncé du montant", nullable=True, null_means="No amount is stated."
    )
    geography_id: Text = fields.identifier("area", "zone", nullable=True, null_means="No place is stated.")
    citation_id: Text = fields.closing_citation()
    note_en: Text = fields.reading_note(str_matches=fields.TIDY)

    class Config:
        name = "raw_events"
        unique = ["event_id"]
        one_locator = {"lines": ["first_line", "last_line"], "url": "source_url"}
        metadata = {"place": "document", "foreign_keys": [(["document_id", "statement_id"], "raw_statements")]}


class RawEventParticipants(RawTable):
    """Named organisations that take part in an event, each with its role."""

    source_file: Text = fields.source_file()
    source_line: Whole = fields.source_line()
    document_id: Text = fields.document_id(references="raw_documents.document_id")
    event_id: Text = fields.identifier("event", "événement", references="raw_events.event_id")
    role: Text = fields.identifier("role", "rôle", scheme="participant_role", references="raw_concepts.concept_id")
    name: Text = _name("organisation", "nom", "first_line", "last_line")
    first_line: Text = fields.first_line(raw=True, of="the name", or_page=True)
    last_line: Text = fields.last_line(raw=True, of="the name", or_page=True)
    source_url: Text = fields.source_url()
    source_url_kind: Text = fields.source_url_kind()

    class Config:
        name = "raw_event_participants"
        unique = ["event_id", "role", "name"]
        one_locator = {"lines": ["first_line", "last_line"], "url": "source_url"}
        metadata = {"place": "document", "foreign_keys": [(["document_id", "name"], "raw_organisation_names")]}


class RawRelations(RawTable):
    """Stated ties between two named organisations; one row per statement."""

    source_file: Text = fields.source_file()
    source_line: Whole = fields.source_line()
    document_id: Text = fields.document_id(references="raw_documents.document_id")
    relation_id: Text = fields.identifier("statement of a tie, over all documents", "relation")
    subject_name: Text = _name("subject", "sujet", "subject_first_line", "subject_last_line")
    subject_first_line: Text = fields.first_line(raw=True, of="the subject's name")
    subject_last_line: Text = fields.last_line(raw=True, of="the subject's name")
    relation_type: Text = fields.identifier("type of tie", "type", references="raw_relation_types.relation_type")
    printed: Text = fields.printed_cell("The words that state the tie", "imprimé", lines=("first_line", "last_line"))
    first_line: Text = fields.first_line(raw=True, of="these words")
    last_line: Text = fields.last_line(raw=True, of="these words")
    object_name: Text = _name("object", "objet", "object_first_line", "object_last_line")
    object_first_line: Text = fields.first_line(raw=True, of="the object's name")
    object_last_line: Text = fields.last_line(raw=True, of="the object's name")
    status: Text = field("Whether the tie still holds, by the document.", "statut", codes="relation_status")
    event_id: Text = fields.identifier(
        "event that made the tie", "événement", nullable=True, null_means="No event is told.", references="raw_events.event_id"
    )
    citation_id: Text = fields.closing_citation()
    note_en: Text = fields.reading_note(str_matches=fields.TIDY)

    class Config:
        name = "raw_relations"
        unique = ["relation_id"]
        metadata = {
            "place": "document",
            "foreign_keys": [
                (["document_id", "subject_name"], "raw_organisation_names", ["document_id", "name"]),
                (["document_id", "object_name"], "raw_organisation_names", ["document_id", "name"]),
            ],
        }


class RawToldOfOrganisations(RawTable):
    """What tables of what the running text says of an organisation have first: the name, where it stands nearest to the statement."""

    source_file: Text = fields.source_file()
    source_line: Whole = fields.source_line()
    document_id: Text = fields.document_id(references="raw_documents.document_id")
    name: Text = _name("organisation", "nom", "name_first_line", "name_last_line")
    name_first_line: Text = fields.first_line(raw=True, of="the name")
    name_last_line: Text = fields.last_line(raw=True, of="the name")


class RawOrganisationPlaces(RawToldOfOrganisations):
    """Places that the running text gives an organisation."""

    place_printed: Text = fields.printed_cell("The place", "lieu imprimé", lines=("first_line", "last_line"))
    first_line: Text = fields.first_line(raw=True, of="the place")
    last_line: Text = fields.last_line(raw=True, of="the place")
    geography_id: Text = fields.identifier("area", "zone")
    role: Text = fields.identifier("role of the place", "rôle", scheme="place_role", references="raw_concepts.concept_id")
    citation_id: Text = fields.closing_citation()
    note_en: Text = fields.reading_note(str_matches=fields.TIDY)

    class Config:
        name = "raw_organisation_places"
        unique = ["document_id", "name", "geography_id"]
        metadata = {"place": "document", "foreign_keys": [(["document_id", "name"], "raw_organisation_names")]}


class RawOrganisationActivities(RawToldOfOrganisations):
    """Fields of work, products and services that the running text gives an organisation."""

    activity_printed: Text = fields.printed_cell("The field", "activité imprimée", lines=("first_line", "last_line"))
    first_line: Text = fields.first_line(raw=True, of="the field")
    last_line: Text = fields.last_line(raw=True, of="the field")
    activity_id: Text = fields.identifier(
        "activity, or approach", "activité", scheme="activity or approach", references="raw_concepts.concept_id"
    )
    citation_id: Text = fields.closing_citation()
    note_en: Text = fields.reading_note(str_matches=fields.TIDY)

    class Config:
        name = "raw_organisation_activities"
        unique = ["document_id", "name", "activity_id"]
        metadata = {"place": "document", "foreign_keys": [(["document_id", "name"], "raw_organisation_names")]}


class RawOrganisationCategories(RawToldOfOrganisations):
    """Categories that the running text, headings included, gives an organisation."""

    category_printed: Text = fields.printed_cell("The category", "catégorie imprimée", lines=("first_line", "last_line"))
    first_line: Text = fields.first_line(raw=True, of="the category")
    last_line: Text = fields.last_line(raw=True, of="the category")
    category_id: Text = fields.identifier("category", "catégorie", scheme="actor_category", references="raw_concepts.concept_id")
    note_en: Text = fields.reading_note(str_matches=fields.TIDY)

    class Config:
        name = "raw_organisation_categories"
        unique = ["document_id", "name", "category_id"]
        metadata = {"place": "document", "foreign_keys": [(["document_id", "name"], "raw_organisation_names")]}


class RawEventTypes(RawTable):
    """Types of events, and by which roles an event's two main organisations are found."""

    source_file: Text = fields.source_file()
    source_line: Whole = fields.source_line()
    event_type: Text = fields.identifier("type of event", "type", scheme="event_type", references="raw_concepts.concept_id")
    organisation_roles: Text = field(
        "Roles, in order of preference, of the event's main organisation; ' | ' between them.",
        "rôles de l'organisation principale",
        nullable=True,
        null_means="Events of this type have none.",
        str_matches=fields.PIECES,
    )
    counterparty_roles: Text = field(
        "Roles, in order of preference, of the other main organisation; ' | ' between them.",
        "rôles de la contrepartie",
        nullable=True,
        null_means="Events of this type have none.",
        str_matches=fields.PIECES,
    )

    class Config:
        name = "raw_event_types"
        unique = ["event_type"]
        metadata = {"place": "reference"}


class RawRelationTypes(RawTable):
    """Types of ties between organisations: direction, symmetry, and whether a tie makes a group."""

    source_file: Text = fields.source_file()
    source_line: Whole = fields.source_line()
    relation_type: Text = fields.identifier("type of tie", "type", scheme="relation_type", references="raw_concepts.concept_id")
    inverse_label_en: Text = field("The tie, read from object to subject.", "relation inverse (anglais)", str_matches=fields.TIDY)
    symmetric: Text = field("Whether it holds both ways.", "symétrique", isin=["true", "false"])
    makes_group: Text = field("Whether a current tie puts the subject into the object's group.", "crée un groupe", isin=["true", "false"])

    class Config:
        name = "raw_relation_types"
        unique = ["relation_type"]
        metadata = {"place": "reference"}
