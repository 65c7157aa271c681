"""The published table that says where each published cell is printed."""

from schemas import (
    biomanufacturing_history,
    cartography,
    citations,
    documents,
    events,
    figures,
    molecule_comparison,
    observations,
    organisation_statements,
    organisations,
    quality,
    relations,
    spans,
    vocabulary,
)
from schemas.bases import Table
from schemas.copies import copied
from schemas.fields import IDENTIFIER, Integer, Text, columns, field

# Published tables with printed cells, and the raw tables that hold the lines of these cells.
PRINTED_TABLES = (
    cartography.Approaches,
    biomanufacturing_history.BiomanufacturingHistory,
    cartography.Cartography,
    citations.CitationOccurrences,
    citations.Citations,
    documents.DocumentSections,
    documents.Documents,
    events.EventParticipants,
    events.EventTellings,
    events.Events,
    figures.FigurePoints,
    figures.Figures,
    observations.ListedItems,
    molecule_comparison.MoleculeComparison,
    observations.Observations,
    organisation_statements.OrganisationActivities,
    organisation_statements.OrganisationCategories,
    organisations.OrganisationNames,
    organisation_statements.OrganisationPlaces,
    quality.QualityFlags,
    relations.Relations,
    cartography.Sites,
    cartography.Stages,
)

PRINTED_RAW_TABLES = (
    biomanufacturing_history.RawBiomanufacturingHistory,
    cartography.RawCartography,
    citations.RawCitations,
    documents.RawDocuments,
    events.RawEventParticipants,
    events.RawEventTellings,
    events.RawEvents,
    figures.RawFigurePoints,
    figures.RawFigures,
    observations.RawListedItems,
    molecule_comparison.RawMoleculeComparison,
    organisation_statements.RawOrganisationActivities,
    organisation_statements.RawOrganisationCategories,
    organisations.RawOrganisationNames,
    organisation_statements.RawOrganisationPlaces,
    relations.RawRelations,
    documents.RawSections,
    observations.RawStatements,
)


def _keys() -> list[str]:
    """Return the columns of the keys of published tables."""
    return [key for table in PRINTED_TABLES for key in columns(str(table.Config.name), *table.Config.unique)]


def _printed_cells() -> list[str]:
    """Return the raw columns that are printed: those that say which columns hold their lines."""
    return [cell for table in PRINTED_RAW_TABLES for cell in columns(str(table.Config.name), *_printed(table))]


def _printed(table: type[Table]) -> list[str]:
    return [name for name, column in table.to_schema().columns.items() if column.metadata["lines"]]


def _kinds_of_address() -> list[str]:
    """Return the raw columns that say what stands at the address of a web page."""
    column = "source_url_kind"
    return [kind for table in PRINTED_RAW_TABLES if column in table.to_schema().columns for kind in columns(str(table.Config.name), column)]


class Provenance(Table):
    """Where a published cell is printed, to the character. A cell printed in several separate runs has a row for each. A value that the
    words around it do not give, such as a period that only the context tells, has none."""

    table_name: Text = field(
        "Table of the schema core that has the cell: `statements` and `series` are observations, `timeline` is events, event_tellings and "
        "event_participants, `relationships` is relations, `sources` is citations.",
        "table",
        str_matches=IDENTIFIER,
    )
    record_id: Text = vocabulary.record_id(of="its row", derived_from=_keys())
    column_name: Text = field("Column of the published table that has the cell.", "colonne", str_matches=IDENTIFIER)
    source_no: Integer = field("Number of the run, from 1.", "numéro de source", ge=1)
    document_id: Text = copied(documents.Documents, "document_id", references="documents.document_id")
    first_line: Integer = copied(spans.RawSpans, "line", null_means=vocabulary.FROM_WEB_PAGE, ge=1)
    char_start: Integer = copied(spans.RawSpans, "char_start", null_means=vocabulary.NO_CHARACTERS, ge=1)
    last_line: Integer = copied(spans.RawSpans, "end_line", null_means=vocabulary.FROM_WEB_PAGE, ge=1)
    char_end: Integer = copied(spans.RawSpans, "char_end", null_means=vocabulary.NO_CHARACTERS, ge=1)
    section_no: Text = vocabulary.section_no(
        null_means=vocabulary.FROM_WEB_PAGE,
        derived_from=["document_sections.section_no", "document_sections.first_line", "document_sections.last_line"],
        formula="the section whose lines hold first_line",
    )
    source_url: Text = vocabulary.source_url()
    verification: Text = vocabulary.verification(
        "How it can be verified that the cell stands there.",
        derived_from=_kinds_of_address(),
        formula="'text' where there are lines, 'web_page' where the address is that of the page, else 'web_lead'",
    )
    printed: Text = field(
        "What is printed there, white space collapsed.",
        "imprimé",
        null_means=vocabulary.NO_WORDING,
        derived_from=[*_printed_cells(), "raw_spans.printed"],
    )

    class Config:
        name = "provenance"
        unique = ["table_name", "record_id", "column_name", "source_no"]
        one_locator = {"lines": ["first_line", "last_line"], "url": "source_url"}
        metadata = {"foreign_keys": [(["document_id", "section_no"], "document_sections")]}
