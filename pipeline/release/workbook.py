"""The workbook of a release: a sheet of contents, and one for each front table.

Belongs here: writing an .xlsx file whose bytes depend on nothing but rows and the library's version. Every text is written as text, never
as a formula, a link or a number; every number as the floating-point number next to it, since a spreadsheet knows no other.
Does not belong here: the XML of cells (`sheet.py`), or whether a text is safe to open in other forms (`pipeline/contract/check.py`).
"""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from math import ceil
from pathlib import Path
from typing import Any, cast

import pyarrow as pa
import pyarrow.compute as pc
import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from pipeline.contract.tables import Table
from pipeline.describe.metadata import metadata
from pipeline.kernel.characters import LONGEST_CELL, cell_length
from pipeline.kernel.problems import Problem, refuse
from pipeline.release.sheet import Sheet

CONTENTS = "contents"
FROZEN = 1  # columns that stay in sight
CREATED = datetime(2026, 1, 1, tzinfo=UTC).replace(tzinfo=None)
LARGEST_WHOLE = 2**53  # beyond it not every whole number is a floating-point number
WIDEST = 60
SENTENCE, SPARE = 120, 20  # characters: width of a sentence in the contents, and what fewer of them a line surely holds
LINE = 15  # points
A3, PRINTED = 8, 70  # the paper's number, and percent of the size on the screen
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
        _write_contents(workbook, tables, rows, bold)
        for table in tables:
            sheet = cast(Sheet, workbook.add_worksheet(table.name, Sheet))
            columns = {column.name: rows[table.name][column.name].to_pylist() for column in table.columns}
            for place, (name, values) in enumerate(columns.items()):
                sheet.set_column(place, place, min(WIDEST, 2 + max(len(str(value)) for value in [name, *values])))
            sheet.fill(columns, bold, day)
            sheet.autofilter(0, 0, max(rows[table.name].num_rows, 1), len(table.columns) - 1)
            _show_well(sheet, FROZEN)
            _print_readably(sheet)


def _write_contents(workbook: xlsxwriter.Workbook, tables: Sequence[Table], rows: Mapping[str, pa.Table], bold: Any) -> None:
    """Write the first sheet: each table with a link to its sheet, its number of rows, and what it is."""
    sheet, wrapped = workbook.add_worksheet(CONTENTS), workbook.add_format({"text_wrap": True, "valign": "top"})
    link, top = workbook.add_format({"hyperlink": True, "valign": "top"}), workbook.add_format({"valign": "top"})
    for place, (title, width) in enumerate({"table": 22, "rows": 8, "what it is": SENTENCE}.items()):
        sheet.set_column(place, place, width)
        sheet.write_string(0, place, title, bold)
    for number, table in enumerate(tables, start=1):
        # a program that does not measure wrapped text would let the lines of one row cover those of the next
        sheet.set_row(number, LINE * ceil(len(table.description) / (SENTENCE - SPARE)))
        sheet.write_url(number, 0, f"internal:'{table.name}'!A1", link, string=table.name)
        sheet.write_number(number, 1, rows[table.name].num_rows, top)
        sheet.write_string(number, 2, table.description, wrapped)
    _show_well(sheet, 0)
    sheet.fit_to_pages(1, 0)


def _show_well(sheet: Worksheet, frozen: int) -> None:
    """Keep the names of columns, and the first columns, in sight; print in landscape."""
    sheet.freeze_panes(1, frozen)
    sheet.repeat_rows(0)
    sheet.set_landscape()


def _print_readably(sheet: Worksheet) -> None:
    """Print a wide table on pages side by side, each with the keys and the name of its table: on the width of one, nobody could read it."""
    sheet.repeat_columns(0)
    sheet.set_paper(A3)
    sheet.set_print_scale(PRINTED)
    sheet.set_footer("&L&A&R&P / &N")


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
        long = pc.greater(pc.binary_length(column), LONGEST_CELL).to_pylist()  # of bytes, which are no fewer
        return [(row + 1, text) for row, text in enumerate(column.to_pylist()) if long[row] and cell_length(text) > LONGEST_CELL]
    if pa.types.is_integer(column.type):
        large = pc.or_(pc.greater(column, LARGEST_WHOLE), pc.less(column, -LARGEST_WHOLE))
    else:
        return []
    return [(place + 1, column[place].as_py()) for place in pc.indices_nonzero(pc.fill_null(large, False)).to_pylist()]
