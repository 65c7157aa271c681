"""Reading one CSV file fast, where nothing about it is in doubt.

Belongs here: the proof that a file is plain, so that the strict reader would accept it and read the same cells. Each byte is held against
the grammar of CSV. Then only one way of taking the file apart is left, and Arrow takes it. What this module cannot prove, it leaves to
`strict_csv.py`, which reads a file cell by cell and says where a fault is. Does not belong here: any fault.
"""

from collections.abc import Sequence

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv as arrow_csv

from pipeline.kernel.characters import LONGEST_CELL, unfit

# Arrow matches patterns with RE2, against bytes where the values are binary.
# A cell neither begins nor ends with a space, and has no two in a row.
LETTER, QUOTED_LETTER = r'[^" ,\x00-\x1f\x7f]', r'(?:[^" \x00-\x1f\x7f]|"")'
CELL = f'(?:(?:{LETTER}(?: ?{LETTER})*)?|"(?:{QUOTED_LETTER}(?: ?{QUOTED_LETTER})*)?")'
GRAMMAR = rf"\A(?:{CELL}(?:,{CELL})*\n)+\z"


def read_plain(content: bytes, columns: Sequence[str]) -> pa.Table | None:
    """Return the rows of a file: text columns in the order of `columns`, an empty cell as null. None where the file is not plain.

    Row n, counted from 0, stands on line n + 2.
    """
    if not _is_grammatical(content):
        return None
    try:
        table = _parsed(content, columns)
    except pa.ArrowException:
        return None
    header = [column[0].as_py() for column in table.columns]
    if sorted(header) != sorted(columns) or not _cells_are_short(table):
        return None
    rows = table.slice(1).rename_columns(header)
    return pa.table({name: _without_empty(rows[name]) for name in columns})


def _is_grammatical(content: bytes) -> bool:
    """Return whether the file has lines, all of them filled and ended, each a row of CSV with single spaces, and no control characters."""
    return not content.startswith(b"\n") and b"\n\n" not in content and _has(content, GRAMMAR) and (content.isascii() or _is_fit(content))


def _is_fit(content: bytes) -> bool:
    """Return whether the file is UTF-8 and holds only characters that a typed text may hold; special spaces are not among them."""
    try:
        return not unfit(content.decode("utf-8"))
    except UnicodeDecodeError:
        return False


def _has(content: bytes, expression: str) -> bool:
    return bool(pc.match_substring_regex(pa.array([content], pa.large_binary()), expression)[0].as_py())


def _parsed(content: bytes, columns: Sequence[str]) -> pa.Table:
    """Return the cells of all lines, the header's too, as text. Raises ArrowException where the file is not rectangular or not UTF-8."""
    table = arrow_csv.read_csv(
        pa.BufferReader(content),
        arrow_csv.ReadOptions(column_names=list(columns), use_threads=False),
        arrow_csv.ParseOptions(newlines_in_values=False),
        arrow_csv.ConvertOptions(column_types=dict.fromkeys(columns, pa.string()), strings_can_be_null=False),
    )
    return table.combine_chunks()


def _cells_are_short(table: pa.Table) -> bool:
    """Return whether each cell is shorter than what the strict reader takes, in bytes, of which a character has one or more."""
    return int(max(pc.max(pc.binary_length(cells)).as_py() for cells in table.columns)) <= LONGEST_CELL


def _without_empty(cells: pa.ChunkedArray) -> pa.ChunkedArray:
    return pc.if_else(pc.equal(cells, ""), pa.scalar(None, pa.string()), cells)
