"""Where, to the character, each printed part of a document stands."""

from schemas import vocabulary
from schemas.bases import RawDocumentTable
from schemas.fields import IDENTIFIER, POSITIVE_INTEGER, RECORD_ID, Text, field


class RawSpans(RawDocumentTable):
    """Runs of characters in a document's text: one or more for each fragment of a printed cell of raw/, and one for each value that the
    words around a statement give (a place, a year, a qualifier) and that has no lines of its own. `make draft-spans` writes them from the
    text, and `make verify` compares them with it."""

    table_name: Text = field("Raw file without its ending, such as statements.", "fichier", written=IDENTIFIER)
    record_id: Text = vocabulary.record_id(of="the row of that file", written=RECORD_ID)
    column_name: Text = field("Column of that file, or part of its printed cell, that stands there.", "colonne", written=IDENTIFIER)
    fragment_no: Text = field("Number of the cell's fragment, from 1; 1 for a cell of one.", "numéro de fragment", written=POSITIVE_INTEGER)
    run_no: Text = field("Number of the run within the fragment, from 1.", "numéro de passage", written=POSITIVE_INTEGER)
    line: Text = vocabulary.first_line(raw=True, of="the run")
    char_start: Text = field(
        "First character of the run within its first line, counted from 1.", "premier caractère", written=POSITIVE_INTEGER
    )
    end_line: Text = vocabulary.last_line(raw=True, of="the run")
    char_end: Text = field("Last character of the run within its last line, included.", "dernier caractère", written=POSITIVE_INTEGER)
    printed: Text = vocabulary.printed_cell("The run", "imprimé")

    class Config:
        name = "raw_spans"
        unique = ["document_id", "table_name", "record_id", "column_name", "fragment_no", "run_no"]
        metadata = {"place": "document"}
