"""English translations of the printed tables of a document, made by the project.

Belongs here: the raw table of translations. Does not belong here: the published columns, which stand beside the text that they translate
(`schemas.vocabulary.english`), or labels and explanations, which the project writes in both languages where they arise.
"""

from schemas import vocabulary
from schemas.bases import RawDocumentTable
from schemas.fields import IDENTIFIER, ONE_ITEM, Text, field

# Published tables that show a printed table of a document, row by row: those whose cells are translated.
TRANSLATED_TABLES = ("biomanufacturing_history", "cartography", "molecule_comparison")


class RawTranslations(RawDocumentTable):
    """English translations of cells of a document's printed tables, each with the printed cell that it translates."""

    table_name: Text = field("Published table that shows the cell.", "table", written={"isin": list(TRANSLATED_TABLES)})
    row_no: Text = vocabulary.row_no()
    column_name: Text = field("Published column that holds the translation.", "colonne", written=IDENTIFIER)
    printed: Text = vocabulary.printed_cell("The cell that is translated", "imprimé")
    text_en: Text = field("Its translation into English.", "traduction anglaise", str_matches=ONE_ITEM)

    class Config:
        name = "raw_translations"
        unique = ["document_id", "table_name", "row_no", "column_name"]
        metadata = {"place": "document"}
