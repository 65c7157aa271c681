"""Published tables of figures and of the sources that documents cite."""

from schemas import fields
from schemas.fields import Text, Whole, field
from schemas.raw import RawTable as Table


class Citations(Table):
    """Sources that a document cites. The bibliography is missing from the text: titles and addresses are those of footnotes and of the
    source lines of tables and figures."""

    citation_id: Text = fields.identifier("source", "source", derived_from="raw_citations.citation_id")
    document_id: Text = fields.document_id(references="documents.document_id", derived_from="raw_citations.document_id")
    printed: Text = field(
        "Author and year as printed where the source is first cited.",
        "imprimé",
        lines=("first_line", "last_line"),
        derived_from="raw_citations.printed",
        formula="that of the first citation in the text, or else of the first footnote or source line",
    )
    author: Text = field(
        "Author as printed.",
        "auteur",
        lines=("first_line", "last_line"),
        derived_from="raw_citations.printed",
        formula="what precedes the year",
    )
    year: Whole = field(
        "Year as printed.",
        "année",
        nullable=True,
        null_means="The citation gives no year, or says s. d. (without date).",
        lines=("first_line", "last_line"),
        derived_from="raw_citations.printed",
    )
    suffix: Text = field(
        "Letter that tells sources of one author and year apart.",
        "suffixe",
        nullable=True,
        null_means="There is none.",
        lines=("first_line", "last_line"),
        derived_from="raw_citations.printed",
    )
    title: Text = field(
        "Title as printed.",
        "titre",
        nullable=True,
        null_means="The text gives no title.",
        lines=("title_first_line", "title_last_line"),
        derived_from="raw_citations.title",
    )
    url: Text = field(
        "Address as printed.",
        "adresse",
        nullable=True,
        null_means="The text gives no address.",
        lines=("url_first_line", "url_last_line"),
        derived_from="raw_citations.url",
    )
    times_cited: Whole = field(
        "Number of places in which it is cited.", "nombre de citations", ge=1, unit="count", derived_from="raw_citations.citation_no"
    )
    first_line: Whole = fields.first_line(of="that citation", derived_from="raw_citations.first_line")
    last_line: Whole = fields.last_line(of="that citation", derived_from="raw_citations.last_line")
    title_first_line: Whole = fields.first_line(
        of="the title", nullable=True, null_means="The text gives no title.", derived_from="raw_citations.title_lines"
    )
    title_last_line: Whole = fields.last_line(
        of="the title", nullable=True, null_means="The text gives no title.", derived_from="raw_citations.title_lines"
    )
    url_first_line: Whole = fields.first_line(
        of="the address", nullable=True, null_means="The text gives no address.", derived_from="raw_citations.url_lines"
    )
    url_last_line: Whole = fields.last_line(
        of="the address", nullable=True, null_means="The text gives no address.", derived_from="raw_citations.url_lines"
    )

    class Config:
        name = "citations"
        unique = ["citation_id"]


class CitationOccurrences(Table):
    """Places in which a source is cited, each with its lines, in reading order."""

    document_id: Text = fields.document_id(references="documents.document_id", derived_from="raw_citations.document_id")
    citation_no: Whole = field(
        "Number of the citation within the document, from 1 in reading order.", "numéro", ge=1, derived_from="raw_citations.citation_no"
    )
    citation_id: Text = fields.identifier(
        "source that is cited", "source", references="citations.citation_id", derived_from="raw_citations.citation_id"
    )
    kind: Text = field("Where it stands.", "genre", codes="citation_kind", derived_from="raw_citations.kind")
    printed: Text = field("Author and year as printed there.", "imprimé", derived_from="raw_citations.printed")
    first_line: Whole = fields.first_line(derived_from="raw_citations.first_line")
    last_line: Whole = fields.last_line(derived_from="raw_citations.last_line")

    class Config:
        name = "citation_occurrences"
        unique = ["document_id", "citation_no"]


class Figures(Table):
    """Figures of the documents. They are images: the text holds their captions, their sources and some of their values."""

    document_id: Text = fields.document_id(references="documents.document_id", derived_from="raw_figures.document_id")
    figure_no: Whole = field("Number of the figure.", "numéro de figure", ge=1, derived_from="raw_figures.figure_no")
    caption_printed: Text = field("Caption as printed.", "légende", derived_from="raw_figures.caption")
    caption_en: Text = field("Caption in English, without its number.", "légende en anglais", derived_from="raw_figures.caption_en")
    source_printed: Text = field(
        "Line that names the source, as printed.",
        "source imprimée",
        nullable=True,
        null_means="The text names no source.",
        derived_from="raw_figures.source",
    )
    citation_id: Text = fields.identifier(
        "source",
        "source",
        nullable=True,
        null_means="The text names no source.",
        references="citations.citation_id",
        derived_from="raw_figures.citation_id",
    )
    first_line: Whole = fields.first_line(of="the caption", derived_from="raw_figures.first_line")
    last_line: Whole = fields.last_line(of="the caption", derived_from="raw_figures.last_line")

    class Config:
        name = "figures"
        unique = ["document_id", "figure_no"]


class FigurePoints(Table):
    """Points and labels of the figures. No value is read from a curve: a point that the text does not give has none."""

    document_id: Text = fields.document_id(derived_from="raw_figure_points.document_id")
    figure_no: Whole = field("Number of the figure.", "numéro de figure", ge=1, derived_from="raw_figure_points.figure_no")
    point_id: Text = fields.identifier("point within its figure", "point", derived_from="raw_figure_points.point_id")
    label_fr: Text = fields.label_fr(derived_from="raw_figure_points.label_fr")
    label_en: Text = fields.label_en(derived_from="raw_figure_points.label_en")
    geography_id: Text = fields.identifier(
        "area that it is about",
        "zone",
        nullable=True,
        null_means="It is about no area.",
        references="geographies.geography_id",
        derived_from="raw_figure_points.geography_id",
    )
    reference_geography_id: Text = fields.identifier(
        "area of destination",
        "zone de destination",
        nullable=True,
        null_means="No single area of destination.",
        references="geographies.geography_id",
        derived_from="raw_figure_points.reference_geography_id",
    )
    period: Whole = field(
        "Year that it is about.", "année", nullable=True, null_means="It is about no year.", derived_from="raw_figure_points.period"
    )
    status: Text = field("Whether the text gives it.", "statut", codes="point_status", derived_from="raw_figure_points.status")
    observation_id: Text = fields.identifier(
        "observation that holds its value",
        "observation",
        nullable=True,
        null_means="No observation holds a value of it.",
        references="observations.observation_id",
        derived_from=["raw_figure_points.document_id", "raw_figure_points.statement_id"],
        formula="document_id and statement_id, joined by a hyphen",
    )
    printed: Text = field("What the text gives, or what promises it, as printed.", "imprimé", derived_from="raw_figure_points.printed")
    first_line: Whole = fields.first_line(derived_from="raw_figure_points.first_line")
    last_line: Whole = fields.last_line(derived_from="raw_figure_points.last_line")
    note_en: Text = field("Why it has this status.", "remarque", derived_from="raw_figure_points.note_en")

    class Config:
        name = "figure_points"
        unique = ["document_id", "figure_no", "point_id"]
        metadata = {"foreign_keys": [(["document_id", "figure_no"], "figures")]}
