"""Printed cells and their pieces.

Belongs here: taking apart raw cells, whose pieces are joined by ' | ' and whose lines are written as runs such as 3621-3623.
Does not belong here: what a piece means.
"""

import pandas as pd

SEPARATOR = " | "


def whole(cells: pd.Series) -> pd.Series:
    """Return cells as they read in print: pieces joined by a space."""
    return cells.str.replace(SEPARATOR, " ", regex=False)


def pieces(frame: pd.DataFrame, cell: str, lines: str) -> pd.DataFrame:
    """Return one row per piece of a cell: the frame's columns, with cell holding the piece, and piece_no, first_line, last_line.

    Rows whose cell is empty are left out; piece_no counts from 1. The two lists of a row have equal length in a verified frame.
    """
    filled = frame[frame[cell].notna()].drop(columns=["first_line", "last_line"], errors="ignore")
    split = filled.assign(**{name: filled[name].astype("object").str.split(SEPARATOR, regex=False) for name in (cell, lines)})
    long = split.explode([cell, lines])
    run = long[lines].astype("str").str.split("-", n=1, expand=True).reindex(columns=[0, 1])
    return long.assign(
        piece_no=long.groupby(level=0).cumcount() + 1,
        first_line=run[0].astype("int64"),
        last_line=run[1].astype("object").where(run[1].notna(), run[0]).astype("int64"),
    ).reset_index(drop=True)


def hull(frame: pd.DataFrame, cell: str, lines: str) -> pd.DataFrame:
    """Return the frame's rows with a filled cell, first_line and last_line those of all its pieces together."""
    runs = pieces(frame.reset_index(names="_row"), cell, lines).groupby("_row")
    ends = runs.agg(first_line=("first_line", "min"), last_line=("last_line", "max"))
    return frame[frame[cell].notna()].drop(columns=["first_line", "last_line"], errors="ignore").join(ends)
