"""Locators that hold together without the document: what can be said of line numbers by looking at raw files alone.

Belongs here: pieces and runs that match in number, lines in order and inside the document, rows numbered in reading order.
Does not belong here: whether the text is really there; that is for `pipeline/verify/`, which needs the document.
"""

import re
from collections.abc import Iterator

import pandas as pd

from pipeline.contract.locate import locate
from pipeline.contract.tables import Column, Table
from pipeline.kernel.problems import Problem
from pipeline.raw.cells import SEPARATORS, runs

PARTING = re.compile(SEPARATORS)
CONTEXT, RUN = ("context_first_line", "context_last_line"), ("line", "char_start", "end_line", "char_end")
BACKWARDS = "a last line that is not before the first"
REMEDY = "correct the lines, or the cell that they belong to"


def locator_problems(frame: pd.DataFrame, table: Table, raw_documents: pd.DataFrame | None) -> list[Problem]:
    """Return the faults of the line numbers of a raw table whose cells keep their schema.

    raw_documents gives the number of lines of each document; without it, nothing is asked of the upper end.
    """
    problems = [
        locate(frame, table, row, column, row[column], told, REMEDY)
        for column, expected in _faults(frame, table, _ends(frame, raw_documents))
        if len(expected)  # to look up no row costs as much as to look up one
        for row, told in zip(frame.loc[expected.index].to_dict("records"), expected, strict=True)
    ]
    return problems + _numbering(frame, table)


def _ends(frame: pd.DataFrame, raw_documents: pd.DataFrame | None) -> pd.Series:
    """Return the number of lines of each row's document; null where it is not known."""
    if raw_documents is None or "document_id" not in frame:
        return pd.Series(None, index=frame.index, dtype="float64")
    counts = pd.to_numeric(raw_documents.set_index("document_id")["line_count"], errors="coerce")
    return frame["document_id"].map(counts).astype("float64")


def _faults(frame: pd.DataFrame, table: Table, ends: pd.Series) -> Iterator[tuple[str, pd.Series]]:
    """Yield (column, what was expected there, by the index of the faulty rows) for each kind of fault."""
    on_page = frame["source_url"].notna() if "source_url" in frame else pd.Series(False, index=frame.index)
    extents = []
    for column in table.columns:
        if column.lines:
            filled, given = frame[column.name].notna(), frame[list(column.lines)].notna()
            yield column.lines[0], _expected_at(filled & ~given.all(axis=1) & ~on_page, f"the lines of the {column.name}")
            optional = [name for name in column.lines if table.column(name).nullable]
            yield column.lines[0], _expected_at(~filled & given[optional].any(axis=1), f"no lines, since there is no {column.name}")
            located = frame[filled & given.all(axis=1)]
            found = runs(located, column.lines)
            yield from _run_faults(located, column, found, ends)
            extents += [found] if column.name in table.metadata.get("cells", []) and len(column.lines) == 1 else []
    if extents:
        yield from _extent_faults(frame, pd.concat(extents))
    if {CONTEXT[0], "first_line"} <= set(frame):
        yield from _context_faults(frame, ends)
    if {*RUN} <= set(frame):
        yield from _character_faults(frame, ends)


def _expected_at(wrong: pd.Series, expected: str) -> pd.Series:
    return pd.Series(expected, index=wrong.index[wrong], dtype="object")


def _run_faults(located: pd.DataFrame, column: Column, found: pd.DataFrame, ends: pd.Series) -> Iterator[tuple[str, pd.Series]]:
    """The same for the runs of one column, `found` by the index of their rows."""
    if len(column.lines) == 1:
        cells = zip(located[column.name].astype("str"), located[column.lines[0]].astype("str"), strict=True)
        unlike = pd.Series([PARTING.findall(cell) != PARTING.findall(lines) for cell, lines in cells], index=located.index, dtype="bool")
        yield column.lines[0], _expected_at(unlike, f"as many runs of lines as the {column.name} has parts, joined alike")
    backwards = located.index.isin(found.index[found["first_line"] > found["last_line"]])
    yield column.lines[-1], _expected_at(pd.Series(backwards, index=located.index), BACKWARDS)
    yield column.lines[-1], _expected_beyond(found["last_line"], ends)


def _context_faults(frame: pd.DataFrame, ends: pd.Series) -> Iterator[tuple[str, pd.Series]]:
    """The lines that are needed to understand a row are in order, inside the document, and around the row's own."""
    first, last, own_first, own_last = (frame[name].astype("float64") for name in (*CONTEXT, "first_line", "last_line"))
    yield CONTEXT[1], _expected_at(first > last, BACKWARDS)
    yield CONTEXT[1], _expected_beyond(last, ends)
    yield CONTEXT[0], _expected_at(first > own_first, "a line not after the first line of the row")
    yield CONTEXT[1], _expected_at(last < own_last, "a line not before the last line of the row")


def _character_faults(frame: pd.DataFrame, ends: pd.Series) -> Iterator[tuple[str, pd.Series]]:
    """A run of characters ends where it begins or after that, inside the document."""
    line, start, end_line, end = (frame[name].astype("float64") for name in RUN)
    yield "end_line", _expected_at(line > end_line, BACKWARDS)
    yield "end_line", _expected_beyond(end_line, ends)
    yield "char_end", _expected_at((line == end_line) & (start > end), "a last character that is not before the first")


def _expected_beyond(lines: pd.Series, ends: pd.Series) -> pd.Series:
    """Return what was expected of rows with a line beyond the end of their document; a row may have several lines."""
    beyond = ends.loc[lines.index[lines > ends.reindex(lines.index)].unique()]
    return beyond.map(lambda end: f"a line of the document, which has {end:.0f}")


def _extent_faults(frame: pd.DataFrame, found: pd.DataFrame) -> Iterator[tuple[str, pd.Series]]:
    """A row's lines must be the first and the last of all runs of its cells, `found` by the index of their rows."""
    by_row = found.groupby(level=0)
    for name, end in (("first_line", by_row["first_line"].min()), ("last_line", by_row["last_line"].max())):
        wrong = end[end.astype("str") != frame.loc[end.index, name].astype("str")]
        yield name, wrong.map(lambda line: f"{line}, by the lines of the row's cells")


def _numbering(frame: pd.DataFrame, table: Table) -> list[Problem]:
    """Where rows stand in reading order, they begin on lines in that order, and are numbered from 1 if they are numbered."""
    number = table.metadata.get("numbered")
    if not number and not table.metadata.get("in_order"):
        return []
    frame = frame[frame["first_line"].notna()]
    begins = frame["first_line"].astype("int64")
    before = begins.groupby([frame["document_id"], frame["source_file"]]).shift(1, fill_value=0)
    remedy = "put and number the rows in the order in which they are printed"
    problems = [
        locate(frame, table, row, "first_line", row["first_line"], f"{before[index]} or more, as in the row above", remedy)
        for index, row in frame[begins < before].iterrows()
    ]
    if number:
        expected = (frame.groupby(["document_id", "source_file"]).cumcount() + 1).astype("str")
        wrong = frame[frame[number].astype("str") != expected]
        problems += [locate(frame, table, row, number, row[number], expected[index], remedy) for index, row in wrong.iterrows()]
    return problems
