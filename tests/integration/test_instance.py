"""dagster.yaml: what it promises is what Dagster does with it, and every setting says why it is there."""

import re
from collections.abc import Iterator
from pathlib import Path

import dagster as dg
import pytest
import yaml
from dagster._core.instance.config import dagster_instance_config


@pytest.fixture
def instance(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[dg.DagsterInstance]:
    """The instance of dagster.yaml, in a folder where it may leave files."""
    (tmp_path / "dagster.yaml").write_bytes((root / "dagster.yaml").read_bytes())
    monkeypatch.chdir(tmp_path)
    with dg.DagsterInstance.from_config(str(tmp_path)) as opened:
        yield opened


def test_every_key_is_one_that_this_dagster_knows(root: Path) -> None:
    config, _ = dagster_instance_config(str(root))
    assert set(yaml.safe_load((root / "dagster.yaml").read_text("utf-8"))) <= set(config)


def test_every_setting_says_why_it_is_there(root: Path) -> None:
    text = (root / "dagster.yaml").read_text("utf-8")
    assert all(re.search("^ *# ", block, re.MULTILINE) for block in text.split("\n\n"))
    lines = text.splitlines()
    for section in ("run_monitoring:", "run_retries:"):
        start = lines.index(section) + 1
        block = lines[start : lines.index("", start)]
        settings = [number for number, line in enumerate(block) if not line.lstrip().startswith("#")]
        assert all(block[number - 1].lstrip().startswith("#") for number in settings), section


def test_nothing_is_told_to_anybody(instance: dg.DagsterInstance) -> None:
    assert not instance.telemetry_enabled
    assert not instance.nux_enabled


def test_one_run_at_a_time_and_none_for_ever(instance: dg.DagsterInstance) -> None:
    assert instance.get_concurrency_config().run_queue_config.max_concurrent_runs == 1
    assert instance.run_monitoring_enabled
    assert 0 < instance.run_monitoring_max_runtime_seconds <= 3600
    assert instance.run_monitoring_max_resume_run_attempts == 0


def test_a_retry_is_for_a_process_that_died_and_not_for_faulty_data(instance: dg.DagsterInstance) -> None:
    assert instance.run_retries_enabled
    assert instance.run_retries_max_retries == 1
    assert not instance.run_retries_retry_on_asset_or_op_failure


def test_all_that_is_kept_is_in_the_ignored_folder(root: Path, instance: dg.DagsterInstance, tmp_path: Path) -> None:
    assert "/.dagster/" in (root / ".gitignore").read_text("utf-8").splitlines()
    assert {path.name for path in tmp_path.iterdir()} <= {"dagster.yaml", ".dagster"}
