"""The run history, as `make dataset` writes it: the database files stay open while a build runs.

Dagster opens a connection to SQLite for each event and closes it again. The last connection to close empties the log into the database
and waits for the disk, and each commit waits once more: some ten thousand times, which was most of the time of a build on a slow disk.
Belongs here: how history is written. Does not belong here: what is written, which is Dagster's.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import event
from sqlalchemy.engine import Engine


@contextmanager
def held_open() -> Iterator[None]:
    """Keep one connection to each SQLite file that is opened meanwhile, and let commits wait for the disk only when the log is emptied.

    A database cannot be damaged by that (https://sqlite.org/pragma.html#pragma_synchronous, NORMAL in WAL mode): where the power fails,
    the last events are lost. All is on the disk when the context ends.
    """
    held: dict[str, sqlite3.Connection] = {}

    def hold(connection: Any, _record: Any) -> None:
        connection.execute("PRAGMA synchronous = NORMAL")
        [(_, _, file), *_] = connection.execute("PRAGMA database_list").fetchall()
        if file and file not in held:
            held[file] = sqlite3.connect(file, check_same_thread=False)
            held[file].execute("SELECT count(*) FROM sqlite_master").fetchone()  # until it is read, a connection is not open

    event.listen(Engine, "connect", hold)
    try:
        yield
    finally:
        event.remove(Engine, "connect", hold)
        for connection in held.values():
            connection.close()
