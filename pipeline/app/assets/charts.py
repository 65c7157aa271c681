"""Chart assets: pictures of tables, shown in the Dagster UI and copied into the release.

Belongs here: one asset per chart, with the sentence that says to a reader what it shows. Does not belong here: drawing
(`pipeline/charts/`).
"""

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
from pipeline.charts.chart_files import drawn, keep, kept, names_of
from pipeline.contract.store import TableStore
from pipeline.kernel.files import sha256_of
from pipeline.kernel.problems import Problem

FOLDER = "charts"
REMEDY = "materialise everything (make dataset, or Materialize all in the UI)"

SHOWS = {
    "exports_over_time": "How the exports of Belgian and Walloon medicines grew, with the points that the text does not state left open.",
    "exports_by_destination": "Where medicines are exported to: each destination's share, as stated or as what remains.",
    "claims_checked": "How far each printed statement lies from what the document's own numbers give.",
    "actors_by_province": "How many actors each province of Wallonia has, by what they do.",
    "stages_known": "How far the actors' products are, and for how many of them the document does not say.",
    "site_map": "Where the sites of the actors are.",
    "relation_network": "Who is tied to whom: owners, spin-offs, partners and funders.",
    "event_timeline": "What happened when: foundations, acquisitions, investments and other dated events.",
}


def chart_asset(name: str, chart: Chart) -> dg.AssetsDefinition:
    """Make the asset of a chart: it draws the chart from its tables into outputs/charts/, unless that is what is there."""

    @dg.asset(
        name=asset_name(name),
        ins={table: dg.AssetIn(table) for table in chart.tables},
        code_version=VERSIONS[asset_name(name)],
        **said_of_files("charts", SHOWS[name], {"altair", "svg", "png"}),
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
    return kept(outputs / FOLDER, name, names_of(name), _sources(outputs, name))


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
