"""Asset checks over raw tables as a whole: against the document, and against the lock.

Belongs here: what to ask, and how the answer is shown in the UI. Does not belong here: the asking (`pipeline/verify/`,
`pipeline/raw/lock.py`), or the check `schema`, which each asset makes itself before it hands over its table.
"""

from collections.abc import Iterator
from pathlib import Path

import dagster as dg

from pipeline.assets.factory import problem_table
from pipeline.contract.tables import Table, describe
from pipeline.paths import ROOT
from pipeline.problems import InputError, Problem, report
from pipeline.raw.folder import files_of, read_table
from pipeline.raw.lock import LOCK, lock_problems
from pipeline.resources import Folders, SourceDocument
from pipeline.verify.document import Verified, verifiable, verify_table
from pipeline.verify.text import read_text
from schemas.registry import RAW

NOT_RUN = (
    "NOT RUN: no document is configured. Set the environment variable SOURCE_DOCUMENT to the path of the document's text "
    "(make ui DOCUMENT=path/to/document.txt)."
)
LOCK_SPECS = [
    dg.AssetCheckSpec("lock", asset=describe(schema).name, description=f"Are the rows those of {LOCK}, which a person has reviewed?")
    for schema in RAW
]


def document_check(table: Table) -> dg.AssetChecksDefinition:
    """Make the check of a raw table against the document: blocking, and a warning that says so where it could not be run."""

    @dg.asset_check(name="document", asset=table.name, blocking=True, description="Is each cell printed where it is said to be?")
    def check(folders: Folders, source: SourceDocument) -> dg.AssetCheckResult:
        if not source.path:
            return dg.AssetCheckResult(passed=False, severity=dg.AssetCheckSeverity.WARN, description=NOT_RUN)
        try:
            frames = {known.name: read_table(folders.raw_path(), known) for known in verifiable()}
            result = verify_table(read_text(Path(source.path), frames["raw_documents"]), table, frames)
        except InputError as error:
            result = Verified(table.name, error.problems, 0, 0, 0)
        return _document_result(result)

    return check


def _document_result(result: Verified) -> dg.AssetCheckResult:
    shown = {"rows": result.rows, "cells": result.cells, "characters": result.characters}
    return dg.AssetCheckResult(
        passed=not result.problems,
        description=report(result.problems) if result.problems else "Every cell stands where it is said to stand.",
        metadata=shown | ({"problems": problem_table(result.problems)} if result.problems else {}),
    )


@dg.multi_asset_check(specs=LOCK_SPECS, can_subset=True)
def lock(context: dg.AssetCheckExecutionContext, folders: Folders) -> Iterator[dg.AssetCheckResult]:
    """Compare the raw files with the lock; a difference is a warning, since it may be meant."""
    raw = folders.raw_path()
    problems = lock_problems(raw, ROOT / LOCK)
    tables = {table.name: table for table in map(describe, RAW)}
    for key in context.selected_asset_check_keys:
        name = key.asset_key.path[-1]
        files = {f"{raw.name}/{file.relative_to(raw).as_posix()}" for file in files_of(raw, tables[name])}
        yield _lock_result(name, [problem for problem in problems if problem.file in files])


def _lock_result(name: str, problems: list[Problem]) -> dg.AssetCheckResult:
    return dg.AssetCheckResult(
        asset_key=name,
        check_name="lock",
        passed=not problems,
        severity=dg.AssetCheckSeverity.WARN,
        description=report(problems) if problems else f"The rows are those of {LOCK}.",
        metadata={"problems": problem_table(problems)} if problems else {},
    )


CHECKS = [*map(document_check, verifiable()), lock]
