"""Figures and their points: what the text of a document holds of its images."""

from schemas import vocabulary
from schemas.bases import RawDocumentTable, Table
from schemas.copies import copied
from schemas.fields import ONE_ITEM, YEAR, Integer, Text, field

# What a typed label is checked against: the words that name what its observation is about.


class RawFigures(RawDocumentTable):
    """Figures of each document: they are images, of which the text holds caption and source."""

    figure_no: Text = vocabulary.figure_no()
    caption_en: Text = field("Caption in English, without its number.", "légende (anglais)", written=ONE_ITEM)
    caption: Text = vocabulary.printed_cell("Caption", "légende", lines=("first_line", "last_line"))
    first_line: Text = vocabulary.first_line(raw=True, of="the caption")
    last_line: Text = vocabulary.last_line(raw=True, of="the caption")
    source: Text = vocabulary.printed_cell(
        "Line that names the source", "source", null_means="The text names no source.", lines=("source_lines",)
    )
    source_lines: Text = vocabulary.line_ranges("source", null_means="The text names no source.")
    citation_id: Text = vocabulary.citation_id(null_means="The text names no source.")

    class Config:
        name = "raw_figures"
        unique = ["document_id", "figure_no"]
        metadata = {"place": "document"}


class RawFigurePoints(RawDocumentTable):
    """Points and labels of the figures: those that the text gives, and those that a caption promises and the text does not hold."""

    figure_no: Text = vocabulary.figure_no()
    point_id: Text = vocabulary.identifier("point within its figure", "point")
    label_fr: Text = vocabulary.label_fr("Label of the point")
    label_en: Text = vocabulary.label_en("Label of the point")
    geography_id: Text = vocabulary.identifier(
        "area that it is about", "zone", null_means="It is about no area.", references="raw_geographies.geography_id"
    )
    reference_geography_id: Text = vocabulary.identifier(
        "area of destination", "zone de destination", null_means="No single area of destination.", references="raw_geographies.geography_id"
    )
    period: Text = field("Year that the point of the figure is about.", "année", null_means="It is about no year.", written=YEAR)
    status: Text = field("Whether the text of the document gives the point or label.", "statut", codes="point_status")
    statement_id: Text = vocabulary.identifier(
        "statement of the same document that holds its value", "énoncé", null_means="No statement holds a value of it."
    )
    printed: Text = vocabulary.printed_cell("What the text gives, or what promises it", "imprimé", lines=("first_line", "last_line"))
    first_line: Text = vocabulary.first_line(raw=True)
    last_line: Text = vocabulary.last_line(raw=True)
    note_en: Text = field("Reason for which the point has its status.", "remarque", written=ONE_ITEM)

    class Config:
        name = "raw_figure_points"
        unique = ["document_id", "figure_no", "point_id"]
        metadata = {
            "place": "document",
            "checked_with": ["raw_statements"],
            "foreign_keys": [(["document_id", "figure_no"], "raw_figures")],
        }


class Figures(Table):
    """Figures of the documents. They are images: the text holds their captions, their sources and some of their values."""

    document_id: Text = copied(RawFigures, "document_id")
    figure_no: Integer = copied(RawFigures, "figure_no")
    caption_printed: Text = copied(
        RawFigures, "caption", label_fr="légende imprimée", description="Caption of the figure, as the document prints it."
    )
    caption: Text = copied(
        RawFigures,
        "caption",
        label_fr="légende corrigée",
        description="Caption as printed, with the project's corrections.",
        also_from="raw_corrections.published",
    )
    caption_en: Text = copied(RawFigures, "caption_en")
    source_printed: Text = field(
        "Line that names the source, as printed.",
        "source imprimée",
        null_means="The text names no source.",
        derived_from="raw_figures.source",
    )
    citation_id: Text = copied(RawFigures, "citation_id", references="citations.citation_id")
    first_line: Integer = copied(RawFigures, "first_line")
    last_line: Integer = copied(RawFigures, "last_line")

    class Config:
        name = "figures"
        unique = ["document_id", "figure_no"]


class FigurePoints(Table):
    """Points and labels of the figures. No value is read from a curve: a point that the text does not give has none."""

    document_id: Text = copied(RawFigurePoints, "document_id", references=None)
    figure_no: Integer = copied(RawFigurePoints, "figure_no")
    point_id: Text = copied(RawFigurePoints, "point_id")
    label_fr: Text = copied(RawFigurePoints, "label_fr")
    label_en: Text = copied(RawFigurePoints, "label_en")
    geography_id: Text = copied(RawFigurePoints, "geography_id")
    reference_geography_id: Text = copied(RawFigurePoints, "reference_geography_id")
    period: Integer = copied(RawFigurePoints, "period")
    status: Text = copied(RawFigurePoints, "status")
    observation_id: Text = vocabulary.identifier(
        "observation that holds its value",
        "observation",
        null_means="No observation holds a value of it.",
        references="observations.observation_id",
        derived_from=["raw_figure_points.document_id", "raw_figure_points.statement_id"],
        formula="document_id and statement_id, joined by a hyphen",
    )
    printed: Text = copied(RawFigurePoints, "printed", description="What the text gives, or what promises it, as printed.")
    first_line: Integer = copied(RawFigurePoints, "first_line")
    last_line: Integer = copied(RawFigurePoints, "last_line")
    note_en: Text = copied(RawFigurePoints, "note_en")

    class Config:
        name = "figure_points"
        unique = ["document_id", "figure_no", "point_id"]
        metadata = {
            "foreign_keys": [(["document_id", "figure_no"], "figures")],
            "checked_with": ["raw_label_words", "concepts", "geographies"],
        }
