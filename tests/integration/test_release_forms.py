"""The forms of a table hold equal values, and are safe to open. That those of the real release do is in its report
(test_release_validators.py); here, that the report would tell of others."""

import csv
import shutil
from pathlib import Path

import duckdb
import openpyxl
import pytest

from pipeline.contract.published import MAIN, layer_of, published_tables
from tests.conftest import Built
from tools.validators.equal_forms import forms

NAMES = [table.name for table in published_tables()]


@pytest.fixture(scope="module")
def latest(built: Built) -> Path:
    return built.outputs / "latest"


def test_a_changed_cell_of_each_form_would_be_found(latest: Path, tmp_path: Path) -> None:
    release = Path(shutil.copytree(latest.resolve(), tmp_path / "release"))
    file = release / "csv" / "core" / "units.csv"
    file.write_text(file.read_text("utf-8").replace("euros", "dollars", 1), "utf-8")
    with duckdb.connect(str(release / "wallonia_biomanufacturing.duckdb")) as db:
        db.execute("UPDATE core.concepts SET label_fr = 'autre' WHERE concept_id = 'vaccines'")
    workbook = openpyxl.load_workbook(release / "wallonia_biomanufacturing.xlsx")
    workbook["actors"]["B2"] = "elsewhere"
    workbook.save(release / "wallonia_biomanufacturing.xlsx")
    found = {fault.split(": ")[0] for fault in forms(release).faults}
    assert {"csv/core/units.csv", "database, concepts", "workbook, actors"} <= found


def test_the_database_has_no_form_of_compression_that_stores_chance(latest: Path) -> None:
    """FSST samples at random, bit packing and a dictionary that fills its block keep bytes of memory: a column in several blocks has filled
    one."""
    with duckdb.connect(str(latest / "wallonia_biomanufacturing.duckdb"), read_only=True) as db:
        parts = [
            (name, column, compression)
            for name in NAMES
            for column, compression in db.execute(
                f"SELECT column_name, compression FROM pragma_storage_info('{layer_of(name)}.{name}') WHERE segment_type <> 'VALIDITY'"
            ).fetchall()
        ]
    in_dictionary = [(name, column) for name, column, compression in parts if compression == "Dictionary"]
    assert {compression for _, _, compression in parts} == {"Constant", "Dictionary", "Uncompressed"}
    assert len(set(in_dictionary)) == len(in_dictionary)


def test_the_workbook_has_a_sheet_of_contents_and_one_for_each_front_table_with_frozen_headers_and_no_formula(latest: Path) -> None:
    opened = openpyxl.load_workbook(latest / "wallonia_biomanufacturing.xlsx")
    contents, *sheets = opened
    assert [sheet.title for sheet in sheets] == [name for name in NAMES if layer_of(name) == MAIN]
    assert [row[0].value for row in contents.iter_rows(min_row=2)] == [sheet.title for sheet in sheets]
    assert [row[0].hyperlink.location for row in contents.iter_rows(min_row=2)] == [f"'{sheet.title}'!A1" for sheet in sheets]
    assert {sheet.freeze_panes for sheet in sheets} == {"B2"}
    kinds = {cell.data_type for sheet in opened for row in sheet.iter_rows() for cell in row}
    assert kinds == {"s", "n", "b", "d"}, "texts, numbers (or nothing), flags and days, neither formulas nor errors"
    assert not any(cell.hyperlink for sheet in sheets for row in sheet.iter_rows() for cell in row)


def test_no_text_of_any_csv_file_begins_as_a_formula(latest: Path) -> None:
    for file in [*(latest / "csv").rglob("*.csv"), *(latest / "codelists").glob("*.csv")]:
        for number, line in enumerate(csv.reader(file.read_text("utf-8").splitlines()), start=1):
            begun = [cell for cell in line if cell[:1] in tuple("=+-@\t\r") and not cell.removeprefix("-").replace(".", "").isdigit()]
            assert (file.name, number, begun) == (file.name, number, [])
