"""Code lists of the subject (`concepts`), and which concepts the printed text names.

Belongs here: vocabularies that are data. Does not belong here: codes that the software depends on; those are in `schemas.codes`.
"""

from schemas import vocabulary
from schemas.bases import RawTable, Table
from schemas.copies import copied
from schemas.event_types import RawEventTypes
from schemas.fields import IDENTIFIER, POSITIVE_INTEGER, Boolean, Integer, Text, field
from schemas.relations import RawRelationTypes

_NO_TIE = "It is no type of tie."
_NO_ROLES = "It is no type of event, or events of this type have none."


class RawConcepts(RawTable):
    """Code lists of the subject, with labels, definitions and broader concepts."""

    concept_id: Text = vocabulary.concept_id()
    scheme: Text = field("Code list that it belongs to.", "liste de codes", written=IDENTIFIER)
    label_fr: Text = vocabulary.label_fr("Name of the concept")
    label_en: Text = vocabulary.label_en("Name of the concept")
    definition_en: Text = vocabulary.definition_en("concept")
    broader_id: Text = vocabulary.identifier(
        "broader concept", "concept générique", null_means="A top concept.", references="raw_concepts.concept_id"
    )
    counted_as: Text = vocabulary.identifier(
        "broader concept that analysts count it as",
        "compté comme",
        null_means="It is counted as itself.",
        references="raw_concepts.concept_id",
    )
    sort_order: Text = vocabulary.sort_order(written=POSITIVE_INTEGER)

    class Config:
        name = "raw_concepts"
        unique = ["concept_id"]
        metadata = {"place": "reference"}


class RawConceptMapping(RawTable):
    """Which concepts of a code list a printed cell names; one row for each of them."""

    scheme: Text = field("Code list that the printed text is read by.", "liste de codes", written=IDENTIFIER)
    printed: Text = vocabulary.printed_cell("A cell", "imprimé")
    concept_id: Text = vocabulary.concept_id()

    class Config:
        name = "raw_concept_mapping"
        unique = ["scheme", "printed", "concept_id"]
        metadata = {
            "place": "reference",
            "checked_with": ["raw_reading_words"],
            "foreign_keys": [(["scheme", "concept_id"], "raw_concepts")],
        }


class Concepts(Table):
    """Code lists of the subject: categories, approaches, stages, types. Identifiers are unique over all lists. What only types of ties or
    types of events have stands in the last columns."""

    concept_id: Text = copied(RawConcepts, "concept_id")
    scheme: Text = copied(RawConcepts, "scheme")
    label_fr: Text = copied(RawConcepts, "label_fr")
    label_en: Text = copied(RawConcepts, "label_en")
    definition_en: Text = copied(RawConcepts, "definition_en")
    broader_id: Text = copied(RawConcepts, "broader_id")
    top_id: Text = vocabulary.identifier(
        "top concept above it, or itself",
        "concept de premier niveau",
        derived_from="raw_concepts.broader_id",
        formula="broader_id followed up to its end",
    )
    counted_id: Text = vocabulary.identifier(
        "concept that counts and shares use for it: itself, or a broader one where the text is narrower than what analysts count",
        "concept compté",
        derived_from=["raw_concepts.counted_as", "raw_concepts.concept_id"],
        formula="counted_as, or concept_id where there is none",
    )
    sort_order: Integer = copied(RawConcepts, "sort_order")
    inverse_label_en: Text = copied(RawRelationTypes, "inverse_label_en", null_means=_NO_TIE)
    inverse_label_fr: Text = copied(RawRelationTypes, "inverse_label_fr", null_means=_NO_TIE)
    is_symmetric: Boolean = copied(RawRelationTypes, "symmetric", null_means=_NO_TIE)
    makes_group: Boolean = copied(RawRelationTypes, "makes_group", null_means=_NO_TIE)
    organisation_roles: Text = copied(RawEventTypes, "organisation_roles", null_means=_NO_ROLES)
    counterparty_roles: Text = copied(RawEventTypes, "counterparty_roles", null_means=_NO_ROLES)

    class Config:
        name = "concepts"
        unique = ["concept_id"]
