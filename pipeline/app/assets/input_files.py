"""File assets: what the pipeline reads and does not make, so that the graph begins where the data does.

Belongs here: the raw files, one asset for those of each raw table, and the text of the documents, each with the hash of its content
as data version. Dagster observes them and never makes them. Does not belong here: reading them into tables (`pipeline/app/assets/raw.py`).
"""

import warnings
from collections.abc import Iterator, Mapping
from pathlib import Path

import dagster as dg
from dagster._core.definitions.data_version import DATA_VERSION_TAG, get_input_data_version_tag

from pipeline.app.assets.spec import WORKSPACE
from pipeline.app.column_metadata import column_schema
from pipeline.app.resources import Folders, SourceDocument
from pipeline.contract.tables import Table, describe
from pipeline.raw.folder import READER_COLUMNS, pattern_of
from pipeline.raw.versions import file_versions, joint_version, text_versions
from schemas.registry import RAW

# Observed assets have been the way to give files a data version for years, but the decorator is still marked beta.
warnings.filterwarnings("ignore", message="Function `multi_observable_source_asset`", category=dg.BetaWarning)

GROUP = "files"
TEXT = dg.AssetKey([GROUP, "text"])
TABLES = [describe(schema) for schema in RAW]
DOCS = dg.MetadataValue.path(f"{WORKSPACE}#{GROUP}")
LINES = dg.TableSchema(
    [
        dg.TableColumn("line", "int", "Number of the line, from 1.", dg.TableColumnConstraints(nullable=False, unique=True)),
        dg.TableColumn("text", "string", "What it holds.", dg.TableColumnConstraints(nullable=False)),
    ]
)


def files_key(table: Table) -> dg.AssetKey:
    """Return the key of the asset that stands for the files of a raw table."""
    return dg.AssetKey([GROUP, table.name.removeprefix("raw_")])


def _spec(table: Table) -> dg.AssetSpec:
    where, in_document = f"raw/{pattern_of(table)}", table.metadata["place"] == "document"
    known = (*READER_COLUMNS, "document_id") if in_document else READER_COLUMNS
    in_file = tuple(column for column in table.columns if column.name not in known)
    return dg.AssetSpec(
        files_key(table),
        deps=[TEXT] if in_document else [],
        description=f"The committed files {where}, as a person wrote them; {table.name} has their rows.",
        kinds={where.rsplit(".", 1)[1]},
        tags={"layer": GROUP},
        metadata={"dagster/column_schema": column_schema(table._replace(columns=in_file)), "dagster/uri": where, "docs": DOCS},
    )


def shown(versions: Mapping[str, str]) -> dict[str, dg.JsonMetadataValue]:
    """Return the single hashes behind a data version, as metadata."""
    return {"sha256": dg.MetadataValue.json(dict(versions))}


def result(key: dg.AssetKey, versions: Mapping[str, str]) -> dg.ObserveResult:
    """Return what was found at an observation."""
    return dg.ObserveResult(asset_key=key, data_version=dg.DataVersion(joint_version(versions)), metadata=shown(versions))


def observation(key: dg.AssetKey, versions: Mapping[str, str]) -> dg.AssetObservation:
    """Return the same as an event, for callers other than the asset's own function."""
    return dg.AssetObservation(key, metadata=shown(versions), tags={DATA_VERSION_TAG: joint_version(versions)})


def read_from(key: dg.AssetKey, versions: Mapping[str, str]) -> dict[str, str]:
    """Return the tag by which a materialisation says which version of the files it has read.

    Dagster itself would take the one that was observed last, which may be older than what was read.
    """
    return {get_input_data_version_tag(key): joint_version(versions)}


def all_versions(raw: Path, text: str) -> dict[dg.AssetKey, dict[str, str]]:
    """Return the hashes behind the data version of every file asset."""
    return {TEXT: text_versions(raw, text)} | {files_key(table): file_versions(raw, table) for table in TABLES}


TEXT_SPEC = dg.AssetSpec(
    TEXT,
    description="The text of the documents, which is not in the repository: the hash of the configured text, or the one in document.yaml.",
    kinds={"text"},
    tags={"layer": GROUP},
    metadata={"dagster/column_schema": LINES, "docs": DOCS},
)


@dg.multi_observable_source_asset(specs=[TEXT_SPEC, *map(_spec, TABLES)], name="observe_files", group_name=GROUP, can_subset=True)
def observe_files(context: dg.AssetExecutionContext, folders: Folders, source: SourceDocument) -> Iterator[dg.ObserveResult]:
    """Report which content the selected files have."""
    for key, versions in all_versions(folders.raw_path(), source.path).items():
        if key in context.selected_asset_keys:
            yield result(key, versions)


ASSETS = [observe_files]
