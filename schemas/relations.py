"""Ties between two named organisations that documents state.

Every name stands in organisation_names.csv, which says whose name it is. The published types of ties are `concepts`.
"""

from schemas import vocabulary
from schemas.bases import RawDocumentTable, RawTable, Table
from schemas.copies import copied
from schemas.fields import ONE_ITEM, TRUE_OR_FALSE, Integer, Text, field


class RawRelationTypes(RawTable):
    """Types of ties between organisations: direction, symmetry, and whether a tie makes a group."""

    relation_type: Text = vocabulary.relation_type(scheme="relation_type", references="raw_concepts.concept_id")
    inverse_label_en: Text = field("The tie, read from object to subject, in English.", "relation inverse (anglais)", written=ONE_ITEM)
    inverse_label_fr: Text = field("The tie, read from object to subject, in French.", "relation inverse (français)", written=ONE_ITEM)
    symmetric: Text = field("Whether the tie holds in both directions.", "symétrique", written=TRUE_OR_FALSE)
    makes_group: Text = field("Whether a current tie puts the subject into the object's group.", "crée un groupe", written=TRUE_OR_FALSE)

    class Config:
        name = "raw_relation_types"
        unique = ["relation_type"]
        metadata = {"place": "reference"}


class RawRelations(RawDocumentTable):
    """Stated ties between two named organisations; one row per statement."""

    relation_id: Text = vocabulary.identifier("statement of a tie within its document", "relation")
    subject_name: Text = vocabulary.name_at_mention("subject", "sujet", lines=("subject_first_line", "subject_last_line"))
    subject_first_line: Text = vocabulary.first_line(raw=True, of="the subject's name")
    subject_last_line: Text = vocabulary.last_line(raw=True, of="the subject's name")
    relation_type: Text = vocabulary.relation_type(references="raw_relation_types.relation_type")
    printed: Text = vocabulary.printed_cell("The words that state the tie", "imprimé", lines=("first_line", "last_line"))
    first_line: Text = vocabulary.first_line(raw=True, of=vocabulary.WORDS_OF_STATEMENT)
    last_line: Text = vocabulary.last_line(raw=True, of=vocabulary.WORDS_OF_STATEMENT)
    object_name: Text = vocabulary.name_at_mention("object", "objet", lines=("object_first_line", "object_last_line"))
    object_first_line: Text = vocabulary.first_line(raw=True, of="the object's name")
    object_last_line: Text = vocabulary.last_line(raw=True, of="the object's name")
    status: Text = field("Whether the tie still holds, by the document.", "statut", codes="relation_status")
    event_id: Text = vocabulary.identifier("event that made the tie", "événement", null_means="No event is told.")
    citation_id: Text = vocabulary.closing_citation()
    note_en: Text = vocabulary.reading_note()

    class Config:
        name = "raw_relations"
        unique = ["document_id", "relation_id"]
        metadata = {
            "place": "document",
            "checked_with": ["raw_reading_words", "raw_reading_exceptions", "raw_statements", "raw_events"],
            "foreign_keys": [
                (["document_id", "subject_name"], "raw_organisation_names", ["document_id", "name"]),
                (["document_id", "object_name"], "raw_organisation_names", ["document_id", "name"]),
                (["document_id", "event_id"], "raw_events"),
            ],
        }


class Relations(Table):
    """Stated ties between two named organisations; one row per statement. The front table `relationships` has one row per tie."""

    document_id: Text = copied(RawRelations, "document_id")
    relation_id: Text = copied(RawRelations, "relation_id")
    subject_id: Text = vocabulary.organisation_id(
        "sujet",
        references="organisations.organisation_id",
        derived_from=["raw_relations.subject_name", "organisation_names.organisation_id"],
    )
    relation_type: Text = copied(RawRelations, "relation_type", references="concepts.concept_id", scheme="relation_type")
    object_id: Text = vocabulary.organisation_id(
        "objet",
        references="organisations.organisation_id",
        derived_from=["raw_relations.object_name", "organisation_names.organisation_id"],
    )
    subject_printed: Text = field(
        "Name of the subject, as the document prints it.", "sujet imprimé", derived_from="raw_relations.subject_name"
    )
    relation_printed: Text = field("The words that state the tie, as printed.", "relation imprimée", derived_from="raw_relations.printed")
    object_printed: Text = field(
        "Name of the object, as the document prints it.", "objet imprimé", derived_from="raw_relations.object_name"
    )
    status: Text = copied(RawRelations, "status")
    event_id: Text = copied(RawRelations, "event_id", references="events.event_id")
    year: Integer = field(
        "Year of the event that made the tie.",
        "année",
        null_means="No event with a date known to the year, month or day is told.",
        derived_from=["events.date_start", "events.date_end", "events.date_precision"],
        formula="year of date_start, unless date_end has another",
    )
    citation_id: Text = copied(RawRelations, "citation_id", references="citations.citation_id")
    first_line: Integer = vocabulary.first_line(
        of="both names and the words of the tie",
        derived_from=["raw_relations.first_line", "raw_relations.subject_first_line", "raw_relations.object_first_line"],
        formula="smallest of these",
    )
    last_line: Integer = vocabulary.last_line(
        of="both names and the words of the tie",
        derived_from=["raw_relations.last_line", "raw_relations.subject_last_line", "raw_relations.object_last_line"],
        formula="largest of these",
    )
    note: Text = copied(RawRelations, "note_en")

    class Config:
        name = "relations"
        unique = ["document_id", "relation_id"]
        metadata = {
            "shown_in": {"year": ("events", "date_start", {"event_id": "event_id"})},
            "checked_with": ["event_participants", "raw_event_ties"],
        }
