"""The run of a build, as the UI finds it in the history: its first page shows it, and its daemon leaves it alone."""

import tomllib

import dagster as dg

from pipeline.app.commands import ui
from pipeline.app.definitions import LOCATION, defs
from pipeline.app.official_definitions import LOCATION as OFFICIAL
from pipeline.app.official_definitions import defs as official_defs
from tests.conftest import ROOT

PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]


def test_the_code_location_has_one_name_wherever_it_is_stated() -> None:
    assert LOCATION == PYPROJECT["dg"]["project"]["code_location_name"] == PYPROJECT["dagster"]["code_location_name"]
    assert list(ui.DATASET) == [LOCATION]
    assert ui.DATASET[LOCATION] == PYPROJECT["dg"]["project"]["code_location_target_module"] == PYPROJECT["dagster"]["module_name"]
    assert list(ui.OFFICIAL) == [OFFICIAL]
    assert defs.get_repository_def().name == official_defs.get_repository_def().name == "__repository__"


def test_a_run_of_make_dataset_belongs_to_the_code_location_so_that_the_timeline_shows_it(history: dg.DagsterInstance) -> None:
    [run] = history.get_runs()
    assert run.is_success
    assert run.remote_job_origin
    assert run.remote_job_origin.location_name == LOCATION
    assert run.remote_job_origin.repository_origin.get_label() == f"__repository__@{LOCATION}"
    assert run.remote_job_origin.job_name == run.job_name == "dataset"


def test_the_daemon_of_the_ui_does_not_run_again_what_failed_at_a_terminal(history: dg.DagsterInstance) -> None:
    [run] = history.get_runs()
    assert run.tags["dagster/max_retries"] == "0"
