"""The one factory of table assets: build, check, then hand over. A table that fails a check never becomes visible.

Belongs here: what all table assets do alike. Does not belong here: any particular table, or what the checks ask (`asked.py`).
"""

import warnings
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import dagster as dg
import pandas as pd

from pipeline.app.assets import asked, shown
from pipeline.app.assets.input_files import files_key, observation, read_from
from pipeline.app.assets.spec import said_of_table
from pipeline.app.builders import inputs_of
from pipeline.app.code_versions import VERSIONS
from pipeline.app.io import rows_of
from pipeline.app.resources import Folders
from pipeline.contract.arrow import conform, parquet_bytes
from pipeline.contract.check import problems_by_kind
from pipeline.contract.locate import placed
from pipeline.contract.store import TableStore
from pipeline.contract.tables import Schema, Table, describe, is_raw, sources
from pipeline.kernel.files import sha256_of
from pipeline.kernel.problems import InputError, Problem
from pipeline.raw.load import loader, raw_problems_by_kind
from pipeline.raw.versions import file_versions

# Data versions are stable since long, but the parameter by which an output carries one is still marked beta.
warnings.filterwarnings("ignore", message="Parameter `data_version`", category=dg.BetaWarning)

Found = dict[str, list[Problem]]


def table_asset(schema: Schema, build: Callable[..., pd.DataFrame], group: str) -> dg.AssetsDefinition:
    """Make the asset of a table: its inputs follow from the schema; `build` takes those that it names (or all, by **frames).

    The function of a raw table takes the raw folder and the table instead. The checks of `asked.py` are declared on the asset, block what
    is downstream, and fail with every faulty cell in their metadata.
    """
    table = describe(schema)
    inputs, files = sources(table), files_key(table) if is_raw(table) else None

    @dg.asset(
        name=table.name,
        ins={name: dg.AssetIn(name) for name in inputs},
        deps=[files] if files else [],
        io_manager_key="tables",
        code_version=VERSIONS[table.name],
        check_specs=asked.check_specs(table),
        **said_of_table(table, group, build),
    )
    def body(folders: Folders, **stored: pd.DataFrame) -> Iterator[Any]:
        read = file_versions(folders.raw_path(), table) if files else {}  # before they are read, so that no later change is missed
        if files:
            yield observation(files, read)
        frame, found = _checked(table, build, folders, stored)
        if any(found.values()):
            load = loader(folders.raw_path(), TableStore(folders.outputs_path() / "tables"))
            found = {name: placed(problems, load) for name, problems in found.items()}
        answers = asked.answers(table, found)
        if refused := asked.refusal(found):
            yield from answers
            raise refused
        rows = rows_of(frame, table)
        content = parquet_bytes(rows)
        made_from = versions_of(inputs, folders) | read | {"code": VERSIONS[table.name]}
        metadata = shown.of_table(rows, content, table) | {"sources": dg.MetadataValue.json(made_from)}
        tags = read_from(files, read) if files else {}
        yield dg.Output(rows, data_version=dg.DataVersion(sha256_of(content)), metadata=metadata, tags=tags)
        yield from answers

    return body


def _checked(
    table: Table, build: Callable[..., pd.DataFrame], folders: Folders, frames: Mapping[str, pd.DataFrame]
) -> tuple[pd.DataFrame, Found]:
    """Return the rows of a table and the problems of each check that was asked; no rows where they could not be made."""
    made = asked.made(table)
    try:
        frame = conform(build(root=folders.raw_path(), table=table) if is_raw(table) else build(**inputs_of(build, frames)), table)
    except InputError as refused:
        return pd.DataFrame(), {made: refused.problems}
    return frame, {made: []} | _problems(frame, table, frames)


def _problems(frame: pd.DataFrame, table: Table, frames: Mapping[str, pd.DataFrame]) -> Found:
    """Return the problems of a frame for each check that could be asked: those across tables only where the frame itself is good."""
    if is_raw(table):
        return raw_problems_by_kind(frame, table, frames)
    found = problems_by_kind(frame, table, frames)
    if any(found.values()):
        return found
    known = {**frames, table.name: frame}
    return found | {rule.name: rule.find(**{name: known[name] for name in rule.tables}) for rule in asked.rules_of(table.name)}


def versions_of(inputs: list[str], folders: Folders) -> dict[str, str]:
    """Return the hashes of the stored tables that a table is made from."""
    store = TableStore(folders.outputs_path() / "tables")
    return {name: str(store.versions(name)["version"]) for name in inputs}
