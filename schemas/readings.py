"""What readings are checked with: the words that a code or a number may be printed as, and the cells that no word confirms."""

from schemas import vocabulary
from schemas.bases import RawDocumentTable, RawTable
from schemas.fields import FACTOR, IDENTIFIER, ONE_ITEM, RECORD_ID, Text, field

# The tables that have the codes.
CODED = ["raw_units", "raw_geographies", "raw_localities", "raw_relation_types", "raw_event_types", "raw_concepts", "raw_indicators"]


class RawReadingWords(RawTable):
    """Words and signs that documents use, each with the number or code that they stand for. Words may stand for several codes: euros are of
    EUR and of EUR_per_day."""

    kind: Text = field("What the words are.", "genre de mots", codes="reading_word_kind")
    code: Text = field(
        "What they stand for: a number, the factor that a number is multiplied by, a unit, a qualifier, an area, the number of a month, "
        "the type of a tie or of an event, a status, an indicator, a concept; stated, for a licence; amount or level, after a "
        "change.",
        "code",
        written=ONE_ITEM,
    )
    words: Text = field("The words or the sign; letters of either case and apostrophes of either form are alike.", "mots", written=ONE_ITEM)
    language: Text = field("Language of the words, ISO 639-1.", "langue", null_means="Any language.", written=r"^[a-z]{2}$")

    class Config:
        name = "raw_reading_words"
        unique = ["kind", "code", "words"]
        matches_where = {"column": "code", "where": "kind", "codes": ["number", "factor"], "pattern": FACTOR}
        metadata = {"place": "reference", "checked_with": CODED}


class RawReadingExceptions(RawDocumentTable):
    """Cells of a document whose value is right although no printed word shows it, or although a printed word seems to contradict it, each
    with the reason. An exception holds for one value: where the cell changes, it no longer does."""

    table_name: Text = field("Raw file that has the cell, without its ending.", "fichier de la cellule", written=IDENTIFIER)
    record_id: Text = vocabulary.record_id(of="the row that has the cell", written=RECORD_ID)
    column_name: Text = field("Column that has the cell.", "colonne de la cellule", written=IDENTIFIER)
    value: Text = field("Value of the cell.", "valeur", written=ONE_ITEM)
    reason_en: Text = field("Why it is right.", "motif", written=ONE_ITEM)

    class Config:
        name = "raw_reading_exceptions"
        unique = ["document_id", "table_name", "record_id", "column_name"]
        metadata = {"place": "document"}
