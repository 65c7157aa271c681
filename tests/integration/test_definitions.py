"""The Dagster project: complete, described, checked, and loading without a warning."""

import inspect
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import dagster as dg
import pytest
from click.testing import CliRunner
from dagster._cli.asset import asset_cli

from pipeline.app.assets.input_files import TEXT, files_key
from pipeline.app.builders import BUILDERS
from pipeline.app.definitions import defs
from pipeline.charts.catalogue import CHARTS
from pipeline.contract.tables import Schema, describe, sources
from pipeline.kernel.paths import ROOT
from schemas.registry import PUBLISHED, RAW, TABLES

ALL = TABLES
GRAPH = defs.resolve_asset_graph()


def node(name: str):  # type: ignore[no-untyped-def]
    return GRAPH.get(dg.AssetKey(name))


@pytest.mark.parametrize("schema", ALL, ids=lambda s: describe(s).name)
def test_every_table_is_an_asset_that_depends_on_what_its_schema_says(schema: Schema) -> None:
    table = describe(schema)
    files = {files_key(table)} if schema in RAW else set()
    assert set(node(table.name).parent_keys) == {dg.AssetKey(name) for name in sources(table)} | files


@pytest.mark.parametrize("schema", ALL, ids=lambda s: describe(s).name)
def test_every_asset_has_a_blocking_check_a_description_and_columns(schema: Schema) -> None:
    table = describe(schema)
    spec = GRAPH.get_check_spec(dg.AssetCheckKey(dg.AssetKey(table.name), "schema"))
    assert spec.blocking
    assert table.description.startswith(node(table.name).description.removesuffix("."))
    assert node(table.name).group_name in {"raw", "reference", "core", "metrics", "front"}
    columns = node(table.name).metadata["dagster/column_schema"].columns
    assert [column.name for column in columns] == [column.name for column in table.columns]
    assert all(column.description for column in columns)


def test_the_release_depends_on_every_published_table_and_nothing_else_exists() -> None:
    charts = {f"chart_{name}" for name in CHARTS}
    assert {key.path[-1] for key in node("release").parent_keys} == {describe(schema).name for schema in PUBLISHED} | charts | {"page"}
    names = {key.to_user_string() for key in GRAPH.get_all_asset_keys() if key.path[0] != "files"}
    assert names == {describe(schema).name for schema in ALL} | charts | {"page", "release"}


def test_what_is_read_is_observed_and_never_made_and_the_files_of_documents_lead_back_to_their_text() -> None:
    files = {key for key in GRAPH.get_all_asset_keys() if key.path[0] == "files"}
    assert files == {files_key(describe(schema)) for schema in RAW} | {TEXT}
    assert all(GRAPH.get(key).is_external and GRAPH.get(key).is_observable and GRAPH.get(key).group_name == "files" for key in files)
    printed = [describe(schema) for schema in RAW if describe(schema).metadata["place"] == "document"]
    assert {key for key in files if TEXT in GRAPH.get(key).parent_keys} == {files_key(table) for table in printed}
    for schema in RAW:
        columns = [column.name for column in GRAPH.get(files_key(describe(schema))).metadata["dagster/column_schema"].columns]
        assert not {"source_file", "source_line"} & set(columns)


@pytest.mark.parametrize("name", CHARTS)
def test_every_chart_is_an_asset_of_its_tables_that_says_what_it_shows(name: str) -> None:
    assert {key.path[-1] for key in node(f"chart_{name}").parent_keys} == set(CHARTS[name].tables)
    assert node(f"chart_{name}").group_name == "charts"
    assert node(f"chart_{name}").description.endswith(".")


def test_build_functions_ask_for_what_their_schemas_say_they_are_made_from() -> None:
    for table in map(describe, PUBLISHED):
        build = BUILDERS[table.name]
        parameters = inspect.signature(build).parameters
        asked = set(parameters)
        made_from = {source.split(".")[0] for column in table.columns for source in column.derived_from}
        if asked and not any(parameter.kind is parameter.VAR_KEYWORD for parameter in parameters.values()):
            assert asked == made_from, table.name


def test_dagster_loads_the_definitions_without_a_warning(root: Path) -> None:
    environment = {**os.environ, "DAGSTER_HOME": str(root), "PYTHONWARNINGS": "default"}
    command = [sys.executable, "-c", "from dagster_dg_cli.cli import main; main()", "check", "defs"]
    done = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "All definitions loaded successfully." in done.stdout
    assert "pipeline" not in done.stderr.replace("pipeline.app.definitions", ""), done.stderr


@pytest.mark.parametrize("page", ["README.md", "docs/workspace.md"])
def test_the_command_of_dagster_that_a_page_names_finds_the_assets(page: str) -> None:
    [arguments] = re.findall(r"`dagster asset materialize ([^`]*)`", (ROOT / page).read_text("utf-8"))
    listed = CliRunner().invoke(asset_cli, ["list", *shlex.split(arguments)])
    assert listed.exit_code == 0, listed.output
    assert {describe(schema).name for schema in TABLES} <= set(listed.output.split())
