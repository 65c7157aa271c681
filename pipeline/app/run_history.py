"""The run history: Dagster's SQLite storage with one engine for each database.

Dagster's own storages create an SQLAlchemy engine for each event and compile each statement again, and the last connection to close a
database empties its log and waits for the disk. Here an engine, its compiled statements and its connection stay, and what one event
writes to a database is one transaction. Belongs here: how the history is written, and how a run is removed from it. Does not belong here:
which events are written, and how long (`pipeline/app/history_events.py`), or which runs are removed (`pipeline/app/old_runs.py`).

dagster.yaml names `History`, so that every program that opens this instance uses it. The methods that are overridden are private to
Dagster: tests/unit/test_history_file.py fails when they change.
"""

import os
import threading
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any

from dagster import AssetKey, EventLogRecord, Field, IntSource, StringSource
from dagster._core.events import DagsterEventType
from dagster._core.events.log import EventLogEntry
from dagster._core.storage.asset_check_execution_record import AssetCheckExecutionRecordStatus
from dagster._core.storage.event_log.schema import AssetCheckExecutionsTable, SqlEventLogStorageTable
from dagster._core.storage.event_log.sqlite.sqlite_event_log import INDEX_SHARD_NAME, SqliteEventLogStorage
from dagster._core.storage.runs.sqlite.sqlite_run_storage import SqliteRunStorage
from dagster._core.storage.schedules.sqlite.sqlite_schedule_storage import SqliteScheduleStorage
from dagster._core.storage.sqlite import SQLITE_BUSY_TIMEOUT_SECONDS, create_db_conn_string
from dagster._core.storage.sqlite_storage import DagsterSqliteStorage, _event_logs_directory, _runs_directory, _schedule_directory
from dagster._serdes import ConfigurableClassData, deserialize_value
from dagster._utils import mkdir_p
from sqlalchemy import Connection, Engine, create_engine, event, select, text

from pipeline.app.history_events import (
    check_of_asset,
    is_kept,
    is_shown_by_run,
    materialisation_of_run,
    newest_of_asset,
    numbered,
    text_of,
    without_repetition,
)

OPEN_RUNS = 4
# Bytes. SQLite's pages of 4096 would leave a fifth of these databases empty: most tables have no row, and events have long texts. The tags
# of events, in an index of all runs, need larger pages than the events of one run.
PAGE, PAGE_OF_INDEX = 512, 1024
# Events are looked for in the index of all runs by these. The events of one run are few, and are read at once.
NEEDED_OF_INDEX = {"idx_event_type", "idx_events_by_asset_partition", "idx_events_by_run_id"}
# Made once: to make a statement for each event takes as long as to run it.
INSERT_EVENT, INSERT_CHECK = SqlEventLogStorageTable.insert(), AssetCheckExecutionsTable.insert()
PAGES_OF_LOG = 200  # after so many, what was written moves from SQLite's log into the database, and the log begins anew
BATCH_SIZE, BATCHED_EVENTS = "DAGSTER_EVENT_BATCH_SIZE", 1000


def _engine(address: str, page: int = PAGE) -> Engine:
    """Return an engine that keeps its connection, and whose commits wait for the disk only when the log is emptied.

    A database cannot be damaged by that (https://sqlite.org/pragma.html#pragma_synchronous, NORMAL in WAL mode): where the power fails,
    the last events are lost.
    """
    engine = create_engine(address, connect_args={"timeout": SQLITE_BUSY_TIMEOUT_SECONDS})

    @event.listens_for(engine, "connect")
    def connected(connection: Any, _record: Any) -> None:
        connection.execute(f"PRAGMA page_size = {page}")  # of a new database; a page of another one stays as it is
        connection.execute(f"PRAGMA wal_autocheckpoint = {PAGES_OF_LOG}")
        connection.execute("PRAGMA synchronous = NORMAL")

    return engine


def _new_with_small_pages(folder: str, name: str, page: int = PAGE) -> None:
    """Create the database of a storage that Dagster opens with an engine of its own, where it is not there."""
    file = Path(folder) / f"{name}.db"
    if not file.exists():
        mkdir_p(folder)
        with _engine(create_db_conn_string(folder, name), page).connect() as connection:
            connection.execute(text("PRAGMA journal_mode = WAL"))  # writes the first page, and with it the size of all


def _drop_indexes(engine: Engine, needed: Collection[str]) -> None:
    """Remove the indexes of events that no query needs."""
    with engine.begin() as connection:
        for index in sorted({str(index.name) for index in SqlEventLogStorageTable.indexes}.difference(needed)):
            connection.execute(text(f"DROP INDEX IF EXISTS {index}"))


@lru_cache(maxsize=256)
def _record(stored: str) -> EventLogRecord:
    """Return a stored event with its number; nobody may change it."""
    return deserialize_value(stored, EventLogRecord)


@lru_cache(maxsize=256)
def _entry(stored: str) -> EventLogEntry:
    """Return a stored event; nobody may change it."""
    return deserialize_value(stored, EventLogEntry)


class EventHistory(SqliteEventLogStorage):
    """The events: one database for each run, and one, the index, over all of them. The newest OPEN_RUNS stay open."""

    kept_runs = 0

    def __init__(self, base_dir: str, inst_data: ConfigurableClassData | None = None) -> None:
        self._engines: dict[str, Engine] = {}
        self._open: dict[str, Connection] | None = None
        self._there = set[tuple[str, str]]()
        self._migrated: dict[str, bool] = {}
        super().__init__(base_dir, inst_data)
        self._db_lock: Any = threading.RLock()  # Dagster's own cannot be held twice by one thread, as events stored together do

    def has_table(self, table_name: str) -> bool:
        """Return whether the index has a table."""
        return self._once(super().has_table, table_name)

    def has_secondary_index(self, name: str) -> bool:
        """Return whether a migration of Dagster was done. A new index never needs one, so that the answer stays no, and Dagster asks twice
        for each input of a step. Where another program does one meanwhile, the queries of before it still give the same rows."""
        if name not in self._migrated:
            self._migrated[name] = super().has_secondary_index(name)
        return self._migrated[name]

    def enable_secondary_index(self, name: str) -> None:
        """Store that a migration of Dagster was done."""
        super().enable_secondary_index(name)
        self._migrated.pop(name, None)

    def has_asset_key_col(self, column_name: str) -> bool:
        """Return whether the table of assets has a column."""
        return self._once(super().has_asset_key_col, column_name)

    def _once(self, asked: Callable[[str], bool], name: str) -> bool:
        """Ask a question about the form of the index, until the answer is yes: Dagster asks at each event, and never takes away what is
        there."""
        question = asked.__name__, name
        if question not in self._there and asked(name):
            self._there.add(question)
        return question in self._there

    def store_event(self, event: EventLogEntry) -> None:
        """Store one event."""
        self.store_event_batch([event])

    def store_event_batch(self, events: Sequence[EventLogEntry]) -> None:
        """Store events in one transaction of each database, or none of them; some are left out, and some shortened."""
        with self._together():
            for entry in map(without_repetition, filter(is_kept, events)):
                self._store(entry)

    def _store(self, entry: EventLogEntry) -> None:
        """Store one event in the places where it is read, in each as long as its readers need it."""
        kind = entry.dagster_event_type if entry.is_dagster_event else None
        if kind == DagsterEventType.ASSET_MATERIALIZATION:
            self._insert(entry.run_id, materialisation_of_run(entry))
            number = self._insert(INDEX_SHARD_NAME, entry)
            with self.index_connection() as index:
                self._store_asset_event_tags(index, [entry], [number])
                self._store_asset_event(index, newest_of_asset(entry), number)
        elif kind == DagsterEventType.ASSET_CHECK_EVALUATION:
            if is_shown_by_run(entry):
                self._insert(entry.run_id, entry)
            number = self._insert(INDEX_SHARD_NAME, numbered(entry))
            self._store_check(check_of_asset(entry), number)
        elif kind == DagsterEventType.FRESHNESS_STATE_CHANGE:  # of the daemon: no run has it, and only its asset shows it
            self._insert(INDEX_SHARD_NAME, entry)
        else:
            super().store_event(entry)

    def _insert(self, shard: str, entry: EventLogEntry) -> int:
        """Insert an event into a database and return its number there."""
        with self._connect(shard) as connection:
            return int(connection.execute(INSERT_EVENT, self._event_to_row(entry)).lastrowid)

    def _event_to_row(self, event: EventLogEntry) -> dict[str, Any]:
        """Return the row of an event, as Dagster's own method does, with a shorter text."""
        found = event.dagster_event
        return {
            "run_id": event.run_id,
            "event": text_of(event),
            "dagster_event_type": found.event_type_value if found else None,
            "timestamp": self._event_insert_timestamp(event),
            "step_key": found.step_key if found else event.step_key,
            "asset_key": found.asset_key.to_string() if found and found.asset_key else None,
            "partition": found.partition if found else None,
        }

    def _store_check(self, entry: EventLogEntry, number: int) -> None:
        """Store the result of a check as that of its asset. Dagster would first look for the planned check, which is left out."""
        result = entry.get_dagster_event().asset_check_evaluation_data
        status = AssetCheckExecutionRecordStatus.SUCCEEDED if result.passed else AssetCheckExecutionRecordStatus.FAILED
        target = result.target_materialization_data
        row = {
            "asset_key": result.asset_key.to_string(),
            "check_name": result.check_name,
            "run_id": entry.run_id,
            "execution_status": status.value,
            "evaluation_event": text_of(entry),
            "evaluation_event_timestamp": self._event_insert_timestamp(entry),
            "evaluation_event_storage_id": number,
            "materialization_event_storage_id": target.storage_id if target else None,
            "partition": result.partition,
        }
        with self.index_connection() as index:
            index.execute(INSERT_CHECK, row)

    def _get_latest_materialization_records(self, raw_asset_rows: Any) -> Any:
        """Return the newest materialisation of each asset that has one. The row of an asset has its number among all events, where it is
        whole. Where none was wiped, Dagster's query for what its old versions have stored would find nothing."""
        found: dict[Any, EventLogRecord | None]
        if any(row["asset_details"] for row in raw_asset_rows):
            found = dict(super()._get_latest_materialization_records(raw_asset_rows))
        else:
            made = [row for row in raw_asset_rows if row["last_materialization"]]
            found = {AssetKey.from_db_string(row["asset_key"]): _record(row["last_materialization"]) for row in made}
        numbers = [record.storage_id for record in found.values() if record]
        events = SqlEventLogStorageTable.c
        with self.index_connection() as index:
            rows = index.execute(select(events.id, events.event).where(events.id.in_(numbers)))
            stored = {row.id: row.event for row in rows}
        return {
            key: EventLogRecord(record.storage_id, _entry(stored[record.storage_id])) if record and record.storage_id in stored else record
            for key, record in found.items()
        }

    def delete_events(self, run_id: str) -> None:
        """Delete all events of a run, the results of its checks, and its database."""
        super().delete_events(run_id)
        with self.index_connection() as index:
            index.execute(AssetCheckExecutionsTable.delete().where(AssetCheckExecutionsTable.c.run_id == run_id))
        with self._db_lock:
            if run_id in self._engines:
                self._engines.pop(run_id).dispose()
            for file in Path(self._base_dir).glob(f"{run_id}.db*"):
                file.unlink()

    @contextmanager
    def _together(self) -> Iterator[None]:
        """Make one transaction of all that is written to a database in this block."""
        with self._db_lock, ExitStack() as self._transactions:
            self._open = {}
            try:
                yield
            finally:
                self._open = None

    @contextmanager
    def _connect(self, shard: str) -> Iterator[Connection]:
        with self._db_lock:
            if self._open is None:
                with self._engine_of(shard).begin() as connection:
                    yield connection
            else:
                if shard not in self._open:
                    self._open[shard] = self._transactions.enter_context(self._engine_of(shard).begin())
                yield self._open[shard]

    def _engine_of(self, shard: str) -> Engine:
        if shard not in self._engines:
            runs = [name for name in self._engines if name != INDEX_SHARD_NAME and name not in (self._open or ())]
            for closed in runs[: len(runs) + 1 - OPEN_RUNS]:
                self._engines.pop(closed).dispose()
            engine = _engine(self.conn_string_for_shard(shard))
            self._initdb(engine)
            _drop_indexes(engine, NEEDED_OF_INDEX if shard == INDEX_SHARD_NAME else ())
            self._engines[shard] = engine
        return self._engines[shard]

    def dispose(self) -> None:
        """Close all databases."""
        with self._db_lock:
            while self._engines:
                self._engines.popitem()[1].dispose()
        super().dispose()


class RunHistory(SqliteRunStorage):
    """The runs and their states."""

    _kept: Engine | None = None

    @contextmanager
    def connect(self) -> Iterator[Connection]:
        """Yield a connection in a transaction."""
        self._kept = self._kept or _engine(self._conn_string)
        with self._kept.begin() as connection:
            yield connection

    def dispose(self) -> None:
        """Close the database."""
        if self._kept:
            self._kept.dispose()


class History(DagsterSqliteStorage):
    """Runs, events, and the ticks of schedules and sensors, in the folders in which Dagster's own SQLite storage has them. The ticks are
    Dagster's own storage: a build writes none, and Dagster does not close it.

    base_dir: the folder of the history. kept_runs: how many runs `make dataset` keeps, the newest ones; 0 for all.
    """

    def __init__(self, base_dir: str, kept_runs: int = 0, inst_data: ConfigurableClassData | None = None) -> None:
        # Only where this variable is set does Dagster hand over together what it writes at the start of a run.
        os.environ.setdefault(BATCH_SIZE, str(BATCHED_EVENTS))
        mkdir_p(base_dir)
        self.base_dir = base_dir
        self._inst_data = inst_data
        _new_with_small_pages(_runs_directory(base_dir), "runs")
        self._run_storage = RunHistory.from_local(_runs_directory(base_dir))
        _new_with_small_pages(_event_logs_directory(base_dir), INDEX_SHARD_NAME, PAGE_OF_INDEX)
        self._event_log_storage = EventHistory(_event_logs_directory(base_dir))
        self._event_log_storage.kept_runs = kept_runs
        _new_with_small_pages(_schedule_directory(base_dir), "schedules")
        self._schedule_storage = SqliteScheduleStorage.from_local(_schedule_directory(base_dir))
        super(DagsterSqliteStorage, self).__init__()  # not that of DagsterSqliteStorage, which opens storages of its own

    @classmethod
    def config_type(cls) -> Any:
        """Return the settings that dagster.yaml may make."""
        return {"base_dir": StringSource, "kept_runs": Field(IntSource, is_required=False, default_value=0)}

    @classmethod
    def from_config_value(cls, inst_data: ConfigurableClassData, config_value: Any) -> "History":
        """Return the storage that dagster.yaml names."""
        return cls(inst_data=inst_data, **config_value)
