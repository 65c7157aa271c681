"""The one factory of table assets: build, check, then hand over. A table that fails its check never becomes visible.

Belongs here: what all table assets do alike. Does not belong here: any particular table.
"""

import inspect
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import dagster as dg
import pandas as pd

from pipeline.contract.arrow import conform
from pipeline.contract.check import table_problems
from pipeline.contract.dagster import column_lineage, column_schema
from pipeline.contract.tables import Schema, Table, describe, sources
from pipeline.fingerprint import CODE, fingerprint
from pipeline.paths import ROOT
from pipeline.problems import InputError, Problem, refuse
from pipeline.raw.folder import files_of
from pipeline.raw.load import raw_problems
from pipeline.resources import Folders
from pipeline.store import TableStore, table_bytes, version_of

# Data versions are stable since long, but the parameter by which an output carries one is still marked beta.
warnings.filterwarnings("ignore", message="Parameter `data_version`", category=dg.BetaWarning)

SHOWN_PROBLEMS = 50
CODE_VERSION = fingerprint(ROOT, CODE)


def table_asset(schema: Schema, build: Callable[..., pd.DataFrame], group: str) -> dg.AssetsDefinition:
    """Make the asset of a table: its inputs follow from the schema; `build` takes those that it names (or all, by **frames).

    The function of a raw table takes the raw folder and the table instead. The check `schema` is declared on the asset, blocks what
    is downstream, and fails with every faulty cell in its metadata.
    """
    table = describe(schema)
    inputs = sources(table)

    @dg.asset(
        name=table.name,
        group_name=group,
        description=table.description,
        ins={name: dg.AssetIn(name) for name in inputs},
        io_manager_key="tables",
        code_version=CODE_VERSION,
        kinds={"pandas", "parquet"} | ({"csv"} if group in ("raw", "reference") else set()),
        metadata={"dagster/column_schema": column_schema(table), "dagster/column_lineage": column_lineage(table)},
        check_specs=[dg.AssetCheckSpec("schema", asset=table.name, blocking=True, description="Types, nulls, codes, keys, references.")],
    )
    def body(folders: Folders, **frames: pd.DataFrame) -> Iterator[Any]:
        try:
            frame = conform(_built(build, table, folders, frames), table)
            refuse(raw_problems(frame, schema, frames) if "place" in table.metadata else table_problems(frame, schema, frames))
        except InputError as refused:
            yield dg.AssetCheckResult(check_name="schema", passed=False, metadata={"problems": problem_table(refused.problems)})
            raise dg.Failure(str(refused), metadata={"problems": problem_table(refused.problems)}, allow_retries=False) from None
        content = table_bytes(frame, table)
        metadata: dict[str, Any] = {"dagster/row_count": len(frame), "sources": dg.MetadataValue.json(_versions(table, inputs, folders))}
        yield dg.Output(frame, data_version=dg.DataVersion(version_of(content)), metadata=metadata)
        yield dg.AssetCheckResult(check_name="schema", passed=True)

    return body


def _built(build: Callable[..., pd.DataFrame], table: Table, folders: Folders, frames: dict[str, pd.DataFrame]) -> pd.DataFrame:
    parameters = inspect.signature(build).parameters
    if "root" in parameters:
        return build(root=folders.raw_path(), table=table)
    if any(parameter.kind is parameter.VAR_KEYWORD for parameter in parameters.values()):
        return build(**frames)
    return build(**{name: frames[name] for name in parameters})


def _versions(table: Table, inputs: list[str], folders: Folders) -> dict[str, str]:
    """Return the hashes of all that a table is made from: tables, raw files and code."""
    store = TableStore(folders.outputs_path() / "tables")
    known = {name: str(store.versions(name)["version"]) for name in inputs}
    files = files_of(folders.raw_path(), table) if "place" in table.metadata else []
    return known | {_shown(file, folders.raw_path()): version_of(file.read_bytes()) for file in files} | {"code": CODE_VERSION}


def _shown(file: Path, raw: Path) -> str:
    return file.relative_to(raw.parent).as_posix()


def problem_table(problems: list[Problem]) -> dg.TableMetadataValue:
    """Return the first problems as a table for the UI."""
    rows = [
        dg.TableRecord({key: "" if value is None else value for key, value in vars(problem).items()})
        for problem in problems[:SHOWN_PROBLEMS]
    ]
    columns = [dg.TableColumn(name, "int" if name == "line" else "string") for name in Problem.__dataclass_fields__]
    return dg.MetadataValue.table(rows, schema=dg.TableSchema(columns))
