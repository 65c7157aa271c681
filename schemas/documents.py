"""Source documents, their sections, and what else the layout of their text holds."""

from schemas import vocabulary
from schemas.bases import RawDocumentTable, RawTable, Table
from schemas.copies import copied
from schemas.fields import IDENTIFIER, ONE_ITEM, POSITIVE_INTEGER, YEAR, Integer, Text, field


class RawDocuments(RawTable):
    """Bibliographic facts of each source document, as far as they are stated, from document.yaml."""

    document_id: Text = vocabulary.document_id()
    label_fr: Text = vocabulary.label_fr("Name of the document")
    label_en: Text = vocabulary.label_en("Name of the document")
    title: Text = field("Title of the document, as its text states it.", "titre", null_means="The text states no title.")
    author: Text = field("Author of the document, as its text states it.", "auteur", null_means="The text states no author.")
    institution: Text = field("Institution at which it was made.", "institution", null_means="The text names no institution.")
    institution_printed: Text = field(
        "What the text prints of the institution.",
        "institution, telle qu’imprimée",
        null_means="The text names no institution.",
        lines=("institution_line", "institution_line"),
    )
    institution_line: Text = field(
        "Line on which the institution is printed.",
        "ligne de l’institution",
        null_means="The text names no institution.",
        written=POSITIVE_INTEGER,
    )
    year: Text = field("Year of the document as stated.", "année", null_means="The text states no year.", written=YEAR)
    language: Text = field(
        "Language of the document by its two letters (ISO 639-1).",
        "langue",
        null_means="Its parts are in several languages.",
        written=r"^[a-z]{2}$",
    )
    sha256: Text = field(
        "SHA-256 of the document's text, in hexadecimal.", "empreinte", null_means="The document is not a file.", written=r"^[0-9a-f]{64}$"
    )
    line_count: Text = field(
        "Number of lines of the document's text.", "nombre de lignes", null_means="The document is not a file.", written=POSITIVE_INTEGER
    )
    licence: Text = field("Licence as stated, or 'not stated'.", "licence", written=ONE_ITEM)
    note_en: Text = field("What else is known of the document.", "remarque", null_means="Nothing.")

    class Config:
        name = "raw_documents"
        unique = ["document_id"]
        metadata = {"place": "document"}


class RawSections(RawDocumentTable):
    """Headings of each document, with the lines on which the heading itself is printed."""

    section_no: Text = vocabulary.section_no()
    parent_section_no: Text = field(
        "Number of the section that holds this one.", "section parente", null_means="A section of the first level."
    )
    heading: Text = field(
        "Heading as printed, without its number.",
        "titre",
        null_means="The section has no heading.",
        written=ONE_ITEM,
        lines=("first_line", "last_line"),
    )
    first_line: Text = vocabulary.first_line(raw=True, of="the heading")
    last_line: Text = vocabulary.last_line(raw=True, of="the heading")

    class Config:
        name = "raw_sections"
        unique = ["document_id", "section_no"]
        metadata = {"place": "document", "in_order": True}


class RawLayout(RawDocumentTable):
    """Lines of a transcribed table that are not cells: caption, column headings, leaked page numbers, source."""

    table_file: Text = field("Raw file, without its ending, of the table whose lines they are.", "table transcrite", written=IDENTIFIER)
    kind: Text = field("What the lines are.", "nature des lignes", codes="layout_kind")
    printed: Text = vocabulary.printed_cell("The lines", "imprimé", lines=("first_line", "last_line"))
    first_line: Text = vocabulary.first_line(raw=True, of="these lines")
    last_line: Text = vocabulary.last_line(raw=True, of="these lines")

    class Config:
        name = "raw_layout"
        unique = ["document_id", "table_file", "first_line"]
        metadata = {"place": "document", "in_order": True}


class RawBrokenWords(RawDocumentTable):
    """Words that the layout breaks over two lines without a hyphen."""

    word: Text = field("The whole word, with what is printed close to it.", "mot", written=r"^\S+$")
    first_line: Text = vocabulary.first_line(raw=True, of="the word")
    last_line: Text = vocabulary.last_line(raw=True, of="the word")

    class Config:
        name = "raw_broken_words"
        unique = ["document_id", "first_line"]
        metadata = {"place": "document", "in_order": True}


class Documents(Table):
    """Source documents: what is known of each, as far as it is stated."""

    document_id: Text = copied(RawDocuments, "document_id")
    label_fr: Text = copied(RawDocuments, "label_fr")
    label_en: Text = copied(RawDocuments, "label_en")
    title: Text = copied(RawDocuments, "title")
    author: Text = copied(RawDocuments, "author")
    institution: Text = copied(RawDocuments, "institution", also_from="raw_documents.institution_printed")
    year: Integer = copied(RawDocuments, "year")
    earliest_year: Integer = field(
        "Year before which it cannot have been written: its year as stated, else the latest year of a source that it cites.",
        "année au plus tôt",
        null_means="The text states no year, and cites no source with a year.",
        derived_from=["raw_documents.year", "raw_citations.printed"],
    )
    language: Text = copied(RawDocuments, "language")
    sha256: Text = copied(RawDocuments, "sha256")
    line_count: Integer = copied(RawDocuments, "line_count", unit="count")
    licence: Text = copied(RawDocuments, "licence")
    note_en: Text = copied(RawDocuments, "note_en")

    class Config:
        name = "documents"
        unique = ["document_id"]


class DocumentSections(Table):
    """Sections of the documents. The line ranges cut a document without overlap: a section ends where the next heading, of whatever
    level, begins; `subtree_last_line` is the end of the section with all that it holds."""

    document_id: Text = copied(RawSections, "document_id")
    section_no: Text = copied(RawSections, "section_no")
    heading: Text = copied(RawSections, "heading", null_means="The section has no heading in print.")
    parent_section_no: Text = copied(RawSections, "parent_section_no")
    level: Integer = field(
        "Depth of the heading in the outline, from 1 for a chapter.",
        "profondeur",
        ge=1,
        derived_from="raw_sections.parent_section_no",
        formula="1 + the level of the parent",
    )
    first_line: Integer = vocabulary.first_line(of="the section, which is that of its heading", derived_from="raw_sections.first_line")
    last_line: Integer = vocabulary.last_line(
        of="the section's own text, before the next heading of any level",
        derived_from=["raw_sections.first_line", "raw_documents.line_count"],
        formula="first line of the next section - 1; for the last section, the last line of the document",
    )
    heading_last_line: Integer = copied(RawSections, "last_line")
    subtree_last_line: Integer = vocabulary.last_line(
        of="the section with its subsections",
        derived_from=["raw_sections.first_line", "raw_sections.parent_section_no"],
        formula="largest last_line of the section and of all that it holds",
    )

    class Config:
        name = "document_sections"
        unique = ["document_id", "section_no"]
