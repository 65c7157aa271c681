"""The run history: Dagster's storage with one engine for each database."""

import inspect
import re
import threading
from collections.abc import Iterator
from pathlib import Path

import dagster as dg
import pytest
from dagster._core.events import DagsterEventType
from dagster._core.events.log import EventLogEntry
from dagster._core.storage.asset_check_execution_record import AssetCheckExecutionRecordStatus
from dagster._core.storage.event_log.sql_event_log import SqlEventLogStorage
from dagster._core.storage.event_log.sqlite.sqlite_event_log import SqliteEventLogStorage
from dagster._core.storage.runs.sqlite.sqlite_run_storage import SqliteRunStorage
from dagster._core.storage.schedules.sqlite.sqlite_schedule_storage import SqliteScheduleStorage
from dagster._core.storage.sqlite_storage import DagsterSqliteStorage
from dagster._serdes import deserialize_value, serialize_value

from pipeline.app.history_events import LEFT_OUT, OF_ASSETS, text_of
from pipeline.app.old_runs import remove_old_runs
from pipeline.app.run_history import OPEN_RUNS, EventHistory, History
from pipeline.kernel.paths import ROOT
from tests.killing import CONTEXT

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
    writers = [CONTEXT.Process(target=write, args=(str(tmp_path), run_id)) for run_id in ("one", "other", "one")]
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
        (SqliteEventLogStorage.store_event, ("self._store_asset_event_tags(conn, [event], [event_id])", "self._store_asset_event(conn,")),
        (SqlEventLogStorage._get_latest_materialization_records, ('deserialize_value(row["last_materialization"]', "asset_details")),
        (SqlEventLogStorage.store_asset_check_event, ("self._store_runless_asset_check_evaluation(event, event_id)",)),
        (SqlEventLogStorage.prepare_insert_event, ("SqlEventLogStorageTable.insert().values(**self._event_to_row(event))",)),
        (SqliteRunStorage.connect, ("create_engine(self._conn_string, poolclass=NullPool)", "conn.begin()")),
        (
            SqlEventLogStorage._event_to_row,
            ('"event": serialize_value(event)', "step_key = dagster_event.step_key", '"partition": partition'),
        ),
        (
            SqlEventLogStorage._store_runless_asset_check_evaluation,
            ("evaluation_event=serialize_value(event)", "partition=evaluation.part"),
        ),
        (SqliteRunStorage.from_local, ("cls(conn_string, inst_data)",)),
        (SqliteScheduleStorage.from_local, ('create_db_conn_string(base_dir, "schedules")',)),
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


@pytest.fixture
def instance(tmp_path: Path) -> Iterator[dg.DagsterInstance]:
    """The instance of the repository, which keeps two runs, in another folder."""
    settings = (ROOT / "dagster.yaml").read_text("utf-8").replace(".dagster/", f"{tmp_path}/")
    (tmp_path / "dagster.yaml").write_text(re.sub("kept_runs: .*", "kept_runs: 2", settings), "utf-8")
    with dg.DagsterInstance.from_config(str(tmp_path)) as found:
        yield found


def test_events_that_nothing_reads_are_left_out_and_metadata_is_stored_where_it_is_shown(instance: dg.DagsterInstance) -> None:
    @dg.asset(check_specs=[dg.AssetCheckSpec("good", asset="first"), dg.AssetCheckSpec("bad", asset="first")])
    def first() -> Iterator[object]:
        yield dg.Output(1, metadata={"dagster/row_count": 7, "preview": "long"})
        yield dg.AssetCheckResult(check_name="good", passed=True, metadata={"rows": 7})
        yield dg.AssetCheckResult(check_name="bad", passed=False, description="It is not.")

    @dg.asset(deps=[first], check_specs=[dg.AssetCheckSpec("good", asset="second")])
    def second():  # type: ignore[no-untyped-def]
        raise dg.Failure("before its check")

    result = dg.materialize([first, second], instance=instance, raise_on_error=False)
    stored = [record.dagster_event for record in instance.all_logs(result.run_id) if record.dagster_event]
    kinds = {one.event_type for one in stored}
    assert not kinds & LEFT_OUT
    assert {DagsterEventType.STEP_OUTPUT, DagsterEventType.STEP_FAILURE, DagsterEventType.ASSET_MATERIALIZATION} <= kinds
    assert [one.step_output_data.output_name for one in stored if one.event_type == DagsterEventType.STEP_OUTPUT] == ["result"]
    assert all(one.step_output_data.metadata == {} for one in stored if one.event_type == DagsterEventType.STEP_OUTPUT)
    [made] = [one.step_materialization_data.materialization for one in stored if one.is_step_materialization]
    assert {name: value.value for name, value in made.metadata.items()} == {"dagster/row_count": 7}
    [shown] = [one.asset_check_evaluation_data for one in stored if one.event_type == DagsterEventType.ASSET_CHECK_EVALUATION]
    assert (shown.check_name, shown.description) == ("bad", "It is not.")
    for latest in (
        instance.get_latest_materialization_event(dg.AssetKey("first")),
        instance.fetch_materializations(dg.AssetKey("first"), limit=1).records[0].event_log_entry,
    ):
        assert latest is not None
        assert latest.asset_materialization is not None
        assert latest.asset_materialization.metadata["preview"].value == "long"
    [known] = instance.event_log_storage.get_asset_check_execution_history(dg.AssetCheckKey(dg.AssetKey("first"), "good"), limit=2)
    assert known.status == AssetCheckExecutionRecordStatus.SUCCEEDED
    assert known.event is not None
    evaluation = known.event.get_dagster_event().asset_check_evaluation_data
    assert evaluation.metadata["rows"].value == 7
    assert evaluation.target_materialization_data is not None
    assert instance.event_log_storage.get_asset_check_execution_history(dg.AssetCheckKey(dg.AssetKey("second"), "good"), limit=1) == []


def test_a_short_text_is_read_as_the_event_that_was_to_be_stored(tmp_path: Path) -> None:
    @dg.asset(check_specs=[dg.AssetCheckSpec("bad", asset="first")])
    def first() -> Iterator[object]:
        yield dg.AssetObservation("other", metadata={"empty": None})
        yield dg.Output(1, metadata={"words": "é", "data": {"null": None, "list": [None, {"step_key": None}]}}, tags={"a": "b"})
        yield dg.AssetCheckResult(check_name="bad", passed=False, metadata={"rows": dg.MetadataValue.json({"null": None})})

    @dg.asset(deps=[first])
    def second(context: dg.AssetExecutionContext) -> None:
        context.log.info("said")
        raise ValueError("é") from KeyError("cause")

    with dg.DagsterInstance.local_temp(str(tmp_path)) as dagsters_own:
        result = dg.materialize([first, second], instance=dagsters_own, raise_on_error=False)
        events = dagsters_own.all_logs(result.run_id)
    assert {entry.dagster_event_type for entry in events if entry.is_dagster_event} >= {*OF_ASSETS, DagsterEventType.STEP_FAILURE}
    for entry in events:
        assert deserialize_value(text_of(entry), EventLogEntry) == entry
        assert len(text_of(entry)) < len(serialize_value(entry))


def test_the_state_of_an_asset_outlives_the_run_that_made_it(instance: dg.DagsterInstance) -> None:
    @dg.asset
    def some() -> dg.MaterializeResult:
        return dg.MaterializeResult(metadata={"preview": "long"}, data_version=dg.DataVersion("one"))

    run_id = dg.materialize([some], instance=instance).run_id
    found = instance.get_latest_materialization_event(dg.AssetKey("some"))
    assert found is not None
    assert found.asset_materialization is not None
    assert found.asset_materialization.metadata["preview"].value == "long"
    instance.event_log_storage.delete_events(run_id)
    [row] = instance.event_log_storage.get_asset_records([dg.AssetKey("some")])
    left = row.asset_entry.last_materialization_record
    assert left is not None
    assert left.asset_materialization is not None
    assert left.asset_materialization.tags is not None
    assert left.asset_materialization.tags["dagster/data_version"] == "one"


def test_old_runs_are_removed_with_their_files_but_not_what_an_asset_or_a_check_still_shows(
    instance: dg.DagsterInstance, tmp_path: Path
) -> None:
    @dg.asset(check_specs=[dg.AssetCheckSpec("good", asset="often")])
    def often() -> dg.MaterializeResult:
        return dg.MaterializeResult(check_results=[dg.AssetCheckResult(check_name="good", passed=True)])

    @dg.asset
    def once() -> None: ...

    runs = [dg.materialize([asset], instance=instance).run_id for asset in (often, once, often, often, often)]
    assert remove_old_runs(instance) == [runs[2], runs[0]]
    assert set(instance.get_run_ids()) == {runs[1], runs[3], runs[4]}
    assert {file.stem for file in tmp_path.rglob("*.db")} & set(runs) == {runs[1], runs[3], runs[4]}
    assert instance.get_latest_materialization_event(dg.AssetKey("once")) is not None
    assert len(instance.fetch_materializations(dg.AssetKey("often"), limit=9).records) == 2
    assert len(instance.event_log_storage.get_asset_check_execution_history(dg.AssetCheckKey(dg.AssetKey("often"), "good"), limit=9)) == 2
    assert remove_old_runs(instance) == []


def test_a_wiped_asset_has_no_newest_materialisation_until_it_is_made_again(instance: dg.DagsterInstance) -> None:
    @dg.asset
    def some() -> int:
        return 1

    key = dg.AssetKey("some")
    runs = []
    for _ in range(2):
        runs.append(dg.materialize([some], instance=instance).run_id)
        found = instance.get_latest_materialization_event(key)
        assert found is not None
        assert found.run_id == runs[-1]
        assert instance.get_asset_records([key])[0].asset_entry.last_materialization_record.run_id == runs[-1]
        instance.wipe_assets([key])
        assert instance.get_latest_materialization_event(key) is None
