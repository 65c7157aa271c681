"""Code versions: a changed character in a module makes stale what is made by it, and nothing else."""

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest

from pipeline.app.code_versions import Parts, code_versions, of_schema, parts, required
from pipeline.charts.catalogue import CHARTS
from pipeline.contract.tables import Table, describe, is_raw
from pipeline.kernel.modules import modules_of
from pipeline.kernel.paths import ROOT
from schemas.codes import CODE_LISTS
from schemas.places import Localities
from schemas.registry import PUBLISHED, TABLES

MADE_BY = parts()
BEFORE = code_versions(ROOT, MADE_BY)
MODULES = modules_of(ROOT)
NAMES = {describe(schema).name for schema in TABLES}
RAW = {describe(schema).name for schema in TABLES if is_raw(describe(schema))}
LIVE = {"official_download", "official_observations"}
CHART_ASSETS = {f"chart_{name}" for name in CHARTS}
# Modules of pipeline/app that make something: a table, a chart, a release or the live statistics.
MAKING = {"factory": NAMES, "charts": CHART_ASSETS, "page": {"page"}, "release": {"release"}, "official": LIVE}


@cache
def content(file: Path) -> bytes:
    """The same bytes object each time, whose hash Python computes once."""
    return file.read_bytes()


def changed(*files: Path) -> Callable[[Path], bytes]:
    """A reader that sees one character more in some files."""
    return lambda file: content(file) + (b"#" if file in files else b"")


def stale_after(*files: Path) -> set[str]:
    after = code_versions(ROOT, MADE_BY, changed(*files))
    return {name for name in BEFORE if after[name] != BEFORE[name]}


@cache
def stale_by_module() -> dict[str, set[str]]:
    """What a changed character makes stale, by module; asked by the tests only, since it takes seconds."""
    return {module: stale_after(file) for module, file in MODULES.items()}


def test_every_asset_that_is_made_has_a_code_version() -> None:
    assert BEFORE.keys() == NAMES | CHART_ASSETS | LIVE | {"page", "release"}
    assert code_versions(ROOT, parts()) == BEFORE


@pytest.mark.parametrize(
    ("module", "stale"),
    [
        ("pipeline.core.printed_tables", {"biomanufacturing_history", "molecule_comparison"}),
        ("pipeline.core.identifiers", {"organisation_identifiers"}),
        ("pipeline.metrics.network", {"network_measures"}),
        ("pipeline.metrics.conflicts", {"observation_conflicts"}),
        ("pipeline.metrics.trade", {"growth_rates", "export_shares"}),
        ("pipeline.charts.timeline", {"chart_event_timeline"}),
        ("pipeline.charts.areas", {"chart_site_map", "page"}),
        ("pipeline.charts.render", CHART_ASSETS | {"page"}),
        ("pipeline.page.events", {"page"}),
        ("pipeline.page.downloads", {"page", "release"}),
        ("pipeline.describe.readme", {"release"}),
        ("pipeline.describe.code_lists", {"code_lists"}),
        ("pipeline.release.database", {"release"}),
        ("pipeline.official.fetch", LIVE),
        ("pipeline.raw.csv_file", RAW | {"release"}),  # provenance.jsonld says which files a raw table is read from
        ("pipeline.core.ledger", {"number_ledger", "number_uses"}),
        ("pipeline.core.rules", set()),  # a list; what counts is the module of each rule
        ("pipeline.metrics.rules", {"export_shares"}),
        ("pipeline.contract.locate", set()),
        ("pipeline.contract.check", NAMES | {"official_observations", "release"}),  # record_ids takes its separator from there
        ("pipeline.verify.document", set()),
    ],
)
def test_a_changed_character_makes_stale_what_is_made_by_the_module(module: str, stale: set[str]) -> None:
    assert stale_by_module()[module] == stale


def test_a_table_is_stale_after_a_change_of_its_builder_and_no_chart_is() -> None:
    from pipeline.app.builders import BUILDERS

    for name, builder in BUILDERS.items():
        assert name in stale_by_module()[builder.__module__]
        assert not stale_by_module()[builder.__module__] & CHART_ASSETS


def test_a_chart_is_stale_after_a_change_of_its_module_and_no_table_is() -> None:
    for name, chart in CHARTS.items():
        assert f"chart_{name}" in stale_by_module()[chart.draw.__module__]
    assert all(stale_by_module()[module] <= CHART_ASSETS | {"page"} for module in MODULES if module.startswith("pipeline.charts."))


def test_a_change_of_the_application_makes_stale_what_the_changed_module_makes() -> None:
    for module in MODULES:
        if module.startswith("pipeline.app.") and module != "pipeline.app.io":
            assert stale_by_module()[module] == MAKING.get(module.removeprefix("pipeline.app.assets."), set()), module
    assert stale_by_module()["pipeline.app.io"] == NAMES | {"official_observations"}


def test_every_module_below_the_application_is_used_by_an_asset_verifies_or_is_a_command_of_its_own() -> None:
    unused = {module for module, stale in stale_by_module().items() if not stale and module.startswith("pipeline.")}
    assert {module.split(".")[1] for module in unused} <= {"app", "verify", "release", "raw", "core", "contract", "kernel", "trade"}


def test_the_source_of_a_schema_makes_nothing_stale_but_what_it_requires_does() -> None:
    assert all(stale == set() for module, stale in stale_by_module().items() if module.startswith("schemas."))


@pytest.fixture
def with_localities(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[Table], None]]:
    """Let the schema of the localities say something else for the rest of the test."""

    def say(table: Table) -> None:
        monkeypatch.setattr("pipeline.app.code_versions.describe", lambda schema: table if schema is Localities else describe(schema))
        of_schema.cache_clear()

    yield say
    of_schema.cache_clear()


def test_a_reworded_label_changes_only_what_publishes_words(with_localities: Callable[[Table], None]) -> None:
    table = describe(Localities)
    column = table.columns[0]
    reworded = table._replace(columns=(column._replace(label_fr="autre", description="Other."), *table.columns[1:]))
    assert required(reworded) == required(table)
    assert required(reworded, words=True) != required(table, words=True)
    with_localities(reworded)
    after = code_versions(ROOT, MADE_BY)
    assert {name for name in BEFORE if after[name] != BEFORE[name]} == {"data_dictionary", "page", "release"}


def test_another_requirement_of_a_column_makes_its_table_stale(with_localities: Callable[[Table], None]) -> None:
    table = describe(Localities)
    looser = table._replace(columns=(table.columns[0]._replace(nullable=True), *table.columns[1:]))
    with_localities(looser)
    after = code_versions(ROOT, MADE_BY)
    stale = {name for name in BEFORE if after[name] != BEFORE[name]}
    assert {"localities", "data_dictionary", "release"} <= stale
    assert not stale & (RAW | CHART_ASSETS)


def test_requirements_lock_counts_for_all_and_a_data_file_for_the_modules_that_name_it() -> None:
    assert stale_after(ROOT / "requirements.lock") == BEFORE.keys()
    assert stale_after(ROOT / "pipeline" / "charts" / "provinces.geojson") == {"chart_site_map", "page"}
    assert stale_after(ROOT / "pipeline" / "page" / "html" / "page.css") == {"page", "release"}
    assert stale_after(ROOT / "metadata.yaml") == {"data_dictionary", "page", "release"}
    assert stale_after(ROOT / "CHANGELOG.md") == {"release"}
    fonts = sorted((ROOT / "pipeline" / "charts" / "fonts").glob("*.ttf"))
    assert stale_after(fonts[0]) == CHART_ASSETS | {"page"}


def test_a_declaration_has_the_same_version_in_every_process() -> None:
    assert required({"b", "a"}) == required({"a", "b"})
    assert required(CODE_LISTS) != required(CODE_LISTS, words=True)
    assert len({required(schema) for schema in PUBLISHED}) == len(PUBLISHED)


def test_an_asset_whose_module_is_not_there_is_an_error() -> None:
    with pytest.raises(KeyError, match="no_such_module"):
        code_versions(ROOT, {"x": Parts(("pipeline.core.no_such_module",))})
