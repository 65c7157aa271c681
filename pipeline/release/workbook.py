"""The workbook of a release: one sheet a table, and the data dictionary first.

Belongs here: writing an .xlsx file whose bytes depend on nothing but rows and the library's version. Every text is written as text, never
as a formula, a link or a number; every number as the floating-point number next to it, since a spreadsheet knows no other.
Does not belong here: whether a text is safe to open in other forms (`pipeline/contract/check.py`).
"""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from pipeline.contract.tables import Table
from pipeline.describe.metadata import metadata
from pipeline.kernel.problems import Problem, refuse

FIRST = "data_dictionary"
CREATED = datetime(2026, 1, 1, tzinfo=UTC).replace(tzinfo=None)
OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
LONGEST_TEXT = 32_767  # characters that a cell can hold
LARGEST_WHOLE = 2**53  # beyond it not every whole number is a floating-point number
WIDEST = 60


class Double(float):
    """A floating-point number that is written with all of its digits: xlsxwriter writes 16, and some need 17 to come back the same."""

    def __format__(self, spec: str) -> str:
        return repr(float(self)).removesuffix(".0")


def write_workbook(path: Path, tables: Sequence[Table], rows: Mapping[str, pa.Table]) -> None:
    """Write the workbook at path. Raises InputError where a cell holds what no cell of a workbook can hold."""
    refuse([problem for table in tables for problem in unfit(table, rows[table.name])])
    with xlsxwriter.Workbook(str(path), OPTIONS) as workbook:
        known = metadata()
        workbook.set_properties(
            {"title": known.title.en, "author": known.publisher.en, "comments": f"Version {known.version}", "created": CREATED}
        )
        bold = workbook.add_format({"bold": True})
        for table in sorted(tables, key=lambda table: table.name != FIRST):
            sheet = workbook.add_worksheet(table.name)
            sheet.freeze_panes(1, 0)
            for place, column in enumerate(table.columns):
                _write_column(sheet, place, column.name, rows[table.name][column.name].to_pylist(), bold)
            sheet.autofilter(0, 0, max(rows[table.name].num_rows, 1), len(table.columns) - 1)


def _write_column(sheet: Worksheet, place: int, name: str, values: list[Any], bold: object) -> None:
    sheet.set_column(place, place, min(WIDEST, 2 + max(len(str(value)) for value in [name, *values])))
    sheet.write_string(0, place, name, bold)
    for row, value in enumerate(values, start=1):
        if isinstance(value, bool):
            sheet.write_boolean(row, place, value)
        elif isinstance(value, str):
            sheet.write_string(row, place, value)
        elif value is not None:
            sheet.write_number(row, place, value if isinstance(value, int) else Double(value))


def unfit(table: Table, rows: pa.Table) -> list[Problem]:
    """Return a problem for each cell that no cell of a workbook can hold: text that is too long, a whole number that is too large."""
    return [
        Problem(f"table {table.name} row {number}", None, name, str(value)[:60], "a value that a workbook can hold", "shorten the value")
        for name in rows.column_names
        for number, value in enumerate(rows[name].to_pylist(), start=1)
        if (isinstance(value, str) and len(value) > LONGEST_TEXT) or (isinstance(value, int) and abs(value) > LARGEST_WHOLE)
    ]
