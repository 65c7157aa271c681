"""Raw tables: what was read, as text, with nothing added but where each row stands.

Belongs here: one class per kind of raw file. `Config.name` is "raw_" and the name of the file; metadata says where such files lie:
"document" (one in each document's folder that has it), "reference" (raw/reference/) or "root" (raw/ itself).
Does not belong here: meaning. Whether "Isnes (Namur)" is a place is decided in raw/reference/ and resolved in core.
"""

import pandera.pandas as pa

from schemas import fields
from schemas.fields import Text, Whole, field


class RawTable(pa.DataFrameModel):
    """What all raw tables share."""

    class Config:
        strict = True
        ordered = True


class RawDocuments(RawTable):
    """Bibliographic facts of each source document, as far as they are stated, from document.yaml."""

    source_file: Text = fields.source_file()
    source_line: Whole = fields.source_line()
    document_id: Text = fields.document_id()
    label_fr: Text = fields.label_fr()
    label_en: Text = fields.label_en()
    title: Text = field("Title as stated.", "titre", nullable=True, null_means="The text states no title.")
    author: Text = field("Author as stated.", "auteur", nullable=True, null_means="The text states no author.")
    institution: Text = field(
        "Institution at which it was made.", "institution", nullable=True, null_means="The text names no institution."
    )
    institution_printed: Text = field(
        "What the text prints of the institution.",
        "institution, telle qu'imprimée",
        nullable=True,
        null_means="The text names no institution.",
        lines=("institution_line", "institution_line"),
    )
    institution_line: Text = field(
        "Line on which the institution is printed.",
        "ligne de l'institution",
        nullable=True,
        null_means="The text names no institution.",
        str_matches=fields.LINE,
    )
    year: Text = field(
        "Year of the document as stated.",
        "année",
        nullable=True,
        null_means="The text states no year.",
        str_matches=r"^[12][0-9]{3}$",
    )
    language: Text = field(
        "Language, ISO 639-1.", "langue", nullable=True, null_means="Its parts are in several languages.", str_matches=r"^[a-z]{2}$"
    )
    sha256: Text = field(
        "SHA-256 of the document's text, in hexadecimal.",
        "empreinte",
        nullable=True,
        null_means="The document is not a file.",
        str_matches=r"^[0-9a-f]{64}$",
    )
    line_count: Text = field(
        "Number of lines of the document's text.",
        "nombre de lignes",
        nullable=True,
        null_means="The document is not a file.",
        str_matches=fields.LINE,
    )
    licence: Text = field("Licence as stated, or 'not stated'.", "licence", str_matches=fields.TIDY)
    note_en: Text = field("What else is known of the document.", "remarque", nullable=True, null_means="Nothing.")

    class Config:
        name = "raw_documents"
        unique = ["document_id"]
        metadata = {"place": "document"}


class RawSections(RawTable):
    """Headings of each document, with the lines on which the heading itself is printed."""

    source_file: Text = fields.source_file()
    source_line: Whole = fields.source_line()
    document_id: Text = fields.document_id(references="raw_documents.document_id")
    section_no: Text = fields.section_no()
    parent_section_no: Text = field(
        "Number of the section that holds this one.", "section parente", nullable=True, null_means="A section of the first level."
    )
    heading: Text = field(
        "Heading as printed, without its number.",
        "titre",
        nullable=True,
        null_means="The section has no heading.",
        str_matches=fields.TIDY,
        lines=("first_line", "last_line"),
    )
    first_line: Text = fields.first_line(raw=True, of="the heading")
    last_line: Text = fields.last_line(raw=True, of="the heading")

    class Config:
        name = "raw_sections"
        unique = ["document_id", "section_no"]
        metadata = {"place": "document", "in_order": True}


class RawLayout(RawTable):
    """Lines of a transcribed table that are no cells: caption, column headings, leaked page numbers, source."""

    source_file: Text = fields.source_file()
    source_line: Whole = fields.source_line()
    document_id: Text = fields.document_id(references="raw_documents.document_id")
    table_file: Text = field(
        "Raw file, without its ending, of the table whose lines they are.", "table transcrite", str_matches=fields.IDENTIFIER
    )
    kind: Text = field("What the lines are.", "nature des lignes", codes="layout_kind")
    printed: Text = fields.printed_cell("The lines", "imprimé", lines=("first_line", "last_line"))
    first_line: Text = fields.first_line(raw=True, of="these lines")
    last_line: Text = fields.last_line(raw=True, of="these lines")

    class Config:
        name = "raw_layout"
        unique = ["document_id", "table_file", "first_line"]
        metadata = {"place": "document", "in_order": True}


class RawBrokenWords(RawTable):
    """Words that the layout breaks over two lines without a hyphen."""

    source_file: Text = fields.source_file()
    source_line: Whole = fields.source_line()
    document_id: Text = fields.document_id(references="raw_documents.document_id")
    word: Text = field("The whole word, with what is printed close to it.", "mot", str_matches=r"^\S+$")
    first_line: Text = fields.first_line(raw=True, of="the word")
    last_line: Text = fields.last_line(raw=True, of="the word")

    class Config:
        name = "raw_broken_words"
        unique = ["document_id", "first_line"]
        metadata = {"place": "document", "in_order": True}


class RawFlags(RawTable):
    """Contradictions, ambiguities and likely misprints that a reader found in a document."""

    source_file: Text = fields.source_file()
    source_line: Whole = fields.source_line()
    document_id: Text = fields.document_id(references="raw_documents.document_id")
    flag_id: Text = fields.identifier("flag", "signalement")
    kind: Text = fields.identifier("kind of flag", "genre", scheme="flag_kind", references="raw_concepts.concept_id")
    table_name: Text = field(
        "Published table that it is about.",
        "table",
        nullable=True,
        null_means="It is about no published row.",
        str_matches=fields.IDENTIFIER,
    )
    row_key: Text = field(
        "Key of the row that it is about: a JSON array.", "clé de ligne", nullable=True, null_means="It is about no single row."
    )
    explanation_en: Text = fields.explanation_en()
    settled_by_en: Text = fields.settled_by_en()
    printed: Text = fields.printed_cell(
        "What it is about",
        "imprimé",
        lines=("first_line", "last_line"),
        nullable=True,
        null_means="The wording of the web page is not at hand.",
    )
    first_line: Text = fields.first_line(raw=True, of="what it is about", or_page=True)
    last_line: Text = fields.last_line(raw=True, of="what it is about", or_page=True)
    source_url: Text = fields.source_url()
    other_printed: Text = fields.printed_cell(
        "The other place",
        "autre imprimé",
        nullable=True,
        null_means="There is one place only.",
        lines=("other_first_line", "other_last_line"),
    )
    other_first_line: Text = fields.first_line(raw=True, of="the other place", nullable=True, null_means="There is one place only.")
    other_last_line: Text = fields.last_line(raw=True, of="the other place", nullable=True, null_means="There is one place only.")

    class Config:
        name = "raw_flags"
        unique = ["flag_id"]
        one_locator = {"lines": ["first_line", "last_line"], "url": "source_url"}
        metadata = {"place": "document"}


class RawCorrections(RawTable):
    """Every place where the project departs from what is printed, with the printed value that it expects there."""

    source_file: Text = fields.source_file()
    source_line: Whole = fields.source_line()
    correction_id: Text = fields.identifier("correction", "correction")
    document_id: Text = fields.document_id(references="raw_documents.document_id")
    table_name: Text = field("Published table whose cell is corrected.", "table", str_matches=fields.IDENTIFIER)
    row_key: Text = field("Key of the corrected row: a JSON array of the key's values as strings.", "clé de ligne")
    column_name: Text = field("Published column that holds the corrected value.", "colonne", str_matches=fields.IDENTIFIER)
    printed: Text = fields.printed_cell("The cell that is expected", "imprimé")
    published: Text = field("The value published in its place.", "publié", printed=True, str_matches=fields.TIDY)
    reason: Text = field("Why, in English.", "raison", str_matches=fields.TIDY)

    class Config:
        name = "raw_corrections"
        unique = ["correction_id"]
        metadata = {"place": "root"}
