"""Chart assets: pictures of tables, shown in the Dagster UI and copied into the release.

Belongs here: one asset per chart. Does not belong here: what a chart shows (`pipeline/charts/`).
"""

import inspect
from pathlib import Path
from typing import Any

import dagster as dg
import pandas as pd

from pipeline.app.assets import shown
from pipeline.app.assets.spec import said_of_files
from pipeline.app.code_versions import VERSIONS
from pipeline.app.io import disk_faults_in_words
from pipeline.app.resources import Folders
from pipeline.charts.catalogue import CHARTS, Chart
from pipeline.charts.chart_files import drawn, keep, kept
from pipeline.contract.store import TableStore
from pipeline.kernel.files import sha256_of
from pipeline.kernel.problems import Problem

FOLDER = "charts"
REMEDY = "materialise everything (make dataset, or Materialize all in the UI)"


def chart_asset(name: str, chart: Chart) -> dg.AssetsDefinition:
    """Make the asset of a chart: it draws the chart from its tables into outputs/charts/, unless that is what is there."""

    @dg.asset(
        name=asset_name(name),
        ins={table: dg.AssetIn(table) for table in chart.tables},
        code_version=VERSIONS[asset_name(name)],
        **said_of_files("charts", (inspect.getdoc(chart.draw) or "").split("\n")[0], {"altair", "svg", "png"}),
    )
    def body(folders: Folders, **stored: pd.DataFrame) -> dg.MaterializeResult:
        outputs = folders.outputs_path()
        files = kept_files(outputs, name)
        if not files:
            files = drawn(name, stored)
            with disk_faults_in_words():
                keep(outputs / FOLDER, name, files, _sources(outputs, name))
        manifest = shown.of_files({file: (len(content), sha256_of(content)) for file, content in files.items()})
        # a path, since a picture within the metadata would be stored three times for each run
        picture = dg.MetadataValue.path(outputs / FOLDER / f"{name}.en.png")
        metadata: dict[str, Any] = {"picture": picture, "files": manifest}
        version = sha256_of(b"".join(files[file] for file in sorted(files)))
        return dg.MaterializeResult(metadata=metadata, data_version=dg.DataVersion(version))

    return body


def asset_name(name: str) -> str:
    """Return the name of the asset of a chart."""
    return f"chart_{name}"


def kept_files(outputs: Path, name: str) -> dict[str, bytes]:
    """Return the files of a chart by name; none where it was not drawn from the tables that are there now, or is not whole."""
    return kept(outputs / FOLDER, name, _sources(outputs, name))


def _sources(outputs: Path, name: str) -> dict[str, str]:
    """Return the versions of all that a chart is drawn from."""
    store = TableStore(outputs / "tables")
    return {table: str(store.versions(table)["version"]) for table in CHARTS[name].tables} | {"code": VERSIONS[asset_name(name)]}


def chart_files(outputs: Path) -> tuple[dict[str, bytes], list[Problem]]:
    """Return the files of all charts by name, and a problem for each chart that was not drawn from the tables that are there now."""
    found = {name: kept_files(outputs, name) for name in CHARTS}
    expected = "a chart of the tables that are there now, with all of its files"
    problems = [Problem(f"asset {asset_name(name)}", None, None, None, expected, REMEDY) for name, files in found.items() if not files]
    return {file: content for files in found.values() for file, content in files.items()}, problems


ASSETS = [chart_asset(name, chart) for name, chart in CHARTS.items()]
