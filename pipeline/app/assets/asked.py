"""The checks that an asset makes of its table before it hands it over: what each asks, and how its answer is shown.

Belongs here: one check for each question, so that a fault turns exactly one of them red. A check that could not be asked, because the table
was refused by an earlier one, has no result. Does not belong here: finding faults, or checks of stored tables (`pipeline/app/checks.py`).
"""

from collections.abc import Mapping
from typing import Any

import dagster as dg

from pipeline.contract.rules import Rule
from pipeline.contract.tables import Table, is_raw
from pipeline.core.rules import RULES as CORE_RULES
from pipeline.kernel.problems import InputError, Problem
from pipeline.metrics.rules import RULES as METRICS_RULES
from pipeline.raw.rules import RULES as RAW_RULES

SHOWN_PROBLEMS = 50
RULES = (*RAW_RULES, *CORE_RULES, *METRICS_RULES)
READABLE, RESOLVED = "readable", "resolved"
QUESTIONS = {
    READABLE: "Is every file there that raw.lock lists, and can it be read?",
    RESOLVED: "Can every printed value be resolved with the reference data?",
    "schema": "Does the table have the columns of its schema, and does each value fit the type, codes and range of its column?",
    "keys": "Is each primary key unique?",
    "references": "Does each reference lead to a row, and each line number to a line of the document?",
}


def rules_of(table: str) -> list[Rule]:
    """Return the rules that the asset of a table checks."""
    return [rule for rule in RULES if rule.table == table]


def made(table: Table) -> str:
    """Return the check that fails where the rows of a table cannot be made."""
    return READABLE if is_raw(table) else RESOLVED


def questions(table: Table) -> dict[str, str]:
    """Return the checks that the asset of a table makes, with the question of each, in the order in which they are asked."""
    left_out = {READABLE, RESOLVED} - {made(table)} | (set() if table.foreign_keys or is_raw(table) else {"references"})
    kinds = {kind: question for kind, question in QUESTIONS.items() if kind not in left_out}
    return kinds | {rule.name: rule.question for rule in rules_of(table.name)}


def check_specs(table: Table) -> list[dg.AssetCheckSpec]:
    """Return the declarations of these checks; each blocks what is downstream."""
    return [dg.AssetCheckSpec(name, asset=table.name, blocking=True, description=asks) for name, asks in questions(table).items()]


def answers(table: Table, found: Mapping[str, list[Problem]]) -> list[dg.AssetCheckResult]:
    """Return a result for each check of a table that was asked; `found` has its problems, or an empty list."""
    return [_answer(name, InputError(found[name]).problems) for name in questions(table) if name in found]


def _answer(name: str, problems: list[Problem]) -> dg.AssetCheckResult:
    metadata: dict[str, Any] = {"problems": problem_table(problems), "problem_count": len(problems)} if problems else {}
    return dg.AssetCheckResult(check_name=name, passed=not problems, metadata=metadata)


def refusal(found: Mapping[str, list[Problem]]) -> dg.Failure | None:
    """Return the failure that ends the step of a refused table, with all of its problems; None where there are none."""
    problems = [problem for problems in found.values() for problem in problems]
    if not problems:
        return None
    return dg.Failure(str(InputError(problems)), metadata={"problems": problem_table(problems)}, allow_retries=False)


def problem_table(problems: list[Problem]) -> dg.TableMetadataValue:
    """Return the first problems as a table for the UI."""
    rows = [
        dg.TableRecord({name: "" if (value := getattr(problem, name)) is None else value for name in Problem.__dataclass_fields__})
        for problem in problems[:SHOWN_PROBLEMS]
    ]
    columns = [dg.TableColumn(name, "int" if name == "line" else "string") for name in Problem.__dataclass_fields__]
    return dg.MetadataValue.table(rows, schema=dg.TableSchema(columns))
