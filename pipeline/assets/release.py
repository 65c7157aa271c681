"""Release assets: files made from the published tables."""

import dagster as dg
import pandas as pd

from pipeline.assets import charts
from pipeline.assets.factory import CODE_VERSION, problem_table
from pipeline.contract.tables import describe
from pipeline.fingerprint import build_record, input_files
from pipeline.io import disk_faults_in_words
from pipeline.paths import ROOT
from pipeline.problems import InputError, refuse
from pipeline.release.build import write_release
from pipeline.release.integrity import dangling
from pipeline.release.publish import checksums, mixed, publish
from pipeline.resources import Folders
from pipeline.store import TableStore
from schemas.registry import PUBLISHED

TABLES = {table.name: table for table in map(describe, PUBLISHED)}
NAMES = list(TABLES)


@dg.asset(
    group_name="release",
    ins={name: dg.AssetIn(name) for name in NAMES},
    deps=charts.ASSETS,
    code_version=CODE_VERSION,
    kinds={"parquet", "csv", "duckdb", "excel", "svg"},
    description="All published tables as Parquet, CSV, a workbook and one DuckDB file in outputs/latest, with charts, "
    "code lists, and descriptions for people and programs; they appear whole or not at all.",
)
def release(folders: Folders, **frames: pd.DataFrame) -> dg.MaterializeResult:
    """Publish the tables, unless they were made from different inputs."""
    raw, outputs = folders.raw_path(), folders.outputs_path()
    record = build_record(ROOT, raw)
    try:
        pictures, undrawn = charts.chart_files(outputs)
        refuse(mixed(TableStore(outputs / "tables"), NAMES, raw, CODE_VERSION) or dangling(TABLES, frames) or undrawn)
        record, inputs = build_record(ROOT, raw), input_files(ROOT, raw)
        with disk_faults_in_words():
            folder = publish(outputs, record, lambda building: write_release(building, frames, pictures, inputs))
    except InputError as refused:
        raise dg.Failure(str(refused), metadata={"problems": problem_table(refused.problems)}, allow_retries=False) from None
    return dg.MaterializeResult(
        metadata={"release": folder.name, "files": dg.MetadataValue.md(f"```\n{checksums(folder)}```")},
        data_version=dg.DataVersion(folder.name),
    )


ASSETS = [release]
