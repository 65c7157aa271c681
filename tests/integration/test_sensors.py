"""Sensors and schedules: off by default; one run for each change; a reason when there is nothing to do."""

import json
from pathlib import Path

import dagster as dg
import pytest

from pipeline.app import sensors
from pipeline.app.assets.files import files_key
from pipeline.app.definitions import defs
from pipeline.app.resources import Folders, SourceDocument
from pipeline.contract.tables import describe
from schemas.places import RawLocalities
from tests.conftest import Built

LOCALITIES = files_key(describe(RawLocalities))


def look(
    sensor: dg.SensorDefinition, raw: Path, outputs: Path, cursor: str | None
) -> tuple[dg.SensorResult | dg.RunRequest | dg.SkipReason, str]:
    """Return what a sensor says and the cursor for its next look."""
    resources = {"folders": Folders(raw=str(raw), outputs=str(outputs)), "source": SourceDocument(path="")}
    if sensor is sensors.rebuild:
        del resources["source"]
    with dg.build_sensor_context(cursor=cursor, resources=resources) as context:
        said = sensor(context)
        return said, said.cursor if isinstance(said, dg.SensorResult) else context.cursor


def correct(raw: Path, old: bytes, new: bytes) -> None:
    file = raw / "reference" / "localities.csv"
    assert old in file.read_bytes()
    file.write_bytes(file.read_bytes().replace(old, new, 1))


def test_whatever_runs_by_itself_is_off_until_somebody_switches_it_on() -> None:
    repository = defs.get_repository_def()
    assert {sensor.name for sensor in repository.sensor_defs} == {"automation", "observe_files", "rebuild"}
    assert all(sensor.default_status == dg.DefaultSensorStatus.STOPPED and sensor.description for sensor in repository.sensor_defs)
    assert [schedule.job_name for schedule in repository.schedule_defs] == ["official_live"]
    assert all(schedule.default_status == dg.DefaultScheduleStatus.STOPPED for schedule in repository.schedule_defs)


def test_the_jobs_are_there_and_only_the_live_one_touches_the_live_statistics() -> None:
    jobs = {job.name: {node.name for node in job.graph.nodes} for job in defs.get_repository_def().get_all_jobs()}
    assert {"dataset", "verify", "make_release", "official_live"} <= set(jobs)
    assert jobs["official_live"] == {"official_download", "official_observations"}
    assert not jobs["dataset"] & jobs["official_live"]
    assert jobs["make_release"] == {"release"}
    assert "lock" in jobs["verify"]
    assert not jobs["verify"] & jobs["dataset"] - {node for node in jobs["dataset"] if "document" in node or node == "lock"}


def test_the_schedule_asks_for_the_live_statistics() -> None:
    [schedule] = defs.get_repository_def().schedule_defs
    context = dg.build_schedule_context()
    [request] = schedule.evaluate_tick(context).run_requests
    assert request.job_name in (None, "official_live")


def test_only_the_files_that_changed_are_reported(raw: Path, tmp_path: Path) -> None:
    first, cursor = look(sensors.observe_files, raw, tmp_path, None)
    assert len(first.asset_events) == len(json.loads(cursor)) > 30
    again, cursor = look(sensors.observe_files, raw, tmp_path, cursor)
    assert "No file changed" in again.skip_message
    correct(raw, b"50.71717", b"50.71718")
    second, cursor = look(sensors.observe_files, raw, tmp_path, cursor)
    assert [event.asset_key for event in second.asset_events] == [LOCALITIES]
    assert not second.run_requests


def test_a_file_that_is_gone_is_a_change_and_not_an_error(raw: Path, tmp_path: Path) -> None:
    _, cursor = look(sensors.observe_files, raw, tmp_path, None)
    (raw / "reference" / "localities.csv").unlink()
    found, _ = look(sensors.observe_files, raw, tmp_path, cursor)
    assert [event.asset_key for event in found.asset_events] == [LOCALITIES]


def test_one_run_is_requested_for_each_change_and_none_for_what_is_built(raw: Path, built: Built) -> None:
    said, cursor = look(sensors.rebuild, raw, built.outputs, None)
    assert said.skip_message == sensors.BUILT
    keys = []
    for old, new in ((b"50.71717", b"50.71718"), (b"50.71718", b"50.71719"), (b"50.71719", b"50.71718")):
        correct(raw, old, new)
        said, cursor = look(sensors.rebuild, raw, built.outputs, cursor)
        keys.append(said.run_key)
        again, cursor = look(sensors.rebuild, raw, built.outputs, cursor)
        assert again.skip_message == sensors.REQUESTED
    assert len(set(keys)) == 3  # the third is the content of the first, and still a change
    correct(raw, b"50.71718", b"50.71717")
    said, cursor = look(sensors.rebuild, raw, built.outputs, cursor)
    assert said.skip_message == sensors.BUILT


def test_a_change_of_code_is_a_change_and_so_is_loading_it(raw: Path, built: Built, monkeypatch: pytest.MonkeyPatch) -> None:
    _, cursor = look(sensors.rebuild, raw, built.outputs, None)
    monkeypatch.setattr(sensors, "build_record", lambda root, raw: {"inputs_sha256": "other-code-on-disk"})
    on_disk, cursor = look(sensors.rebuild, raw, built.outputs, cursor)
    monkeypatch.setattr(sensors, "CODE_VERSION", "other-code-in-memory")
    loaded, cursor = look(sensors.rebuild, raw, built.outputs, cursor)
    assert on_disk.run_key != loaded.run_key
    again, _ = look(sensors.rebuild, raw, built.outputs, cursor)
    assert again.skip_message == sensors.REQUESTED
