"""The tables made in process from a raw folder, as the assets make and check them, without Dagster; and those that a build stored."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pandas as pd

from pipeline.app.assets.asked import RULES
from pipeline.app.builders import BUILDERS, inputs_of
from pipeline.contract.arrow import conform
from pipeline.contract.check import problems_by_kind
from pipeline.contract.lineage import tables
from pipeline.contract.tables import Table, describe, sources
from pipeline.kernel.problems import Problem
from pipeline.release.database import NAME
from schemas.registry import CORE, METRICS, RAW

Frames = dict[str, pd.DataFrame]
RAW_NAMES = {describe(schema).name for schema in RAW}
SCHEMAS: dict[str, Table] = {describe(schema).name: describe(schema) for schema in RAW + CORE}
MADE: dict[str, Table] = {describe(schema).name: describe(schema) for schema in CORE + METRICS}


def made(name: str, frames: Frames) -> pd.DataFrame:
    """Return a published table, made from the tables that it takes. Raises InputError where its function refuses them."""
    build, inputs = BUILDERS[name], {source: frames[source] for source in sources(tables()[name])}
    return conform(build(**inputs_of(build, inputs)), tables()[name])


def in_order(asked: dict[str, Table], known: set[str]) -> list[str]:
    """Return the names of tables, each after those that it is made from."""
    ordered: list[str] = []
    while len(ordered) < len(asked):
        ready = set(ordered) | known
        ordered += [name for name, table in asked.items() if name not in ready and set(sources(table)) <= ready]
    return ordered


def problems_of_made(name: str, frame: pd.DataFrame, frames: Frames) -> dict[str, list[Problem]]:
    """Return what the checks of a made table find, by check: its schema, keys and references, and, where these hold, its rules."""
    found = problems_by_kind(frame, MADE[name], frames)
    if any(found.values()):
        return found
    known = frames | {name: frame}
    return found | {rule.name: rule.find(**{table: known[table] for table in rule.tables}) for rule in RULES if rule.table == name}


def stored(outputs: Path) -> duckdb.DuckDBPyConnection:
    """Return a connection to the tables as a build stored them: their numbers are exact, where published ones are doubles."""
    connection = duckdb.connect()
    for file in sorted((outputs / "tables").glob("*.parquet")):
        connection.execute(f"CREATE VIEW \"{file.stem}\" AS FROM '{file}'")
    return connection


@contextmanager
def released(folder: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open the database of a release, read-only, its front and core tables in sight without a schema; no name is used twice."""
    with duckdb.connect(str(folder / f"{NAME}.duckdb"), read_only=True) as connection:
        connection.execute("SET search_path = 'main,core'")
        yield connection
