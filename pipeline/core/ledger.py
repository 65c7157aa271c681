"""The account between the ledger of numbers and the records: each datum feeds a record, and each number of a record is a datum.

Belongs here: which printed texts of records hold numbers, on which lines, and the rule that both sides account for each other.
Does not belong here: the tables (`numbers.py`).
"""

from collections.abc import Mapping

import pandas as pd

from pipeline.contract.lineage import tables
from pipeline.contract.locate import locate, problems_of
from pipeline.core.record_ids import record_ids
from pipeline.kernel.problems import Problem
from pipeline.kernel.tokens import SPACES, numbers_as_listed, numbers_in
from pipeline.raw.cells import pieces

TOKEN = ["document_id", "line", "char_start"]
RECORD = ["document_id", "table_name", "record_id", "role"]
# The raw cells of transcribed tables with the published columns that show them.
HISTORY = {
    "period": "period_printed",
    "location": "location_printed",
    "products": "products_printed",
    "platform": "platform_printed",
    "technologies": "technologies_printed",
    "people": "people_printed",
}
COMPARISON = {"content": "text_fr_printed"}
RAW = {"biomanufacturing_history": "raw_biomanufacturing_history", "molecule_comparison": "raw_molecule_comparison"}
DATES = {"date_printed": "text", "date_first_line": "first_line", "date_last_line": "last_line"}
AIMS = {"target_printed": "text", "target_first_line": "first_line", "target_last_line": "last_line"}
LONGEST_LINE = 10**9
DOUBTFUL = rf"[0-9][{SPACES}][0-9]{{3}}"  # one number or two
REMEDY = "correct the printed text of the record or its lines, or the disposition of the number in numbers.csv of the same document"


def texts_with_numbers(
    observations: pd.DataFrame,
    raw_event_tellings: pd.DataFrame,
    figure_points: pd.DataFrame,
    biomanufacturing_history: pd.DataFrame,
    molecule_comparison: pd.DataFrame,
    raw_biomanufacturing_history: pd.DataFrame,
    raw_molecule_comparison: pd.DataFrame,
) -> pd.DataFrame:
    """Return the printed texts whose numbers are data: document_id, table_name, record_id, column_name, role, text, first_line and
    last_line. A cell of a transcribed table has a row for each piece of it; what was read from a web page has none."""
    told = raw_event_tellings
    dates = told.loc[told["date_printed"].notna(), ["document_id", "event_id", *DATES]].rename(columns=DATES)
    aims = told.loc[told["target_printed"].notna(), ["document_id", "event_id", *AIMS]].rename(columns=AIMS)
    return pd.concat(
        [
            _texts(observations.assign(text=observations["value_printed"]), "observations", "value_printed", "value"),
            _texts(dates, "events", "date_printed", "period"),
            _texts(aims, "events", "target_year", "target"),
            _texts(figure_points.assign(text=figure_points["printed"]), "figure_points", "printed", "text"),
            _texts_of_cells(raw_biomanufacturing_history, biomanufacturing_history, "biomanufacturing_history", HISTORY),
            _texts_of_cells(raw_molecule_comparison, molecule_comparison, "molecule_comparison", COMPARISON),
        ],
        ignore_index=True,
    )


def texts_of_amounts(events: pd.DataFrame, observations: pd.DataFrame) -> pd.DataFrame:
    """Return the same of the amounts of events: the texts of the observations that state them."""
    names = ["observation_id", "document_id", "value_printed", "first_line", "last_line"]
    stated = observations[names].rename(columns={"value_printed": "text"})
    amounts = events[["event_id", "observation_id"]].merge(stated, on="observation_id")
    return _texts(amounts, "events", "amount", "value")


def _texts(frame: pd.DataFrame, table: str, column: str, role: str) -> pd.DataFrame:
    """Return the texts in the column `text` of a frame that has the key and the lines of a published table."""
    read = frame.loc[frame["first_line"].notna()]
    columns = read[["document_id", "text", "first_line", "last_line"]].astype({"first_line": "int64", "last_line": "int64"})
    return columns.assign(table_name=table, record_id=record_ids(read, tables()[table].key), column_name=column, role=role)


def _texts_of_cells(raw: pd.DataFrame, published: pd.DataFrame, table: str, cells: Mapping[str, str]) -> pd.DataFrame:
    """Return the texts of the cells of a transcribed table, piece by piece. cells: the published column of each raw one."""
    raw_table = tables()[RAW[table]]
    keyed = published[["document_id", "row_no"]].assign(record_id=record_ids(published, tables()[table].key))
    parts = [
        pieces(raw, cell, raw_table.column(cell).lines[0]).rename(columns={cell: "text"}).assign(column_name=column)
        for cell, column in cells.items()
    ]
    joined = pd.concat(parts, ignore_index=True)
    joined = joined.assign(row_no=joined["row_no"].astype("int64[pyarrow]")).merge(keyed, on=["document_id", "row_no"])
    columns = ["document_id", "text", "first_line", "last_line", "record_id", "column_name"]
    return joined[columns].assign(table_name=table, role="text")


def numbers_in_texts(texts: pd.DataFrame, number_ledger: pd.DataFrame) -> pd.DataFrame:
    """Return one row for each number in the texts, in the column `token`; text_no tells the texts apart. Where digits can be cut in
    several ways, the ledger decides."""
    plain = texts.assign(token=texts["text"].astype("object").map(numbers_in))
    doubtful = plain["text"].astype("string[pyarrow]").str.contains(DOUBTFUL).to_numpy(bool)
    found = pd.concat([plain[~doubtful], _as_listed(plain[doubtful], number_ledger)]).sort_index().explode("token")
    return found[found["token"].notna()].reset_index(names="text_no")


def _as_listed(texts: pd.DataFrame, number_ledger: pd.DataFrame) -> pd.DataFrame:
    """Return texts with their numbers as the ledger cuts them on their lines."""
    lines = number_ledger.astype({"line": "int64", "char_start": "int64"}).sort_values(TOKEN)
    listed = lines.groupby(["document_id", "line"])["token"].agg(list).to_dict()
    rows = zip(texts["document_id"], texts["text"], texts["first_line"], texts["last_line"], strict=True)
    cut = [
        numbers_as_listed(text, [token for line in range(first, last + 1) for token in listed.get((document, line), [])])
        for document, text, first, last in rows
    ]
    return texts.assign(token=pd.Series(cut, index=texts.index, dtype="object"))


def in_turn(found: pd.DataFrame) -> pd.DataFrame:
    """Return the pairs of a text and a token on its lines, without those that the order of reading excludes.

    Texts of one table and role that stand on the same lines and hold the same number, each once, hold the tokens one after the other where
    there are as many of these: of "Luxembourg 12 12 15" the first 12 is that of the first statement. Where there are not, they are left
    as they are. found: text_no, in reading order, what the text is, its lines, and the token with its line and char_start.
    """
    place = ["document_id", "table_name", "role", "first_line", "last_line", "token"]
    spot = found["line"].astype("int64") * LONGEST_LINE + found["char_start"].astype("int64")
    groups = found.assign(spot=spot).groupby(place, dropna=False)
    texts, tokens = (groups[name].transform("nunique") for name in ("text_no", "spot"))
    turn, number = (groups[name].rank("dense") for name in ("text_no", "spot"))
    return found[~((texts > 1) & (texts == tokens)) | (turn == number)]


def ledger_closes(
    number_ledger: pd.DataFrame,
    number_uses: pd.DataFrame,
    observations: pd.DataFrame,
    events: pd.DataFrame,
    raw_event_tellings: pd.DataFrame,
    figure_points: pd.DataFrame,
    biomanufacturing_history: pd.DataFrame,
    molecule_comparison: pd.DataFrame,
    raw_biomanufacturing_history: pd.DataFrame,
    raw_molecule_comparison: pd.DataFrame,
) -> list[Problem]:
    """Each number that is a datum feeds a record, and each number of a record's printed text is a datum on the lines of the text."""
    data = number_ledger[number_ledger["disposition"] == "datum"].astype(dict.fromkeys(("line", "char_start"), "int64"))
    uses = number_uses.astype(dict.fromkeys(("line", "char_start"), "int64"))
    unused = data[~pd.MultiIndex.from_frame(data[TOKEN]).isin(pd.MultiIndex.from_frame(uses[TOKEN]))]
    texts = texts_with_numbers(
        observations,
        raw_event_tellings,
        figure_points,
        biomanufacturing_history,
        molecule_comparison,
        raw_biomanufacturing_history,
        raw_molecule_comparison,
    )
    used = uses[[*TOKEN, "table_name", "record_id", "role"]].merge(data[[*TOKEN, "end_line", "token"]], on=TOKEN)
    unfed = _not_as_often(numbers_in_texts(texts, number_ledger), used)
    records = {
        "observations": observations,
        "events": events,
        "figure_points": figure_points,
        "biomanufacturing_history": biomanufacturing_history,
        "molecule_comparison": molecule_comparison,
    }
    return [
        *problems_of(unused, "number_ledger", "token", "a datum that feeds a record, or a number with another disposition", REMEDY),
        *(problem for name, frame in records.items() for problem in _unfed_problems(name, frame, unfed)),
    ]


def _not_as_often(wanted: pd.DataFrame, used: pd.DataFrame) -> pd.DataFrame:
    """Return the numbers of texts, once for each text, that are not on the text's lines of the ledger as often as in the text: fewer are
    missing, more cannot be told apart."""
    number = ["text_no", "token"]
    asked = wanted.groupby(number).size()
    found = wanted.drop_duplicates(number).merge(used[[*RECORD, "line", "char_start", "end_line", "token"]], on=[*RECORD, "token"])
    inside = found[(found["line"] >= found["first_line"]) & (found["end_line"] <= found["last_line"])]
    counts = inside.groupby(number).size().reindex(asked.index, fill_value=0)
    wrong = (asked != counts).rename("wrong").reset_index().query("wrong")
    return wanted.drop_duplicates(number).merge(wrong[number], on=number)


def _unfed_problems(table: str, frame: pd.DataFrame, unfed: pd.DataFrame) -> list[Problem]:
    """Return a problem for each number of a table's records that the ledger does not account for."""
    expected = "as many such numbers, each a datum, on the record's lines in numbers.csv as its printed text has"
    numbers = unfed.loc[unfed["table_name"] == table, ["record_id", "column_name", "token"]].astype("object")
    rows = frame.assign(record_id=record_ids(frame, tables()[table].key).astype("object")).merge(numbers, on="record_id")
    return [locate(rows, tables()[table], row, str(row["column_name"]), row["token"], expected, REMEDY) for _, row in rows.iterrows()]
