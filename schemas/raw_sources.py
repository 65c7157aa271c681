"""Raw tables of figures and citations: what a document's text holds of its images and of its sources."""

from schemas import fields
from schemas.fields import Text, Whole, field
from schemas.raw import RawTable


class RawFigures(RawTable):
    """Figures of each document: they are images, of which the text holds caption and source."""

    source_file: Text = fields.source_file()
    source_line: Whole = fields.source_line()
    document_id: Text = fields.document_id(references="raw_documents.document_id")
    figure_no: Text = field("Number of the figure.", "numéro de figure", str_matches=fields.LINE)
    caption_en: Text = field("Caption in English, without its number.", "légende en anglais", str_matches=fields.TIDY)
    caption: Text = fields.printed_cell("Caption", "légende", lines=("first_line", "last_line"))
    first_line: Text = fields.first_line(raw=True, of="the caption")
    last_line: Text = fields.last_line(raw=True, of="the caption")
    source: Text = fields.printed_cell(
        "Line that names the source", "source", nullable=True, null_means="The text names no source.", lines=("source_lines",)
    )
    source_lines: Text = fields.runs("source", nullable=True, null_means="The text names no source.")
    citation_id: Text = fields.identifier("source", "source", nullable=True, null_means="The text names no source.")

    class Config:
        name = "raw_figures"
        unique = ["document_id", "figure_no"]
        metadata = {"place": "document"}


class RawFigurePoints(RawTable):
    """Points and labels of the figures: those that the text gives, and those that a caption promises and the text does not hold."""

    source_file: Text = fields.source_file()
    source_line: Whole = fields.source_line()
    document_id: Text = fields.document_id(references="raw_documents.document_id")
    figure_no: Text = field("Number of the figure.", "numéro de figure", str_matches=fields.LINE)
    point_id: Text = fields.identifier("point within its figure", "point")
    label_fr: Text = fields.label_fr()
    label_en: Text = fields.label_en()
    geography_id: Text = fields.identifier(
        "area that it is about", "zone", nullable=True, null_means="It is about no area.", references="raw_geographies.geography_id"
    )
    reference_geography_id: Text = fields.identifier(
        "area of destination",
        "zone de destination",
        nullable=True,
        null_means="No single area of destination.",
        references="raw_geographies.geography_id",
    )
    period: Text = field("Year that it is about.", "année", nullable=True, null_means="It is about no year.", str_matches=r"^[12][0-9]{3}$")
    status: Text = field("Whether the text gives it.", "statut", codes="point_status")
    statement_id: Text = fields.identifier(
        "statement of the same document that holds its value", "énoncé", nullable=True, null_means="No statement holds a value of it."
    )
    printed: Text = fields.printed_cell("What the text gives, or what promises it", "imprimé", lines=("first_line", "last_line"))
    first_line: Text = fields.first_line(raw=True)
    last_line: Text = fields.last_line(raw=True)
    note_en: Text = field("Why it has this status.", "remarque", str_matches=fields.TIDY)

    class Config:
        name = "raw_figure_points"
        unique = ["document_id", "figure_no", "point_id"]
        metadata = {"place": "document", "foreign_keys": [(["document_id", "figure_no"], "raw_figures")]}


class RawCitations(RawTable):
    """Every citation as printed: in the text, in a footnote, on the source line of a table or figure; in reading order."""

    source_file: Text = fields.source_file()
    source_line: Whole = fields.source_line()
    document_id: Text = fields.document_id(references="raw_documents.document_id")
    citation_no: Text = field("Number of the citation within the document, from 1 in reading order.", "numéro", str_matches=fields.LINE)
    kind: Text = field("Where it stands.", "genre", codes="citation_kind")
    citation_id: Text = fields.identifier("source that is cited", "source")
    printed: Text = fields.printed_cell("Author and year", "imprimé", lines=("first_line", "last_line"))
    first_line: Text = fields.first_line(raw=True)
    last_line: Text = fields.last_line(raw=True)
    title: Text = fields.printed_cell("Title", "titre", nullable=True, null_means="It gives no title.", lines=("title_lines",))
    title_lines: Text = fields.runs("title", nullable=True, null_means="It gives no title.")
    url: Text = fields.printed_cell("Address", "adresse", nullable=True, null_means="It gives no address.", lines=("url_lines",))
    url_lines: Text = fields.runs("address", nullable=True, null_means="It gives no address.")

    class Config:
        name = "raw_citations"
        unique = ["document_id", "citation_no"]
        metadata = {"place": "document", "numbered": "citation_no"}
