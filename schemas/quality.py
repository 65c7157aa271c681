"""Faults: what is contradictory, doubtful or corrected."""

from schemas import vocabulary
from schemas.bases import RawDocumentTable, RawTable, Table
from schemas.copies import copied
from schemas.fields import IDENTIFIER, ONE_ITEM, RECORD_ID, Integer, Text, columns, field

# Published tables with cells that can be corrected.
_CORRECTED = ("biomanufacturing_history", "cartography", "citations", "figures", "molecule_comparison")

# What the explanation of a flag that a rule finds names, and what it shows of an event that is told twice.
_LABELLED_EN = ["geographies.label_en", "concepts.label_en", "events.label_en", "documents.label_en", "organisations.name"]
_LABELLED_FR = ["geographies.label_fr", "concepts.label_fr", "events.label_fr", "documents.label_fr", "organisations.name"]
_TOLD = ["observations.value_printed", "event_tellings.date_printed"]
_NO_OTHER_LINES = "There is one place only, or the other one is a web page."


def _told(column: str) -> list[str]:
    """Return the column with the lines of what two documents tell of one event."""
    return [*columns("observations", column), *columns("event_tellings", column)]


def _lines_of_corrected(column: str) -> list[str]:
    """Return the column with the lines of the rows of each table that can be corrected."""
    return [name for table in _CORRECTED for name in columns(table, column)]


class RawFlags(RawDocumentTable):
    """Contradictions, ambiguities and likely misprints that a reader found in a document."""

    flag_id: Text = vocabulary.identifier("flag", "signalement")
    kind: Text = vocabulary.identifier("kind of flag", "genre", scheme="flag_kind", references="raw_concepts.concept_id")
    severity: Text = field("What would change if the matter were settled.", "gravité", codes="flag_severity")
    matter_id: Text = vocabulary.identifier(
        "matter that it is about, which it shares with the flags of other rows that the same matter touches", "question"
    )
    table_name: Text = field("Published table that it is about.", "table", written=IDENTIFIER)
    record_id: Text = vocabulary.record_id(of="the row that it is about", written=RECORD_ID)
    explanation_en: Text = field("What is wrong or doubtful, in English.", "explication (anglais)", str_matches=ONE_ITEM)
    explanation_fr: Text = field("What is wrong or doubtful, in French.", "explication", str_matches=ONE_ITEM)
    settled_by_en: Text = field("What would settle the matter, in English.", "ce qui trancherait (anglais)", str_matches=ONE_ITEM)
    settled_by_fr: Text = field("What would settle the matter, in French.", "ce qui trancherait", str_matches=ONE_ITEM)
    printed: Text = vocabulary.printed_cell(
        "What it is about", "imprimé", lines=("first_line", "last_line"), null_means=vocabulary.NO_WORDING
    )
    first_line: Text = vocabulary.first_line(raw=True, of="what it is about", or_page=True)
    last_line: Text = vocabulary.last_line(raw=True, of="what it is about", or_page=True)
    source_url: Text = vocabulary.source_url()
    other_printed: Text = vocabulary.printed_cell(
        "The other place", "autre imprimé", null_means="There is one place only.", lines=("other_first_line", "other_last_line")
    )
    other_first_line: Text = vocabulary.first_line(raw=True, of="the other place", null_means="There is one place only.")
    other_last_line: Text = vocabulary.last_line(raw=True, of="the other place", null_means="There is one place only.")

    class Config:
        name = "raw_flags"
        unique = ["flag_id"]
        one_locator = {"lines": ["first_line", "last_line"], "url": "source_url"}
        metadata = {"place": "document"}


class RawCorrections(RawTable):
    """Every place where the project departs from what is printed, with the printed value that it expects there."""

    correction_id: Text = vocabulary.identifier("correction", "correction")
    document_id: Text = vocabulary.document_id(references="raw_documents.document_id")
    table_name: Text = field("Published table whose cell is corrected.", "table", written=IDENTIFIER)
    record_id: Text = vocabulary.record_id(of="the corrected row", written=RECORD_ID)
    column_name: Text = field("Published column that holds the corrected value.", "colonne", written=IDENTIFIER)
    printed: Text = vocabulary.printed_cell("The cell that is expected", "imprimé")
    published: Text = field("The value published in its place.", "publié", printed=True, written=ONE_ITEM)
    reason: Text = field("Reason for the correction, in English.", "raison (anglais)", written=ONE_ITEM)
    reason_fr: Text = field("Reason for the correction, in French.", "raison", written=ONE_ITEM)

    class Config:
        name = "raw_corrections"
        unique = ["correction_id"]
        metadata = {"place": "root"}


class QualityFlags(Table):
    """Contradictions, ambiguities and likely misprints. Both values stay published; a flag says which and why."""

    flag_id: Text = copied(
        RawFlags,
        "flag_id",
        formula="as read, or made from the rule and the row that it found",
        also_from=["organisation_categories.organisation_id", "sites.locality_id", "event_tellings.observation_id", "events.event_id"],
    )
    kind: Text = copied(RawFlags, "kind")
    severity: Text = copied(RawFlags, "severity")
    matter_id: Text = copied(RawFlags, "matter_id", formula="as read; a flag that a rule finds is a matter of its own")
    document_id: Text = copied(RawFlags, "document_id", also_from="documents.earliest_year")
    table_name: Text = copied(RawFlags, "table_name")
    record_id: Text = copied(RawFlags, "record_id")
    explanation_en: Text = copied(RawFlags, "explanation_en", also_from=_LABELLED_EN)
    explanation_fr: Text = copied(RawFlags, "explanation_fr", also_from=_LABELLED_FR)
    settled_by_en: Text = copied(RawFlags, "settled_by_en")
    settled_by_fr: Text = copied(RawFlags, "settled_by_fr")
    found_by: Text = field(
        "Who found it: a reader, or a rule of the build.",
        "trouvé par",
        codes="flag_origin",
        derived_from="raw_flags.flag_id",
        formula="'reader' if read, else 'rule'",
    )
    printed: Text = field(
        "What the flag is about, as the document prints it.",
        "imprimé",
        lines=("first_line", "last_line"),
        null_means=vocabulary.NO_WORDING,
        derived_from=["raw_flags.printed", "sites.place_printed", "raw_cartography.name", *_TOLD],
    )
    first_line: Integer = copied(RawFlags, "first_line", also_from=["sites.first_line", "raw_cartography.name_lines", *_told("first_line")])
    last_line: Integer = copied(RawFlags, "last_line", also_from=["sites.last_line", "raw_cartography.name_lines", *_told("last_line")])
    other_printed: Text = field(
        "What the other place says, as the document prints it.",
        "autre imprimé",
        lines=("other_first_line", "other_last_line"),
        null_means="There is one place only, or the other one is a web page.",
        derived_from=["raw_flags.other_printed", "raw_cartography.name", *_TOLD],
    )
    other_document_id: Text = vocabulary.document_id(
        null_means="There is one place only.",
        references="documents.document_id",
        derived_from=["raw_flags.document_id", "raw_cartography.document_id", "event_tellings.document_id"],
    )
    other_first_line: Integer = copied(
        RawFlags, "other_first_line", null_means=_NO_OTHER_LINES, also_from=["raw_cartography.name_lines", *_told("first_line")]
    )
    other_last_line: Integer = copied(
        RawFlags, "other_last_line", null_means=_NO_OTHER_LINES, also_from=["raw_cartography.name_lines", *_told("last_line")]
    )
    source_url: Text = copied(RawFlags, "source_url")

    class Config:
        name = "quality_flags"
        unique = ["flag_id"]
        one_locator = {"lines": ["first_line", "last_line"], "url": "source_url"}


class Corrections(Table):
    """Every place where the project departs from what is printed."""

    correction_id: Text = copied(RawCorrections, "correction_id")
    document_id: Text = copied(RawCorrections, "document_id")
    table_name: Text = copied(RawCorrections, "table_name")
    record_id: Text = copied(RawCorrections, "record_id")
    column_name: Text = copied(RawCorrections, "column_name")
    printed: Text = copied(RawCorrections, "printed", description="What the document prints in the cell.")
    published: Text = copied(RawCorrections, "published")
    reason: Text = copied(RawCorrections, "reason")
    reason_fr: Text = copied(RawCorrections, "reason_fr")
    first_line: Integer = vocabulary.first_line(
        of="the row that it corrects",
        null_means="There is no such row: the correction is refused.",
        derived_from=["raw_corrections.record_id", *_lines_of_corrected("first_line")],
    )
    last_line: Integer = vocabulary.last_line(
        of="the row that it corrects",
        null_means="There is no such row: the correction is refused.",
        derived_from=["raw_corrections.record_id", *_lines_of_corrected("last_line")],
    )

    class Config:
        name = "corrections"
        unique = ["correction_id"]
