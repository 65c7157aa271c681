"""Where a fault is, in words that a person can act on: a raw file, a line of it and a column of its header.

Belongs here: the one way from a cell, raw or published, to the place below raw/ where it is corrected. A raw row knows its file and
line. A published row does not: `locate` keeps its table and row with the problem, and `placed` follows the column's lineage to the raw
row, once there is something to report and the tables above can be read.
Does not belong here: finding faults, and faults of a file as such (its encoding, its shape), which name the file by themselves.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from pipeline.contract.lineage import tables
from pipeline.contract.tables import Table, is_raw
from pipeline.kernel.problems import Problem

Words = str | Callable[[pd.Series], str]
Load = Callable[[str], pd.DataFrame]
OF_THE_READER = ("source_file", "source_line")
HEADER = 1


@dataclass(frozen=True, order=True)
class Unplaced(Problem):
    """A problem of a published row, which `placed` turns into one of a raw file: `file` says only the table and the row's key."""

    table: str = ""
    row: pd.Series | None = field(default=None, compare=False)


class _Place(NamedTuple):
    file: str
    line: int
    column: str


def locate(frame: pd.DataFrame, table: Table, row: pd.Series | None, column: str, value: object, expected: str, remedy: str) -> Problem:
    """Return a problem of a cell: of its raw file and line where the row has them, else one that `placed` gives a place.

    frame: what the row is from. table: the table that it is a row of; where it has a `source_file`, the raw table that reads this file.
    column: one name, or several joined by ", ". What the raw file has no column for, such as the document_id that its folder gives, is
    left out.
    """
    shown = None if value is None or value is pd.NA else str(value)
    if row is not None and "source_file" in frame.columns:
        asked = column.split(", ")
        names = [name for name in asked if name in _header(table)]
        if names and len(names) < len(asked):
            shown = ", ".join(str(row[name]) for name in names)
        named = ", ".join(names) or _header(table)[0]
        return Problem(str(row["source_file"]), _line(frame, row, named), named, shown, expected, remedy)
    key = "" if row is None else " row " + ", ".join(str(row[name]) for name in table.key)
    return Unplaced(f"table {table.name}{key}", None, column, shown, expected, remedy, table.name, row)


def problems_of(rows: pd.DataFrame, table: str, column: str, expected: Words, remedy: Words, value: str | None = None) -> list[Problem]:
    """Return a problem for each row, located in its `column`. expected, remedy: the words, or what makes them from a row.

    table: the name of the table that the rows are from. value: the column whose value is shown, where it is another than `column`.
    """
    said = [(row, *(words if isinstance(words, str) else words(row) for words in (expected, remedy))) for _, row in rows.iterrows()]
    return [locate(rows, tables()[table], row, column, row[value or column], wanted, to_do) for row, wanted, to_do in said]


def placed(problems: Sequence[Problem], load: Load) -> list[Problem]:
    """Return the problems, each of a published row with the place of the raw cell that it comes from.

    load: gives a table by its name. Follows the lineage to the first raw column whose row the published row leads to; a value that many
    rows make, and that no one row stands for, is placed at the header of the first raw column. Problems of a table that comes from
    nothing raw, such as the code lists, stay as they are.
    """
    return [_placed(problem, load) if isinstance(problem, Unplaced) else problem for problem in problems]


def _placed(problem: Unplaced, load: Load) -> Problem:
    table = tables().get(problem.table)
    if table is None:
        return problem
    known = {column.name for column in table.columns}
    for names in ((problem.column or "").split(", "), table.key):
        header = None
        for place in (place for name in names if name in known for place in _places(table, problem.row, name, load)):
            if place.line != HEADER:
                return Problem(*place, problem.value, problem.expected, problem.remedy)
            header = header or place
        if header:  # no place has a row of its own
            return Problem(*header, problem.value, problem.expected, problem.remedy)
    return problem


def _places(table: Table, row: pd.Series | None, column: str, load: Load) -> Iterator[_Place]:
    """Yield the raw places that a column of a published row comes from, in the order of its lineage; a header is on line HEADER."""
    for source in table.column(column).derived_from:
        home, name = source.split(".")
        above = tables()[home]
        frame = load(home)
        mine, known = _rows_above(table, row, above, frame)
        if is_raw(above):
            yield from _raw_place(above, name, mine, known)
        else:
            yield from _places(above, mine.iloc[0] if known and len(mine) else None, name, load)


def _raw_place(table: Table, column: str, rows: pd.DataFrame, known: bool) -> Iterator[_Place]:
    """Yield the place of a column in the first of the rows that fills it; in the header, where no row is known to be the right one."""
    if rows.empty:
        return
    filled = rows[rows[column].notna()]
    row = (rows if filled.empty else filled).iloc[0]
    named = column if column in _header(table) else _header(table)[0]
    line = _line(rows, row, named)
    yield _Place(str(row["source_file"]), line if known else HEADER, named)


def _rows_above(table: Table, row: pd.Series | None, above: Table, frame: pd.DataFrame) -> tuple[pd.DataFrame, bool]:
    """Return the rows of a table above that agree with a row, and whether more than the document tells them from others.

    Rows agree in the columns of `_pairs`, one after the other; a pair that no row agrees in tells nothing.
    """
    if row is None:
        return frame, False
    agreed, chosen = set[str](), np.ones(len(frame), dtype=bool)
    for mine, theirs in _pairs(table, above):
        if pd.isna(row[mine]):
            continue
        alike = chosen & (frame[theirs].astype("str") == str(row[mine])).to_numpy(dtype=bool)
        if alike.any():
            chosen, agreed = alike, agreed | {theirs}
    return frame[chosen], bool(agreed - {"document_id"}) or agreed == set(above.key)


def _pairs(table: Table, above: Table) -> list[tuple[str, str]]:
    """Return the (column, column above) pairs that hold the same identifiers: by a foreign key, by name, by what they are derived from."""
    names = {column.name for column in table.columns}
    pairs = [pair for key in table.foreign_keys if key.target == above.name for pair in zip(key.columns, key.target_columns, strict=True)]
    pairs += [(name, name) for name in above.key if name in names]
    for column in table.columns:
        for source in column.derived_from:
            home, name = source.split(".")
            if home == above.name and (name in above.key or column.name in table.key):
                pairs.append((column.name, name))
    return list(dict.fromkeys(pairs))


def _header(table: Table) -> list[str]:
    """Return the columns that a raw table's files have: all but the reader's, and but the document's id where it is that of the folder."""
    left_out = (*OF_THE_READER, *(["document_id"] if table.metadata.get("place") == "document" else []))
    return [column.name for column in table.columns if column.name not in left_out]


def _line(frame: pd.DataFrame, row: Any, column: str) -> int:
    """Return the line of a raw row, or that of the column in a file with one key a line."""
    file = str(row["source_file"])
    return int(frame.attrs.get("key_lines", {}).get(f"{file} {column}", row["source_line"]))
