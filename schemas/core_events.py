"""Published tables of what the documents tell of named organisations: events, ties, places and fields of work."""

from schemas import fields
from schemas.fields import Amount, Flag, Text, Whole, field
from schemas.raw import RawTable as Table


class EventTypes(Table):
    """Types of events, and by which roles an event's two main organisations are found; labels and definitions are in `concepts`."""

    event_type: Text = fields.identifier(
        "type of event", "type", scheme="event_type", references="concepts.concept_id", derived_from="raw_event_types.event_type"
    )
    organisation_roles: Text = field(
        "Roles, in order of preference, of the event's main organisation; ' | ' between them.",
        "rôles de l'organisation principale",
        nullable=True,
        null_means="Events of this type have none.",
        derived_from=["raw_event_types.organisation_roles", "concepts.concept_id"],
    )
    counterparty_roles: Text = field(
        "Roles, in order of preference, of the other main organisation; ' | ' between them.",
        "rôles de la contrepartie",
        nullable=True,
        null_means="Events of this type have none.",
        derived_from=["raw_event_types.counterparty_roles", "concepts.concept_id"],
    )

    class Config:
        name = "event_types"
        unique = ["event_type"]


_MAIN = (
    "the participant with the first of the type's roles that occurs (event_types.{}_roles), by order of mention; "
    "the counterparty is another organisation than the main one"
)


class Events(Table):
    """What happened, is planned or is aimed at, as a document tells it. All parties are in `event_participants`."""

    event_id: Text = fields.identifier("event", "événement", derived_from="raw_events.event_id")
    document_id: Text = fields.document_id(references="documents.document_id", derived_from="raw_events.document_id")
    event_type: Text = fields.identifier("type of event", "type", references="event_types.event_type", derived_from="raw_events.event_type")
    label_en: Text = fields.label_en(derived_from="raw_events.label_en")
    event_printed: Text = field(
        "The words that state the event, as printed.",
        "imprimé",
        nullable=True,
        null_means="The wording of the web page is not at hand.",
        derived_from="raw_events.printed",
    )
    date_start: Text = field(
        "First day, month or year: YYYY-MM-DD, YYYY-MM or YYYY.",
        "début",
        nullable=True,
        null_means="No date is stated.",
        derived_from="raw_events.date_start",
    )
    date_end: Text = field(
        "Last day, month or year; equal to the first for a point in time.",
        "fin",
        nullable=True,
        null_means="No date is stated, or the period is open.",
        derived_from="raw_events.date_end",
    )
    date_precision: Text = field("Precision of the date.", "précision", codes="date_precision", derived_from="raw_events.date_precision")
    date_printed: Text = field(
        "The date as printed.", "date imprimée", nullable=True, null_means="No date is printed.", derived_from="raw_events.date_printed"
    )
    status: Text = field("Whether it happened.", "statut", codes="event_status", derived_from="raw_events.status")
    organisation_id: Text = fields.organisation_id(
        nullable=True,
        null_means="No named organisation takes part in such a role.",
        references="organisations.organisation_id",
        derived_from=["event_participants.organisation_id", "event_types.organisation_roles"],
        formula=_MAIN.format("organisation"),
    )
    counterparty_id: Text = fields.organisation_id(
        nullable=True,
        null_means="No other named organisation takes part in such a role.",
        references="organisations.organisation_id",
        derived_from=["event_participants.organisation_id", "event_types.counterparty_roles"],
        formula=_MAIN.format("counterparty"),
    )
    amount: Amount = field(
        "Amount, in units of `currency`.",
        "montant",
        nullable=True,
        null_means="No amount is stated.",
        unit="see currency",
        derived_from=["raw_events.statement_id", "observations.value"],
        formula="the value of the observation that states it",
    )
    amount_low: Amount = field(
        "Lower bound of the amount.",
        "montant, borne inférieure",
        nullable=True,
        null_means="No amount is stated, or it is unbounded below.",
        unit="see currency",
        derived_from="observations.value_low",
    )
    amount_high: Amount = field(
        "Upper bound of the amount.",
        "montant, borne supérieure",
        nullable=True,
        null_means="No amount is stated, or it is unbounded above.",
        unit="see currency",
        derived_from="observations.value_high",
    )
    currency: Text = field(
        "Currency of the amount, ISO 4217.",
        "devise",
        nullable=True,
        null_means="No amount is stated.",
        derived_from="observations.unit_id",
        references="units.unit_id",
    )
    observation_id: Text = fields.identifier(
        "observation that states the amount",
        "observation",
        nullable=True,
        null_means="No amount is stated.",
        references="observations.observation_id",
        derived_from="raw_events.statement_id",
    )
    geography_id: Text = fields.identifier(
        "area",
        "zone",
        nullable=True,
        null_means="No place is stated.",
        references="geographies.geography_id",
        derived_from="raw_events.geography_id",
    )
    citation_id: Text = fields.closing_citation(references="citations.citation_id", derived_from="raw_events.citation_id")
    first_line: Whole = fields.first_line(
        of="the words, the date, the amount and the participants as printed",
        or_page=True,
        derived_from=["raw_events.first_line", "raw_events.date_first_line", "event_participants.first_line", "observations.first_line"],
        formula="smallest of these",
    )
    last_line: Whole = fields.last_line(
        of="the words, the date, the amount and the participants as printed",
        or_page=True,
        derived_from=["raw_events.last_line", "raw_events.date_last_line", "event_participants.last_line", "observations.last_line"],
        formula="largest of these",
    )
    source_url: Text = fields.source_url(derived_from="raw_events.source_url")
    source_url_kind: Text = fields.source_url_kind(derived_from="raw_events.source_url_kind")
    note: Text = fields.reading_note(derived_from="raw_events.note_en")

    class Config:
        name = "events"
        unique = ["event_id"]
        one_locator = {"lines": ["first_line", "last_line"], "url": "source_url"}
        metadata = {"shown_by_page": ["event_type", "date_start"]}


class EventParticipants(Table):
    """Named organisations that take part in events, each with its role."""

    event_id: Text = fields.identifier("event", "événement", derived_from=["raw_event_participants.event_id", "raw_events.event_id"])
    role: Text = fields.identifier(
        "role", "rôle", scheme="participant_role", references="concepts.concept_id", derived_from="raw_event_participants.role"
    )
    organisation_id: Text = fields.organisation_id(
        references="organisations.organisation_id", derived_from=["raw_event_participants.name", "organisation_names.organisation_id"]
    )
    participant_no: Whole = field(
        "Place among the participants of the event, by order of mention.",
        "rang",
        ge=1,
        derived_from="raw_event_participants.first_line",
    )
    document_id: Text = fields.document_id(references="documents.document_id", derived_from="raw_event_participants.document_id")
    name_printed: Text = field(
        "Name as printed, at the mention nearest to the event.",
        "nom imprimé",
        derived_from="raw_event_participants.name",
        lines=("first_line", "last_line"),
    )
    first_line: Whole = fields.first_line(of="the name", or_page=True, derived_from="raw_event_participants.first_line")
    last_line: Whole = fields.last_line(of="the name", or_page=True, derived_from="raw_event_participants.last_line")
    source_url: Text = fields.source_url(derived_from="raw_event_participants.source_url")
    source_url_kind: Text = fields.source_url_kind(derived_from="raw_event_participants.source_url_kind")

    class Config:
        name = "event_participants"
        unique = ["event_id", "role", "organisation_id"]
        one_locator = {"lines": ["first_line", "last_line"], "url": "source_url"}
        metadata = {"shown_by": {"organisation_id": "name_printed"}}


class RelationTypes(Table):
    """Types of ties between organisations, read from subject to object; labels and definitions are in `concepts`."""

    relation_type: Text = fields.identifier(
        "type of tie", "type", scheme="relation_type", references="concepts.concept_id", derived_from="raw_relation_types.relation_type"
    )
    inverse_label_en: Text = field(
        "The tie, read from object to subject.", "relation inverse (anglais)", derived_from="raw_relation_types.inverse_label_en"
    )
    symmetric: Flag = field("Whether it holds both ways.", "symétrique", derived_from="raw_relation_types.symmetric")
    makes_group: Flag = field(
        "Whether a current tie puts the subject into the object's group.", "crée un groupe", derived_from="raw_relation_types.makes_group"
    )

    class Config:
        name = "relation_types"
        unique = ["relation_type"]


class Relations(Table):
    """Stated ties between two named organisations; one row per statement. The view `relations_distinct` has one row per tie."""

    relation_id: Text = fields.identifier("statement of a tie", "relation", derived_from="raw_relations.relation_id")
    document_id: Text = fields.document_id(references="documents.document_id", derived_from="raw_relations.document_id")
    subject_id: Text = fields.organisation_id(
        references="organisations.organisation_id", derived_from=["raw_relations.subject_name", "organisation_names.organisation_id"]
    )
    relation_type: Text = fields.identifier(
        "type of tie", "type", references="relation_types.relation_type", derived_from="raw_relations.relation_type"
    )
    object_id: Text = fields.organisation_id(
        references="organisations.organisation_id", derived_from=["raw_relations.object_name", "organisation_names.organisation_id"]
    )
    subject_printed: Text = field("Name of the subject as printed.", "sujet imprimé", derived_from="raw_relations.subject_name")
    relation_printed: Text = field("The words that state the tie, as printed.", "relation imprimée", derived_from="raw_relations.printed")
    object_printed: Text = field("Name of the object as printed.", "objet imprimé", derived_from="raw_relations.object_name")
    status: Text = field(
        "Whether the tie still holds, by the document.", "statut", codes="relation_status", derived_from="raw_relations.status"
    )
    event_id: Text = fields.identifier(
        "event that made the tie",
        "événement",
        nullable=True,
        null_means="No event is told.",
        references="events.event_id",
        derived_from="raw_relations.event_id",
    )
    year: Whole = field(
        "Year of the event that made the tie.",
        "année",
        nullable=True,
        null_means="No event with a date known to the year, month or day is told.",
        derived_from=["events.date_start", "events.date_end", "events.date_precision"],
        formula="year of date_start, where date_end has the same",
    )
    citation_id: Text = fields.closing_citation(references="citations.citation_id", derived_from="raw_relations.citation_id")
    first_line: Whole = fields.first_line(
        of="both names and the words of the tie",
        derived_from=["raw_relations.first_line", "raw_relations.subject_first_line", "raw_relations.object_first_line"],
        formula="smallest of these",
    )
    last_line: Whole = fields.last_line(
        of="both names and the words of the tie",
        derived_from=["raw_relations.last_line", "raw_relations.subject_last_line", "raw_relations.object_last_line"],
        formula="largest of these",
    )
    note: Text = fields.reading_note(derived_from="raw_relations.note_en")

    class Config:
        name = "relations"
        unique = ["relation_id"]


class OrganisationPlaces(Table):
    """Places that the running text gives an organisation; those of the cartography are in `sites`."""

    organisation_id: Text = fields.organisation_id(
        references="organisations.organisation_id", derived_from=["raw_organisation_places.name", "organisation_names.organisation_id"]
    )
    geography_id: Text = fields.identifier(
        "area", "zone", references="geographies.geography_id", derived_from="raw_organisation_places.geography_id"
    )
    basis: Text = field(
        "What gives the place.", "fondement", codes="statement_basis", derived_from="raw_organisation_places.name", formula="'prose'"
    )
    role: Text = fields.identifier(
        "role of the place", "rôle", scheme="place_role", references="concepts.concept_id", derived_from="raw_organisation_places.role"
    )
    document_id: Text = fields.document_id(references="documents.document_id", derived_from="raw_organisation_places.document_id")
    name_printed: Text = field(
        "Name as printed, at the mention nearest to the statement.",
        "nom imprimé",
        derived_from="raw_organisation_places.name",
        lines=("name_first_line", "name_last_line"),
    )
    name_first_line: Whole = fields.first_line(of="the name", derived_from="raw_organisation_places.name_first_line")
    name_last_line: Whole = fields.last_line(of="the name", derived_from="raw_organisation_places.name_last_line")
    place_printed: Text = field(
        "The place as printed.",
        "lieu imprimé",
        derived_from="raw_organisation_places.place_printed",
        lines=("first_line", "last_line"),
    )
    citation_id: Text = fields.closing_citation(references="citations.citation_id", derived_from="raw_organisation_places.citation_id")
    first_line: Whole = fields.first_line(of="the place", derived_from="raw_organisation_places.first_line")
    last_line: Whole = fields.last_line(of="the place", derived_from="raw_organisation_places.last_line")
    note: Text = fields.reading_note(derived_from="raw_organisation_places.note_en")

    class Config:
        name = "organisation_places"
        unique = ["organisation_id", "geography_id", "basis"]
        metadata = {"shown_by": {"organisation_id": "name_printed", "geography_id": "place_printed"}}


class OrganisationActivities(Table):
    """Fields of work that the running text gives an organisation: concepts of the list `activity`, or of `approach` where one fits, so
    that table and prose can be compared."""

    organisation_id: Text = fields.organisation_id(
        references="organisations.organisation_id", derived_from=["raw_organisation_activities.name", "organisation_names.organisation_id"]
    )
    activity_id: Text = fields.identifier(
        "activity, or approach",
        "activité",
        scheme="activity or approach",
        references="concepts.concept_id",
        derived_from="raw_organisation_activities.activity_id",
    )
    document_id: Text = fields.document_id(references="documents.document_id", derived_from="raw_organisation_activities.document_id")
    name_printed: Text = field(
        "Name as printed, at the mention nearest to the statement.",
        "nom imprimé",
        derived_from="raw_organisation_activities.name",
        lines=("name_first_line", "name_last_line"),
    )
    name_first_line: Whole = fields.first_line(of="the name", derived_from="raw_organisation_activities.name_first_line")
    name_last_line: Whole = fields.last_line(of="the name", derived_from="raw_organisation_activities.name_last_line")
    activity_printed: Text = field(
        "The field as printed.",
        "activité imprimée",
        derived_from="raw_organisation_activities.activity_printed",
        lines=("first_line", "last_line"),
    )
    citation_id: Text = fields.closing_citation(references="citations.citation_id", derived_from="raw_organisation_activities.citation_id")
    first_line: Whole = fields.first_line(of="the field", derived_from="raw_organisation_activities.first_line")
    last_line: Whole = fields.last_line(of="the field", derived_from="raw_organisation_activities.last_line")
    note: Text = fields.reading_note(derived_from="raw_organisation_activities.note_en")

    class Config:
        name = "organisation_activities"
        unique = ["organisation_id", "activity_id"]
        metadata = {"shown_by": {"organisation_id": "name_printed", "activity_id": "activity_printed"}}
