"""The run history: Dagster's storage with one engine for each database."""

import inspect
import multiprocessing
import threading
from collections.abc import Iterator
from pathlib import Path

import dagster as dg
import pytest
from dagster._core.events import DagsterEventType
from dagster._core.events.log import EventLogEntry
from dagster._core.storage.event_log.sqlite.sqlite_event_log import SqliteEventLogStorage
from dagster._core.storage.runs.sqlite.sqlite_run_storage import SqliteRunStorage
from dagster._core.storage.schedules.sqlite.sqlite_schedule_storage import SqliteScheduleStorage
from dagster._core.storage.sqlite_storage import DagsterSqliteStorage

from pipeline.app.run_history import OPEN_RUNS, EventHistory, History
from pipeline.kernel.paths import ROOT

EVENTS = 60


@pytest.fixture
def history(tmp_path: Path) -> Iterator[History]:
    found = History(str(tmp_path))
    yield found
    found.dispose()


def entry(run_id: str, number: int) -> EventLogEntry:
    return EventLogEntry(
        error_info=None, level=20, user_message=f"{number}", run_id=run_id, timestamp=float(number), step_key=None, job_name="job"
    )


def write(folder: str, run_id: str) -> None:
    history = History(folder)
    for number in range(EVENTS):
        history.event_log_storage.store_event(entry(run_id, number))
    history.dispose()


def numbers(history: History, run_id: str) -> list[int]:
    records = history.event_log_storage.get_logs_for_run(run_id)
    return [int(record.user_message) for record in records]


def test_what_is_written_can_be_read_by_dagsters_own_storage(history: History, tmp_path: Path) -> None:
    for number in range(EVENTS):
        history.event_log_storage.store_event(entry("run", number))
    assert [int(r.user_message) for r in DagsterSqliteStorage(str(tmp_path)).event_log_storage.get_logs_for_run("run")] == [*range(EVENTS)]


def test_two_processes_write_at_once_and_nothing_is_lost(history: History, tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    writers = [context.Process(target=write, args=(str(tmp_path), run_id)) for run_id in ("one", "other", "one")]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert [writer.exitcode for writer in writers] == [0, 0, 0]
    assert (sorted(numbers(history, "one")), numbers(history, "other")) == (sorted([*range(EVENTS)] * 2), [*range(EVENTS)])


def test_threads_share_one_storage(history: History) -> None:
    def store(thread: int) -> None:
        for number in range(EVENTS):
            history.event_log_storage.store_event(entry(f"run-{thread % 2}", number))

    threads = [threading.Thread(target=store, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(numbers(history, "run-0") + numbers(history, "run-1")) == sorted([*range(EVENTS)] * 4)


def test_old_runs_are_closed_and_can_be_read_again(history: History) -> None:
    storage = history.event_log_storage
    assert isinstance(storage, EventHistory)
    runs = [f"run-{number}" for number in range(OPEN_RUNS * 3)]
    for run_id in runs:
        storage.store_event(entry(run_id, 7))
    assert [numbers(history, run_id) for run_id in runs] == [[7]] * len(runs)
    assert len(storage._engines) <= OPEN_RUNS + 1


def test_a_closed_history_opens_again(history: History) -> None:
    history.event_log_storage.store_event(entry("run", 1))
    history.dispose()
    history.event_log_storage.store_event(entry("run", 2))
    assert numbers(history, "run") == [1, 2]


def test_the_instance_of_the_repository_uses_it(tmp_path: Path) -> None:
    (tmp_path / "dagster.yaml").write_text((ROOT / "dagster.yaml").read_text("utf-8").replace(".dagster/", f"{tmp_path}/"), "utf-8")
    with dg.DagsterInstance.from_config(str(tmp_path)) as instance:
        assert isinstance(instance.event_log_storage, EventHistory)


# What is overridden is private to Dagster. When one of these fails after an update, compare
# pipeline/app/run_history.py with the new source.


@pytest.mark.parametrize(
    ("method", "words"),
    [
        (SqliteEventLogStorage._connect, ("self._db_lock", "self.conn_string_for_shard(shard)", "self._initdb(engine)", "conn.begin()")),
        (SqliteRunStorage.connect, ("create_engine(self._conn_string, poolclass=NullPool)", "conn.begin()")),
        (SqliteScheduleStorage.connect, ("create_engine(self._conn_string, poolclass=NullPool)", "conn.begin()")),
        (SqliteRunStorage.from_local, ("cls(conn_string, inst_data)",)),
        (SqliteScheduleStorage.from_local, ("cls(conn_string, inst_data)",)),
        (
            DagsterSqliteStorage.__init__,
            ("self._run_storage =", "self._event_log_storage =", "self._schedule_storage =", "self._inst_data ="),
        ),
    ],
    ids=lambda value: getattr(value, "__qualname__", ""),
)
def test_what_dagster_does_itself_is_still_what_is_replaced(method: object, words: tuple[str, ...]) -> None:
    source = inspect.getsource(inspect.unwrap(method))  # type: ignore[arg-type]
    assert all(word in source for word in words)


def test_dagster_sets_nothing_else_when_its_storage_opens() -> None:
    source = inspect.getsource(DagsterSqliteStorage.__init__)
    assert source.count("self.") == 5  # base_dir, the three storages, inst_data


def test_events_that_nothing_reads_are_left_out_and_metadata_is_stored_once(tmp_path: Path) -> None:
    @dg.asset
    def first() -> dg.Output:  # type: ignore[type-arg]
        return dg.Output(1, metadata={"rows": 7})

    @dg.asset(deps=[first], check_specs=[dg.AssetCheckSpec("good", asset="second")])
    def second():  # type: ignore[no-untyped-def]
        raise dg.Failure("before its check")

    (tmp_path / "dagster.yaml").write_text((ROOT / "dagster.yaml").read_text("utf-8").replace(".dagster/", f"{tmp_path}/"), "utf-8")
    with dg.DagsterInstance.from_config(str(tmp_path)) as instance:
        result = dg.materialize([first, second], instance=instance, raise_on_error=False)
        stored = [record.dagster_event for record in instance.all_logs(result.run_id) if record.dagster_event]
        kinds = {one.event_type for one in stored}
        assert not kinds & {DagsterEventType.ASSET_CHECK_EVALUATION_PLANNED, DagsterEventType.LOADED_INPUT, DagsterEventType.STEP_INPUT}
        assert {DagsterEventType.STEP_OUTPUT, DagsterEventType.STEP_FAILURE, DagsterEventType.ASSET_MATERIALIZATION} <= kinds
        [made] = [one.step_materialization_data.materialization for one in stored if one.is_step_materialization]
        assert made.metadata["rows"].value == 7
        assert all(one.step_output_data.metadata == {} for one in stored if one.event_type == DagsterEventType.STEP_OUTPUT)
        assert instance.event_log_storage.get_asset_check_execution_history(dg.AssetCheckKey(dg.AssetKey("second"), "good"), limit=1) == []
