"""Everything in raw/ that a document can confirm, put together: faults as problems, and what was covered.

Belongs here: which raw table is verified in which way. Does not belong here: how a block or a locator is compared with the text.
"""

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

import pandas as pd

from pipeline.contract.locate import locate, problems_of
from pipeline.contract.tables import Table, describe
from pipeline.kernel.problems import Problem
from pipeline.raw.cells import SEPARATORS, runs_of
from pipeline.raw.folder import file_name
from pipeline.verify.area_cells import order_problems
from pipeline.verify.broken_words import broken_word_problems
from pipeline.verify.citations import citation_problems
from pipeline.verify.document_facts import fact_problems, line_count_problems
from pipeline.verify.headings import heading_problems
from pipeline.verify.missing import missing_row
from pipeline.verify.number_ledger import ledger_problems
from pipeline.verify.places import difference, stands_at
from pipeline.verify.readings import reading_problems
from pipeline.verify.spans import span_problems
from pipeline.verify.table_block import Fault, Piece, check_block
from pipeline.verify.text import Text, shown
from schemas.documents import RawLayout
from schemas.registry import RAW


class Verified(NamedTuple):
    """The result for one raw table: faults, and the numbers of rows, cells and characters that were compared."""

    table: str
    problems: list[Problem]
    rows: int
    cells: int
    characters: int


def verifiable() -> list[Table]:
    """Return the raw tables that a document can confirm: those with printed columns, and those with a check of their own."""
    return [
        table
        for table in map(describe, RAW)
        if table.name in (*CHECKS_OF_ONE_TABLE, "raw_documents", "raw_spans") or any(column.lines for column in table.columns)
    ]


def verify(text: Text, frames: dict[str, pd.DataFrame]) -> list[Verified]:
    """Verify all raw tables, given by name, against the text of one document; rows of other documents are left out."""
    return [verify_table(text, table, frames) for table in verifiable()]


def verify_table(text: Text, table: Table, frames: dict[str, pd.DataFrame]) -> Verified:
    """Verify one raw table against the text of one document; `frames` holds all raw tables by name."""
    mine = _of(text, frames[table.name])
    pieces = _pieces(table, mine)
    if "cells" in table.metadata:
        problems = _block_problems(text, table, mine, pieces, frames)
    elif table.name == "raw_layout":
        problems = _layout_problems(table, mine)
    elif table.name == "raw_spans":
        problems = span_problems(text, table, mine, frames)
    else:
        problems = _cell_problems(text, table, mine)
    if table.name == "raw_citations":
        problems += citation_problems(text, table, mine, _of(text, frames["raw_numbers"]))
    elif table.name == "raw_statements":
        problems += reading_problems(text, mine, frames) + order_problems(text, mine)
    elif table.name == "raw_documents":
        problems += line_count_problems(text, mine) + fact_problems(text, mine, frames)
    if table.name in CHECKS_OF_ONE_TABLE:
        problems += CHECKS_OF_ONE_TABLE[table.name](text, table, mine)
    characters = sum(len(piece.text.replace(" ", "")) for piece in pieces)
    return Verified(table.name, problems, len(mine), len({(piece.row, piece.column) for piece in pieces}), characters)


def _of(text: Text, frame: pd.DataFrame) -> pd.DataFrame:
    return frame[frame["document_id"] == text.document_id]


def _layout_problems(table: Table, layout: pd.DataFrame) -> list[Problem]:
    """Layout is compared within the blocks of the tables that it belongs to; here, whether there are such tables."""
    known = [other.name.removeprefix("raw_") for other in verifiable() if "cells" in other.metadata]
    expected = "one of " + ", ".join(known)
    return problems_of(
        layout[~layout["table_file"].isin(known)], table.name, "table_file", expected, "name the table that the line belongs to"
    )


def _cell_problems(text: Text, table: Table, mine: pd.DataFrame) -> list[Problem]:
    """Each printed cell must be found in its run of lines, begin on the first and end on the last of them."""
    problems = []
    for column in table.columns:
        if not column.lines:
            continue
        for _, row in mine[mine[column.name].notna()].iterrows():
            [(first, last)] = runs_of(row, column.lines)
            if not stands_at(text, str(row[column.name]), first, last):
                expected = f"a text printed on lines {first}-{last}, beginning on the first and ending on the last; they hold "
                found = repr(shown(text, first, last)) + difference(text, str(row[column.name]), first, last)
                remedy = "correct the cell to what is printed, or its lines to where it is printed"
                problems.append(locate(mine, table, row, column.name, row[column.name], expected + found, remedy))
    return problems


def _block_problems(text: Text, table: Table, mine: pd.DataFrame, cells: list[Piece], frames: dict[str, pd.DataFrame]) -> list[Problem]:
    """The block of a transcribed table must be its cells and its layout, character by character. Of a table that the document does not
    have, nothing is asked."""
    stem = table.name.removeprefix("raw_")
    layout = frames["raw_layout"]
    layout = layout[(layout["document_id"] == text.document_id) & (layout["table_file"] == stem)]
    ends = layout["kind"] == "end"
    pieces = [*cells, *_layout_pieces(layout[~ends])]
    if not pieces:
        return _end_problems(text, layout[ends])
    broken = frames["raw_broken_words"]
    broken = broken[broken["document_id"] == text.document_id]
    breaks = {(int(line), str(word)) for line, word in zip(broken["first_line"], broken["word"], strict=True)}
    first, last = _lines_of_block(text, pieces, layout, frames["raw_sections"])
    faults = check_block(text, first, last, pieces, breaks)
    problems = [_problem_of(fault, text, table, mine, layout) for fault in faults]
    return problems + _band_problems(table, mine) + _end_problems(text, layout[ends])


def _lines_of_block(text: Text, pieces: Sequence[Piece], layout: pd.DataFrame, raw_sections: pd.DataFrame) -> tuple[int, int]:
    """Return the lines of a table: from the first that a piece stands on to the end of the section that holds the last caption, or to the
    line before the one that the layout names as the first after the table. Without a caption, the table ends with its last piece."""
    first, last = min(piece.first for piece in pieces), max(piece.last for piece in pieces)
    lines = layout["first_line"].astype("int64")
    captions, ends = lines[layout["kind"] == "caption"], lines[layout["kind"] == "end"]
    if len(ends):
        return first, int(ends.max()) - 1
    if captions.empty:
        return first, last
    begins = raw_sections.loc[raw_sections["document_id"] == text.document_id, "first_line"].astype("int64")
    following = begins[begins > int(captions.max())]
    return first, len(text.lines) if following.empty else int(following.min()) - 1


def _end_problems(text: Text, ends: pd.DataFrame) -> list[Problem]:
    """The words by which the layout names the first line after a table must be printed on it."""
    return _cell_problems(text, describe(RawLayout), ends)


def _pieces(table: Table, mine: pd.DataFrame) -> list[Piece]:
    """Return the pieces of all printed cells in reading order; a band's heading, repeated on each of its rows, once."""
    pieces: list[Piece] = []
    bands: dict[str, tuple[str, int, int]] = {}
    names = table.metadata.get("cells", [column.name for column in table.columns if column.lines])
    for row in mine.to_dict("records"):
        for cell in names:
            if pd.isna(row[cell]):
                continue
            runs = runs_of(row, table.column(cell).lines)
            for printed, (first, last) in zip(re.split(SEPARATORS, str(row[cell])), runs, strict=True):
                if cell in table.metadata.get("bands", []):
                    if bands.get(cell) == (printed, first, last):
                        continue
                    bands[cell] = (printed, first, last)
                pieces.append(Piece(str(row["source_file"]), int(row["source_line"]), cell, printed, first, last))
    return pieces


def _layout_pieces(layout: pd.DataFrame) -> list[Piece]:
    names = ("source_file", "source_line", "printed", "first_line", "last_line")
    return [
        Piece(file, int(line), "printed", printed, int(first), int(last))
        for file, line, printed, first, last in ([row[name] for name in names] for row in layout.to_dict("records"))
    ]


def _band_problems(table: Table, mine: pd.DataFrame) -> list[Problem]:
    """A row must stand below its band's heading, or on its line, and above the next band's."""
    problems = []
    for band in table.metadata.get("bands", []):
        first_column = table.column(band).lines[0]
        heads = sorted(set(mine[first_column].astype("int64")))
        for _, row in mine.iterrows():
            nearest = max((head for head in heads if head <= int(row["first_line"])), default=None)
            if int(row[first_column]) != nearest:
                expected = f"the heading printed last before the row, which begins on line {nearest}"
                problems.append(locate(mine, table, row, band, row[band], expected, f"correct the {band} and its lines"))
    return problems


def _problem_of(fault: Fault, text: Text, table: Table, mine: pd.DataFrame, layout: pd.DataFrame) -> Problem:
    """Return a fault of a block as a problem of the row that holds the piece, in the table or the layout; or beside which a row lacks."""
    piece = fault.piece
    if piece is None:
        remedy = f"transcribe the line into {file_name(table)}, or name it in layout.csv: with the kind end if it follows the table"
        expected = f"{fault.expected}; this is line {fault.line} of the document"
        return missing_row(text, table, mine, "first_line", fault.line, fault.printed, expected, remedy)
    expected = f"on line {fault.line} of the document: {fault.printed!r}; transcribed: {fault.expected!r}"
    remedy = "correct the cell to what is printed, or its lines to where it is printed"
    for rows, home in ((mine, table), (layout, describe(RawLayout))):
        for _, row in rows[(rows["source_file"] == piece.file) & (rows["source_line"] == piece.row)].iterrows():
            return locate(rows, home, row, piece.column, piece.text, expected, remedy)
    raise LookupError(f"no row at {piece.file}:{piece.row}")


CHECKS_OF_ONE_TABLE: dict[str, Callable[[Text, Table, pd.DataFrame], list[Problem]]] = {
    "raw_broken_words": broken_word_problems,
    "raw_numbers": ledger_problems,
    "raw_sections": heading_problems,
}
