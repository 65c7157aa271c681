"""The executor that leaves out what is not stale."""

import fcntl
import inspect
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path

import dagster as dg
import pytest
from dagster._core.definitions.job_base import InMemoryJob
from dagster._core.errors import DagsterExecutionInterruptedError
from dagster._core.execution.execute_in_process import core_execute_in_process
from dagster._core.execution.plan.active import ActiveExecution
from dagster._core.execution.plan.execute_plan import inner_plan_execution_iterator

from pipeline.app.dataset_run import failures
from pipeline.app.definitions import build_definitions
from pipeline.app.executor import WAITS, one_at_a_time, stale_only, told_of_steps
from pipeline.app.resources import Folders, SourceDocument
from pipeline.kernel.locks import BUILD_LOCK, locked

Ran = list[str]


def outputs() -> Path:
    """Return an output folder of its own."""
    return Path(tempfile.mkdtemp())


def job(ran: Ran, kept: set[str], fails: str = "") -> dg.JobDefinition:
    """Return a job of three assets in a row, and one beside them, that note when they run."""

    def asset(name: str, made_from: list[str]) -> dg.AssetsDefinition:
        @dg.asset(name=name, deps=made_from, check_specs=[dg.AssetCheckSpec("good", asset=name, blocking=True)])
        def body() -> dg.MaterializeResult:
            ran.append(name)
            if name == fails:
                raise dg.Failure("as was asked")
            return dg.MaterializeResult(check_results=[dg.AssetCheckResult(check_name="good", passed=True)])

        return body

    assets = [asset("first", []), asset("middle", ["first"]), asset("last", ["middle"]), asset("beside", [])]
    chosen = dg.define_asset_job("all", executor_def=stale_only(lambda step: step in kept, outputs()))
    return dg.Definitions(assets=assets, jobs=[chosen]).resolve_job_def("all")


def done(chosen: dg.JobDefinition) -> dg.ExecuteInProcessResult:
    with dg.DagsterInstance.ephemeral() as instance:
        return core_execute_in_process({}, InMemoryJob(chosen), instance, output_capturing_enabled=False, raise_on_error=False)


@pytest.mark.parametrize(
    ("kept", "expected"),
    [
        (set(), {"first", "middle", "last", "beside"}),
        ({"first"}, {"middle", "last", "beside"}),
        ({"middle"}, {"first", "last", "beside"}),
        ({"middle", "last", "beside"}, {"first"}),
        ({"first", "middle", "last", "beside"}, set()),
    ],
    ids=["nothing", "the first", "one in the middle", "all but the first", "everything"],
)
def test_what_is_kept_does_not_run_and_what_is_made_from_it_does(kept: set[str], expected: set[str]) -> None:
    ran: Ran = []
    result = done(job(ran, kept))
    assert result.success
    assert sorted(ran) == sorted(expected)
    assert {event.asset_key.path[-1] for event in result.get_asset_materialization_events() if event.asset_key} == expected
    assert {check.asset_key.path[-1] for check in result.get_asset_check_evaluations()} == expected


def test_what_follows_a_failure_does_not_run_though_something_between_is_kept() -> None:
    ran: Ran = []
    assert not done(job(ran, {"middle"}, fails="first")).success
    assert "last" not in ran


def test_a_run_ends_where_all_that_is_left_after_a_failure_is_kept_or_cannot_run() -> None:
    @dg.asset
    def a_fails() -> None:
        raise dg.Failure("as was asked")

    @dg.asset
    def b_is_kept() -> None: ...

    @dg.asset(deps=[a_fails, b_is_kept])
    def c_waits_for_both() -> None: ...

    chosen = dg.define_asset_job("all", executor_def=stale_only(lambda step: step == "b_is_kept", outputs()))
    result = done(dg.Definitions(assets=[a_fails, b_is_kept, c_waits_for_both], jobs=[chosen]).resolve_job_def("all"))
    assert not result.success
    assert {event.step_key for event in result.all_events if event.is_step_start} == {"a_fails"}


def test_each_step_that_runs_is_told_with_its_number_among_all() -> None:
    told: list[tuple[int, int, str]] = []
    with told_of_steps(lambda *step: told.append(step)):
        done(job([], {"first", "beside"}))
    assert [step for _, _, step in told] == ["middle", "last"]
    assert all(of == 4 and 1 <= number <= 4 for number, of, _ in told)


@pytest.mark.parametrize("make", [one_at_a_time, lambda folder: stale_only(lambda _step: False, folder)], ids=["any job", "dataset"])
def test_a_run_waits_until_nobody_else_writes_says_so_and_holds_the_lock_itself(
    tmp_path: Path, make: Callable[[Path], dg.ExecutorDefinition], capfd: pytest.CaptureFixture[str]
) -> None:
    @dg.asset
    def writes() -> None:
        with (tmp_path / BUILD_LOCK).open("a") as handle, pytest.raises(BlockingIOError):
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def run() -> None:
        chosen = dg.Definitions(assets=[writes], jobs=[dg.define_asset_job("all", executor_def=make(tmp_path))]).resolve_job_def("all")
        ended.append(done(chosen))

    ended: list[dg.ExecuteInProcessResult] = []
    thread = threading.Thread(target=run)
    with locked(tmp_path, BUILD_LOCK):
        thread.start()
        thread.join(2)
        assert ended == []
    thread.join(60)
    assert ended[0].success
    with locked(tmp_path, BUILD_LOCK):
        run()  # a command that holds the lock and runs a job itself does not wait for itself
    assert ended[1].success
    assert capfd.readouterr().err.count(WAITS) == 1


def test_an_interruption_is_told_as_one_and_not_as_a_fault_of_the_program() -> None:
    @dg.asset
    def ends() -> None:
        raise DagsterExecutionInterruptedError

    chosen = dg.define_asset_job("all", executor_def=one_at_a_time(outputs()))
    told = failures(done(dg.Definitions(assets=[ends], jobs=[chosen]).resolve_job_def("all")))
    assert told == ["ends: interrupted."]


def test_every_job_and_every_asset_runs_alone_in_the_output_folder(tmp_path: Path) -> None:
    known = build_definitions(Folders(outputs=str(tmp_path)), SourceDocument())
    names = [known.resolve_implicit_global_asset_job_def().name, *(job.name for job in known.jobs or ())]
    executors = {name: known.resolve_job_def(name).executor_def.name for name in names}
    assert executors == dict.fromkeys(names, "one_at_a_time") | {"dataset": "stale_only"}


# What is overridden is private to Dagster. When this fails after an update, compare pipeline/app/executor.py with the new source.


def test_what_dagster_does_itself_is_still_what_is_overridden() -> None:
    assert "execution_plan.start(" in inspect.getsource(inner_plan_execution_iterator)
    assert "active_execution.get_next_step()" in inspect.getsource(inner_plan_execution_iterator)
    assert "self._step_outputs" in inspect.getsource(ActiveExecution.__init__)
    assert "self._in_flight.remove(step_key)" in inspect.getsource(ActiveExecution._mark_complete)
