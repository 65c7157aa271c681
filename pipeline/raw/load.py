"""All raw tables at once, checked as the raw assets check them, without Dagster.

Belongs here: what `make verify`, `make lock` and the mutation test start from.
"""

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

import pandas as pd

from pipeline.contract.check import problems_by_kind
from pipeline.contract.lineage import tables
from pipeline.contract.store import TableStore
from pipeline.contract.tables import Table, describe, is_raw
from pipeline.kernel.problems import InputError, Problem, refuse
from pipeline.raw.folder import read_table, stray_files
from pipeline.raw.locators import locator_problems
from schemas.registry import RAW


def load_raw(root: Path) -> dict[str, pd.DataFrame]:
    """Return every raw table of a raw folder by name. Raises InputError with the faults of all of them; a table that cannot be read does
    not hide the faults of the others."""
    problems: list[Problem] = []
    frames: dict[str, pd.DataFrame] = {}
    tables = [describe(schema) for schema in RAW]
    for table in tables:
        try:
            frames[table.name] = read_table(root, table)
        except InputError as error:
            problems += error.problems
    read = [table for table in tables if table.name in frames]
    problems += [problem for table in read for problem in raw_problems(frames[table.name], table, frames)]
    refuse(problems + stray_files(root, tables))
    return frames


def raw_problems(frame: pd.DataFrame, table: Table, others: dict[str, pd.DataFrame]) -> list[Problem]:
    """Return the faults of one raw table: schema, keys, references, and, where these hold, locators."""
    return [problem for problems in raw_problems_by_kind(frame, table, others).values() for problem in problems]


def raw_problems_by_kind(frame: pd.DataFrame, table: Table, others: Mapping[str, pd.DataFrame]) -> dict[str, list[Problem]]:
    """Return the faults of one raw table by kind; locators refer to lines of a document, and are asked where all else holds."""
    found = problems_by_kind(frame, table, others)
    if not any(found.values()):
        found["references"] += locator_problems(frame, table, others.get("raw_documents"))
    return found


def loader(root: Path, store: TableStore) -> Callable[[str], pd.DataFrame]:
    """Return a function that gives a table by its name, once read: a raw one from its files, so that lines are those of now, else from
    the store."""

    @cache
    def load(name: str) -> pd.DataFrame:
        return read_table(root, tables()[name]) if is_raw(tables()[name]) else store.read(name)

    return load
