"""Events that documents tell, and the named organisations that take part in them.

An event has one identifier over all documents. Each document that tells it says in its own files what it knows of it; `events` has it once.

Every name stands in organisation_names.csv, which says whose name it is.
"""

from schemas import vocabulary
from schemas.bases import RawDocumentTable, Table
from schemas.copies import copied
from schemas.fields import (
    PARTIAL_DATE,
    POSITIVE_INTEGER,
    YEAR,
    Date,
    Decimal,
    Integer,
    Text,
    columns,
    field,
)

_MAIN_PARTICIPANT = (
    "the participant with the first of the type's roles that occurs ({}), by order of mention; "
    "the counterparty is another organisation than the main one"
)


_NO_AIM = "No such year is printed."


class RawEvents(RawDocumentTable):
    """Events as read: what a document says of what happened, is planned or is aimed at. An event that several documents tell has a row in
    the files of each. `raw_event_tellings` has the words."""

    event_id: Text = vocabulary.identifier("event, over all documents", "événement")
    event_type: Text = vocabulary.event_type(references="raw_event_types.event_type")
    label_en: Text = vocabulary.label_en("Title of the event")
    label_fr: Text = vocabulary.label_fr("Title of the event")
    date_start: Text = field("First day, month or year.", "début", null_means="No date is stated.", written=PARTIAL_DATE)
    date_end: Text = field("Last day, month or year.", "fin", null_means="No end is stated.", written=PARTIAL_DATE)
    date_precision: Text = field(
        "How finely the date is known: day, month, year, decade, period or none.", "précision", codes="date_precision"
    )
    target_year: Text = field(
        "Year that the event aims at: by which something is to be reached, opened or spent. It is no date of the event.",
        "année visée",
        null_means="No such year is stated.",
        written=YEAR,
    )
    status: Text = field("Whether it happened, is planned or is a target.", "statut", codes="event_status")
    statement_id: Text = vocabulary.identifier(
        "statement of its amount, in the same document", "énoncé du montant", null_means="No amount is stated."
    )
    geography_id: Text = vocabulary.geography_id(null_means="No place is stated.")
    note_en: Text = vocabulary.reading_note()

    class Config:
        name = "raw_events"
        unique = ["document_id", "event_id"]
        metadata = {
            "place": "document",
            "periods": [("date_start", "date_end", "date_precision")],
            "checked_with": ["raw_spans", "raw_geographies", "raw_localities", "raw_reading_words", "raw_reading_exceptions"],
            "foreign_keys": [(["document_id", "statement_id"], "raw_statements")],
        }


class RawEventTellings(RawDocumentTable):
    """Passages and pages that tell an event, with the words that state it, its date, and the year that it aims at, as printed there."""

    event_id: Text = vocabulary.event_id()
    telling_no: Text = field(
        "Number of the telling within the document and event, from 1 in reading order.", "numéro du récit", written=POSITIVE_INTEGER
    )
    printed: Text = vocabulary.printed_cell(
        "The words that state the event", "imprimé", lines=("first_line", "last_line"), null_means=vocabulary.NO_WORDING
    )
    first_line: Text = vocabulary.first_line(raw=True, of=vocabulary.WORDS_OF_STATEMENT, or_page=True)
    last_line: Text = vocabulary.last_line(raw=True, of=vocabulary.WORDS_OF_STATEMENT, or_page=True)
    source_url: Text = vocabulary.source_url()
    source_url_kind: Text = vocabulary.source_url_kind()
    date_printed: Text = vocabulary.printed_cell(
        "The date", "date imprimée", null_means="No date is printed.", lines=("date_first_line", "date_last_line")
    )
    date_first_line: Text = vocabulary.first_line(raw=True, of="the date", null_means="No date is printed.")
    date_last_line: Text = vocabulary.last_line(raw=True, of="the date", null_means="No date is printed.")
    target_printed: Text = vocabulary.printed_cell(
        "The year that it aims at", "année visée imprimée", null_means=_NO_AIM, lines=("target_first_line", "target_last_line")
    )
    target_first_line: Text = vocabulary.first_line(raw=True, of="the year that it aims at", null_means=_NO_AIM)
    target_last_line: Text = vocabulary.last_line(raw=True, of="the year that it aims at", null_means=_NO_AIM)
    citation_id: Text = vocabulary.closing_citation()
    note_en: Text = vocabulary.reading_note()

    class Config:
        name = "raw_event_tellings"
        unique = ["event_id", "document_id", "telling_no"]
        one_locator = {"lines": ["first_line", "last_line"], "url": "source_url"}
        metadata = {
            "place": "document",
            "tells": ["event_id"],
            "checked_with": ["raw_reading_words", "raw_reading_exceptions"],
            "foreign_keys": [(["document_id", "event_id"], "raw_events")],
        }


class RawEventParticipants(RawDocumentTable):
    """Named organisations that take part in an event, each with its role."""

    event_id: Text = vocabulary.event_id()
    role: Text = vocabulary.participant_role("role", "rôle")
    name: Text = vocabulary.organisation_name(lines=("first_line", "last_line"))
    first_line: Text = vocabulary.first_line(raw=True, of="the name", or_page=True)
    last_line: Text = vocabulary.last_line(raw=True, of="the name", or_page=True)
    source_url: Text = vocabulary.source_url()
    source_url_kind: Text = vocabulary.source_url_kind()

    class Config:
        name = "raw_event_participants"
        unique = ["document_id", "event_id", "role", "name"]
        one_locator = {"lines": ["first_line", "last_line"], "url": "source_url"}
        metadata = {
            "place": "document",
            "checked_with": ["raw_event_types"],
            "foreign_keys": [(["document_id", "name"], "raw_organisation_names"), (["document_id", "event_id"], "raw_events")],
        }


class Events(Table):
    """Events that happened, are planned or are aimed at: one row each, however often and by however many documents they are told.
    `event_tellings` says where; all parties are in `event_participants`."""

    event_id: Text = vocabulary.event_id(derived_from="raw_events.event_id")
    document_id: Text = copied(
        RawEvents,
        "document_id",
        description="Document that tells it first: by documents.earliest_year, then by its identifier.",
        also_from="documents.earliest_year",
    )
    event_type: Text = copied(
        RawEvents, "event_type", also_from="raw_event_tellings.printed", references="concepts.concept_id", scheme="event_type"
    )
    label_en: Text = copied(RawEvents, "label_en")
    label_fr: Text = copied(RawEvents, "label_fr")
    date_start: Date = copied(
        RawEvents,
        "date_start",
        description="First day that it may be, by the document that dates the event best: see date_precision.",
        also_from="raw_event_tellings.date_printed",
    )
    date_end: Date = copied(
        RawEvents,
        "date_end",
        description="Last day that it may be: 31 December of a year.",
        null_means="No date is stated, or the period is open.",
        also_from="raw_event_tellings.date_printed",
    )
    date_precision: Text = copied(RawEvents, "date_precision")
    date_printed: Text = copied(RawEventTellings, "date_printed", description="The date as the document that dates it prints it first.")
    date_document_id: Text = copied(RawEventTellings, "document_id", null_means="No date is printed.", references="documents.document_id")
    target_year: Integer = copied(RawEvents, "target_year", also_from="raw_event_tellings.target_printed")
    status: Text = copied(
        RawEvents, "status", description="Whether it happened: it did where a document says so, even if others plan it or aim at it."
    )
    organisation_id: Text = vocabulary.identifier(
        "main organisation: that with the first role of the type's list, then the first that is mentioned",
        "organisation principale",
        null_means="No named organisation takes part in such a role.",
        references="organisations.organisation_id",
        derived_from=["event_participants.organisation_id", "concepts.organisation_roles"],
        formula=_MAIN_PARTICIPANT.format("concepts.organisation_roles"),
    )
    counterparty_id: Text = vocabulary.identifier(
        "one other organisation, such as the target: that with the first role of the type's other list, then the first mentioned",
        "autre organisation",
        null_means="No other named organisation takes part in such a role.",
        references="organisations.organisation_id",
        derived_from=["event_participants.organisation_id", "concepts.counterparty_roles"],
        formula=_MAIN_PARTICIPANT.format("concepts.counterparty_roles"),
    )
    amount: Decimal = field(
        "Amount of money of the event, in whole units of `currency`.",
        "montant",
        null_means="No amount is stated.",
        unit="see currency",
        derived_from=["raw_events.statement_id", "observations.value"],
        formula="the value of the observation that states it: of several documents, the first that tells it with this status",
    )
    amount_low: Decimal = field(
        "Lowest amount that the printed one may stand for.",
        "montant, borne inférieure",
        null_means="No amount is stated, or it is unbounded below.",
        unit="see currency",
        derived_from="observations.value_low",
    )
    amount_high: Decimal = field(
        "Highest amount that the printed one may stand for.",
        "montant, borne supérieure",
        null_means="No amount is stated, or it is unbounded above.",
        unit="see currency",
        derived_from="observations.value_high",
    )
    currency: Text = field(
        "Currency of the amount, ISO 4217.",
        "devise",
        null_means="No amount is stated.",
        derived_from="observations.unit_id",
        references="units.unit_id",
    )
    observation_id: Text = vocabulary.identifier(
        "observation that states the amount",
        "observation",
        null_means="No amount is stated.",
        references="observations.observation_id",
        derived_from="raw_events.statement_id",
    )
    verification: Text = vocabulary.verification(
        "How the event can be verified: as well as the best passage or page that tells it, and no better than its amount.",
        derived_from=[*columns("raw_event_tellings", "source_url", "source_url_kind"), "observations.verification"],
    )
    geography_id: Text = copied(RawEvents, "geography_id", references="geographies.geography_id")
    note: Text = copied(RawEvents, "note_en")

    class Config:
        name = "events"
        unique = ["event_id"]
        metadata = {
            "shown_by_page": ["event_type", "date_start", "date_end"],
            "pages_in": "raw_event_tellings",
            "shown_in": {
                "organisation_id": (
                    "event_participants",
                    "organisation_id",
                    {"event_id": "event_id", "organisation_id": "organisation_id"},
                ),
                "counterparty_id": (
                    "event_participants",
                    "organisation_id",
                    {"event_id": "event_id", "counterparty_id": "organisation_id"},
                ),
                "amount": ("observations", "value", {"observation_id": "observation_id"}),
                "amount_low": ("observations", "value_printed", {"observation_id": "observation_id"}),
                "amount_high": ("observations", "value_printed", {"observation_id": "observation_id"}),
                "currency": ("observations", "unit_id", {"observation_id": "observation_id"}),
            },
        }


class EventTellings(Table):
    """Passages and pages that tell an event: one that is told twice has two rows, and is one event. Beside the words stands what the
    document as a whole says of it: its date, whether it happened, its amount."""

    event_id: Text = copied(RawEventTellings, "event_id", references="events.event_id")
    document_id: Text = copied(RawEventTellings, "document_id")
    telling_no: Integer = copied(RawEventTellings, "telling_no")
    event_printed: Text = copied(RawEventTellings, "printed", description="The words that state the event, as printed.")
    date_printed: Text = copied(RawEventTellings, "date_printed", description="Date of the event, as the document prints it.")
    target_printed: Text = copied(RawEventTellings, "target_printed", description="The year that it aims at, as printed there.")
    date_start: Date = copied(RawEvents, "date_start", description="First day that it may be, as this document dates the event.")
    date_end: Date = copied(
        RawEvents,
        "date_end",
        description="Last day that it may be, as this document dates the event.",
        null_means="No date is stated, or the period is open.",
    )
    date_precision: Text = copied(RawEvents, "date_precision", description="Precision of the date in this document.")
    status: Text = copied(RawEvents, "status", description="Whether it happened, by this document.")
    observation_id: Text = vocabulary.identifier(
        "observation that states its amount in this document",
        "observation",
        null_means="The document states no amount.",
        references="observations.observation_id",
        derived_from=["raw_events.document_id", "raw_events.statement_id"],
    )
    citation_id: Text = copied(RawEventTellings, "citation_id", references="citations.citation_id")
    first_line: Integer = vocabulary.first_line(
        of="the words, the date and the year aimed at as printed",
        or_page=True,
        derived_from=columns("raw_event_tellings", "first_line", "date_first_line", "target_first_line"),
        formula="smallest of these",
    )
    last_line: Integer = vocabulary.last_line(
        of="the words, the date and the year aimed at as printed",
        or_page=True,
        derived_from=columns("raw_event_tellings", "last_line", "date_last_line", "target_last_line"),
        formula="largest of these",
    )
    source_url: Text = copied(RawEventTellings, "source_url")
    source_url_kind: Text = copied(RawEventTellings, "source_url_kind")
    note: Text = copied(RawEventTellings, "note_en")

    class Config:
        name = "event_tellings"
        unique = ["event_id", "document_id", "telling_no"]
        one_locator = {"lines": ["first_line", "last_line"], "url": "source_url"}
        metadata = {"shown_by_page": ["event_id"]}


class EventParticipants(Table):
    """Named organisations that take part in events, each once in each of its roles, whoever tells the event."""

    event_id: Text = copied(RawEventParticipants, "event_id")
    role: Text = copied(RawEventParticipants, "role")
    organisation_id: Text = vocabulary.organisation_id(
        references="organisations.organisation_id", derived_from=["raw_event_participants.name", "organisation_names.organisation_id"]
    )
    participant_no: Integer = field(
        "Position among the participants of the event, in order of mention.", "rang", ge=1, derived_from="raw_event_participants.first_line"
    )
    document_id: Text = copied(
        RawEventParticipants,
        "document_id",
        description="Document that names it first: by documents.earliest_year, then by its identifier.",
        also_from="documents.earliest_year",
    )
    name_printed: Text = field(
        "Name as that document prints it, at the mention nearest to the event.",
        "nom imprimé",
        derived_from="raw_event_participants.name",
        lines=("first_line", "last_line"),
    )
    first_line: Integer = copied(RawEventParticipants, "first_line")
    last_line: Integer = copied(RawEventParticipants, "last_line")
    source_url: Text = copied(RawEventParticipants, "source_url")
    source_url_kind: Text = copied(RawEventParticipants, "source_url_kind")

    class Config:
        name = "event_participants"
        unique = ["event_id", "role", "organisation_id"]
        one_locator = {"lines": ["first_line", "last_line"], "url": "source_url"}
        metadata = {"shown_by": {"organisation_id": "name_printed"}}
