"""The ledger of numbers, and which records each number feeds.

Belongs here: the two-way account between tokens and records. A token that is a datum must feed a record whose lines and printed text
hold it; every number in the printed text of a record must be such a token.
Does not belong here: what a token is (`pipeline/kernel/tokens.py`), or whether the ledger lists all tokens of the text
(`pipeline/verify/`).
"""

from collections.abc import Mapping

import pandas as pd

from pipeline.core.corrections import record_ids, row_keys
from pipeline.kernel.problems import Problem, refuse
from pipeline.kernel.tokens import numbers_in
from pipeline.raw.cells import pieces

TOKEN = ["document_id", "line", "char_start"]


def number_ledger(raw_numbers: pd.DataFrame) -> pd.DataFrame:
    """Make the table `number_ledger`: as read."""
    return raw_numbers


def number_uses(
    number_ledger: pd.DataFrame,
    observations: pd.DataFrame,
    events: pd.DataFrame,
    raw_events: pd.DataFrame,
    figure_points: pd.DataFrame,
    biomanufacturing_history: pd.DataFrame,
    molecule_comparison: pd.DataFrame,
    raw_biomanufacturing_history: pd.DataFrame,
    raw_molecule_comparison: pd.DataFrame,
) -> pd.DataFrame:
    """Make the table `number_uses`. Raises InputError for a datum that feeds no record, and for a record with an unledgered number."""
    printed = pd.concat(
        [
            _printed(observations.assign(text=observations["value_printed"]), "observations", ["observation_id"], "value"),
            *_of_events(events, raw_events, observations),
            _printed(
                figure_points.assign(text=figure_points["printed"]), "figure_points", ["document_id", "figure_no", "point_id"], "text"
            ),
            _cells(
                raw_biomanufacturing_history,
                biomanufacturing_history,
                "biomanufacturing_history",
                ["period", "location", "products", "platform", "technologies", "people"],
                ["document_id", "row_no"],
            ),
            _cells(
                raw_molecule_comparison,
                molecule_comparison,
                "molecule_comparison",
                ["content"],
                ["document_id", "aspect_id", "molecule_class", "side"],
            ),
        ],
        ignore_index=True,
    )
    data = number_ledger[number_ledger["disposition"] == "datum"]
    wanted = _numbers(printed)
    found = wanted.merge(data[[*TOKEN, "end_line", "token"]], on=["document_id", "token"], how="left")
    inside = found[(found["line"] >= found["first_line"]) & (found["end_line"] <= found["last_line"])]
    uses = pd.concat([inside, _periods(observations, data)], ignore_index=True)
    refuse(_unfed(wanted, inside) + _unused(data, uses))
    return uses.drop_duplicates([*TOKEN, "table_name", "record_id", "role"])


def _printed(frame: pd.DataFrame, table: str, key: list[str], role: str) -> pd.DataFrame:
    """Return (document_id, table_name, record_id, role, text, first_line, last_line) of a table's printed texts; what was read from a web
    page has no tokens."""
    read = frame.loc[frame["first_line"].notna()]
    columns = read[["document_id", "text", "first_line", "last_line"]].astype({"first_line": "int64", "last_line": "int64"})
    return columns.assign(table_name=table, record_id=record_ids(read, key), role=role)


def _of_events(events: pd.DataFrame, raw_events: pd.DataFrame, observations: pd.DataFrame) -> list[pd.DataFrame]:
    """Return the same of the dates and the amounts of events."""
    lines = {"date_printed": "text", "date_first_line": "first_line", "date_last_line": "last_line"}
    dates = raw_events.loc[raw_events["date_printed"].notna(), ["document_id", "event_id", *lines]].rename(columns=lines)
    stated = observations[["observation_id", "value_printed", "first_line", "last_line"]].rename(columns={"value_printed": "text"})
    amounts = events[["document_id", "event_id", "observation_id"]].merge(stated, on="observation_id")
    return [_printed(dates, "events", ["event_id"], "period"), _printed(amounts, "events", ["event_id"], "value")]


def _cells(raw: pd.DataFrame, published: pd.DataFrame, table: str, cells: list[str], key: list[str]) -> pd.DataFrame:
    """Return the same of the cells of a transcribed table, piece by piece."""
    keyed = published[["document_id", "row_no"]].assign(record_id=row_keys(published, key))
    parts = pd.concat([pieces(raw, cell, f"{cell}_lines").rename(columns={cell: "text"}) for cell in cells], ignore_index=True)
    joined = parts.assign(row_no=parts["row_no"].astype("int64[pyarrow]")).merge(keyed, on=["document_id", "row_no"])
    return joined[["document_id", "text", "first_line", "last_line", "record_id"]].assign(table_name=table, role="text")


def _numbers(printed: pd.DataFrame) -> pd.DataFrame:
    """Return one row for each number in the printed texts."""
    found = printed.assign(token=printed["text"].astype("object").map(numbers_in)).explode("token")
    return found[found["token"].notna()].reset_index(names="text_no")


def _periods(observations: pd.DataFrame, data: pd.DataFrame) -> pd.DataFrame:
    """Return the tokens that give a year of an observation's period within what is needed to understand it."""
    ends = pd.concat([observations.assign(token=observations[name].str[:4]) for name in ("period_start", "period_end")])
    joined = ends[["document_id", "observation_id", "token", "context_first_line", "context_last_line"]].merge(
        data[[*TOKEN, "token"]], on=["document_id", "token"]
    )
    inside = joined[(joined["line"] >= joined["context_first_line"]) & (joined["line"] <= joined["context_last_line"])]
    return inside.rename(columns={"observation_id": "record_id"}).assign(table_name="observations", role="period")


def _unfed(wanted: pd.DataFrame, inside: pd.DataFrame) -> list[Problem]:
    """A number that a text holds n times must be n tokens within the text's lines: fewer are missing, more cannot be told apart."""
    number = ["text_no", "token"]
    asked = wanted.groupby(number).size()
    found = inside.drop_duplicates([*number, "line", "char_start"]).groupby(number).size().reindex(asked.index, fill_value=0)
    wrong = (asked != found).rename("wrong").reset_index().merge(wanted.drop_duplicates(number), on=number).query("wrong")
    expected = "as many such numbers, as data, on the record's lines of the ledger as its printed text has"
    return [_problem(f"table {row['table_name']} row {row['record_id']}", row, expected) for row in wrong.to_dict("records")]


def _unused(data: pd.DataFrame, uses: pd.DataFrame) -> list[Problem]:
    keys = pd.MultiIndex.from_frame(uses[TOKEN].astype({"line": "int64", "char_start": "int64"}))
    unused = data[~pd.MultiIndex.from_frame(data[TOKEN].astype({"line": "int64", "char_start": "int64"})).isin(keys)]
    return [
        _problem(f"table number_ledger, line {row['line']} of the document", row, "a datum that feeds a record, or another disposition")
        for row in unused.to_dict("records")
    ]


def _problem(place: str, row: Mapping[str, object], expected: str) -> Problem:
    remedy = "correct the record's printed text or lines, or the disposition of the number in numbers.csv"
    return Problem(place, None, "token", str(row["token"]), expected, remedy)
