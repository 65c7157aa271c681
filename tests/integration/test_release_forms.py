"""The forms of a table hold equal values, and are safe to open."""

import csv
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pandas as pd
import polars
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipeline.contract.tables import Column, Table, describe
from schemas.registry import PUBLISHED
from tests.conftest import Built

TABLES = [describe(schema) for schema in PUBLISHED]
NAMES = [table.name for table in TABLES]
Rows = list[tuple[Any, ...]]


@pytest.fixture(scope="module")
def latest(built: Built) -> Path:
    return built.outputs / "latest"


@pytest.fixture(scope="module")
def workbook(latest: Path) -> openpyxl.Workbook:
    return openpyxl.load_workbook(latest / "wallonia_biomanufacturing.xlsx", read_only=True)


def from_parquet(latest: Path, table: Table) -> Rows:
    columns = pq.read_table(latest / "parquet" / f"{table.name}.parquet").to_pydict()
    return list(zip(*(columns[column.name] for column in table.columns), strict=True))


def value_of(text: str, column: Column) -> object:
    """The value of a cell of a CSV file, by the schema: an empty cell is null where the column may be null."""
    if text == "" and column.nullable:
        return None
    if pa.types.is_boolean(column.type):
        return {"true": True, "false": False}[text]
    if pa.types.is_decimal(column.type):
        return Decimal(text)
    return {"string": str, "int64": int, "double": float}[str(column.type)](text)


def cell_of(value: object) -> object:
    """What a workbook holds of a value."""
    return float(value) if isinstance(value, Decimal) else value


@pytest.mark.parametrize("table", TABLES, ids=NAMES)
def test_csv_holds_the_values_of_parquet(latest: Path, table: Table) -> None:
    content = (latest / "csv" / f"{table.name}.csv").read_bytes()
    assert b"\r" not in content
    header, *lines = csv.reader(content.decode("utf-8").splitlines())
    assert header == [column.name for column in table.columns]
    found = [tuple(value_of(text, column) for text, column in zip(line, table.columns, strict=True)) for line in lines]
    assert found == from_parquet(latest, table)


@pytest.mark.parametrize("table", TABLES, ids=NAMES)
def test_the_database_holds_the_values_of_parquet(latest: Path, table: Table) -> None:
    names = ", ".join(f'"{column.name}"' for column in table.columns)
    key = ", ".join(f'"{name}"' for name in table.key)
    with duckdb.connect(str(latest / "wallonia_biomanufacturing.duckdb"), read_only=True) as db:
        assert db.execute(f'SELECT {names} FROM "{table.name}" ORDER BY {key}').fetchall() == from_parquet(latest, table)


@pytest.mark.parametrize("table", TABLES, ids=NAMES)
def test_the_workbook_holds_the_values_of_parquet(latest: Path, workbook: openpyxl.Workbook, table: Table) -> None:
    """Numbers to the last bit of a floating-point number, which is all that a spreadsheet knows."""
    header, *found = workbook[table.name].iter_rows(values_only=True)
    assert list(header) == [column.name for column in table.columns]
    expected = [tuple(map(cell_of, row)) for row in from_parquet(latest, table)]
    assert found == expected
    for row, cells in zip(from_parquet(latest, table), found, strict=True):
        for value, cell in zip(row, cells, strict=True):
            if isinstance(value, Decimal) and len(value.normalize().as_tuple().digits) <= 15:
                assert Decimal(repr(cell)) == value


def test_the_workbook_has_a_sheet_a_table_the_dictionary_first_with_frozen_headers_and_no_formula(latest: Path) -> None:
    opened = openpyxl.load_workbook(latest / "wallonia_biomanufacturing.xlsx")
    assert opened.sheetnames == ["data_dictionary", *(name for name in NAMES if name != "data_dictionary")]
    assert {sheet.freeze_panes for sheet in opened} == {"A2"}
    kinds = {cell.data_type for sheet in opened for row in sheet.iter_rows() for cell in row}
    assert kinds == {"s", "n", "b"}, "texts, numbers (or nothing) and flags, neither formulas nor errors"
    assert not any(cell.hyperlink for sheet in opened for row in sheet.iter_rows() for cell in row)


def test_no_text_of_any_csv_file_begins_as_a_formula(latest: Path) -> None:
    for file in [*(latest / "csv").iterdir(), *(latest / "codelists").glob("*.csv")]:
        for number, line in enumerate(csv.reader(file.read_text("utf-8").splitlines()), start=1):
            begun = [cell for cell in line if cell[:1] in tuple("=+-@\t\r") and not cell.removeprefix("-").replace(".", "").isdigit()]
            assert (file.name, number, begun) == (file.name, number, [])


@pytest.mark.parametrize("table", TABLES, ids=NAMES)
def test_polars_and_pandas_read_the_same(latest: Path, table: Table) -> None:
    path = latest / "parquet" / f"{table.name}.parquet"
    expected = pq.read_table(path)
    assert polars.read_parquet(path).rows() == [tuple(row.values()) for row in expected.to_pylist()]
    with_pandas = pd.read_parquet(path, dtype_backend="pyarrow")
    assert [str(dtype.pyarrow_dtype) for dtype in with_pandas.dtypes] == [str(column.type) for column in table.columns]
    assert pa.Table.from_pandas(with_pandas, preserve_index=False).to_pylist() == expected.to_pylist()
