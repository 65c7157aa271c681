"""Published tables about the dataset itself: where each cell is printed, what is corrected, doubtful, and what each column holds."""

from collections.abc import Iterable

import pandera.pandas as pa

from schemas import fields
from schemas.core_cartography import Approaches, Cartography, OrganisationCategories, Sites, Stages
from schemas.core_events import EventParticipants, Events, OrganisationActivities, OrganisationPlaces, Relations
from schemas.core_history import BiomanufacturingHistory, MoleculeComparison
from schemas.core_lists import ListedItems
from schemas.core_observations import Observations
from schemas.core_reference import Documents, DocumentSections, OrganisationNames
from schemas.core_sources import CitationOccurrences, Citations, FigurePoints, Figures
from schemas.fields import Flag, Text, Whole, field
from schemas.raw import RawDocuments, RawSections
from schemas.raw import RawTable as Table
from schemas.raw_events import (
    RawEventParticipants,
    RawEvents,
    RawOrganisationActivities,
    RawOrganisationCategories,
    RawOrganisationPlaces,
    RawRelations,
)
from schemas.raw_reference import RawOrganisationNames
from schemas.raw_sources import RawCitations, RawFigurePoints, RawFigures
from schemas.raw_statements import RawListedItems, RawStatements
from schemas.raw_tables import RawBiomanufacturingHistory, RawCartography, RawMoleculeComparison


class Corrections(Table):
    """Every place where the project departs from what is printed."""

    correction_id: Text = fields.identifier("correction", "correction", derived_from="raw_corrections.correction_id")
    document_id: Text = fields.document_id(references="documents.document_id", derived_from="raw_corrections.document_id")
    table_name: Text = field("Published table whose cell is corrected.", "table", derived_from="raw_corrections.table_name")
    row_key: Text = field("Key of the corrected row: a JSON array.", "clé de ligne", derived_from="raw_corrections.row_key")
    column_name: Text = field("Published column that holds the corrected value.", "colonne", derived_from="raw_corrections.column_name")
    printed: Text = field("The cell as printed.", "imprimé", derived_from="raw_corrections.printed")
    published: Text = field("The value published in its place.", "publié", derived_from="raw_corrections.published")
    reason: Text = field("Why, in English.", "raison", derived_from="raw_corrections.reason")
    first_line: Whole = fields.first_line(
        of="the row that it corrects",
        nullable=True,
        null_means="There is no such row: the correction is refused.",
        derived_from=["raw_corrections.row_key", "raw_cartography.first_line"],
    )
    last_line: Whole = fields.last_line(
        of="the row that it corrects",
        nullable=True,
        null_means="There is no such row: the correction is refused.",
        derived_from=["raw_corrections.row_key", "raw_cartography.last_line"],
    )

    class Config:
        name = "corrections"
        unique = ["correction_id"]


class QualityFlags(Table):
    """Contradictions, ambiguities and likely misprints. Both values stay published; a flag says which and why."""

    flag_id: Text = fields.identifier(
        "flag",
        "signalement",
        derived_from=["raw_flags.flag_id", "organisation_categories.organisation_id", "sites.locality_id"],
        formula="as read, or made from the rule and the row that it found",
    )
    kind: Text = fields.identifier(
        "kind of flag", "genre", scheme="flag_kind", references="concepts.concept_id", derived_from="raw_flags.kind"
    )
    document_id: Text = fields.document_id(references="documents.document_id", derived_from="raw_flags.document_id")
    table_name: Text = field(
        "Published table that it is about.",
        "table",
        nullable=True,
        null_means="It is about no published row.",
        derived_from="raw_flags.table_name",
    )
    row_key: Text = field(
        "Key of the row that it is about: a JSON array.",
        "clé de ligne",
        nullable=True,
        null_means="It is about no single row.",
        derived_from="raw_flags.row_key",
    )
    explanation_en: Text = fields.explanation_en(
        derived_from=["raw_flags.explanation_en", "geographies.label_en", "concepts.label_en", "organisations.name"]
    )
    settled_by_en: Text = fields.settled_by_en(derived_from="raw_flags.settled_by_en")
    found_by: Text = field(
        "What found it.", "trouvé par", codes="flag_origin", derived_from="raw_flags.flag_id", formula="'reader' if read, else 'rule'"
    )
    printed: Text = field(
        "What it is about, as printed.",
        "imprimé",
        lines=("first_line", "last_line"),
        nullable=True,
        null_means="The wording of the web page is not at hand.",
        derived_from=["raw_flags.printed", "sites.place_printed", "cartography.name_printed"],
    )
    first_line: Whole = fields.first_line(
        of="what it is about",
        or_page=True,
        derived_from=["raw_flags.first_line", "sites.first_line", "cartography.first_line"],
    )
    last_line: Whole = fields.last_line(
        of="what it is about",
        or_page=True,
        derived_from=["raw_flags.last_line", "sites.last_line", "cartography.last_line"],
    )
    other_printed: Text = field(
        "The other place, as printed.",
        "autre imprimé",
        lines=("other_first_line", "other_last_line"),
        nullable=True,
        null_means="There is one place only.",
        derived_from=["raw_flags.other_printed", "cartography.name_printed"],
    )
    other_first_line: Whole = fields.first_line(
        of="the other place",
        nullable=True,
        null_means="There is one place only.",
        derived_from=["raw_flags.other_first_line", "cartography.first_line"],
    )
    other_last_line: Whole = fields.last_line(
        of="the other place",
        nullable=True,
        null_means="There is one place only.",
        derived_from=["raw_flags.other_last_line", "cartography.last_line"],
    )
    source_url: Text = fields.source_url(derived_from="raw_flags.source_url")

    class Config:
        name = "quality_flags"
        unique = ["flag_id"]
        one_locator = {"lines": ["first_line", "last_line"], "url": "source_url"}


PRINTED_TABLES = (
    Approaches,
    BiomanufacturingHistory,
    Cartography,
    CitationOccurrences,
    Citations,
    DocumentSections,
    Documents,
    EventParticipants,
    Events,
    FigurePoints,
    Figures,
    ListedItems,
    MoleculeComparison,
    Observations,
    OrganisationActivities,
    OrganisationCategories,
    OrganisationNames,
    OrganisationPlaces,
    QualityFlags,
    Relations,
    Sites,
    Stages,
)
PRINTED_RAW_TABLES = (
    RawBiomanufacturingHistory,
    RawCartography,
    RawCitations,
    RawDocuments,
    RawEventParticipants,
    RawEvents,
    RawFigurePoints,
    RawFigures,
    RawListedItems,
    RawMoleculeComparison,
    RawOrganisationActivities,
    RawOrganisationCategories,
    RawOrganisationNames,
    RawOrganisationPlaces,
    RawRelations,
    RawSections,
    RawStatements,
)


def _keys(tables: Iterable[type[pa.DataFrameModel]]) -> list[str]:
    return [f"{table.Config.name}.{column}" for table in tables for column in table.Config.unique or ()]


def _cells(tables: Iterable[type[pa.DataFrameModel]]) -> list[str]:
    """The raw columns that are printed: those that say which columns hold their lines."""
    known = ((table.Config.name, table.to_schema().columns) for table in tables)
    return [f"{name}.{column}" for name, columns in known for column, field in columns.items() if field.metadata["lines"]]


class Provenance(Table):
    """Where a published cell is printed. A cell printed in several separate runs of lines has a row for each."""

    table_name: Text = field("Published table.", "table", str_matches=fields.IDENTIFIER)
    row_key: Text = field(
        "Key of its row: a JSON array of the key's values as strings, in the schema's order.",
        "clé de ligne",
        derived_from=_keys(PRINTED_TABLES),
    )
    column_name: Text = field("Published column.", "colonne", str_matches=fields.IDENTIFIER)
    source_no: Whole = field("Number of the run, from 1.", "numéro de source", ge=1)
    document_id: Text = fields.document_id(references="documents.document_id", derived_from="documents.document_id")
    first_line: Whole = fields.first_line(of="the run", nullable=True, null_means="The source is a web page: see source_url.")
    last_line: Whole = fields.last_line(of="the run", nullable=True, null_means="The source is a web page: see source_url.")
    section_no: Text = fields.section_no(
        nullable=True,
        null_means="The source is a web page: see source_url.",
        derived_from=["document_sections.section_no", "document_sections.first_line", "document_sections.last_line"],
        formula="the section whose lines hold first_line",
    )
    source_url: Text = fields.source_url()
    verification: Text = field(
        "How it can be verified that the cell stands there.",
        "vérification",
        codes="verification",
        derived_from=[
            f"{table.Config.name}.source_url_kind" for table in PRINTED_RAW_TABLES if "source_url_kind" in table.to_schema().columns
        ],
        formula="'text' where there are lines, 'web_page' where the address is that of the page, else 'web_lead'",
    )
    printed: Text = field(
        "What is printed there, white space folded.",
        "imprimé",
        nullable=True,
        null_means="The wording of the web page is not at hand.",
        derived_from=_cells(PRINTED_RAW_TABLES),
    )

    class Config:
        name = "provenance"
        unique = ["table_name", "row_key", "column_name", "source_no"]
        one_locator = {"lines": ["first_line", "last_line"], "url": "source_url"}
        metadata = {"foreign_keys": [(["document_id", "section_no"], "document_sections")]}


class CodeLists(Table):
    """Closed code lists: statuses, kinds and the like that columns are limited to. The vocabularies of the subject are in `concepts`. A
    code may stand in several lists, with the meaning that each gives it."""

    code_list: Text = field("Code list.", "liste de codes", str_matches=fields.IDENTIFIER)
    code: Text = field("Code.", "code", str_matches=fields.IDENTIFIER)
    sort_order: Whole = field("Place in its list, from 1.", "ordre", ge=1)
    label_fr: Text = fields.label_fr()
    label_en: Text = fields.label_en()
    definition_en: Text = fields.definition_en()

    class Config:
        name = "code_lists"
        unique = ["code_list", "code"]


class DataDictionary(Table):
    """Every column of every published table and view, made from the schemas."""

    table_name: Text = field("Published table or view.", "table")
    column_name: Text = field("Column.", "colonne")
    position: Whole = field("Place of the column in its table, from 1.", "rang", ge=1)
    type: Text = field("Type, by its name in DuckDB.", "type")
    unit: Text = field(
        "Unit of measurement.",
        "unité",
        nullable=True,
        null_means="It is no measurement: text, a flag, or a number that only names or orders, such as a year or a line.",
    )
    nullable: Flag = field("Whether a cell may be empty.", "peut être vide")
    null_means: Text = field("What an empty cell says.", "sens du vide", nullable=True, null_means="No cell is empty.")
    primary_key: Flag = field("Whether the column is part of the table's key.", "fait partie de la clé")
    foreign_key: Text = field(
        "Column of another table that it points to.", "clé étrangère", nullable=True, null_means="It points to no other table."
    )
    code_list: Text = field(
        "Code list that it is limited to: one of `code_lists`, or, after 'concepts:', a scheme of `concepts`, or several.",
        "liste de codes",
        nullable=True,
        null_means="The column is not coded.",
    )
    allowed_codes: Text = field(
        "Codes that it may hold.", "codes admis", nullable=True, null_means="The column is not coded, or by `concepts`."
    )
    derived_from: Text = field("Columns that it is made from.", "provient de", nullable=True, null_means="It is made by the build itself.")
    formula: Text = field("How it is made, where that is more than a copy.", "formule", nullable=True, null_means="It is a copy.")
    description_en: Text = field("What the column holds.", "description (anglais)")
    label_fr: Text = fields.label_fr()
    licence: Text = field(
        "Licence of its cells: that of the project's own work, by its SPDX identifier, or, for text of a document, 'as printed' with what "
        "is known of the document's licence.",
        "licence",
        derived_from="documents.licence",
    )

    class Config:
        name = "data_dictionary"
        unique = ["table_name", "column_name"]
