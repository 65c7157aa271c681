"""Tables of figures by area and year, as documents print them: each cell becomes a statement."""

from schemas import vocabulary
from schemas.bases import RawDocumentTable
from schemas.fields import FACTOR, IDENTIFIER, ITEMS, TRUE_OR_FALSE, YEARS, Text, field


class RawAreaFigures(RawDocumentTable):
    """Rows of tables of figures by area and year: an area, and the numbers that its row prints, one for each year. Each number becomes a
    statement of `raw_statements` with the identifier table_id, area and year, joined by hyphens. What a table does not have in this form,
    such as a range or a footnote, is put into statements.csv."""

    table_id: Text = field("Beginning of the identifiers of its statements.", "tableau", written=IDENTIFIER)
    indicator_id: Text = vocabulary.indicator_id(references="raw_indicators.indicator_id")
    subject_id: Text = vocabulary.subject_as_read()
    unit_id: Text = vocabulary.unit_id(references="raw_units.unit_id")
    factor: Text = field(
        "What the head of the table multiplies its numbers by: 1000000 where it says millions.",
        "facteur",
        null_means="It multiplies them by nothing.",
        written=FACTOR,
    )
    definition_id: Text = vocabulary.definition_as_read()
    is_count: Text = field(
        "Whether the numbers are exact counts; the others are rounded to their last decimal or, without decimals, to their last digit that "
        "is not zero.",
        "compte exact",
        written=TRUE_OR_FALSE,
    )
    citation_id: Text = vocabulary.closing_citation()
    years: Text = field("Years of the columns, ' | ' between them.", "années", written=YEARS)
    geography_id: Text = vocabulary.geography_id()
    printed: Text = field("Numbers of the row as printed, ' | ' between them; - for an empty cell.", "imprimé", printed=True, written=ITEMS)
    first_line: Text = vocabulary.first_line(raw=True, of="the row")
    last_line: Text = vocabulary.last_line(raw=True, of="the row")
    context_first_line: Text = vocabulary.first_line(raw=True, of="what is needed to understand the table")
    context_last_line: Text = vocabulary.last_line(raw=True, of="what is needed to understand the table")
    is_stated_derived: Text = field("Whether the row derives from other figures, as a total does.", "dérivé", written=TRUE_OR_FALSE)
    note_en: Text = vocabulary.reading_note()

    class Config:
        name = "raw_area_figures"
        unique = ["document_id", "table_id", "geography_id"]
        metadata = {"place": "document", "in_order": True}
