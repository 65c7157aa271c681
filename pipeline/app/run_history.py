"""The run history: Dagster's SQLite storage with one engine for each database.

Dagster's own storages create an SQLAlchemy engine for each event and compile each statement again, and the last connection to close a
database empties its log and waits for the disk. Here an engine, its compiled statements and its connection stay, and what one event
writes to a database is one transaction. Belongs here: how the history is written, and which of Dagster's events are left out because
nothing reads them. Does not belong here: what the others say.

dagster.yaml names `History`, so that every program that opens this instance uses it. The methods that are overridden are private to
Dagster: tests/unit/test_history_file.py fails when they change.
"""

import os
import threading
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from typing import Any

from dagster._core.events import DagsterEventType
from dagster._core.events.log import EventLogEntry
from dagster._core.storage.event_log.sqlite.sqlite_event_log import INDEX_SHARD_NAME, SqliteEventLogStorage
from dagster._core.storage.runs.sqlite.sqlite_run_storage import SqliteRunStorage
from dagster._core.storage.schedules.sqlite.sqlite_schedule_storage import SqliteScheduleStorage
from dagster._core.storage.sqlite import SQLITE_BUSY_TIMEOUT_SECONDS
from dagster._core.storage.sqlite_storage import DagsterSqliteStorage, _event_logs_directory, _runs_directory, _schedule_directory
from dagster._serdes import ConfigurableClassData
from dagster._utils import mkdir_p
from sqlalchemy import Connection, Engine, create_engine, event

OPEN_RUNS = 4
LEFT_OUT = {DagsterEventType.ASSET_CHECK_EVALUATION_PLANNED, DagsterEventType.STEP_INPUT, DagsterEventType.LOADED_INPUT}
BATCH_SIZE, BATCHED_EVENTS = "DAGSTER_EVENT_BATCH_SIZE", 1000


def _engine(address: str) -> Engine:
    """Return an engine that keeps its connection, and whose commits wait for the disk only when the log is emptied.

    A database cannot be damaged by that (https://sqlite.org/pragma.html#pragma_synchronous, NORMAL in WAL mode): where the power fails,
    the last events are lost.
    """
    engine = create_engine(address, connect_args={"timeout": SQLITE_BUSY_TIMEOUT_SECONDS})

    @event.listens_for(engine, "connect")
    def connected(connection: Any, _record: Any) -> None:
        connection.execute("PRAGMA synchronous = NORMAL")

    return engine


def _is_kept(entry: EventLogEntry) -> bool:
    """Return whether an event is worth its place.

    A planned check is not: Dagster would list a check that was planned and not reached as failed, where the result of the stored table
    still holds. Neither is that a step has loaded an input: what a table was made from is in the metadata `sources` of its materialisation.
    """
    return not (entry.is_dagster_event and entry.dagster_event_type in LEFT_OUT)


def _shortened(entry: EventLogEntry) -> EventLogEntry:
    """Return an event without the metadata that the materialisation after it has too."""
    found = entry.dagster_event
    if found is None or found.event_type != DagsterEventType.STEP_OUTPUT or not found.step_output_data.metadata:
        return entry
    return entry._replace(dagster_event=found._replace(event_specific_data=found.step_output_data._replace(metadata={})))


class EventHistory(SqliteEventLogStorage):
    """The events: one database for each run, and one, the index, over all of them. The newest OPEN_RUNS stay open."""

    def __init__(self, base_dir: str, inst_data: ConfigurableClassData | None = None) -> None:
        self._engines: dict[str, Engine] = {}
        self._open: dict[str, Connection] | None = None
        super().__init__(base_dir, inst_data)
        self._db_lock: Any = threading.RLock()  # Dagster's own cannot be held twice by one thread, as events stored together do

    def store_event(self, event: EventLogEntry) -> None:
        """Store one event."""
        self.store_event_batch([event])

    def store_event_batch(self, events: Sequence[EventLogEntry]) -> None:
        """Store events in one transaction of each database, or none of them; some are left out, and some shortened."""
        with self._together():
            for entry in filter(_is_kept, events):
                super().store_event(_shortened(entry))

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
            self._engines[shard] = engine
        return self._engines[shard]

    def dispose(self) -> None:
        """Close all databases."""
        with self._db_lock:
            while self._engines:
                self._engines.popitem()[1].dispose()
        super().dispose()


class _OneEngine:
    """What run and schedule storage share: one database each."""

    _conn_string: str
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


class RunHistory(_OneEngine, SqliteRunStorage):
    """The runs and their states."""


class ScheduleHistory(_OneEngine, SqliteScheduleStorage):
    """The ticks of schedules and sensors."""


class History(DagsterSqliteStorage):
    """All three, in the folders in which Dagster's own SQLite storage has them. base_dir: the folder of the history."""

    def __init__(self, base_dir: str, inst_data: ConfigurableClassData | None = None) -> None:
        # Only where this variable is set does Dagster hand over together what it writes at the start of a run.
        os.environ.setdefault(BATCH_SIZE, str(BATCHED_EVENTS))
        mkdir_p(base_dir)
        self.base_dir = base_dir
        self._inst_data = inst_data
        self._run_storage = RunHistory.from_local(_runs_directory(base_dir))
        self._event_log_storage = EventHistory(_event_logs_directory(base_dir))
        self._schedule_storage = ScheduleHistory.from_local(_schedule_directory(base_dir))
        super(DagsterSqliteStorage, self).__init__()  # not that of DagsterSqliteStorage, which opens storages of its own

    @classmethod
    def from_config_value(cls, inst_data: ConfigurableClassData, config_value: Any) -> "History":
        """Return the storage that dagster.yaml names."""
        return cls(inst_data=inst_data, **config_value)
