"""Views of what is stated, each row with its words and the place to look it up: lines of the document, or the address of a page.

Belongs here: numbers, refuted claims and events for reading and citing. Does not belong here: choosing
between values; that is `series_values`.
"""

from typing import Any

from schemas.bases import Table
from schemas.citations import Citations
from schemas.claims import Claims
from schemas.copies import shown
from schemas.documents import Documents
from schemas.events import Events, EventTellings
from schemas.fields import Date, Decimal, Integer, Text, field
from schemas.indicators import Units
from schemas.observations import Observations
from schemas.organisations import Organisations

_NO_CITATION = "No citation closes the passage."

_OBSERVATIONS_SQL = """
SELECT
  o.observation_id, o.document_id, d.label_en AS document_en, o.label_en, o.label_fr,
  o.indicator_id, i.label_en AS indicator_en, s.label_en AS subject_en,
  g.label_en AS geography_en, r.label_en AS reference_geography_en, n.name AS organisation, f.label_en AS definition_en,
  o.period_start, o.period_end, o.period_precision,
  o."value", o.value_low, o.value_high, o.unit_id, u.label_en AS unit_en, o.qualifier, o.status,
  o.value_printed, o.first_line, o.last_line, o.source_url, o.source_published, o.verification, o.definition_basis,
  c.printed AS cited, c.title AS cited_title, c.url AS cited_url, o.note
FROM observations o
JOIN documents d USING (document_id)
JOIN indicators i USING (indicator_id)
JOIN units u USING (unit_id)
LEFT JOIN concepts s ON s.concept_id = o.subject_id
LEFT JOIN geographies g ON g.geography_id = o.geography_id
LEFT JOIN geographies r ON r.geography_id = o.reference_geography_id
LEFT JOIN organisations n ON n.organisation_id = o.organisation_id
LEFT JOIN concepts f ON f.concept_id = o.definition_id
LEFT JOIN citations c ON c.citation_id = o.citation_id
ORDER BY o.observation_id
"""

_CLAIMS_SQL = """
SELECT
  c.claim_id, c.document_id, c.statement_en, c.statement_fr, c.check_kind, c.unit_id,
  c.stated_value, c.stated_qualifier, c.stated_low, c.stated_high,
  c.recomputed_value, c.recomputed_low, c.recomputed_high, c.difference, c.power, c.verification, c.note, c.note_fr,
  o.value_printed, o.first_line, o.last_line, o.source_url
FROM claims c LEFT JOIN observations o ON o.observation_id = c.stated_observation_id
WHERE c.verdict = 'inconsistent'
ORDER BY c.claim_id
"""

_EVENTS_SQL = """
WITH taking_part AS (
  SELECT event_id, string_agg(k.label_en || ': ' || o.name, ' | ' ORDER BY participant_no, role, o.name) AS participants
  FROM event_participants p JOIN organisations o USING (organisation_id) JOIN concepts k ON k.concept_id = p.role
  GROUP BY event_id
), told AS (
  SELECT event_id, count(*) AS tellings FROM event_tellings GROUP BY event_id
)
SELECT
  e.event_id, e.document_id, e.event_type, e.label_en, e.label_fr, e.date_start, e.date_end, e.date_precision, e.target_year,
  e.status, p.participants, e.amount, e.amount_low, e.amount_high, e.currency, g.label_en AS geography_en, e.verification, n.tellings,
  t.event_printed, c.printed AS cited, t.first_line, t.last_line, t.source_url
FROM events e
JOIN event_tellings t ON t.event_id = e.event_id AND t.document_id = e.document_id AND t.telling_no = 1
JOIN told n ON n.event_id = e.event_id
LEFT JOIN taking_part p ON p.event_id = e.event_id
LEFT JOIN geographies g ON g.geography_id = e.geography_id
LEFT JOIN citations c ON c.citation_id = t.citation_id
ORDER BY e.date_start NULLS LAST, e.event_id
"""


def _geography_en(geography_id: str, null_means: str) -> Any:
    return field("Area, in English.", "zone (anglais)", null_means=null_means, derived_from=[geography_id, "geographies.label_en"])


class ObservationsWithSource(Table):
    """Observations with the labels of all that they are about, the words as printed, and where those stand: the lines of the document, or
    the address of the page; and the source that the passage cites."""

    observation_id: Text = shown(Observations, "observation_id")
    document_id: Text = shown(Observations, "document_id")
    document_en: Text = shown(Documents, "label_en")
    label_en: Text = shown(Observations, "label_en")
    label_fr: Text = shown(Observations, "label_fr")
    indicator_id: Text = shown(Observations, "indicator_id")
    indicator_en: Text = field("Indicator, in English.", "indicateur (anglais)", derived_from="indicators.label_en")
    subject_en: Text = field(
        "Subject, in English.",
        "sujet (anglais)",
        null_means="The indicator says it.",
        derived_from=["observations.subject_id", "concepts.label_en"],
    )
    geography_en: Text = _geography_en(geography_id="observations.geography_id", null_means="It is about no area.")
    reference_geography_en: Text = field(
        "Area ranked among, compared with, or exported to, in English.",
        "zone de référence (anglais)",
        null_means="There is none.",
        derived_from=["observations.reference_geography_id", "geographies.label_en"],
    )
    organisation: Text = shown(Organisations, "name", null_means="It is about no organisation.")
    definition_en: Text = field(
        "Definition by which the quantity is measured, in English.",
        "définition (anglais)",
        null_means="The source does not say.",
        derived_from=["observations.definition_id", "concepts.label_en"],
    )
    period_start: Date = shown(Observations, "period_start")
    period_end: Date = shown(Observations, "period_end")
    period_precision: Text = shown(Observations, "period_precision")
    value: Decimal = shown(Observations, "value")
    value_low: Decimal = shown(Observations, "value_low")
    value_high: Decimal = shown(Observations, "value_high")
    unit_id: Text = shown(Observations, "unit_id")
    unit_en: Text = shown(Units, "label_en")
    qualifier: Text = shown(Observations, "qualifier")
    status: Text = shown(Observations, "status")
    value_printed: Text = shown(Observations, "value_printed")
    first_line: Integer = shown(Observations, "first_line")
    last_line: Integer = shown(Observations, "last_line")
    source_url: Text = shown(Observations, "source_url")
    source_published: Text = shown(Observations, "source_published")
    verification: Text = shown(Observations, "verification")
    definition_basis: Text = shown(Observations, "definition_basis")
    cited: Text = shown(Citations, "printed", null_means=_NO_CITATION)
    cited_title: Text = shown(Citations, "title", null_means=f"{_NO_CITATION} Or the text gives no title.")
    cited_url: Text = shown(Citations, "url", null_means=f"{_NO_CITATION} Or the text gives no address.")
    note: Text = shown(Observations, "note")

    class Config:
        name = "observations_with_source"
        unique = ["observation_id"]
        metadata = {"sql": _OBSERVATIONS_SQL}


class ClaimsRefuted(Table):
    """Claims that the other printed values refute (verdict inconsistent), with the words that state them. `claim_inputs` lists the records
    that they were compared with."""

    claim_id: Text = shown(Claims, "claim_id")
    document_id: Text = shown(Claims, "document_id")
    statement_en: Text = shown(Claims, "statement_en")
    statement_fr: Text = shown(Claims, "statement_fr")
    check_kind: Text = shown(Claims, "check_kind")
    unit_id: Text = shown(Claims, "unit_id")
    stated_value: Decimal = shown(Claims, "stated_value")
    stated_qualifier: Text = shown(Claims, "stated_qualifier")
    stated_low: Decimal = shown(Claims, "stated_low")
    stated_high: Decimal = shown(Claims, "stated_high")
    recomputed_value: Decimal = shown(Claims, "recomputed_value")
    recomputed_low: Decimal = shown(Claims, "recomputed_low")
    recomputed_high: Decimal = shown(Claims, "recomputed_high")
    difference: Decimal = shown(Claims, "difference")
    power: Decimal = shown(Claims, "power")
    verification: Text = shown(Claims, "verification")
    note: Text = shown(Claims, "note")
    note_fr: Text = shown(Claims, "note_fr")
    value_printed: Text = shown(
        Observations, "value_printed", null_means="No observation states it (see claim_inputs), or the wording of the page is not known."
    )
    first_line: Integer = shown(Observations, "first_line", null_means="No observation states it, or its source is a web page.")
    last_line: Integer = shown(Observations, "last_line", null_means="No observation states it, or its source is a web page.")
    source_url: Text = shown(Observations, "source_url", null_means="No observation states it, or its source has lines.")

    class Config:
        name = "claims_refuted"
        unique = ["claim_id"]
        metadata = {"sql": _CLAIMS_SQL}


class EventsWithParticipants(Table):
    """Events by date, each with all its named participants and their roles, the amount and where it is told first: who did what
    with whom."""

    event_id: Text = shown(Events, "event_id")
    document_id: Text = shown(Events, "document_id")
    event_type: Text = shown(Events, "event_type")
    label_en: Text = shown(Events, "label_en")
    label_fr: Text = shown(Events, "label_fr")
    date_start: Date = shown(Events, "date_start")
    date_end: Date = shown(Events, "date_end")
    date_precision: Text = shown(Events, "date_precision")
    target_year: Integer = shown(Events, "target_year")
    status: Text = shown(Events, "status")
    participants: Text = field(
        "Role and name of each organisation that takes part, in the order of mention; ' | ' between them.",
        "participants",
        null_means="No named organisation takes part.",
        derived_from=["event_participants.role", "event_participants.participant_no", "concepts.label_en", "organisations.name"],
        formula="role: name",
    )
    amount: Decimal = shown(Events, "amount")
    amount_low: Decimal = shown(Events, "amount_low")
    amount_high: Decimal = shown(Events, "amount_high")
    currency: Text = shown(Events, "currency")
    geography_en: Text = _geography_en(geography_id="events.geography_id", null_means="No place is stated.")
    verification: Text = shown(Events, "verification")
    tellings: Integer = field(
        "Number of passages and pages that tell the event; the words and the place are those of the first.",
        "nombre de récits",
        unit="count",
        ge=1,
        derived_from="event_tellings.telling_no",
    )
    event_printed: Text = shown(EventTellings, "event_printed")
    cited: Text = shown(Citations, "printed", null_means=_NO_CITATION)
    first_line: Integer = shown(EventTellings, "first_line")
    last_line: Integer = shown(EventTellings, "last_line")
    source_url: Text = shown(EventTellings, "source_url")

    class Config:
        name = "events_with_participants"
        unique = ["event_id"]
        metadata = {"sql": _EVENTS_SQL}
