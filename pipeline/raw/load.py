"""Raw tables, read and checked as the raw assets do it, without Dagster: one at a time, or all at once.

Belongs here: what the raw assets, `make verify` and `make lock` start from. Does not belong here: reading the inside of a file.
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
from pipeline.raw.dates import date_problems
from pipeline.raw.folder import file_name, read_table, stray_files
from pipeline.raw.locators import locator_problems
from pipeline.raw.raw_lock import missing_files
from pipeline.raw.rules import rules_of
from schemas.documents import RawDocuments
from schemas.registry import RAW

DATES = "dates"  # a fault of a date hides no other one


def read_complete(root: Path, table: Table) -> pd.DataFrame:
    """Read a raw table of which no file is missing. The table of the documents stands for the whole folder: it is refused, too, where a
    file below raw/ belongs to no table.

    Raises InputError for a file that raw.lock lists and that is missing, for one that no table reads, and for one that cannot be read.
    """
    refuse(folder_problems(root, table))
    return read_table(root, table)


def folder_problems(root: Path, table: Table) -> list[Problem]:
    """Return a problem for each file of a raw table that raw.lock lists and that is missing; for the table of the documents also for each
    file below raw/ that belongs to no table."""
    missing = missing_files(root, file_name(table))
    stray = stray_files(root, [describe(schema) for schema in RAW]) if table.name == describe(RawDocuments).name else []
    return missing + stray


def raw_faults(root: Path) -> list[Problem]:
    """Return the faults of a raw folder: the files that are missing, and everything for which `load_raw` refuses the others."""
    missing = missing_files(root)
    try:
        load_raw(root)
    except InputError as error:
        gone = {problem.file for problem in missing}
        return missing + [problem for problem in error.problems if problem.file not in gone]
    return missing


def load_raw(root: Path) -> dict[str, pd.DataFrame]:
    """Return every raw table of a raw folder by name, from the files that are there, whatever raw.lock lists.

    Raises InputError with the faults of all of them; a table that cannot be read does not hide the faults of the others.
    """
    frames = load_tables(root)
    refuse(rule_problems(frames))
    return frames


def load_tables(root: Path) -> dict[str, pd.DataFrame]:
    """Return the same, whether or not they keep the rules across tables: what `make draft-spans` starts from, by which some are met."""
    problems: list[Problem] = []
    frames: dict[str, pd.DataFrame] = {}
    tables = [describe(schema) for schema in RAW]
    for table in tables:
        try:
            frames[table.name] = read_table(root, table)
        except InputError as error:
            problems += error.problems
    read = [table for table in tables if table.name in frames]
    problems += [problem for table in read for told in _of_one_table(frames[table.name], table, frames).values() for problem in told]
    refuse(problems + stray_files(root, tables))
    return frames


def rule_problems(frames: Mapping[str, pd.DataFrame]) -> list[Problem]:
    """Return what breaks the rules across raw tables."""
    return [problem for schema in RAW for told in _of_rules(describe(schema), frames).values() for problem in told]


def raw_problems(frame: pd.DataFrame, table: Table, others: dict[str, pd.DataFrame]) -> list[Problem]:
    """Return the faults of one raw table: schema, keys, references, and, where these hold, locators and rules."""
    return [problem for problems in raw_problems_by_kind(frame, table, others).values() for problem in problems]


def raw_problems_by_kind(frame: pd.DataFrame, table: Table, others: Mapping[str, pd.DataFrame]) -> dict[str, list[Problem]]:
    """Return the faults of one raw table by kind; rules across tables are asked where all else but dates holds."""
    found = _of_one_table(frame, table, others)
    if [problem for kind in found for problem in found[kind] if kind != DATES]:
        return _dates_in_schema(found)
    return _dates_in_schema(found) | _of_rules(table, {**others, table.name: frame})


def _of_one_table(frame: pd.DataFrame, table: Table, others: Mapping[str, pd.DataFrame]) -> dict[str, list[Problem]]:
    """Return the faults of a raw table that no rule states; dates are asked where the schema holds, locators, which refer to lines of a
    document, where all else holds."""
    found = problems_by_kind(frame, table, others)
    dates = [] if found["schema"] else date_problems(frame, table)
    if not any(found.values()):
        found["references"] += locator_problems(frame, table, others.get("raw_documents"))
    return found | {DATES: dates}


def _dates_in_schema(found: dict[str, list[Problem]]) -> dict[str, list[Problem]]:
    """Return the same, with the faults of dates among those of the schema: whoever asks for one check has both."""
    return {kind: told + (found[DATES] if kind == "schema" else []) for kind, told in found.items() if kind != DATES}


def _of_rules(table: Table, frames: Mapping[str, pd.DataFrame]) -> dict[str, list[Problem]]:
    """Return what breaks each rule of a raw table whose tables are all there."""
    asked = [rule for rule in rules_of(table.name) if set(rule.tables) <= frames.keys()]
    return {rule.name: rule.find(**{name: frames[name] for name in rule.tables}) for rule in asked}


def loader(root: Path, store: TableStore) -> Callable[[str], pd.DataFrame]:
    """Return a function that gives a table by its name, once read: a raw one from its files, so that lines are those of now, else from
    the store."""

    @cache
    def load(name: str) -> pd.DataFrame:
        return read_table(root, tables()[name]) if is_raw(tables()[name]) else store.read(name)

    return load
