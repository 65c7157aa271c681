"""Raw cells: the items that a cell lists, the fragments that the layout breaks an item into, and the lines of each.

Belongs here: the notation of raw/ and taking it apart. ' | ' stands between items of a cell that are printed one by one (two places, two
approaches); ' ~ ' where the text of one item goes on elsewhere, after text of other cells. The lines of a cell are written alike:
3674 | 3674-3676, or 4306 ~ 4311-4313.
Does not belong here: what an item means.
"""

import re
from collections.abc import Sequence
from typing import Any

import pandas as pd

ITEM = " | "
BREAK = " ~ "
SEPARATORS = r" (?:\||~) "


def whole(cells: pd.Series) -> pd.Series:
    """Return cells as they read in print: items and fragments joined by a space."""
    return cells.str.replace(SEPARATORS, " ", regex=True)


def items(frame: pd.DataFrame, cell: str, lines: str) -> pd.DataFrame:
    """Return one row per item of a cell: the frame's columns, with cell holding the item as it reads in print, item_no, and first_line
    and last_line those of all its fragments together.

    Rows whose cell is empty are left out; item_no counts the cell's items from 1. Cell and lines have the same separators in a frame
    that has passed its checks.
    """
    listed = _listed(frame, cell, lines)
    ends = _fragments(listed, cell, lines).groupby(level=0).agg(first_line=("first_line", "min"), last_line=("last_line", "max"))
    return listed.assign(**{cell: whole(listed[cell])}).join(ends)


def pieces(frame: pd.DataFrame, cell: str, lines: str) -> pd.DataFrame:
    """Return one row per fragment of a cell: the same, with cell holding the fragment, first_line and last_line being its own."""
    return _fragments(_listed(frame, cell, lines), cell, lines).reset_index(drop=True)


def _listed(frame: pd.DataFrame, cell: str, lines: str) -> pd.DataFrame:
    filled = frame[frame[cell].notna()].drop(columns=["first_line", "last_line"], errors="ignore")
    rows = _exploded(filled, [cell, lines], ITEM)
    return rows.assign(item_no=rows.groupby(level=0).cumcount() + 1).reset_index(drop=True)


def _fragments(rows: pd.DataFrame, cell: str, lines: str) -> pd.DataFrame:
    parts = _exploded(rows, [cell, lines], BREAK)
    run = parts[lines].astype("str").str.split("-", n=1, expand=True).reindex(columns=[0, 1])
    last = run[1].astype("object").where(run[1].notna(), run[0])
    return parts.assign(first_line=run[0].astype("int64"), last_line=last.astype("int64"))


def runs(frame: pd.DataFrame, lines: Sequence[str]) -> pd.DataFrame:
    """Return first_line and last_line of a cell of each row, by the frame's index: one row for each of its fragments, or one for the
    whole where it has a first and a last line. No row lacks its lines."""
    ends = [frame[name].astype("object") for name in lines]
    if len(lines) == 1:
        run = ends[0].str.split(SEPARATORS, regex=True).explode().str.split("-")
        ends = [run.str[0], run.str[-1]]
    return pd.DataFrame({name: end.astype("int64") for name, end in zip(("first_line", "last_line"), ends, strict=True)})


def _exploded(frame: pd.DataFrame, columns: list[str], separator: str) -> pd.DataFrame:
    split = {name: frame[name].astype("object").str.split(separator, regex=False) for name in columns}
    return frame.assign(**split).explode(columns)


def runs_of(row: pd.Series | dict[str, Any], lines: tuple[str, ...]) -> list[tuple[int, int]]:
    """Return the (first, last) lines of a cell of one row: of each of its fragments, or of the whole where it has a first and a last
    line."""
    if len(lines) == 2:
        return [(int(row[lines[0]]), int(row[lines[1]]))]
    ends = [run.split("-") for run in re.split(SEPARATORS, str(row[lines[0]]))]
    return [(int(end[0]), int(end[-1])) for end in ends]
