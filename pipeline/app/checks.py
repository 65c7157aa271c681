"""Asset checks of stored tables: of raw ones against the document and the lock, of published ones against the release lock.

A check that cannot be asked has no result: the check `document` exists only where a document is configured, and `lock` and `row_count`
answer only where their lock file exists. Belongs here: what to ask, and how the answer is shown in the UI. Does not belong here:
finding the answer (`pipeline/verify/`, `pipeline/raw/raw_lock.py`, `pipeline/release/row_counts.py`), or the checks that each asset makes
itself before it hands over its table (`pipeline/app/assets/asked.py`).
"""

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import dagster as dg
import pandas as pd

from pipeline.app.assets.asked import problem_table
from pipeline.app.resources import Folders, SourceDocument
from pipeline.contract.lineage import tables
from pipeline.contract.store import TableStore
from pipeline.contract.tables import Table, describe
from pipeline.kernel.paths import ROOT
from pipeline.kernel.problems import InputError, Problem, report
from pipeline.raw.folder import files_of, read_table
from pipeline.raw.raw_lock import LOCK, line_count, lock_of, lock_problems
from pipeline.raw.versions import file_versions, joint_version
from pipeline.release.release_lock import LOCK as RELEASE_LOCK
from pipeline.release.row_counts import locked_rows, row_count_problems
from pipeline.verify.document import Verified, verifiable, verify_table
from pipeline.verify.text import read_text
from schemas.registry import PUBLISHED, RAW

LOCK_SPECS = [
    dg.AssetCheckSpec("lock", asset=describe(schema).name, description=f"Are the rows those of {LOCK}, which a person has reviewed?")
    for schema in RAW
]
ROW_COUNT_SPECS = [
    dg.AssetCheckSpec("row_count", asset=describe(schema).name, description=f"Does the table have as many rows as {RELEASE_LOCK} says?")
    for schema in PUBLISHED
]


def document_check(table: Table) -> dg.AssetChecksDefinition:
    """Make the check of a raw table against the text of the document. It blocks what is downstream."""

    @dg.asset_check(name="document", asset=table.name, blocking=True, description="Is each cell printed on the lines that the row names?")
    def check(folders: Folders, source: SourceDocument) -> dg.AssetCheckResult:
        try:
            frames = _raw_frames(folders.raw_path())
            result = verify_table(read_text(Path(source.path), frames["raw_documents"]), table, frames)
        except InputError as error:
            result = Verified(table.name, error.problems, 0, 0, 0)
        return _document_result(result)

    return check


def _raw_frames(raw: Path) -> dict[str, pd.DataFrame]:
    """Return all raw tables. Each check needs several of them, so a table is read again only where its files changed."""
    return {table.name: _read_once(raw, table.name, joint_version(file_versions(raw, table))) for table in map(describe, RAW)}


@lru_cache(maxsize=64)
def _read_once(raw: Path, table: str, version: str) -> pd.DataFrame:
    """Return a raw table whose files have this joint version. Nobody may change it."""
    return read_table(raw, tables()[table])


def _document_result(result: Verified) -> dg.AssetCheckResult:
    coverage = {"rows": result.rows, "cells": result.cells, "characters": result.characters}
    return dg.AssetCheckResult(
        passed=not result.problems,
        description=report(result.problems) if result.problems else "Every cell is printed on the lines that its row names.",
        metadata=coverage | ({"problems": problem_table(result.problems)} if result.problems else {}),
    )


@dg.multi_asset_check(specs=LOCK_SPECS, can_subset=True)
def lock(context: dg.AssetCheckExecutionContext, folders: Folders) -> Iterator[dg.AssetCheckResult]:
    """Compare the raw files with the lock; a difference is a warning, since it may be meant."""
    raw = folders.raw_path()
    if not lock_of(raw).is_file():
        return
    problems = lock_problems(raw)
    for key in context.selected_asset_check_keys:
        name = key.asset_key.path[-1]
        files = {f"{raw.name}/{file.relative_to(raw).as_posix()}" for file in files_of(raw, tables()[name])}
        mine = [problem for problem in problems if problem.file in files]
        yield _warning(name, "lock", mine, f"The rows are those of {LOCK}.", {"lines": sum(map(line_count, files_of(raw, tables()[name])))})


@dg.multi_asset_check(specs=ROW_COUNT_SPECS, can_subset=True)
def row_count(context: dg.AssetCheckExecutionContext, folders: Folders) -> Iterator[dg.AssetCheckResult]:
    """Compare the row counts of the stored tables with the release lock; a difference is a warning, since it may be meant."""
    store, locked = TableStore(folders.outputs_path() / "tables"), locked_rows(ROOT / RELEASE_LOCK)
    for key in context.selected_asset_check_keys if locked else ():
        name = key.asset_key.path[-1]
        rows = store.row_count(name)
        problems = row_count_problems(name, rows, locked.get(name))
        yield _warning(name, "row_count", problems, f"The table has as many rows as {RELEASE_LOCK} says.", {"rows": rows})


def _warning(name: str, check: str, problems: list[Problem], good: str, coverage: dict[str, int]) -> dg.AssetCheckResult:
    """Return the result of a check whose failure may be meant, with what was compared."""
    return dg.AssetCheckResult(
        asset_key=name,
        check_name=check,
        passed=not problems,
        severity=dg.AssetCheckSeverity.WARN,
        description=report(problems) if problems else good,
        metadata=coverage | ({"problems": problem_table(problems)} if problems else {}),
    )


def raw_checks(source: SourceDocument) -> list[dg.AssetChecksDefinition]:
    """Return the checks of stored raw tables: those against the document only where one is configured."""
    return [*(map(document_check, verifiable()) if source.path else ()), lock]
