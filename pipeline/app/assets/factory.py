"""The one factory of table assets: build, check, then hand over. A table that fails its check never becomes visible.

Belongs here: what all table assets do alike. Does not belong here: any particular table.
"""

import inspect
import warnings
from collections.abc import Callable, Iterator
from typing import Any

import dagster as dg
import pandas as pd

from pipeline.app.assets import shown
from pipeline.app.assets.files import files_key, observation, read_from
from pipeline.app.assets.spec import said_of_table
from pipeline.app.resources import Folders
from pipeline.contract.arrow import conform, parquet_bytes, to_arrow
from pipeline.contract.check import problems_by_kind
from pipeline.contract.locate import placed
from pipeline.contract.rules import Rule
from pipeline.contract.store import TableStore
from pipeline.contract.tables import Schema, Table, describe, is_raw, sources
from pipeline.core.rules import RULES as CORE_RULES
from pipeline.kernel.files import fingerprint, sha256_of
from pipeline.kernel.paths import ROOT
from pipeline.kernel.problems import InputError, Problem
from pipeline.metrics.rules import RULES as METRICS_RULES
from pipeline.raw.load import loader, raw_problems_by_kind
from pipeline.raw.versions import file_versions
from pipeline.release.inputs import CODE

# Data versions are stable since long, but the parameter by which an output carries one is still marked beta.
warnings.filterwarnings("ignore", message="Parameter `data_version`", category=dg.BetaWarning)

SHOWN_PROBLEMS = 50
QUESTIONS = {
    "schema": "Has it the columns of its schema, each value of its type, code and range, and nulls only where they mean something?",
    "keys": "Is each primary key there once?",
    "references": "Is there a row for each key, and a line of the document for each line number, that it points to?",
}
NOT_ASKED = "NOT RUN: another check has refused the table. Mend that first."
CODE_VERSION = fingerprint(ROOT, CODE)


def table_asset(schema: Schema, build: Callable[..., pd.DataFrame], group: str) -> dg.AssetsDefinition:
    """Make the asset of a table: its inputs follow from the schema; `build` takes those that it names (or all, by **frames).

    The function of a raw table takes the raw folder and the table instead. The checks `schema`, `keys` and `references`, and the rules
    that the table must keep together with others, are declared on the asset, block what is downstream, and fail with every faulty cell
    in their metadata.
    """
    table = describe(schema)
    inputs, files = sources(table), files_key(table) if is_raw(table) else None

    @dg.asset(
        name=table.name,
        ins={name: dg.AssetIn(name) for name in inputs},
        deps=[files] if files else [],
        io_manager_key="tables",
        code_version=CODE_VERSION,
        check_specs=[dg.AssetCheckSpec(name, asset=table.name, blocking=True, description=asks) for name, asks in _asked(table).items()],
        **said_of_table(table, group, build),
    )
    def body(folders: Folders, **frames: pd.DataFrame) -> Iterator[Any]:
        read = file_versions(folders.raw_path(), table) if files else {}  # before they are read, so that no later change is missed
        if files:
            yield observation(files, read)
        try:
            frame = conform(_built(build, table, folders, frames), table)
            found = _found(frame, schema, frames)
        except InputError as refused:
            found = {"schema": refused.problems}
        load = loader(folders.raw_path(), TableStore(folders.outputs_path() / "tables"))
        found = {name: placed(problems, load) for name, problems in found.items()}
        results = [_result(name, found.get(name)) for name in _asked(table)]
        if any(found.values()):
            yield from results
            everything = [problem for problems in found.values() for problem in problems]
            raise dg.Failure(str(InputError(everything)), metadata={"problems": problem_table(everything)}, allow_retries=False)
        rows = to_arrow(frame, table)
        content = parquet_bytes(rows)
        made_from = _versions(inputs, folders) | read | {"code": CODE_VERSION}
        metadata = shown.of_table(rows, content, table) | {"sources": dg.MetadataValue.json(made_from)}
        tags = read_from(files, read) if files else {}
        yield dg.Output(content, data_version=dg.DataVersion(sha256_of(content)), metadata=metadata, tags=tags)
        yield from results

    return body


def rules_of(table: str) -> list[Rule]:
    """Return the rules that the asset of a table asks."""
    return [rule for rule in (*CORE_RULES, *METRICS_RULES) if rule.table == table]


def _asked(table: Table) -> dict[str, str]:
    """Return the checks that the asset of a table makes, with the question of each."""
    kinds = {kind: asks for kind, asks in QUESTIONS.items() if kind != "references" or table.foreign_keys or is_raw(table)}
    return kinds | {rule.name: rule.question for rule in rules_of(table.name)}


def _found(frame: pd.DataFrame, schema: Schema, frames: dict[str, pd.DataFrame]) -> dict[str, list[Problem]]:
    """Return the problems of a frame for each check that could be made: those across tables only where the frame itself is good."""
    table = describe(schema)
    found = (raw_problems_by_kind if is_raw(table) else problems_by_kind)(frame, schema, frames)
    if any(found.values()):
        return found
    known = frames | {table.name: frame}
    return found | {rule.name: rule.find(**{name: known[name] for name in rule.tables}) for rule in rules_of(table.name)}


def _result(name: str, problems: list[Problem] | None) -> dg.AssetCheckResult:
    """Return the result of a check; None stands for one that was not asked, since the table is refused already."""
    if problems is None:
        return dg.AssetCheckResult(check_name=name, passed=False, severity=dg.AssetCheckSeverity.WARN, description=NOT_ASKED)
    ordered = InputError(problems).problems
    metadata: dict[str, Any] = {"problems": problem_table(ordered), "problem_count": len(ordered)} if ordered else {}
    return dg.AssetCheckResult(check_name=name, passed=not ordered, metadata=metadata)


def _built(build: Callable[..., pd.DataFrame], table: Table, folders: Folders, frames: dict[str, pd.DataFrame]) -> pd.DataFrame:
    parameters = inspect.signature(build).parameters
    if "root" in parameters:
        return build(root=folders.raw_path(), table=table)
    if any(parameter.kind is parameter.VAR_KEYWORD for parameter in parameters.values()):
        return build(**frames)
    return build(**{name: frames[name] for name in parameters})


def _versions(inputs: list[str], folders: Folders) -> dict[str, str]:
    """Return the hashes of the tables that a table is made from."""
    store = TableStore(folders.outputs_path() / "tables")
    return {name: str(store.versions(name)["version"]) for name in inputs}


def problem_table(problems: list[Problem]) -> dg.TableMetadataValue:
    """Return the first problems as a table for the UI."""
    rows = [
        dg.TableRecord({name: "" if (value := getattr(problem, name)) is None else value for name in Problem.__dataclass_fields__})
        for problem in problems[:SHOWN_PROBLEMS]
    ]
    columns = [dg.TableColumn(name, "int" if name == "line" else "string") for name in Problem.__dataclass_fields__]
    return dg.MetadataValue.table(rows, schema=dg.TableSchema(columns))
