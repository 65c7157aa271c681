"""Front tables about trust: what is doubtful, which printed statements were checked, and what the data rests on."""

from schemas import front_vocabulary as words
from schemas import vocabulary
from schemas.bases import Table
from schemas.citations import Citations
from schemas.claims import Claims
from schemas.copies import shown
from schemas.fields import Boolean, Decimal, Integer, Text, columns, field
from schemas.indicators import Units
from schemas.observations import Observations
from schemas.quality import QualityFlags

_FLAGGED = columns("quality_flags", "table_name", "record_id")
_CORRECTED = columns("corrections", "table_name", "record_id")
_DOUBTED = [
    *_FLAGGED,
    *_CORRECTED,
    *("observation_conflicts.observation_id", "claims.claim_id", "observations.verification", "event_tellings.source_url_kind"),
]
_KIND = [
    "quality_flags.kind",
    "observation_conflicts.kind",
    "observation_conflicts.is_conflict",
    "claims.verdict",
    "observations.verification",
]
_SEVERITY = ["quality_flags.severity", "code_lists.sort_order"]
_RECORDS = [
    *_DOUBTED,
    *("organisations.in_cartography", "cartography.organisation_id", "approaches.organisation_id", "stages.organisation_id"),
    *("sites.locality_id", "organisation_categories.organisation_id", "organisation_activities.organisation_id"),
    *("organisation_places.organisation_id", "organisation_names.organisation_id", "organisation_identifiers.organisation_id"),
    *("events.event_id", "event_tellings.event_id", "event_participants.event_id", "relations.subject_id", "concepts.is_symmetric"),
    *("citations.citation_id", "event_tellings.observation_id", "claims.stated_observation_id", "claims.verdict"),
    *("export_shares.part_observation_id", "export_shares.share_kind"),
]
_EXPLAINED = [
    "quality_flags.explanation_en",
    "observation_conflicts.explanation_en",
    *columns("corrections", "printed", "published", "reason"),
]
_EXPLAINED_FR = [
    *("quality_flags.explanation_fr", "observation_conflicts.explanation_fr"),
    *columns("corrections", "printed", "published", "reason_fr"),
]
_NO_FRONT = "The record is shown in no front table: see core_table_name."
_NO_OTHER_PLACE = "There is one place only."


class QualityIssues(Table):
    """Whatever makes a published value doubtful, one row for each record that it touches: flags of readers and rules, two values of
    one quantity, corrections, refuted claims, values and events whose page nobody has seen. A doubt about a statement is also a row of
    the event, the checked claim or the share of exports that rests on it. A matter that touches several records has several rows with
    one matter_id: count distinct matters. Join by table_name and record_id."""

    issue_id: Text = field(
        "Key: origin of the issue and the key of its record, and the front record where that is another one that rests on it.",
        "doute",
        derived_from=["quality_flags.flag_id", "corrections.correction_id", *_DOUBTED],
    )
    origin: Text = field(
        "Where the doubt comes from: flag, conflict, correction, claim or unverified source.",
        "origine",
        codes="issue_origin",
        derived_from=_DOUBTED,
    )
    kind: Text = field(
        "Kind of doubt: a code of the list flag_kind for flags, conflict_kind for conflicts, issue_kind for the others.",
        "genre",
        derived_from=_KIND,
    )
    kind_en: Text = words.in_english("Name of the kind of doubt", "genre", [*_KIND, words.EN_OF_CODE, words.EN_OF_CONCEPT])
    kind_fr: Text = words.in_french("Name of the kind of doubt", "genre", [*_KIND, words.FR_OF_CODE, words.FR_OF_CONCEPT])
    severity: Text = shown(
        QualityFlags,
        "severity",
        description="What it could change: number, a published number, date, period, rank or status; identity, who, where or which "
        "something is, and no number; wording, words only, so that what is published stands.",
        derived_from=_SEVERITY,
    )
    severity_en: Text = words.in_english("What it could change", "gravité", [*_SEVERITY, words.EN_OF_CODE])
    severity_fr: Text = words.in_french("What it could change", "gravité", [*_SEVERITY, words.FR_OF_CODE])
    severity_rank: Integer = field(
        "Order of severity, the gravest first: 1 number, 2 identity, 3 wording.",
        "rang de gravité",
        unit="1",
        ge=1,
        le=3,
        derived_from=_SEVERITY,
    )
    is_resolved: Boolean = field(
        "Whether the published value already follows the correction.", "résolu", derived_from="corrections.correction_id"
    )
    matter_id: Text = field(
        "What it is about: rows of one matter have one identifier.",
        "question",
        derived_from=[
            "quality_flags.matter_id",
            "corrections.correction_id",
            "claims.claim_id",
            "observations.observation_id",
            "events.event_id",
        ],
    )
    table_name: Text = field(
        "Front table that has the doubtful record: see record_id.", "table", null_means=_NO_FRONT, derived_from=_RECORDS
    )
    record_id: Text = field("Key of the record in that table.", "enregistrement", null_means=_NO_FRONT, derived_from=_RECORDS)
    record_en: Text = words.in_english(
        "Name or title of the doubtful record",
        "enregistrement",
        [
            *_RECORDS,
            *("organisations.name_en", "localities.name_en", "observations.label_en", "events.label_en", "relations.relation_type"),
            *("relations.object_id", words.EN_OF_CONCEPT, "citations.printed", "claims.statement_en", "export_shares.label_en"),
        ],
        null_means=_NO_FRONT,
    )
    record_fr: Text = words.in_french(
        "Name or title of the doubtful record",
        "enregistrement",
        [
            *_RECORDS,
            *("organisations.name_fr", "localities.name", "observations.label_fr", "events.label_fr", "relations.relation_type"),
            *("relations.object_id", words.FR_OF_CONCEPT, "citations.printed", "claims.statement_fr", "export_shares.label_fr"),
        ],
        null_means=_NO_FRONT,
    )
    organisation_id: Text = vocabulary.organisation_id(
        null_means="It concerns no organisation, or none in particular.", derived_from=[*_RECORDS, "observations.organisation_id"]
    )
    column_name: Text = field(
        "Column of core_table_name that the doubt is about.",
        "colonne",
        null_means="It is about the whole record.",
        derived_from=["corrections.column_name", "observations.verification", "claims.verdict"],
    )
    explanation_en: Text = words.in_english("What is doubtful, and why", "explication", [*_EXPLAINED, "claims.note"])
    explanation_fr: Text = words.in_french("What is doubtful, and why", "explication", [*_EXPLAINED_FR, "claims.note_fr"])
    settled_by_en: Text = shown(QualityFlags, "settled_by_en", null_means="Nobody has said what would settle it.")
    settled_by_fr: Text = shown(QualityFlags, "settled_by_fr", null_means="Nobody has said what would settle it.")
    core_table_name: Text = field("Table of the record in the schema core.", "table du noyau", derived_from=_DOUBTED)
    core_record_id: Text = field("Key of the record there: its values joined by '|'.", "enregistrement du noyau", derived_from=_DOUBTED)
    document_id: Text = shown(QualityFlags, "document_id")
    first_line: Integer = shown(QualityFlags, "first_line", null_means="The source is a web page, or no lines state it.")
    last_line: Integer = shown(QualityFlags, "last_line", null_means="The source is a web page, or no lines state it.")
    other_first_line: Integer = shown(QualityFlags, "other_first_line", null_means=_NO_OTHER_PLACE)
    other_last_line: Integer = shown(QualityFlags, "other_last_line", null_means=_NO_OTHER_PLACE)
    source_url: Text = shown(QualityFlags, "source_url", null_means="The source is a document: see first_line.")

    class Config:
        name = "quality_issues"
        unique = ["issue_id"]


class Sources(Table):
    """The sources of the data: those that documents cite, and web pages that the project read or noted as leads. How many rows rest
    on each is counted; a source on which nothing rests is cited only."""

    source_id: Text = field(
        "Key: the identifier of the citation, or the address of the web page.",
        "source",
        derived_from=["citations.citation_id", "observations.source_url"],
    )
    source_kind: Text = field(
        "Whether a document cites the source, or the project read a web page.",
        "nature",
        codes="source_kind",
        derived_from="citations.citation_id",
    )
    label: Text = field(
        "Source as it may be shown: as cited, or the site of the page.",
        "libellé",
        derived_from=["citations.printed", "observations.source_url"],
    )
    printed: Text = shown(Citations, "printed", null_means="No document cites it.")
    author: Text = shown(Citations, "author", null_means="No document cites it.")
    year: Integer = field(
        "Year in which the source was published.",
        "année",
        null_means="Neither the citation nor the page gives one.",
        derived_from=["citations.year", "observations.source_published"],
    )
    title: Text = shown(Citations, "title", null_means="The text gives no title, or no document cites it.")
    url: Text = field(
        "Web address of the source, as far as it is stated.",
        "adresse",
        null_means="The text gives no address.",
        derived_from=["citations.url", "observations.source_url", "event_tellings.source_url"],
    )
    is_outdated: Boolean = field(
        "Whether a flag says that its date does not fit what is cited from it: too old, or too early to know it.",
        "date discordante",
        derived_from=[*_FLAGGED, "quality_flags.kind"],
    )
    verification: Text = field(
        "By what the source can be verified.",
        "vérification",
        codes="verification",
        derived_from=["observations.verification", "event_tellings.source_url_kind"],
    )
    times_cited: Integer = shown(Citations, "times_cited")
    statement_count: Integer = words.count(
        "rows of `statements` that rest on it", "énoncés", columns("observations", "citation_id", "source_url")
    )
    event_count: Integer = words.count(
        "rows of `timeline` that rest on it", "événements", columns("event_tellings", "citation_id", "source_url")
    )
    relationship_count: Integer = words.count(
        "rows of `relationships` that rest on it",
        "liens",
        ["relations.citation_id", *columns("relations", "subject_id", "relation_type", "object_id"), "concepts.is_symmetric"],
    )
    use_count: Integer = words.count(
        "statements, events, ties, names and identifiers that rest on it",
        "usages",
        [
            *columns("observations", "citation_id", "source_url"),
            *columns("event_tellings", "citation_id", "source_url"),
            *("relations.citation_id", "organisation_names.source_url", "organisation_identifiers.source_url"),
        ],
    )
    document_id: Text = shown(Citations, "document_id", null_means="No document cites it.")
    first_line: Integer = shown(Citations, "first_line", null_means="No document cites it.")
    last_line: Integer = shown(Citations, "last_line", null_means="No document cites it.")

    class Config:
        name = "sources"
        unique = ["source_id"]


class ClaimChecks(Table):
    """Printed statements that were checked against the other printed numbers, each with a verdict. Look at check_kind first: a
    restatement proves less than arithmetic. Values that are only implied, and statements that cannot be recomputed, are in
    core.claims."""

    claim_id: Text = shown(Claims, "claim_id")
    statement_en: Text = shown(Claims, "statement_en")
    statement_fr: Text = shown(Claims, "statement_fr")
    check_kind: Text = shown(Claims, "check_kind")
    check_kind_en: Text = words.in_english("How the statement was checked", "contrôle", ["claims.check_kind", words.EN_OF_CODE])
    check_kind_fr: Text = words.in_french("How the statement was checked", "contrôle", ["claims.check_kind", words.FR_OF_CODE])
    verdict: Text = shown(Claims, "verdict")
    verdict_en: Text = words.in_english("What the comparison of both values came to", "verdict", ["claims.verdict", words.EN_OF_CODE])
    verdict_fr: Text = words.in_french("What the comparison of both values came to", "verdict", ["claims.verdict", words.FR_OF_CODE])
    holds: Boolean = field(
        "Whether the statement holds, rounded as numbers are: false where it is refuted (verdict inconsistent).",
        "tient",
        null_means="The printed value is the recomputed one cut off, not rounded (verdict truncated): neither holds nor is refuted.",
        derived_from="claims.verdict",
    )
    is_contradicted: Boolean = field(
        "Whether passages contradict each other on it, by a row of `quality_issues`; `holds` is about the other printed numbers only.",
        "contredite",
        derived_from=["quality_issues.kind", "quality_issues.record_id"],
    )
    stated_value: Decimal = shown(Claims, "stated_value", null_means="A range is stated: see stated_low and stated_high.")
    stated_low: Decimal = shown(Claims, "stated_low", null_means="Unbounded below.")
    stated_high: Decimal = shown(Claims, "stated_high", null_means="Unbounded above.")
    stated_qualifier: Text = shown(Claims, "stated_qualifier", null_means=None)
    value_printed: Text = shown(
        Observations, "value_printed", null_means="No observation states it, or the wording of the page is not kept."
    )
    recomputed_value: Decimal = shown(Claims, "recomputed_value", null_means="The other numbers give a range.")
    recomputed_low: Decimal = shown(Claims, "recomputed_low", null_means="Unbounded below.")
    recomputed_high: Decimal = shown(Claims, "recomputed_high", null_means="Unbounded above.")
    difference: Decimal = shown(Claims, "difference", null_means="The stated or the recomputed value is a range.")
    power: Decimal = shown(Claims, "power", null_means="The stated value is a range.")
    unit_id: Text = shown(Claims, "unit_id")
    unit_en: Text = shown(Units, "label_en")
    unit_fr: Text = shown(Units, "label_fr")
    formula: Text = shown(Claims, "formula")
    formula_en: Text = words.in_english("Formula of the recomputation", "formule", ["claims.formula", words.EN_OF_CODE])
    formula_fr: Text = words.in_french("Formula of the recomputation", "formule", ["claims.formula", words.FR_OF_CODE])
    inputs_en: Text = words.several(
        "What it was recomputed from, in English",
        "données du calcul (anglais)",
        ["claim_inputs.record_en", "claim_inputs.role"],
        null_means="The check compares the value with no other number.",
    )
    inputs_fr: Text = words.several(
        "What it was recomputed from, in French",
        "données du calcul",
        ["claim_inputs.record_fr", "claim_inputs.role"],
        null_means="The check compares the value with no other number.",
    )
    quote_en: Text = shown(Claims, "quote_en", null_means=None)
    quote_fr: Text = shown(Claims, "quote_fr", null_means=None)
    note_en: Text = shown(Claims, "note")
    note_fr: Text = shown(Claims, "note_fr")
    issue_count: Integer = words.issue_count()
    verification: Text = shown(Claims, "verification")
    observation_id: Text = shown(Claims, "stated_observation_id")
    document_id: Text = shown(Claims, "document_id")
    first_line: Integer = shown(Observations, "first_line", null_means="No observation states it, or its source is a web page.")
    last_line: Integer = shown(Observations, "last_line", null_means="No observation states it, or its source is a web page.")
    source_url: Text = shown(Observations, "source_url", null_means="No observation states it, or its source has lines.")

    class Config:
        name = "claim_checks"
        unique = ["claim_id"]
