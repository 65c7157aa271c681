"""Types of events as read, and which participants matter by them: the main organisations, and those that an event ties to each other.

Does not belong here: events themselves, and the published types, which are `concepts`.
"""

from schemas import vocabulary
from schemas.bases import RawTable
from schemas.fields import ITEMS, TRUE_OR_FALSE, Text, field


class RawEventTypes(RawTable):
    """Types of events, the roles that participants may have, and those by which an event's two main organisations are found."""

    event_type: Text = vocabulary.event_type(scheme="event_type", references="raw_concepts.concept_id")
    organisation_roles: Text = field(
        "Roles, in order of preference, of the event's main organisation; ' | ' between them.",
        "rôles de l’organisation principale",
        null_means="Events of this type have none.",
        written=ITEMS,
    )
    counterparty_roles: Text = field(
        "Roles, in order of preference, of the other main organisation; ' | ' between them.",
        "rôles de l’autre organisation",
        null_means="Events of this type have none.",
        written=ITEMS,
    )

    other_roles: Text = field(
        "Further roles that a participant may have; ' | ' between them.",
        "autres rôles",
        null_means="Participants have only the roles of the two other columns.",
        written=ITEMS,
    )

    class Config:
        name = "raw_event_types"
        unique = ["event_type"]
        metadata = {"place": "reference"}


class RawEventTies(RawTable):
    """Ties that an event of a type makes between participants of two roles: a tie agrees with its event when such a row says so."""

    event_type: Text = vocabulary.event_type(references="raw_event_types.event_type")
    subject_role: Text = vocabulary.participant_role("role of the tie's subject", "rôle du sujet")
    relation_type: Text = vocabulary.relation_type(references="raw_relation_types.relation_type")
    object_role: Text = vocabulary.participant_role("role of the tie's object", "rôle de l’objet")
    is_required: Text = field(
        "Whether two participants of these roles must have this tie, or another that these roles may make.",
        "obligatoire",
        written=TRUE_OR_FALSE,
    )

    class Config:
        name = "raw_event_ties"
        unique = ["event_type", "subject_role", "relation_type", "object_role"]
        metadata = {"place": "reference"}
