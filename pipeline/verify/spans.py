"""Runs of characters: where a printed text stands in a document, to the character, and whether what is recorded stands there.

Belongs here: comparing recorded runs with the text and with the cells of raw/ that they show. Does not belong here: finding a text within
lines (`places.py`), and which words show a value that has no lines of its own (`tools/spans/`).
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import pandas as pd

from pipeline.contract.locate import locate
from pipeline.contract.tables import Table, describe
from pipeline.kernel.problems import Problem
from pipeline.raw.cells import SEPARATORS, runs_of
from pipeline.raw.folder import file_name
from pipeline.verify.places import Run, places_of, squeezed, text_of
from pipeline.verify.text import Text
from schemas.registry import RAW

Row = dict[str, Any]  # the cells of a row by column: a row of a frame takes a hundred times as long to make and to ask

REMEDY = "run `make draft-spans DOCUMENT=path/to/document.txt`, and read what it changes in spans.csv"


class Fragment(NamedTuple):
    """A fragment of a printed cell of raw/: the cell, the fragment's number in it, its text, and its first and last line."""

    table: str
    record_id: str
    column: str
    number: int
    printed: str
    first: int
    last: int


def fragments(frames: Mapping[str, pd.DataFrame], document_id: str) -> Iterator[Fragment]:
    """Yield each fragment of each printed cell of raw/ that has lines in a document."""
    for table, rows in _rows(frames, document_id):
        if any(column.lines for column in table.columns):
            for row in rows:
                yield from _fragments_of(row, table)


def _rows(frames: Mapping[str, pd.DataFrame], document_id: str) -> Iterator[tuple[Table, list[Row]]]:
    """Yield each table of raw/ that belongs to documents, with its rows of one document."""
    for table in map(describe, RAW):
        if "document_id" in frames[table.name]:
            mine = frames[table.name][frames[table.name]["document_id"] == document_id]
            yield table, mine.to_dict("records")


def _record(row: Row, table: Table) -> str:
    return "|".join(str(row[name]) for name in table.key)


def _fragments_of(row: Row, table: Table) -> Iterator[Fragment]:
    record = _record(row, table)
    for column in table.columns:
        if not column.lines or pd.isna(row[column.name]) or any(pd.isna(row[name]) for name in column.lines):
            continue
        parts = re.split(SEPARATORS, str(row[column.name])) if len(column.lines) == 1 else [str(row[column.name])]
        for number, (printed, (first, last)) in enumerate(zip(parts, runs_of(row, column.lines), strict=True), start=1):
            yield Fragment(table.name.removeprefix("raw_"), record, column.name, number, printed, first, last)


def on_lines(run: Run, fragment: Fragment) -> bool:
    """Return whether a run begins on a fragment's first line and ends on its last."""
    return (run.line, run.end_line) == (fragment.first, fragment.last)


def run_of(row: Mapping[str, object]) -> Run:
    """Return the run of a row of spans.csv."""
    return Run(*(int(str(row[name])) for name in Run._fields))


def span_problems(text: Text, table: Table, spans: pd.DataFrame, frames: Mapping[str, pd.DataFrame]) -> list[Problem]:
    """Return a problem for each run that the text does not print, and for each fragment of a cell that its runs do not give: they print
    it, begin on its first line and end on its last, so that its lines are the fewest that contain it. A document without a file spans.csv
    has no runs, and none are asked for."""
    problems: list[Problem] = []
    if spans.empty:
        return problems
    for row in spans.to_dict("records"):
        found = text_of(text, run_of(row))
        if squeezed(found) != squeezed(str(row["printed"])):
            expected = f"what the document prints there, which is {' '.join(found.split())!r}"
            problems.append(locate(spans, table, pd.Series(row), "printed", row["printed"], expected, REMEDY))
    known = by_fragment(spans)
    located = list(fragments(frames, text.document_id))
    for fragment in located:
        problems += _fragment_problems(text, fragment, known.get(fragment[:4], []), spans, table)
    for rows in known.values():
        problems += _numbering_problems(rows, spans, table)
    values = {(*value, 1) for value in _values(frames, text.document_id)}
    lost = sorted(key for key in known.keys() - {fragment[:4] for fragment in located} if key not in values or len(known[key]) > 1)
    expected = "a fragment of a printed cell of raw/, or the one run of a value that is filled there"
    return problems + [locate(spans, table, pd.Series(known[key][0]), "record_id", key[1], expected, REMEDY) for key in lost]


def _values(frames: Mapping[str, pd.DataFrame], document_id: str) -> Iterator[tuple[str, str, str]]:
    """Yield file, row and column of each value that has no lines of its own: of a column without them, or a part of a printed cell."""
    for table, rows in _rows(frames, document_id):
        file, parts = table.name.removeprefix("raw_"), table.metadata.get("parts", [])
        own = [column.name for column in table.columns if not column.lines]
        for row in rows:
            record = _record(row, table)
            yield from ((file, record, name) for name in own if not pd.isna(row[name]))
            yield from ((file, record, name) for name in parts)


def by_fragment(spans: pd.DataFrame) -> dict[tuple[str, str, str, int], list[Row]]:
    """Return the rows of spans.csv by table, record, column and number of the fragment."""
    found: dict[tuple[str, str, str, int], list[Row]] = {}
    for row in spans.to_dict("records"):
        key = (str(row["table_name"]), str(row["record_id"]), str(row["column_name"]), int(row["fragment_no"]))
        found.setdefault(key, []).append(row)
    return found


def _numbering_problems(rows: list[Row], spans: pd.DataFrame, table: Table) -> list[Problem]:
    """Return a problem for each run of a fragment whose number is not its place among them."""
    return [
        locate(spans, table, pd.Series(row), "run_no", row["run_no"], f"{number}: the runs of a fragment are numbered from 1", REMEDY)
        for number, row in enumerate(rows, start=1)
        if str(row["run_no"]) != str(number)
    ]


def _fragment_problems(text: Text, fragment: Fragment, rows: list[Row], spans: pd.DataFrame, table: Table) -> list[Problem]:
    """Return the problem of a fragment's runs. If it does not stand on its lines, its own table reports that."""
    lines = f"{fragment.printed!r} on lines {fragment.first}-{fragment.last}"
    expected = f"runs that print row {fragment.record_id} of {fragment.table}.csv, fragment {fragment.number}: {lines}"
    if not rows:
        return [Problem(f"raw/{text.document_id}/{file_name(table)}", None, fragment.column, fragment.printed, expected, REMEDY)]
    runs = [run_of(row) for row in rows]
    printed = squeezed("".join(str(row["printed"]) for row in rows))
    found = (min(run.line for run in runs), max(run.end_line for run in runs))
    if printed == squeezed(fragment.printed) and found == (fragment.first, fragment.last):
        return []
    if not [run for run in places_of(text, fragment.printed, fragment.first, fragment.last) if on_lines(run, fragment)]:
        return []
    return [locate(spans, table, pd.Series(rows[0]), "line", f"lines {found[0]}-{found[1]}: {printed}", expected, REMEDY)]
