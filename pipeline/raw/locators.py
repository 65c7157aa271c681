"""Locators that hold together without the document: what can be said of line numbers by looking at raw files alone.

Belongs here: pieces and runs that match in number, lines in order and inside the document, rows numbered in reading order.
Does not belong here: whether the text is really there; that is for `pipeline/verify/`, which needs the document.
"""

import re
from collections.abc import Iterator

import pandas as pd

from pipeline.contract.check import locate
from pipeline.contract.tables import Table
from pipeline.problems import Problem
from pipeline.raw.cells import SEPARATORS, runs_of


def locator_problems(frame: pd.DataFrame, table: Table, raw_documents: pd.DataFrame | None) -> list[Problem]:
    """Return the faults of the line numbers of a raw table whose cells keep their schema.

    raw_documents gives the number of lines of each document; without it, nothing is asked of the upper end.
    """
    counts = {} if raw_documents is None else dict(zip(raw_documents["document_id"], raw_documents["line_count"], strict=True))
    problems = [
        locate(frame, table, row, column, row[column], expected, "correct the lines, or the cell that they belong to")
        for _, row in frame.iterrows()
        for column, expected in _faults(row, table, counts.get(row.get("document_id")))
    ]
    return problems + _numbering(frame, table)


def _faults(row: pd.Series, table: Table, line_count: str | None) -> Iterator[tuple[str, str]]:
    """Yield (column, what was expected) for each fault in the line numbers of one row."""
    runs_of_row = []
    for column in table.columns:
        if column.lines and pd.notna(row[column.name]):
            if any(pd.isna(row[name]) for name in column.lines):
                if pd.notna(row.get("source_url")):
                    continue
                yield column.lines[0], f"the lines of the {column.name}"
                continue
            runs = runs_of(row, column.lines)
            runs_of_row += runs if column.name in table.metadata.get("cells", []) and len(column.lines) == 1 else []
            yield from _run_faults(row, column.name, column.lines, runs, line_count)
        elif column.lines and any(table.column(name).nullable and pd.notna(row[name]) for name in column.lines):
            yield column.lines[0], f"no lines, since there is no {column.name}"
    if runs_of_row:
        ends = (str(min(first for first, _ in runs_of_row)), str(max(last for _, last in runs_of_row)))
        for name, end in zip(("first_line", "last_line"), ends, strict=True):
            if row[name] != end:
                yield name, f"{end}, by the lines of the row's cells"


def _run_faults(
    row: pd.Series, cell: str, lines: tuple[str, ...], runs: list[tuple[int, int]], line_count: str | None
) -> Iterator[tuple[str, str]]:
    if len(lines) == 1 and re.findall(SEPARATORS, str(row[cell])) != re.findall(SEPARATORS, str(row[lines[0]])):
        yield lines[0], f"as many runs of lines as the {cell} has parts, joined alike"
    if any(first > last for first, last in runs):
        yield lines[-1], "a last line that is not before the first"
    if isinstance(line_count, str) and any(last > int(line_count) for _, last in runs):
        yield lines[-1], f"a line of the document, which has {line_count}"


def _numbering(frame: pd.DataFrame, table: Table) -> list[Problem]:
    """Where rows stand in reading order, they begin on lines in that order, and are numbered from 1 if they are numbered."""
    number = table.metadata.get("numbered")
    if not number and not table.metadata.get("in_order"):
        return []
    frame = frame[frame["first_line"].notna()]
    begins = frame["first_line"].astype("int64")
    before = begins.groupby(frame["document_id"]).shift(1, fill_value=0)
    remedy = "put and number the rows in the order in which they are printed"
    problems = [
        locate(frame, table, row, "first_line", row["first_line"], f"{before[index]} or more, as in the row above", remedy)
        for index, row in frame[begins < before].iterrows()
    ]
    if number:
        expected = (frame.groupby("document_id").cumcount() + 1).astype("str")
        wrong = frame[frame[number].astype("str") != expected]
        problems += [locate(frame, table, row, number, row[number], expected[index], remedy) for index, row in wrong.iterrows()]
    return problems
