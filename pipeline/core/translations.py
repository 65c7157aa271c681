"""English translations of the printed tables, made by the project; what a document prints in English needs none.

A translation names a printed row, the published column that holds it, and the printed cell that it translates. Every printed cell of a
translated column has one. When the cell is gone or prints something else, the build is refused: a translation never stands beside
another text than its author read. Misprints are translated as corrected.

Belongs here: joining translations to the rows of a table. Does not belong here: which columns are translated; each table's builder says so.
"""

from collections.abc import Mapping

import pandas as pd

from pipeline.contract.locate import problems_of
from pipeline.kernel.problems import Problem, refuse

RAW = "raw_translations"
ROW = ["document_id", "row_no"]
REMEDY = "correct this row, or delete it"
ENGLISH = "en"


def translated(
    frame: pd.DataFrame, table: str, raw_translations: pd.DataFrame, columns: Mapping[str, str], documents: pd.DataFrame
) -> pd.DataFrame:
    """Return the frame with columns added: for each English column, the translation of each row's printed cell, null where it has none; of
    a document in English, the cell as printed.

    frame: rows of a printed table, with document_id, row_no and where each was read. columns: the printed column that each English column
    translates. Raises InputError for a printed cell without a translation, a translation of a cell that is not printed or that prints
    something else, and a column that is not translated.
    """
    asked = raw_translations[raw_translations["table_name"] == table].astype({"row_no": "str"})
    is_english = frame["document_id"].isin(documents.loc[documents["language"] == ENGLISH, "document_id"])
    rows = frame[~is_english].astype({"row_no": "str"})
    unknown = asked[~asked["column_name"].isin(list(columns))]
    problems = problems_of(unknown, RAW, "column_name", f"one of the columns {', '.join(columns)} of {table}", REMEDY)
    translations = {column: asked[asked["column_name"] == column] for column in columns}
    for column, printed in columns.items():
        problems += _faults(rows, table, printed, translations[column], column)
    refuse(problems)
    keys = frame[ROW].astype({"row_no": "str"})
    english = {column: keys.merge(mine[[*ROW, "text_en"]], on=ROW, how="left")["text_en"] for column, mine in translations.items()}
    return frame.assign(
        **{name: texts.set_axis(frame.index).mask(is_english, frame[columns[name]].astype("object")) for name, texts in english.items()}
    )


def _faults(rows: pd.DataFrame, table: str, printed: str, mine: pd.DataFrame, column: str) -> list[Problem]:
    """Return the faults of the translations of one column: those without a cell, those of another text, and those that are missing."""
    cells = rows.loc[rows[printed].notna(), [*ROW, printed]].rename(columns={printed: "_found"})
    joined = mine.merge(cells, on=ROW, how="left")
    absent = joined[joined["_found"].isna()]
    other = joined[joined["_found"].notna() & (joined["_found"].astype("object") != joined["printed"].astype("object"))]
    missing = rows.merge(cells[ROW], on=ROW).merge(mine[ROW], on=ROW, how="left", indicator="_in").query("_in == 'left_only'")
    add = f"add a row for {column} of this row of {table} to translations.csv of the same document"
    return [
        *problems_of(absent, RAW, "row_no", f"the number of a row of {table} that prints this cell", REMEDY),
        *problems_of(other, RAW, "printed", lambda row: f"what the row prints, which is {row['_found']!r}; check text_en too", REMEDY),
        *problems_of(missing.drop(columns=["source_file", "source_line"]), table, printed, "a cell that is translated into English", add),
    ]
