"""Release assets: files made from the published tables."""

import dagster as dg
import pandas as pd

from pipeline.app.assets import charts
from pipeline.app.assets import page as pages
from pipeline.app.assets.asked import problem_table
from pipeline.app.assets.shown import of_files
from pipeline.app.assets.spec import said_of_files
from pipeline.app.code_versions import VERSIONS
from pipeline.app.io import disk_faults_in_words
from pipeline.app.resources import Folders
from pipeline.contract.store import TableStore
from pipeline.contract.tables import describe
from pipeline.kernel.paths import ROOT
from pipeline.kernel.problems import InputError, refuse
from pipeline.release.agreement import explained_contradictions
from pipeline.release.contents import write_release
from pipeline.release.inputs import input_files
from pipeline.release.integrity import dangling, mixed
from pipeline.release.publish import manifest, publish
from pipeline.release.record import build_record
from schemas.registry import PUBLISHED

TABLES = {table.name: table for table in map(describe, PUBLISHED)}
NAMES = list(TABLES)
NOTES = "notes"  # what else publishing did, such as moving a file aside
DESCRIPTION = (
    "The release in outputs/latest, whole or not at all: all published tables in four forms, charts, code lists, a page, descriptions."
)


@dg.asset(
    ins={name: dg.AssetIn(name) for name in NAMES},
    deps=[*charts.ASSETS, *pages.ASSETS],
    code_version=VERSIONS["release"],
    **said_of_files("release", DESCRIPTION, {"parquet", "csv", "duckdb", "excel", "svg", "html"}),
)
def release(folders: Folders, **frames: pd.DataFrame) -> dg.MaterializeResult:
    """Publish the tables, unless they were made from different inputs."""
    raw, outputs = folders.raw_path(), folders.outputs_path()
    try:
        pictures, undrawn = charts.chart_files(outputs)
        page, unmade = pages.page_or_problems(outputs)
        faults = dangling(TABLES, frames) + explained_contradictions(frames)
        # what is recorded is taken before it is compared, so that no change in between is missed
        record, inputs = build_record(ROOT, raw), input_files(ROOT, raw)
        refuse(mixed(TableStore(outputs / "tables"), NAMES, raw, VERSIONS) or faults or undrawn or unmade)
        notes: list[str] = []
        with disk_faults_in_words():
            folder = publish(outputs, record, lambda building: write_release(building, frames, pictures, page, inputs), notes.append)
    except InputError as refused:
        raise dg.Failure(str(refused), metadata={"problems": problem_table(refused.problems)}, allow_retries=False) from None
    files = manifest(folder)
    size = sum(size for size, _ in files.values())
    return dg.MaterializeResult(
        metadata={"release": folder.name, "tables": len(NAMES), "bytes": size, "files": of_files(files), **_noted(notes)},
        data_version=dg.DataVersion(folder.name),
    )


def _noted(notes: list[str]) -> dict[str, str]:
    """Return what publishing told, as metadata; none where it told nothing."""
    return {NOTES: "\n".join(notes)} if notes else {}


ASSETS = [release]
