"""Front tables of what happened and who is tied to whom."""

from typing import Any

from schemas import front_vocabulary as words
from schemas.bases import Table
from schemas.concepts import Concepts
from schemas.copies import shown
from schemas.documents import DocumentSections
from schemas.events import Events, EventTellings
from schemas.fields import Boolean, Date, Decimal, Integer, Text, columns, field
from schemas.organisations import Organisations
from schemas.relations import Relations

_TAKES_PART = columns("event_participants", "role", "organisation_id", "participant_no")
_UNDATED = "The document gives no year: is_dated is false, but date_printed may give a period in words."
_NO_AMOUNT = "No amount is stated."
_NO_RIVAL = "No passages contradict each other on ties of this type and subject, or there is no other object."
_TIED = columns("relations", "subject_id", "relation_type", "object_id")
_DIRECTED = [*_TIED, "concepts.is_symmetric"]
_TYPE_EN = [*_DIRECTED, "organisations.organisation_type", words.EN_OF_CONCEPT]
_TYPE_FR = [*_DIRECTED, "organisations.organisation_type", words.FR_OF_CONCEPT]


def _names(which: str, label_fr: str) -> Any:
    """Names of the organisations in some roles."""
    return words.several(
        f"Names of the {which}, in English",
        label_fr,
        [*_TAKES_PART, "organisations.name_en"],
        null_means="No named organisation has this role.",
    )


class Timeline(Table):
    """What happened, is planned or is aimed at, one row for each event, however often it is told. Most events have no date: a filter
    by year leaves them out, so look at is_dated too. Euros and dollars are in separate columns; before you add up amounts, group by
    amount_kind and status, since prices, loans and plans do not add up."""

    event_id: Text = shown(Events, "event_id")
    title_en: Text = shown(Events, "label_en")
    title_fr: Text = shown(Events, "label_fr")
    event_type: Text = shown(Events, "event_type")
    event_type_en: Text = words.in_english("Name of the type of event", "type", ["events.event_type", words.EN_OF_CONCEPT])
    event_type_fr: Text = words.in_french("Name of the type of event", "type", ["events.event_type", words.FR_OF_CONCEPT])
    status: Text = shown(
        Events,
        "status",
        description="occurred: told as something that happened or is going on. planned: told as decided or announced, and still to come. "
        "target: told as an aim.",
    )
    status_en: Text = words.in_english("Whether it occurred, is planned, or is a target", "statut", ["events.status", words.EN_OF_CODE])
    status_fr: Text = words.in_french("Whether it occurred, is planned, or is a target", "statut", ["events.status", words.FR_OF_CODE])
    is_dated: Boolean = field(
        "Whether its first day is known, at least by year or decade. An event that is not dated may have a period in words: see "
        "date_printed.",
        "datée",
        derived_from="events.date_start",
    )
    year: Integer = field("Year of the first day of the event.", "année", null_means=_UNDATED, derived_from="events.date_start")
    first_day: Date = words.first_day(sources="events.date_start", null_means=_UNDATED)
    last_day: Date = words.last_day(sources="events.date_end", null_means="The document gives no year, or the period is open.")
    date_precision: Text = shown(Events, "date_precision")
    date_printed: Text = shown(Events, "date_printed")
    target_year: Integer = shown(Events, "target_year")
    buyer: Text = _names("buyers", "acheteurs")
    target: Text = _names("organisations that are bought (an aim is in target_year)", "cibles")
    seller: Text = _names("sellers", "vendeurs")
    founder: Text = _names("founders", "fondateurs")
    founded: Text = _names("organisations that are founded", "organisations fondées")
    origin: Text = _names("organisations that what is founded comes from", "origines")
    funders: Text = _names("funders, lenders and investors", "bailleurs de fonds")
    beneficiaries: Text = _names("beneficiaries and borrowers", "bénéficiaires")
    partners: Text = _names("partners, members and signatories", "partenaires")
    renamed: Text = _names("organisations that are renamed", "organisations renommées")
    regulator: Text = _names("regulators", "régulateurs")
    participants_en: Text = words.several(
        "All participants, each after its role and a colon, in English",
        "participants (anglais)",
        [*_TAKES_PART, words.EN_OF_CONCEPT, "organisations.name_en"],
        null_means="No named organisation takes part.",
    )
    participants_fr: Text = words.several(
        "All participants, each after its role and a colon, in French",
        "participants",
        [*_TAKES_PART, words.FR_OF_CONCEPT, "organisations.name_fr"],
        null_means="No named organisation takes part.",
    )
    participant_ids: Text = words.several(
        "Identifiers of the participants", "codes des participants", _TAKES_PART, null_means="No named organisation takes part."
    )
    amount_eur: Decimal = field(
        "Amount in euros that an organisation pays, invests, lends or gets, or plans to: group by amount_kind and status before adding up, "
        "and look at issue_count. The budget of a programme is in budget_eur.",
        "montant en euros",
        null_means="No amount in euros is stated.",
        unit="EUR",
        derived_from=["events.amount", "events.currency", "events.event_type"],
    )
    amount_usd: Decimal = field(
        "Amount in United States dollars that an organisation pays, invests, lends or gets.",
        "montant en dollars",
        null_means="No amount in dollars is stated.",
        unit="USD",
        derived_from=["events.amount", "events.currency"],
    )
    budget_eur: Decimal = field(
        "Budget of a programme in euros, of which no organisation is said to have received anything: never add it to amount_eur.",
        "budget en euros",
        null_means="It is no budget, or no amount in euros is stated.",
        unit="EUR",
        derived_from=["events.amount", "events.currency", "events.event_type"],
    )
    amount_kind: Text = field(
        "What the amount is: what a sum must not mix.",
        "nature du montant",
        codes="amount_kind",
        null_means=_NO_AMOUNT,
        derived_from=["events.event_type", "events.currency"],
    )
    amount_kind_en: Text = words.in_english(
        "What the amount is", "nature du montant", ["events.event_type", words.EN_OF_CODE], null_means=_NO_AMOUNT
    )
    amount_kind_fr: Text = words.in_french(
        "What the amount is", "nature du montant", ["events.event_type", words.FR_OF_CODE], null_means=_NO_AMOUNT
    )
    geography_en: Text = words.geography_en(sources=["events.geography_id", "geographies.label_en"], null_means="No place is stated.")
    geography_fr: Text = words.geography_fr(sources=["events.geography_id", "geographies.label_fr"], null_means="No place is stated.")
    is_in_wallonia: Boolean = words.is_in_wallonia(source="events.geography_id")
    concerns_wallonia: Boolean = field(
        "Whether the place that it names is in Wallonia, or an organisation takes part that is in Wallonia by `actors` or "
        "`other_organisations`; is_in_wallonia is about the place alone.",
        "concerne la Wallonie",
        null_means="Neither its place nor a participant is known to be in Wallonia, which is no denial.",
        derived_from=[
            *_TAKES_PART,
            "events.geography_id",
            "geographies.parent_id",
            "actors.is_in_wallonia",
            "other_organisations.is_in_wallonia",
        ],
    )
    involves_public_body: Boolean = field(
        "Whether an authority, a public programme, plan or strategy, or a body that the text calls a public funder takes part; false only "
        "means that none is named.",
        "acteur public",
        derived_from=[*_TAKES_PART, "organisations.organisation_type", "organisation_categories.category_id"],
    )
    telling_count: Integer = words.count(
        "passages and pages that tell it; the words and the place are those of the first", "récits", "event_tellings.telling_no"
    )
    event_printed: Text = shown(EventTellings, "event_printed")
    cited: Text = words.cited()
    issue_count: Integer = words.issue_count()
    verification: Text = field(
        "By what the first telling can be verified.",
        "vérification",
        codes="verification",
        derived_from=["event_tellings.source_url", "event_tellings.source_url_kind"],
    )
    geography_id: Text = shown(Events, "geography_id")
    source_id: Text = words.source_id(sources=columns("event_tellings", "citation_id", "source_url"))
    document_id: Text = shown(Events, "document_id")
    section_no: Text = shown(DocumentSections, "section_no", null_means="The source is a web page: see source_url.")
    first_line: Integer = shown(EventTellings, "first_line")
    last_line: Integer = shown(EventTellings, "last_line")
    source_url: Text = shown(EventTellings, "source_url")

    class Config:
        name = "timeline"
        unique = ["event_id"]


class Relationships(Table):
    """Ties between two organisations, each once, however often it is stated. Read a row as a sentence: subject, relation, object. A
    symmetric tie has the end that comes first in the alphabet as its subject, so look at both ends."""

    record_id: Text = words.record_id(sources=_DIRECTED)
    subject_en: Text = words.in_english("Name of the subject", "sujet", [*_DIRECTED, "organisations.name_en"])
    subject_fr: Text = words.in_french("Name of the subject", "sujet", [*_DIRECTED, "organisations.name_fr"])
    relation_en: Text = words.in_english(
        "The tie, read from subject to object", "lien (anglais)", ["relations.relation_type", words.EN_OF_CONCEPT]
    )
    relation_fr: Text = words.in_french("The tie, read from subject to object", "lien", ["relations.relation_type", words.FR_OF_CONCEPT])
    object_en: Text = words.in_english("Name of the object", "objet", [*_DIRECTED, "organisations.name_en"])
    object_fr: Text = words.in_french("Name of the object", "objet", [*_DIRECTED, "organisations.name_fr"])
    inverse_relation_en: Text = shown(Concepts, "inverse_label_en", null_means=None)
    inverse_relation_fr: Text = shown(Concepts, "inverse_label_fr", null_means=None)
    is_symmetric: Boolean = shown(Concepts, "is_symmetric", null_means=None)
    is_former: Boolean = field(
        "Whether every document that states it says that it ended; false only means that one does not say so.",
        "révolue",
        derived_from="relations.status",
    )
    is_disputed: Boolean = field(
        "Whether another passage contradicts this very tie: a contradiction among `quality_issues` is on it.",
        "contestée",
        derived_from=["quality_issues.kind", *columns("quality_issues", "table_name", "record_id")],
    )
    other_objects_en: Text = words.several(
        "The other objects of ties of this type and subject, where passages contradict each other on one of them, in English",
        "autres objets (anglais)",
        ["quality_issues.kind", *_DIRECTED, "organisations.name_en"],
        null_means=_NO_RIVAL,
    )
    other_objects_fr: Text = words.several(
        "The other objects of ties of this type and subject, where passages contradict each other on one of them, in French",
        "autres objets",
        ["quality_issues.kind", *_DIRECTED, "organisations.name_fr"],
        null_means=_NO_RIVAL,
    )
    first_year: Integer = field(
        "Earliest year that a statement gives.", "première année", null_means="No statement gives one.", derived_from="relations.year"
    )
    statement_count: Integer = words.count("statements of the tie", "énoncés", "relations.relation_id")
    issue_count: Integer = words.issue_count()
    both_in_cartography: Boolean = field(
        "Whether both ends are in `actors`.", "deux acteurs", derived_from=[*_TIED, "organisations.in_cartography"]
    )
    subject_type_en: Text = words.in_english("What kind of organisation the subject is", "type du sujet", _TYPE_EN)
    subject_type_fr: Text = words.in_french("What kind of organisation the subject is", "type du sujet", _TYPE_FR)
    object_type_en: Text = words.in_english("What kind of organisation the object is", "type de l’objet", _TYPE_EN)
    object_type_fr: Text = words.in_french("What kind of organisation the object is", "type de l’objet", _TYPE_FR)
    subject_type: Text = shown(Organisations, "organisation_type")
    object_type: Text = shown(Organisations, "organisation_type")
    subject_id: Text = shown(Relations, "subject_id", derived_from=_DIRECTED)
    relation_type: Text = shown(Relations, "relation_type")
    object_id: Text = shown(Relations, "object_id", derived_from=_DIRECTED)
    relation_ids: Text = words.several("Identifiers of the statements in core.relations", "énoncés du lien", "relations.relation_id")
    document_ids: Text = words.document_ids(sources="relations.document_id")
    lines: Text = words.lines("each statement", ["relations.first_line", "relations.last_line"])

    class Config:
        name = "relationships"
        unique = ["record_id"]
