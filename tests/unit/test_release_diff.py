"""Comparing releases: every cell by key, with the input that caused it; what a change of the schema asks of its version."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.release.causes import cause_of, changed_inputs
from pipeline.release.diff import as_text, compare, write_parquet
from pipeline.release.differences import differences
from pipeline.release.shapes import SchemaChange, least_version, schema_changes, too_low

EMPTY_PROVENANCE = {name: [] for name in ("table_name", "record_id", "column_name", "printed", "source_no")}
EMPTY_CORRECTIONS = {name: [] for name in ("correction_id", "table_name", "record_id", "column_name", "published")}
LINEAGE = {"a": "raw_first.x", "b": "raw_first.y, raw_names.z", "c": "raw_names.z, raw_corrections.published"}
CODE, SOURCE, NAMES, CORRECTIONS = "pipeline/core", "raw/thesis/first.csv", "raw/reference/names.csv", "raw/corrections.csv"
INPUTS = dict.fromkeys((CODE, SOURCE, NAMES, CORRECTIONS, "pipeline/release"), "1")


def put(folder: Path, name: str, columns: Mapping[str, list[Any]], key: list[str]) -> None:
    table = pa.table({column: pa.array(values, None if values else pa.string()) for column, values in columns.items()})
    folder.mkdir(parents=True, exist_ok=True)
    pq.write_table(table.replace_schema_metadata({"primary_key": json.dumps(key)}), folder / f"{name}.parquet")


def release(
    folder: Path,
    t: Mapping[str, list[Any]],
    *touched: str,
    provenance: Mapping[str, list[Any]] = EMPTY_PROVENANCE,
    corrections: Mapping[str, list[Any]] = EMPTY_CORRECTIONS,
    schema_version: str = "1.0.0",
) -> Path:
    """Make the folder of a release with one table t and those that a comparison looks into; the inputs touched have another hash."""
    put(folder / "parquet", "t", t, ["id"])
    dictionary = {"table_name": ["t"] * len(LINEAGE), "column_name": list(LINEAGE), "derived_from": list(LINEAGE.values())}
    put(folder / "parquet", "data_dictionary", dictionary, ["table_name", "column_name"])
    put(folder / "parquet", "provenance", provenance, ["table_name", "record_id", "column_name", "source_no"])
    put(folder / "parquet", "corrections", corrections, ["correction_id"])
    inputs = INPUTS | dict.fromkeys(touched, "2")
    (folder / "build.json").write_text(json.dumps({"version": "2026.11.0", "schema_version": schema_version, "inputs": inputs}))
    return folder


BEFORE = {"id": ["1", "2"], "a": ["x", "y"], "b": [None, "q"], "c": ["u", "v"]}


def causes(tmp_path: Path, after: Mapping[str, list[Any]], *touched: str, **tables: Any) -> dict[tuple[str, str], str]:
    found = compare(release(tmp_path / "old", BEFORE), release(tmp_path / "new", after, *touched, **tables)).cells
    found = found[found["table_name"] == "t"]
    return {(row["record_id"], row["column_name"]): row["cause"] for row in found.to_dict("records")}


@pytest.mark.parametrize(
    ("column", "touched", "cause"),
    [
        ("a", [SOURCE], "source"),
        ("b", [NAMES], "reference"),
        ("c", [CORRECTIONS], "correction"),
        ("a", [CODE], "code"),
        ("a", [SOURCE, NAMES], "source"),
        ("b", [SOURCE, NAMES], "reference or source"),
        ("b", [SOURCE, CODE], "source or code"),
        ("a", [NAMES], "reference"),
        ("a", ["pipeline/release"], "not found"),
    ],
    ids=lambda value: value if isinstance(value, str) else "+".join(value),
)
def test_a_cause_is_an_input_that_changed_and_that_leads_to_the_cell(tmp_path: Path, column: str, touched: list[str], cause: str) -> None:
    found = causes(tmp_path, BEFORE | {column: ["changed", BEFORE[column][1]]}, *touched)
    assert {cell: set(known.split(" or ")) for cell, known in found.items()} == {("1", column): set(cause.split(" or "))}


def test_what_the_tables_say_of_the_very_cell_goes_before_lineage(tmp_path: Path) -> None:
    told = {"table_name": ["t"], "record_id": ["1"], "column_name": ["c"]}
    after = BEFORE | {"b": ["new", "new"], "c": ["new", "new"]}
    found = causes(
        tmp_path,
        after,
        SOURCE,
        NAMES,
        CORRECTIONS,
        CODE,
        corrections=told | {"correction_id": ["k"], "published": ["new"]},
        provenance=told | {"column_name": ["b"], "printed": ["new"], "source_no": [1]},
    )
    assert found["1", "c"] == "correction"
    assert found["1", "b"] == "source"
    assert " or " in found["2", "c"]
    assert " or " in found["2", "b"]


def test_a_file_of_another_document_is_no_cause_unless_a_table_of_several_documents_lies_between(tmp_path: Path) -> None:
    lineage = {
        ("t", "document_id"): "raw_first.document_id",
        ("t", "a"): "raw_first.x",
        ("t", "b"): "joined.y",
        ("joined", "document_id"): "raw_first.document_id, raw_names.year",
        ("joined", "y"): "raw_first.x",
    }
    rows = {"id": ["1", "2"], "document_id": ["thesis", "report"], "a": ["x", "x"], "b": ["x", "x"]}
    touched = (SOURCE, "raw/report/first.csv")
    for name, values, inputs in (("old", rows, ()), ("new", rows | {"a": ["y", "y"], "b": ["y", "y"]}, touched)):
        release(tmp_path / name, values, *inputs)
        stated = {"table_name": [t for t, _ in lineage], "column_name": [c for _, c in lineage], "derived_from": list(lineage.values())}
        put(tmp_path / name / "parquet", "data_dictionary", stated, ["table_name", "column_name"])
    found = compare(tmp_path / "old", tmp_path / "new").cells
    because = {(row["record_id"], row["column_name"]): row["because"] for row in found.to_dict("records") if row["table_name"] == "t"}
    both = ", ".join(sorted(touched))
    assert because == {("1", "a"): touched[0], ("2", "a"): touched[1], ("1", "b"): both, ("2", "b"): both}


def test_a_row_that_is_new_names_the_files_of_its_key_and_of_its_own_document_in_whichever_folder_its_table_lies(tmp_path: Path) -> None:
    lineage = {
        ("observations", "observation_id"): "raw_statements.document_id, raw_statements.statement_id",
        ("observations", "document_id"): "raw_statements.document_id",
        ("observations", "label"): "raw_indicators.label_en",
        ("statements", "observation_id"): "observations.observation_id",
        ("statements", "document_id"): "observations.document_id",
        ("statements", "label"): "observations.label",
    }
    files = [f"raw/{folder}/{name}.csv" for folder in ("thesis", "report") for name in ("area_figures", "statements")]
    for name, ids, inputs in (("old", [], ()), ("new", ["report-a"], (*files, "raw/reference/indicators.csv"))):
        release(tmp_path / name, BEFORE, *inputs)
        stated = {"table_name": [t for t, _ in lineage], "column_name": [c for _, c in lineage], "derived_from": list(lineage.values())}
        put(tmp_path / name / "parquet", "data_dictionary", stated, ["table_name", "column_name"])
        rows = {"observation_id": ids, "document_id": ["report"] * len(ids), "label": ["x"] * len(ids)}
        put(tmp_path / name / "parquet", "statements", rows, ["observation_id"])
        put(tmp_path / name / "parquet" / "core", "observations", rows, ["observation_id"])
    found = compare(tmp_path / "old", tmp_path / "new").cells
    because = {(row["table_name"], row["column_name"]): row["because"] for row in found.to_dict("records")}
    of_report = "raw/report/area_figures.csv, raw/report/statements.csv"
    columns = ("observation_id", "document_id", "label")
    expected = {(table, column): of_report for table in ("observations", "statements") for column in columns}
    assert {cell: names for cell, names in because.items() if cell[0] != "data_dictionary"} == expected


def test_the_cells_of_a_release_before_schema_version_2_are_told_by_their_keys(tmp_path: Path) -> None:
    told = {"table_name": ["t"], "column_name": ["c"], "correction_id": ["k"], "published": ["old"]}
    old = release(tmp_path / "old", BEFORE, corrections=told | {"row_key": ['["1"]']})
    new = release(
        tmp_path / "new", BEFORE | {"c": ["new", "new"]}, SOURCE, CORRECTIONS, corrections=told | {"record_id": ["1"], "published": ["new"]}
    )
    found = compare(old, new).cells
    assert found.loc[(found["table_name"] == "t") & (found["record_id"] == "1"), "cause"].tolist() == ["correction"]


def test_every_kind_of_input_has_its_cause_and_publishing_changes_no_value() -> None:
    assert [cause_of(name) for name in ("raw/other/events.csv", NAMES, CORRECTIONS, "schemas", "requirements.lock")] == [
        "source",
        "reference",
        "correction",
        "code",
        "code",
    ]
    assert changed_inputs({"inputs": INPUTS}, {"inputs": {CODE: "2", "pipeline/release": "2"}}) == {
        CODE: "code",
        SOURCE: "source",
        NAMES: "reference",
        CORRECTIONS: "correction",
    }


ROWS = st.dictionaries(st.sampled_from("1234"), st.tuples(*[st.none() | st.sampled_from(["", "x", "y", '"', "\\"])] * 2), max_size=4)


@given(ROWS, ROWS)
def test_the_differences_turn_one_release_into_the_other(tmp_path_factory: pytest.TempPathFactory, old: Any, new: Any) -> None:
    folder = tmp_path_factory.mktemp("d")
    for name, rows in (("old", old), ("new", new)):
        put(
            folder / name / "parquet",
            "t",
            {"record_id": list(rows), "value": [r[0] for r in rows.values()], "b": [r[1] for r in rows.values()]},
            ["record_id"],
        )
    cells = {key: dict(zip(("value", "b"), row, strict=True)) for key, row in old.items()}
    for cell in differences(folder / "old", folder / "new").to_dict("records"):
        key = cell["record_id"]
        column, before, after = cell["column_name"], *(None if pd.isna(cell[x]) else cell[x] for x in ("before", "after"))
        if column == "record_id":
            assert cell["change"] == ("added" if after else "removed")
            continue
        assert cells.get(key, {}).get(column) == before != after
        cells.setdefault(key, {"value": None, "b": None})[column] = after
        assert cell["change"] == ("added" if key not in old else "removed" if key not in new else "changed")
    assert {key: row for key, row in cells.items() if any(value is not None for value in row.values())} == {
        key: {"value": row[0], "b": row[1]} for key, row in new.items() if any(value is not None for value in row)
    }


def test_a_renamed_column_is_told_once_and_asks_for_a_major_version(tmp_path: Path) -> None:
    after = {("d" if name == "a" else name): values for name, values in BEFORE.items()}
    old, new = release(tmp_path / "old", BEFORE), release(tmp_path / "new", after, CODE)
    found = compare(old, new)
    assert [str(change) for change in found.schema] == ["major: t.a: column removed, or renamed", "minor: t.d: column added"]
    assert found.cells.empty
    assert found.least_schema_version == "2.0.0"
    assert "schema_version must be at least 2.0.0" in as_text(found)
    assert compare(old, release(tmp_path / "raised", after, CODE, schema_version="2.0.0")).least_schema_version is None


SHAPE = {"key": ["id"], "columns": {"id": "string", "a": "int64", "b": "string, may be empty"}}


@pytest.mark.parametrize(
    ("new", "least"),
    [
        ({"t": SHAPE}, "1.4.2"),
        ({}, "2.0.0"),
        ({"t": SHAPE, "u": SHAPE}, "1.5.0"),
        ({"t": SHAPE | {"key": ["a"]}}, "2.0.0"),
        ({"t": SHAPE | {"columns": SHAPE["columns"] | {"a": "string"}}}, "2.0.0"),
        ({"t": SHAPE | {"columns": SHAPE["columns"] | {"a": "int64, may be empty"}}}, "2.0.0"),
        ({"t": SHAPE | {"columns": SHAPE["columns"] | {"b": "string"}}}, "1.5.0"),
        ({"t": SHAPE | {"columns": SHAPE["columns"] | {"c": "string"}}}, "1.5.0"),
    ],
    ids=["same", "table gone", "table added", "key", "type", "may be empty", "never empty", "column added"],
)
def test_what_breaks_readers_is_major_and_what_is_added_is_minor(new: Any, least: str) -> None:
    changes = schema_changes({"t": SHAPE}, new)
    assert least_version("1.4.2", changes) == least
    assert too_low("1.4.2", least, changes) is None
    assert (too_low("1.4.2", "1.4.2", changes) is None) == (least == "1.4.2")
    assert too_low("1.4.2", "3.0.0", changes) is None


def test_versions_are_compared_as_numbers() -> None:
    assert too_low("1.9.0", "1.10.0", [SchemaChange("t", None, "table added", "minor")]) is None


def test_the_text_names_rows_and_cells_and_the_parquet_file_holds_them_all(tmp_path: Path) -> None:
    after = {"id": ["1", "3"], "a": ["z", "y"], "b": [None, "q"], "c": ["u", "v"]}
    found = compare(release(tmp_path / "old", BEFORE), release(tmp_path / "new", after, SOURCE))
    text = as_text(found)
    assert "- `t`: 1 row added, 1 row changed, 1 row removed; cause: source" in text
    assert f'  - 1 a: "x" -> "z" (source: {SOURCE})' in text
    assert "  - 3 added" in text
    write_parquet(found, tmp_path / "cells.parquet")
    rows = pq.read_table(tmp_path / "cells.parquet").to_pylist()
    assert len(rows) == 1 + 4 + 4
    assert {(row["change"], row["record_id"]) for row in rows} == {("changed", "1"), ("removed", "2"), ("added", "3")}
    assert "no row differs" in as_text(compare(tmp_path / "old", tmp_path / "old"))
