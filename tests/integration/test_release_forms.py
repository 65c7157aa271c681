"""The forms of a table hold equal values, and are safe to open."""

import csv
import shutil
from pathlib import Path

import duckdb
import openpyxl
import pytest

from pipeline.contract.tables import describe
from schemas.registry import PUBLISHED
from tests.conftest import Built
from tools.validators.equal_forms import forms

TABLES = [describe(schema) for schema in PUBLISHED]
NAMES = [table.name for table in TABLES]


@pytest.fixture(scope="module")
def latest(built: Built) -> Path:
    return built.outputs / "latest"


def test_every_form_holds_the_values_of_parquet(latest: Path) -> None:
    found = forms(latest)
    assert found.faults == []
    assert found.checked.startswith(f"{len(TABLES)} tables")


def test_a_changed_cell_of_each_form_would_be_found(latest: Path, tmp_path: Path) -> None:
    release = Path(shutil.copytree(latest.resolve(), tmp_path / "release"))
    file = release / "csv" / "units.csv"
    file.write_text(file.read_text("utf-8").replace("euros", "dollars", 1), "utf-8")
    with duckdb.connect(str(release / "wallonia_biomanufacturing.duckdb")) as db:
        db.execute("UPDATE concepts SET label_fr = 'autre' WHERE concept_id = 'vaccines'")
    workbook = openpyxl.load_workbook(release / "wallonia_biomanufacturing.xlsx")
    workbook["localities"]["B2"] = "elsewhere"
    workbook.save(release / "wallonia_biomanufacturing.xlsx")
    found = {fault.split(": ")[0] for fault in forms(release).faults}
    assert {"csv/units.csv", "database, concepts", "workbook, localities"} <= found


def test_the_workbook_has_a_sheet_a_table_the_dictionary_first_with_frozen_headers_and_no_formula(latest: Path) -> None:
    opened = openpyxl.load_workbook(latest / "wallonia_biomanufacturing.xlsx")
    assert opened.sheetnames == ["data_dictionary", *(name for name in NAMES if name != "data_dictionary")]
    assert {sheet.freeze_panes for sheet in opened} == {"A2"}
    kinds = {cell.data_type for sheet in opened for row in sheet.iter_rows() for cell in row}
    assert kinds == {"s", "n", "b", "d"}, "texts, numbers (or nothing), flags and days, neither formulas nor errors"
    assert not any(cell.hyperlink for sheet in opened for row in sheet.iter_rows() for cell in row)


def test_no_text_of_any_csv_file_begins_as_a_formula(latest: Path) -> None:
    for file in [*(latest / "csv").iterdir(), *(latest / "codelists").glob("*.csv")]:
        for number, line in enumerate(csv.reader(file.read_text("utf-8").splitlines()), start=1):
            begun = [cell for cell in line if cell[:1] in tuple("=+-@\t\r") and not cell.removeprefix("-").replace(".", "").isdigit()]
            assert (file.name, number, begun) == (file.name, number, [])
