"""Sensors, jobs and the schedule: off by default; what changed is reported once, and nothing else is."""

import json
from pathlib import Path

import dagster as dg

from pipeline.app import automation, official_definitions
from pipeline.app.assets.input_files import files_key
from pipeline.app.definitions import defs
from pipeline.app.resources import Folders, SourceDocument
from pipeline.contract.tables import describe
from schemas.places import RawLocalities

LOCALITIES = files_key(describe(RawLocalities))


def look(
    sensor: dg.SensorDefinition, raw: Path, outputs: Path, cursor: str | None
) -> tuple[dg.SensorResult | dg.RunRequest | dg.SkipReason, str]:
    """Return what a sensor says and the cursor for its next look."""
    resources = {"folders": Folders(raw=str(raw), outputs=str(outputs)), "source": SourceDocument(path="")}
    with dg.build_sensor_context(cursor=cursor, resources=resources) as context:
        said = sensor(context)
        return said, said.cursor if isinstance(said, dg.SensorResult) else context.cursor


def correct(raw: Path, old: bytes, new: bytes) -> None:
    file = raw / "reference" / "localities.csv"
    assert old in file.read_bytes()
    file.write_bytes(file.read_bytes().replace(old, new, 1))


def test_whatever_runs_by_itself_is_off_until_somebody_switches_it_on() -> None:
    repository = defs.get_repository_def()
    assert {sensor.name for sensor in repository.sensor_defs} == {"automation", "observe_files"}
    assert all(sensor.default_status == dg.DefaultSensorStatus.STOPPED and sensor.description for sensor in repository.sensor_defs)
    assert repository.schedule_defs == []
    [schedule] = official_definitions.defs.get_repository_def().schedule_defs
    assert schedule.default_status == dg.DefaultScheduleStatus.STOPPED


def test_the_jobs_are_there_and_whatever_is_selected_asks_no_network() -> None:
    jobs = {job.name: {node.name for node in job.graph.nodes} for job in defs.get_repository_def().get_all_jobs()}
    assert {"dataset", "verify", "make_release"} <= set(jobs)
    assert "official_live" not in jobs
    live = {"official_download", "official_observations"}
    assert not live & {node for nodes in jobs.values() for node in nodes}
    apart = official_definitions.defs.resolve_job_def("official_live")
    assert {node.name for node in apart.graph.nodes} == live
    assert jobs["make_release"] == {"page", "release"}
    assert "lock" in jobs["verify"]
    assert not jobs["verify"] & jobs["dataset"] - {node for node in jobs["dataset"] if "document" in node or node == "lock"}


def test_the_schedule_asks_for_the_live_statistics() -> None:
    [schedule] = official_definitions.defs.get_repository_def().schedule_defs
    context = dg.build_schedule_context()
    [request] = schedule.evaluate_tick(context).run_requests
    assert request.job_name in (None, "official_live")


def test_only_the_files_that_changed_are_reported(raw: Path, tmp_path: Path) -> None:
    first, cursor = look(automation.observe_files, raw, tmp_path, None)
    assert len(first.asset_events) == len(json.loads(cursor)) > 30
    again, cursor = look(automation.observe_files, raw, tmp_path, cursor)
    assert "No file changed" in again.skip_message
    correct(raw, b"50.71717", b"50.71718")
    second, cursor = look(automation.observe_files, raw, tmp_path, cursor)
    assert [event.asset_key for event in second.asset_events] == [LOCALITIES]
    assert not second.run_requests


def test_a_file_that_is_gone_is_a_change_and_not_an_error(raw: Path, tmp_path: Path) -> None:
    _, cursor = look(automation.observe_files, raw, tmp_path, None)
    (raw / "reference" / "localities.csv").unlink()
    found, _ = look(automation.observe_files, raw, tmp_path, cursor)
    assert [event.asset_key for event in found.asset_events] == [LOCALITIES]
