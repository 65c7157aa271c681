"""Chart assets: pictures of tables, shown in the Dagster UI and copied into the release.

Belongs here: one asset per chart. Does not belong here: what a chart shows (`pipeline/charts/`).
"""

import base64
import inspect
import json
from pathlib import Path
from typing import Any

import dagster as dg
import pandas as pd

from pipeline.assets.factory import CODE_VERSION
from pipeline.charts.pictures import pictures
from pipeline.charts.registry import CHARTS, Chart
from pipeline.problems import Problem
from pipeline.resources import Folders
from pipeline.store import TableStore, version_of, write_if_changed

FOLDER = "charts"
REMEDY = "materialise everything (make dataset, or Materialize all in the UI)"


def chart_asset(name: str, chart: Chart) -> dg.AssetsDefinition:
    """Make the asset of a chart: it draws the chart from its tables into outputs/charts/."""

    @dg.asset(
        name=f"chart_{name}",
        group_name="charts",
        description=(inspect.getdoc(chart.draw) or "").split("\n")[0],
        ins={table: dg.AssetIn(table) for table in chart.tables},
        code_version=CODE_VERSION,
        kinds={"altair", "svg", "png"},
    )
    def body(folders: Folders, **frames: pd.DataFrame) -> dg.MaterializeResult:
        outputs = folders.outputs_path()
        made_from = _made_from(TableStore(outputs / "tables"), chart)
        files = pictures(name, frames, version_of(made_from))
        (outputs / FOLDER).mkdir(exist_ok=True)
        for file, content in files.items():
            write_if_changed(outputs / FOLDER / file, content)
        write_if_changed(outputs / FOLDER / f"{name}.json", made_from)
        shown: dict[str, Any] = {"picture": _shown(files[f"{name}.en.png"]), "files": sorted(files)}
        version = version_of(b"".join(files[file] for file in sorted(files)))
        return dg.MaterializeResult(metadata=shown, data_version=dg.DataVersion(version))

    return body


def _made_from(store: TableStore, chart: Chart) -> bytes:
    """Return the versions of all that a chart is drawn from."""
    versions = {table: str(store.versions(table)["version"]) for table in chart.tables}
    return json.dumps(versions | {"code": CODE_VERSION}, indent=1, sort_keys=True).encode() + b"\n"


def _shown(picture: bytes) -> dg.MarkdownMetadataValue:
    return dg.MetadataValue.md(f"![chart](data:image/png;base64,{base64.b64encode(picture).decode()})")


def chart_files(outputs: Path) -> tuple[dict[str, bytes], list[Problem]]:
    """Return the files of all charts by name, and a problem for each chart that was not drawn from the tables that are there now."""
    files, problems = dict[str, bytes](), []
    store = TableStore(outputs / "tables")
    for name, chart in CHARTS.items():
        known = outputs / FOLDER / f"{name}.json"
        if known.is_file() and known.read_bytes() == _made_from(store, chart):
            files |= {file.name: file.read_bytes() for file in sorted((outputs / FOLDER).glob(f"{name}.*")) if file != known}
        else:
            problems.append(Problem(f"asset chart_{name}", None, None, None, "a chart of the tables that are there now", REMEDY))
    return files, problems


ASSETS = [chart_asset(name, chart) for name, chart in CHARTS.items()]
