"""The run history stays open during a build, and is whole afterwards."""

import sqlite3
from pathlib import Path

from sqlalchemy import create_engine, text
from sqlalchemy.pool import NullPool

from pipeline.app.run_history import held_open


def write(file: Path, number: int) -> None:
    """Write a row as Dagster writes an event: with a connection of its own."""
    with create_engine(f"sqlite:///{file}", poolclass=NullPool).begin() as connection:
        connection.execute(text("PRAGMA journal_mode=WAL"))
        connection.execute(text("CREATE TABLE IF NOT EXISTS events (number INTEGER)"))
        connection.execute(text(f"INSERT INTO events VALUES ({number})"))


def test_the_log_is_emptied_once_and_nothing_is_lost(tmp_path: Path) -> None:
    file, log = tmp_path / "history.db", tmp_path / "history.db-wal"
    write(file, 0)
    assert not log.exists()
    with held_open():
        for number in range(1, 5):
            write(file, number)
            assert log.stat().st_size > 0
    assert not log.exists()
    with sqlite3.connect(file) as db:
        assert db.execute("SELECT number FROM events ORDER BY number").fetchall() == [(number,) for number in range(5)]


def test_afterwards_connections_are_as_they_were(tmp_path: Path) -> None:
    with held_open():
        pass
    write(tmp_path / "other.db", 1)
    assert not (tmp_path / "other.db-wal").exists()


def test_a_database_in_memory_has_no_file_to_hold() -> None:
    with held_open(), create_engine("sqlite://").connect() as connection:
        assert connection.execute(text("SELECT 1")).scalar() == 1
