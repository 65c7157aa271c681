"""What tables share: the base classes of all table classes.

Belongs here: checks and columns that whole kinds of tables have. Does not belong here: any one table.
"""

import pandera.pandas as pa

from schemas import vocabulary
from schemas.fields import Integer, Text, field


class Table(pa.DataFrameModel):
    """What all tables share: the columns that the class states, in its order, and no others."""

    class Config:
        strict = True
        ordered = True


class RawTable(Table):
    """What all raw tables share: what was read, as text, with nothing added but where each row stands.

    `Config.name` is "raw_" and the name of the file; `place` in its metadata says where such files lie: "document" (one in each
    document's folder that has it), "reference" (raw/reference/) or "root" (raw/ itself). Of files of documents, metadata may say how
    their cells are read: "in_order", in reading order; "cells", the columns in reading order; "bands", headings that stand above
    several rows and are repeated on each; "numbered", the column that counts the rows in their order; "parts", what of a
    printed cell spans.csv locates by itself.
    """

    source_file: Text = field("File that the row was read from, relative to the root of the repository.", "fichier lu")
    source_line: Integer = field(
        "Line of that file on which the row begins, counted from 1; the header is line 1.", "ligne du fichier", ge=1
    )


class RawDocumentTable(RawTable):
    """What raw tables share whose rows are each read from one document."""

    document_id: Text = vocabulary.document_id(references="raw_documents.document_id")
