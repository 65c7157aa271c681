"""The workbook of a release: one sheet a table, and the data dictionary first.

Belongs here: writing an .xlsx file whose bytes depend on nothing but rows and the library's version. Every text is written as text, never
as a formula, a link or a number; every number as the floating-point number next to it, since a spreadsheet knows no other.
Does not belong here: the XML of cells (`sheet.py`), or whether a text is safe to open in other forms (`pipeline/contract/check.py`).
"""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast

import pyarrow as pa
import pyarrow.compute as pc
import xlsxwriter

from pipeline.contract.tables import Table
from pipeline.describe.metadata import metadata
from pipeline.kernel.problems import Problem, refuse
from pipeline.release.sheet import Sheet

FIRST = "data_dictionary"
CREATED = datetime(2026, 1, 1, tzinfo=UTC).replace(tzinfo=None)
LONGEST_TEXT = 32_767  # characters that a cell can hold
LARGEST_WHOLE = 2**53  # beyond it not every whole number is a floating-point number
WIDEST = 60
DAY = {"num_format": "yyyy-mm-dd"}


def write_workbook(path: Path, tables: Sequence[Table], rows: Mapping[str, pa.Table]) -> None:
    """Write the workbook at path. Raises InputError where a cell holds what no cell of a workbook can hold."""
    refuse([problem for table in tables for problem in unfit(table, rows[table.name])])
    with xlsxwriter.Workbook(str(path)) as workbook:
        known = metadata()
        workbook.set_properties(
            {"title": known.title.en, "author": known.publisher.en, "comments": f"Version {known.version}", "created": CREATED}
        )
        bold, day = workbook.add_format({"bold": True}), workbook.add_format(DAY)
        for table in sorted(tables, key=lambda table: table.name != FIRST):
            sheet = cast(Sheet, workbook.add_worksheet(table.name, Sheet))
            sheet.freeze_panes(1, 0)
            columns = {column.name: rows[table.name][column.name].to_pylist() for column in table.columns}
            for place, (name, values) in enumerate(columns.items()):
                sheet.set_column(place, place, min(WIDEST, 2 + max(len(str(value)) for value in [name, *values])))
            sheet.fill(columns, bold, day)
            sheet.autofilter(0, 0, max(rows[table.name].num_rows, 1), len(table.columns) - 1)


def unfit(table: Table, rows: pa.Table) -> list[Problem]:
    """Return a problem for each cell that no cell of a workbook can hold: text that is too long, a whole number that is too large."""
    return [
        Problem(f"table {table.name} row {number}", None, name, str(value)[:60], "a value that a workbook can hold", "shorten the value")
        for name in rows.column_names
        for number, value in _too_large(rows[name])
    ]


def _too_large(column: pa.ChunkedArray) -> list[tuple[int, Any]]:
    """Return the numbers of rows, from 1, and the values of cells that are too large."""
    if pa.types.is_string(column.type):
        large = pc.greater(pc.utf8_length(column), LONGEST_TEXT)
    elif pa.types.is_integer(column.type):
        large = pc.or_(pc.greater(column, LARGEST_WHOLE), pc.less(column, -LARGEST_WHOLE))
    else:
        return []
    return [(place + 1, column[place].as_py()) for place in pc.indices_nonzero(pc.fill_null(large, False)).to_pylist()]
