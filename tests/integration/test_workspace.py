"""The graph explains itself: what assets say, what materialisations show, and what red checks name."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import dagster as dg
import pandas as pd
import pytest

from pipeline.app.assets import shown
from pipeline.app.assets.asked import RULES, SHOWN_PROBLEMS, problem_table
from pipeline.app.definitions import build_definitions, defs
from pipeline.app.io import rows_of
from pipeline.app.resources import Folders, SourceDocument
from pipeline.contract.arrow import parquet_bytes, to_arrow
from pipeline.contract.rules import Rule
from pipeline.contract.store import TableStore
from pipeline.contract.tables import Schema, describe, group_of, is_raw
from pipeline.kernel.problems import Problem
from pipeline.release.publish import manifest
from pipeline.release.release_lock import NOTHING, lock_text
from pipeline.release.row_counts import LOCK, locked_rows, row_count_problems
from schemas.registry import CORE, FRONT, METRICS, PUBLISHED, RAW, TABLES
from tests.conftest import Built, passing_instance

FRONT_NAMES = {describe(schema).name for schema in FRONT}
GRAPH = defs.resolve_asset_graph()
KEYS = sorted(GRAPH.get_all_asset_keys(), key=lambda key: key.path[-1])
ENGINES = {"growth_rates": {"ibis", "duckdb"}, "export_shares": {"ibis", "duckdb"}}


@pytest.mark.parametrize("key", KEYS, ids=lambda key: key.path[-1])
def test_every_asset_says_in_one_sentence_what_it_is_and_of_what_kind(key: dg.AssetKey) -> None:
    node = GRAPH.get(key)
    assert re.fullmatch(r"[A-Z](?:(?!\. ).)*\.", node.description or ""), node.description
    assert not node.owners, "nobody can be reached under a name that only this page knows"
    assert node.group_name == node.tags["layer"]
    assert node.group_name in {"raw", "reference", "core", "metrics", "front", "charts", "release", "files"}
    assert node.code_version or node.is_external
    columns = node.metadata["dagster/column_schema"].columns
    assert columns
    assert all(column.description.rstrip().endswith(".") for column in columns)


def test_the_kinds_of_an_asset_are_what_it_is_read_from_made_with_and_stored_as() -> None:
    for table in map(describe, TABLES):
        read = {"yaml" if table.name == "raw_documents" else "csv"} if is_raw(table) else set()
        made = ENGINES.get(table.name, {"networkx"} if table.name == "network_measures" else set())
        made |= {"duckdb"} if table.name in FRONT_NAMES else set()
        assert GRAPH.get(dg.AssetKey(table.name)).kinds == {"pandas", "parquet"} | read | made


@pytest.mark.parametrize("schema", TABLES, ids=lambda s: describe(s).name)
def test_every_link_of_a_table_leads_somewhere(root: Path, schema: Schema) -> None:
    table = describe(schema)
    metadata = GRAPH.get(dg.AssetKey(table.name)).metadata
    for name in ("table_in_docs", "docs"):
        page, _, section = metadata[name].value.partition("#")
        headings = {line.lstrip("#").strip().lower() for line in (root / page).read_text("utf-8").splitlines() if line.startswith("#")}
        assert section in headings, metadata[name].value
    assert f"class {schema.__name__}(" in (root / metadata["schema"].value).read_text("utf-8")
    made_by = root / metadata["made_by"].value
    assert {".py": "def ", ".sql": "SELECT"}[made_by.suffix] in made_by.read_text("utf-8")
    # Every file of a document is optional: some stand only in the documents of the tests.
    homes = (root, root / "tests" / "documents")
    assert not is_raw(table) or [file for home in homes for file in home.glob(metadata["dagster/uri"])]


@pytest.mark.parametrize("schema", PUBLISHED, ids=lambda s: describe(s).name)
def test_the_lineage_that_a_table_shows_is_that_of_each_column_down_to_raw_ones(schema: Schema) -> None:
    table = describe(schema)
    metadata = GRAPH.get(dg.AssetKey(table.name)).metadata
    records = [record.data for record in metadata["lineage"].records]
    assert [record["column"] for record in records] == [column.name for column in table.columns]
    assert all(re.fullmatch(r"(raw_\w+\.\w+(, )?)+|none: .*", str(record["raw_columns"])) for record in records)
    direct = metadata["dagster/column_lineage"].deps_by_column
    assert {name: {f"{dep.asset_key.path[-1]}.{dep.column_name}" for dep in deps} for name, deps in direct.items()} == {
        column.name: set(column.derived_from) for column in table.columns if column.derived_from
    }


def test_units_null_meanings_and_constraints_stand_in_the_column_schema() -> None:
    columns = {column.name: column for column in GRAPH.get(dg.AssetKey("export_shares")).metadata["dagster/column_schema"].columns}
    assert "Unit: percent." in columns["share_pct"].description
    assert "Null: Unbounded above." in columns["share_high_pct"].description
    assert columns["share_pct"].constraints.other == [">= 0"]
    assert columns["document_id"].constraints.other[-1] == "points to documents.document_id"
    assert columns["share_id"].constraints.unique
    assert not columns["share_id"].constraints.nullable
    rows = GRAPH.get(dg.AssetKey("export_shares")).metadata["dagster/column_schema"].constraints.other
    assert rows == ["primary key: share_id", "exactly one of partner_geography_id and sector_id is filled"]


def test_every_table_has_its_blocking_checks_and_each_rule_is_one_of_its_table() -> None:
    for table in map(describe, TABLES):
        keys = [key for key in GRAPH.asset_check_keys if key.asset_key == dg.AssetKey(table.name)]
        blocking = {key.name for key in keys if GRAPH.get_check_spec(key).blocking}
        pointing = {"references"} if table.foreign_keys or is_raw(table) else set()
        made = "readable" if is_raw(table) else "resolved"
        assert blocking - {"document"} == {made, "schema", "keys"} | pointing | {rule.name for rule in RULES if rule.table == table.name}
        assert ({"lock"} if is_raw(table) else {"row_count"}) <= {key.name for key in keys} - blocking
        assert all((GRAPH.get_check_spec(key).description or "").endswith("?") for key in keys)


@pytest.mark.parametrize("schema", TABLES, ids=lambda s: describe(s).name)
def test_what_a_materialisation_shows_agrees_with_the_table(built: Built, schema: Schema) -> None:
    table = describe(schema)
    store = TableStore(built.outputs / "tables")
    frame = store.read(table.name)
    rows = rows_of(frame, table)
    seen = shown.of_table(rows, parquet_bytes(rows), table)
    assert seen["dagster/row_count"] == len(frame)
    assert (seen["bytes"], seen["sha256"]) == (store.path(table.name).stat().st_size, store.versions(table.name)["version"])
    nulls = {} if seen["nulls"] == "none" else {name: int(n) for name, n in (part.split() for part in seen["nulls"].split(", "))}
    assert frame.isna().sum().to_dict() == {column.name: nulls.get(column.name, 0) for column in table.columns}
    names, line, *previewed = [re.split(r"(?<!\\) \| ", text[2:-2]) for text in seen["preview"].md_str.splitlines()]
    twins = {name for name in frame.columns if name.endswith("_fr") and name.removesuffix("fr") + "en" in frame.columns}
    assert set(line) == {"---"}
    assert set(names) <= set(frame.columns) - twins
    assert len(names) == min(len(set(frame.columns) - twins), shown.SHOWN_COLUMNS)
    assert len(previewed) == min(len(frame), shown.PREVIEWED_ROWS)
    for cells, (_, row) in zip(previewed, frame.iterrows(), strict=False):
        assert all(same(cell, row[name]) for cell, name in zip(cells, names, strict=True))
    for column in table.columns:
        if column.codes:
            said = dict(part.rsplit(" ", 1) for part in seen[f"rows_by_{column.name}"].split(", "))
            counted = frame[column.name].astype("object").fillna("null").value_counts().to_dict()
            assert {code: int(count) for code, count in said.items()} == counted


def test_a_preview_begins_with_what_a_reader_looks_for_and_ends_with_identifiers(built: Built) -> None:
    def names(table: str) -> list[str]:
        described = next(known for known in map(describe, TABLES) if known.name == table)
        rows = rows_of(TableStore(built.outputs / "tables").read(table), described)
        return shown.preview(rows, described).md_str.splitlines()[0].strip("| ").split(" | ")

    assert names("claims")[:4] == ["statement_en", "stated_value", "recomputed_value", "verdict"]
    assert names("actors")[0] == "name_en"
    assert names("growth_rates")[0] == "label_en"
    assert {"growth_id", "indicator_id"} <= set(names("growth_rates")[-10:])
    assert "label_fr" not in names("growth_rates")


def same(cell: str, value: Any) -> bool:
    """Whether a cell of a preview shows a value: all of it, or its beginning."""
    shown, text = cell.replace("\\|", "|"), "" if pd.isna(value) else str(value).replace("\n", " ")
    return shown == text or (shown.endswith("…") and text.startswith(shown[:-1])) or float(shown) == float(text)


def test_the_verdicts_of_the_claims_are_counted(built: Built) -> None:
    table = next(table for table in map(describe, METRICS) if table.name == "claims")
    rows = to_arrow(TableStore(built.outputs / "tables").read("claims"), table)
    assert re.fullmatch(r"consistent \d+, .*inconsistent \d+.*", shown.counts(rows, table.column("verdict")))


def test_the_manifest_of_a_release_has_each_file_with_its_size(built: Built) -> None:
    latest = (built.outputs / "latest").resolve()
    files = {file.relative_to(latest).as_posix(): file.stat().st_size for file in latest.rglob("*") if file.is_file()}
    assert {name: size for name, (size, _) in manifest(latest).items()} == {n: s for n, s in files.items() if n != "SHA256SUMS"}
    rows = [row.strip("| ").split(" | ") for row in shown.of_files(manifest(latest)).md_str.splitlines()[2:]]
    assert [name for name, _, _ in rows] == sorted(files.keys() - {"SHA256SUMS"})
    assert all(manifest(latest)[name][1].startswith(digits) for name, _, digits in rows)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_each_rule_holds_of_the_real_data(built: Built, rule: Rule) -> None:
    store = TableStore(built.outputs / "tables")
    frames = {name: store.read(name) for name in rule.tables}
    assert all(len(frame) for frame in frames.values())
    assert rule.find(**frames) == []


Results = dict[tuple[str, str], dg.AssetCheckEvaluation]


def run(raw: Path, outputs: Path, *names: str) -> tuple[bool, Results, dict[str, Any]]:
    """Materialise some tables; return whether that went well, the results of their checks, and the metadata of each materialisation."""
    definitions = build_definitions(Folders(raw=str(raw), outputs=str(outputs)), SourceDocument(path=""))
    job = definitions.resolve_job_def("dataset")
    with passing_instance() as instance:
        done = job.execute_in_process(instance=instance, raise_on_error=False, asset_selection=[dg.AssetKey(name) for name in names])
        results = {(result.asset_key.path[-1], result.check_name): result for result in done.get_asset_check_evaluations()}
        made = {
            event.asset_key.path[-1]: event.materialization.metadata for event in done.get_asset_materialization_events() if event.asset_key
        }
    return done.success, results, made


def test_a_table_that_is_good_has_green_checks_and_shows_what_it_is(raw: Path, tmp_path: Path) -> None:
    good, results, made = run(raw, tmp_path / "outputs", "raw_municipality_codes", "raw_country_codes", "raw_geographies")
    assert good
    assert {name for _, name in results} == {"readable", "schema", "keys", "references", "lock"} | {
        rule.name for rule in RULES if rule.table == "raw_geographies"
    }
    assert all(result.passed for result in results.values())
    assert results["raw_geographies", "lock"].metadata["lines"].value == made["raw_geographies"]["dagster/row_count"].value + 1
    expected = {"dagster/row_count", "bytes", "sha256", "preview", "nulls", "rows_by_level", "sources"}
    assert expected <= set(made["raw_geographies"])


FAULTS: list[tuple[str, str, Callable[[str], str], str, str]] = [
    ("schema", "level", lambda text: text.replace(",province,", ",county,", 1), "county", "level"),
    ("keys", "geography_id", lambda text: text + text.splitlines(keepends=True)[-1], "", "geography_id"),
    ("references", "parent_id", lambda text: text.replace(",wallonia,", ",walonia,", 1), "walonia", "geographies"),
]


@pytest.mark.parametrize(("check", "column", "change", "value", "word"), FAULTS, ids=[fault[0] for fault in FAULTS])
def test_a_fault_makes_the_check_of_its_kind_red_and_names_file_line_and_column(
    raw: Path, tmp_path: Path, check: str, column: str, change: Callable[[str], str], value: str, word: str
) -> None:
    file = raw / "reference" / "geographies.csv"
    before = file.read_text("utf-8")
    file.write_text(change(before), "utf-8")
    assert file.read_text("utf-8") != before
    good, results, made = run(raw, tmp_path / "outputs", "raw_municipality_codes", "raw_country_codes", "raw_geographies")
    assert not good
    assert "raw_geographies" not in made
    assert not (tmp_path / "outputs" / "tables" / "raw_geographies.parquet").exists()
    red = results["raw_geographies", check]
    assert not red.passed
    assert red.severity == dg.AssetCheckSeverity.ERROR
    assert [name for (_, name), result in results.items() if not result.passed] == [check]
    first = red.metadata["problems"].records[0].data
    assert (first["file"], first["column"]) == ("raw/reference/geographies.csv", column)
    assert value in first["value"]
    assert word in first["expected"] + first["column"]
    assert first["remedy"]
    assert int(first["line"]) > 1


def test_a_dropped_row_makes_the_lock_a_warning_that_names_it(raw: Path, tmp_path: Path) -> None:
    file = raw / "reference" / "units.csv"
    lines = file.read_text("utf-8").splitlines(keepends=True)
    file.write_text("".join(lines[:-1]), "utf-8")
    good, results, _ = run(raw, tmp_path / "outputs", "raw_units")
    assert good
    lock = results["raw_units", "lock"]
    assert not lock.passed
    assert lock.severity == dg.AssetCheckSeverity.WARN
    assert lines[-1][:10] in str(lock.metadata["problems"].records[0].data["value"])


def with_rows(rows: int) -> dict[str, Any]:
    """A lock in which a table has so many rows."""
    return {"current": NOTHING | {"tables": {"units": {"rows": rows, "sha256": "", "key": [], "columns": {}}}}, "previous": NOTHING}


def test_row_counts_are_compared_with_the_release_lock_where_there_is_one(
    raw: Path, built: Built, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipeline.app.checks.ROOT", tmp_path)
    shutil.copytree(built.outputs / "tables", tmp_path / "outputs" / "tables")

    def results() -> Results:
        return run(raw, tmp_path / "outputs", "raw_units", "units")[1]

    def units() -> dg.AssetCheckEvaluation:
        return results()["units", "row_count"]

    assert ("units", "row_count") not in results()
    rows = TableStore(tmp_path / "outputs" / "tables").row_count("units")
    lock = tmp_path / LOCK
    lock.write_text(lock_text(with_rows(rows)), "utf-8")
    assert units().passed
    lock.write_text(lock_text(with_rows(rows - 1)), "utf-8")
    assert (units().passed, units().severity) == (False, dg.AssetCheckSeverity.WARN)
    assert units().metadata["problems"].records[0].data["expected"] == f"{rows - 1} rows, as locked; +1"


def test_where_there_is_no_lock_there_are_no_counts_and_a_table_that_it_lacks_is_named(tmp_path: Path) -> None:
    assert locked_rows(tmp_path / LOCK) == {}
    [problem] = row_count_problems("units", 3, None)
    assert "does not have it" in problem.expected
    assert "make release-lock" in problem.remedy


def test_a_red_check_lists_at_most_fifty_rows() -> None:
    problems = [Problem("raw/x.csv", line, "c", "v", "e", "r") for line in range(1, 100)]
    assert len(problem_table(problems).records) == SHOWN_PROBLEMS == 50


def test_the_groups_of_raw_tables_are_what_is_printed_and_what_is_decided() -> None:
    assert {group_of(describe(schema)) for schema in RAW} == {"raw", "reference"}
    assert all(GRAPH.get(dg.AssetKey(describe(schema).name)).group_name == "core" for schema in CORE)
