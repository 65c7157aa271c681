"""Freshness by content: after a change, Dagster and the build call stale, and write, what depends on it and nothing else."""

import hashlib
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import dagster as dg
import pytest
from dagster._core.definitions.asset_daemon_cursor import AssetDaemonCursor
from dagster._core.definitions.data_version import CachingStaleStatusResolver, StaleStatus
from dagster._core.loader import LoadingContextForTest

from pipeline.app.assets.input_files import ASSETS, TABLES, files_key
from pipeline.app.definitions import build_definitions
from pipeline.app.in_process import QUIET
from pipeline.app.resources import Folders, SourceDocument
from pipeline.app.stale import MADE_FROM
from pipeline.contract.tables import describe, sources
from pipeline.raw.folder import files_of
from pipeline.raw.versions import joint_version, text_versions
from schemas.registry import PUBLISHED
from tests.conftest import Built, build_in, copy_raw, passing_instance

LOCALITIES = "reference/localities.csv"
CELL = (b"50.71717", b"50.71718")
STAGE_IN_ROW_5 = {
    "thesis/cartography.csv": "Immunothérapie via des peptides,3657-3659,Préclinique et clinique,",
    "thesis/translations.csv": "cartography,5,stage_en,Préclinique et clinique,Preclinical and clinical",
}
COMMENT = ("thesis/document.yaml", b"# What is known", b"# All that is known")


class Workspace:
    """The built dataset with its run history, over a copy of raw/ that a test may change."""

    def __init__(self, folder: Path, outputs: Path, history: dg.DagsterInstance) -> None:
        self.raw = copy_raw(folder)
        self.outputs = Path(shutil.copytree(outputs, folder / "outputs", symlinks=True))
        self.history = history
        self.defs = build_definitions(Folders(raw=str(self.raw), outputs=str(self.outputs)), SourceDocument(path=""))

    @contextmanager
    def changed(self, file: str, old: bytes, new: bytes) -> Iterator[None]:
        """Change a raw file; at the end put it back, and make the tables that were read from it again."""
        path = self.raw / file
        before = path.read_bytes()
        assert old in before
        path.write_bytes(before.replace(old, new, 1))
        try:
            yield
        finally:
            path.write_bytes(before)
            self.run("raw_localities", "raw_documents")
            assert self.stale() == {}

    def run(self, *names: str) -> None:
        """Make the named assets, as the UI does on a click on Materialize."""
        self._run({dg.AssetKey(name) for name in names})

    def observe(self) -> None:
        """Look at all files, as the UI does on a click on Observe."""
        self._run(set(ASSETS[0].keys))

    def _run(self, keys: set[dg.AssetKey]) -> None:
        job = self.defs.resolve_implicit_global_asset_job_def().get_subset(asset_selection=keys)
        assert job.execute_in_process(instance=self.history, run_config=QUIET).success

    def stale(self) -> dict[str, set[str]]:
        """Return what Dagster calls stale, each with what it names as the cause."""
        graph = self.defs.resolve_asset_graph()
        resolver = CachingStaleStatusResolver(self.history, graph, LoadingContextForTest(self.history))
        return {
            key.to_user_string(): {
                cause.dependency_asset_key.to_user_string() for cause in resolver.get_stale_causes(key) if cause.dependency
            }
            for key in graph.get_all_asset_keys()
            if resolver.get_status(key) != StaleStatus.FRESH
        }


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory, built: Built, history: dg.DagsterInstance, root: Path) -> Iterator[Workspace]:
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(root)
        yield Workspace(tmp_path_factory.mktemp("workspace"), built.outputs, history)


def downstream(name: str) -> set[str]:
    """Return the tables that are made from a table, directly or not, by what the schemas say; independent of Dagster's graph."""
    near = {describe(schema).name for schema in PUBLISHED if name in sources(describe(schema))}
    near |= {table.name for table in TABLES if name in sources(table)}
    return near | {far for one in near for far in downstream(one)}


def test_everything_is_fresh_after_a_build_and_each_file_has_the_hash_of_its_content(workspace: Workspace) -> None:
    assert workspace.stale() == {}
    for table in TABLES:
        event = workspace.history.get_latest_data_version_record(files_key(table), is_source=True)
        lines = [
            f"{hashlib.sha256(file.read_bytes()).hexdigest()}  raw/{file.relative_to(workspace.raw)}"
            for file in files_of(workspace.raw, table)
        ]
        assert (
            event.event_log_entry.tags["dagster/data_version"]
            == hashlib.sha256("".join(f"{x}\n" for x in sorted(lines, key=lambda x: x[66:])).encode()).hexdigest()
        )


def test_after_a_corrected_cell_only_the_table_of_its_file_is_stale(workspace: Workspace) -> None:
    with workspace.changed(LOCALITIES, *CELL):
        workspace.observe()
        assert workspace.stale() == {"raw_localities": {"files/localities"}}


def test_what_is_made_from_a_table_is_stale_once_the_table_has_other_bytes(workspace: Workspace) -> None:
    with workspace.changed(LOCALITIES, *CELL):
        workspace.observe()
        workspace.run("raw_localities")
        made = ("geographies", "localities", "raw_location_mapping")
        held_against_places = ("raw_events", "raw_organisation_places", "raw_reading_words", "raw_statements")
        assert workspace.stale() == {name: {"raw_localities"} for name in (*made, *held_against_places)}


def test_a_table_that_is_made_again_to_the_same_bytes_leaves_fresh_what_is_made_from_it(workspace: Workspace) -> None:
    with workspace.changed(*COMMENT):
        workspace.observe()
        assert workspace.stale() == {"raw_documents": {"files/documents"}}
        workspace.run("raw_documents")
        assert workspace.stale() == {}


def test_a_table_is_as_fresh_as_the_file_that_it_was_read_from_though_nobody_observed_it(workspace: Workspace) -> None:
    with workspace.changed(LOCALITIES, *CELL):
        workspace.run("raw_localities")
        assert "raw_localities" not in workspace.stale()
        workspace.observe()
        assert "raw_localities" not in workspace.stale()


def test_the_text_has_the_same_version_whether_it_is_at_hand_or_only_stated(root: Path, tmp_path: Path) -> None:
    stated = text_versions(root / "raw", "")
    assert set(stated) == {"thesis"}
    (tmp_path / "other.txt").write_text("another text", "utf-8")
    other = text_versions(root / "raw", str(tmp_path / "other.txt"))
    assert joint_version(other) != joint_version(stated)
    assert other["other.txt"] == hashlib.sha256(b"another text").hexdigest()


def test_the_document_itself_has_the_version_that_is_stated(root: Path, document: Path) -> None:
    assert text_versions(root / "raw", str(document)) == text_versions(root / "raw", "")


def requested(workspace: Workspace, cursor: AssetDaemonCursor | None) -> tuple[set[str], AssetDaemonCursor]:
    """Return what a tick of the sensor `automation` asks for, and the cursor for the next."""
    tick = dg.evaluate_automation_conditions(workspace.defs, workspace.history, dg.AssetSelection.all(), cursor=cursor)
    return {result.key.to_user_string() for result in tick.results if result.true_subset.size}, tick.cursor


def test_automation_asks_for_what_depends_on_a_change_and_nothing_else(workspace: Workspace) -> None:
    asked, cursor = requested(workspace, None)
    assert asked == set()
    with workspace.changed(LOCALITIES, *CELL):
        workspace.observe()
        asked, cursor = requested(workspace, cursor)
        assert {name for name in asked if not name.startswith("chart_")} == {"raw_localities", "page", "release"} | downstream(
            "raw_localities"
        )
        assert "raw_cartography" not in asked
        asked, cursor = requested(workspace, cursor)
        assert asked == set()


def test_after_a_corrected_stage_a_build_runs_what_follows_from_it_and_writes_only_what_changes(
    tmp_path: Path, built: Built, root: Path
) -> None:
    raw = copy_raw(tmp_path)
    outputs = Path(shutil.copytree(built.outputs, tmp_path / "outputs", symlinks=True))
    for file, row in STAGE_IN_ROW_5.items():
        text = (raw / file).read_text("utf-8")
        assert row in text
        (raw / file).write_text(text.replace(row, row.replace(" et clinique", "").replace(" and clinical", ""), 1), "utf-8")
    before = {file: (file.stat().st_mtime_ns, file.read_bytes()) for file in (outputs / "tables").glob("*.parquet")}
    with passing_instance() as instance:
        done = build_in(raw, outputs, history=instance)
        assert done.good
        [run_id] = instance.get_run_ids()
        made = [record.asset_materialization for record in instance.all_logs(run_id, of_type=dg.DagsterEventType.ASSET_MATERIALIZATION)]
    ran = {one.asset_key.path[-1] for one in made if one}
    assert {"raw_cartography", "cartography", "stages", "cluster_profile", "provenance", "chart_stages_known", "release"} <= ran
    assert not {"raw_statements", "observations", "events", "relations", "claims", "growth_rates", "chart_event_timeline"} & ran
    assert f"{len(MADE_FROM) - len(ran)} assets were kept, {len(ran)} ran: " in done.message
    written = {file.stem for file, (time, _) in before.items() if file.stat().st_mtime_ns != time}
    other = {file.stem for file, (_, content) in before.items() if file.read_bytes() != content}
    assert written == other
    assert {"raw_cartography", "cartography", "stages"} <= written <= ran
    assert {file.stem for file in (outputs / "tables").glob("*.parquet")} == {file.stem for file in before}
    everything = {file: file.stat().st_mtime_ns for file in outputs.rglob("*") if file.name != ".build.lock"}
    assert "Nothing was run, nothing was written." in build_in(raw, outputs).message
    assert everything == {file: file.stat().st_mtime_ns for file in outputs.rglob("*") if file.name != ".build.lock"}
