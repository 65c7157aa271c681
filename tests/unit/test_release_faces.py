"""The describing faces and the workbook, on tiny tables: what they say, what they refuse."""

import io
import json
from decimal import Decimal
from pathlib import Path

import openpyxl
import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.contract.arrow import arrow_schema, conform
from pipeline.contract.check import table_problems
from pipeline.contract.constraints import ColumnRef
from pipeline.contract.lineage import tables
from pipeline.contract.tables import Table, describe
from pipeline.describe.datapackage import datapackage
from pipeline.describe.described import Described, File
from pipeline.describe.forms import csv_path
from pipeline.describe.licence import licence, printed_columns
from pipeline.describe.metadata import metadata, parse
from pipeline.describe.skos import COLUMNS, lists, skos
from pipeline.kernel.paths import ROOT
from pipeline.kernel.problems import InputError
from pipeline.release.workbook import unfit, write_workbook
from schemas.concepts import Concepts
from schemas.indicators import Units

UNITS = describe(Units)
METADATA = (ROOT / "metadata.yaml").read_text("utf-8")


def units(**changes: object) -> pa.Table:
    row = {"unit_id": "EUR", "dimension": "money", "factor": Decimal("1.000000"), "label_fr": "euro", "label_en": "euro"} | changes
    return pa.Table.from_pylist([row], schema=arrow_schema(UNITS))


# metadata.yaml


@pytest.mark.parametrize(
    ("old", "new", "column"),
    [
        ("version: 2026.11.0", "version: 2026.13.0", "version"),
        ("version: 2026.11.0", "version: 2026.11", "version"),
        ("schema_version: 2.0.0", "schema_version: 1", "schema_version"),
        ("area: BE3", "place: BE3", "area"),
        ("area: BE3", "place: BE3", "place"),
        ("    url: https://creativecommons", "    url: http://creativecommons", "licences.data.url"),
    ],
)
def test_a_wrong_key_of_the_metadata_is_named(old: str, new: str, column: str) -> None:
    assert old in METADATA
    with pytest.raises(InputError) as refused:
        parse(METADATA.replace(old, new, 1).encode())
    assert column in {problem.column for problem in refused.value.problems}
    assert {problem.file for problem in refused.value.problems} == {"metadata.yaml"}


def test_metadata_that_is_no_yaml_is_refused_with_its_line() -> None:
    with pytest.raises(InputError) as refused:
        parse(b"name: x\ntitle: [\n")
    assert refused.value.problems[0].line == 3


def test_the_month_of_a_version_is_that_of_the_calendar() -> None:
    assert parse(METADATA.replace("2026.11.0", "2027.2.1").encode()).month == "2027-02"


# Licences


@pytest.mark.parametrize(
    ("name", "printed"),
    [
        ("cartography.name_printed", True),
        ("cartography.location", True),  # as printed, with corrections
        ("citations.author", True),  # a part of what is printed
        ("number_ledger.token", True),
        ("provenance.printed", True),
        ("cartography.organisation_id", False),  # an identifier found by a printed name
        ("cartography.stage_status", False),
        ("provenance.record_id", False),
        ("number_uses.table_name", False),
        ("observations.value", False),
        ("organisations.name", False),
    ],
)
def test_a_column_is_as_printed_where_it_holds_nothing_but_text_of_a_document(name: str, printed: bool) -> None:
    ref = ColumnRef.parse(name)
    assert (ref in printed_columns()) == printed
    assert licence(ref, "unknown").endswith("unknown") == printed


# Safe to open


@pytest.mark.parametrize("text", ["=1+1", "+33+1", "+A1", "-x", "@SUM(A1)", "\t=1", "\r=1"])
def test_a_text_that_a_spreadsheet_takes_for_a_formula_is_named_with_its_row(text: str) -> None:
    [problem] = table_problems(conform(units(dimension=text).to_pandas(), UNITS), UNITS, {})
    assert (problem.file, problem.column, problem.value) == ("table units row EUR", "dimension", text)


@given(st.text(min_size=1).filter(lambda text: text[0] not in "=+-@\t\r"))
def test_any_other_text_and_a_negative_number_pass(text: str) -> None:
    frame = conform(units(dimension=text, label_fr="-12.5", factor=Decimal("-1.000000")).to_pandas(), UNITS)
    assert table_problems(frame, UNITS, {}) == []


# The workbook


def read(path: Path) -> list[tuple[object, ...]]:
    return list(openpyxl.load_workbook(path)["units"].iter_rows(min_row=2, values_only=True))


def test_texts_that_look_like_formulas_links_and_numbers_stay_texts(tmp_path: Path) -> None:
    for number, text in enumerate(["=1+1", "https://a.example", "0012", "a" * 32_767]):
        write_workbook(path := tmp_path / f"{number}.xlsx", [UNITS], {"units": units(label_en=text)})
        [row] = read(path)
        assert row[4] == text
        assert {cell.data_type for line in openpyxl.load_workbook(path)["units"].iter_rows(min_row=2) for cell in line} == {"s", "n"}


def test_what_no_cell_can_hold_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError) as refused:
        write_workbook(tmp_path / "a.xlsx", [UNITS], {"units": units(label_en="a" * 32_768)})
    assert [problem.column for problem in refused.value.problems] == ["label_en"]
    assert not (tmp_path / "a.xlsx").exists()


def test_whole_numbers_are_refused_beyond_those_that_a_floating_point_number_counts() -> None:
    found = unfit(UNITS, pa.table({"n": [2**53, 2**53 + 1, None, -(2**53), -(2**53) - 1]}))
    assert [(problem.column, problem.file) for problem in found] == [("n", "table units row 2"), ("n", "table units row 5")]


def test_two_workbooks_of_equal_rows_have_equal_bytes(tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        write_workbook(tmp_path / name, [UNITS], {"units": units()})
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


# Code lists


def concepts(*rows: tuple[str, str, str | None]) -> pd.DataFrame:
    known = [
        {"concept_id": code, "scheme": scheme, "broader_id": broader, "label_fr": f"{code} fr", "label_en": code, "definition_en": "."}
        for code, scheme, broader in rows
    ]
    return pd.DataFrame(known).assign(sort_order=range(1, len(rows) + 1))


CLOSED = pd.DataFrame(
    {"code_list": ["side"], "code": ["left"], "sort_order": [1], "label_fr": ["g"], "label_en": ["l"], "definition_en": ["."]}
)


def test_each_list_is_by_itself_with_its_broader_codes() -> None:
    found = lists(concepts(("vaccines", "approach", None), ("rna", "approach", "vaccines"), ("clinical", "stage", None)), CLOSED)
    assert {name: list(rows["code"]) for name, rows in found.items()} == {
        "approach": ["vaccines", "rna"],
        "side": ["left"],
        "stage": ["clinical"],
    }
    assert list(found["approach"]["broader_code"].fillna("none")) == ["none", "vaccines"]
    assert list(found["side"].columns) == COLUMNS


def test_skos_has_both_labels_the_broader_concept_and_the_columns_that_use_a_list() -> None:
    every = lists(concepts(("vaccines", "approach", None), ("rna", "approach", "vaccines")), CLOSED)
    text = skos(every, {"approach": ["approaches.approach_id"]})
    assert '"rna fr"@fr' in text
    assert "skos:broader <#approach.vaccines>" in text
    assert "skos:hasTopConcept <#approach.vaccines>" in text
    assert "Used by approaches.approach_id." in text


# The Data Package


def resource(table: Table) -> dict[str, object]:
    dictionary = pd.DataFrame([{"table_name": table.name, "column_name": column.name, "licence": "L"} for column in table.columns])
    frames = {"data_dictionary": dictionary, "documents": pd.DataFrame({"document_id": ["d"], "licence": ["not stated"]})}
    release = Described(metadata(), (table,), frames, {csv_path(table.name): File(3, "0" * 64)}, {})
    return dict(json.load(io.StringIO(datapackage(release)))["resources"][0])


def test_a_resource_carries_keys_constraints_units_and_licences() -> None:
    found = resource(describe(Concepts))
    schema = found["schema"]
    assert isinstance(schema, dict)
    assert schema["primaryKey"] == ["concept_id"]
    assert schema["foreignKeys"] == [{"fields": ["broader_id"], "reference": {"resource": "", "fields": ["concept_id"]}}]
    fields = {field["name"]: field for field in schema["fields"]}
    assert fields["concept_id"]["constraints"]["unique"]
    assert "required" not in fields["broader_id"].get("constraints", {})
    assert fields["broader_id"]["null_means"] == "A top concept."
    assert fields["sort_order"]["constraints"] == {"required": True, "minimum": 1}
    assert {field["licence"] for field in fields.values()} == {"L"}


def test_a_key_that_may_be_filled_in_part_is_no_foreign_key_of_the_standard() -> None:
    schema = resource(tables()["organisation_categories"])["schema"]
    assert isinstance(schema, dict)
    assert [key["fields"] for key in schema["foreign_keys_where_filled"]] == [["document_id", "row_no"]]
    assert ["document_id", "row_no"] not in [key["fields"] for key in schema["foreignKeys"]]


def test_an_empty_cell_is_an_empty_text_where_a_key_may_be_empty_and_not_null() -> None:
    schema = resource(tables()["cluster_profile"])["schema"]
    assert isinstance(schema, dict)
    assert [field["name"] for field in schema["fields"] if field.get("missingValues") == []] == ["key", "key_2"]
