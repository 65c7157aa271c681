"""That the forms of a table hold equal values: Parquet, CSV, the database and the workbook. This is the one proof of it.

Belongs here: reading each form by a library that did not write it where there is one, and comparing every cell with the Parquet file.
Does not belong here: whether values are right.
"""

import csv
import io
from collections.abc import Callable, Iterable
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.contract.duckdb import names
from pipeline.contract.tables import Column, Table, describe
from pipeline.release.database import NAME
from schemas.registry import PUBLISHED, VIEWS
from tools.validators.outside import Found

EXACT_DIGITS = 15  # so many digits of a decimal number a floating-point number keeps

Rows = list[tuple[Any, ...]]


def forms(release: Path) -> Found:
    """Check that CSV, database and workbook hold the cells of each Parquet file, and that each view of the database has a row."""
    tables = [describe(schema) for schema in PUBLISHED]
    faults = [fault for table in tables for fault in _of_csv(release, table)]
    faults += _of_database(release, tables) + _of_workbook(release, tables)
    return Found(f"{len(tables)} tables, each cell of CSV, database and workbook against Parquet; {len(VIEWS)} views", faults)


def from_parquet(release: Path, table: Table) -> Rows:
    """Return the rows of a table's Parquet file, their cells in the order of the schema."""
    columns = pq.read_table(release / "parquet" / f"{table.name}.parquet").to_pydict()
    return list(zip(*(columns[column.name] for column in table.columns), strict=True))


def _of_csv(release: Path, table: Table) -> list[str]:
    content = (release / "csv" / f"{table.name}.csv").read_bytes()
    header, *lines = csv.reader(io.StringIO(content.decode("utf-8"), newline=""))
    if header != [column.name for column in table.columns] or b"\r" in content:
        return [f"csv/{table.name}.csv: another header, or carriage returns"]
    found = [tuple(value_of(text, column) for text, column in zip(line, table.columns, strict=True)) for line in lines]
    return _differences(f"csv/{table.name}.csv", found, from_parquet(release, table))


def value_of(text: str, column: Column) -> object:
    """Return the value of a cell of a CSV file, by the schema: an empty cell is null where the column may be null."""
    if text == "" and column.nullable:
        return None
    kinds: list[tuple[Callable[[pa.DataType], bool], Callable[[str], object]]] = [
        (pa.types.is_boolean, {"true": True, "false": False}.get),
        (pa.types.is_decimal, Decimal),
        (pa.types.is_integer, int),
        (pa.types.is_date, date.fromisoformat),
        (pa.types.is_floating, float),
    ]
    return next((read(text) for is_kind, read in kinds if is_kind(column.type)), text)


def _of_database(release: Path, tables: Iterable[Table]) -> list[str]:
    faults = []
    with duckdb.connect(str(release / f"{NAME}.duckdb"), read_only=True) as db:
        for table in tables:
            columns, key = names(tuple(column.name for column in table.columns)), names(table.key)
            found = db.execute(f'SELECT {columns} FROM "{table.name}" ORDER BY {key}').fetchall()
            faults += _differences(f"database, {table.name}", found, from_parquet(release, table))
        faults += [f"{view.name}: no row" for view in map(describe, VIEWS) if not db.execute(f'FROM "{view.name}" LIMIT 1').fetchall()]
    return faults


def _of_workbook(release: Path, tables: Iterable[Table]) -> list[str]:
    """Compare numbers to the last bit of a floating-point number, which is all that a spreadsheet holds; its first digits are exact."""
    import openpyxl

    workbook, faults = openpyxl.load_workbook(release / f"{NAME}.xlsx", read_only=True), []
    for table in tables:
        header, *found = workbook[table.name].iter_rows(values_only=True)
        expected = from_parquet(release, table)
        if list(header) != [column.name for column in table.columns]:
            faults.append(f"workbook, {table.name}: another header")
        faults += _differences(f"workbook, {table.name}", list(found), [tuple(map(cell_of, row)) for row in expected])
        cells = [(value, cell) for row, other in zip(expected, found, strict=False) for value, cell in zip(row, other, strict=False)]
        faults += [f"workbook, {table.name}: {cell} is not {value}" for value, cell in cells if _inexact(value, cell)]
    return faults


def cell_of(value: object) -> object:
    """Return what a reader of a workbook makes of a value: a day has an hour there."""
    if isinstance(value, date):
        return datetime(value.year, value.month, value.day)
    return float(value) if isinstance(value, Decimal) else value


def _inexact(value: object, cell: object) -> bool:
    if not isinstance(value, Decimal) or len(value.normalize().as_tuple().digits) > EXACT_DIGITS:
        return False
    return Decimal(repr(cell)) != value


def _differences(place: str, found: Rows, expected: Rows) -> list[str]:
    """Return a fault where rows differ: the first row that does, or the numbers of rows."""
    if len(found) != len(expected):
        return [f"{place}: {len(found)} rows, not the {len(expected)} of the Parquet file"]
    wrong = [number for number, (row, other) in enumerate(zip(found, expected, strict=True), start=1) if row != other]
    return [f"{place}: {len(wrong)} rows are not those of the Parquet file, the first is row {wrong[0]}"] if wrong else []
