"""The asset of the page: HTML in two languages, made from tables, shown in the Dagster UI as a link and copied into the release.

Belongs here: when the page is made again, and what its materialisation shows. Does not belong here: what the page shows (`pipeline/page/`).
"""

from pathlib import Path

import dagster as dg
import pandas as pd

from pipeline.app.assets import shown
from pipeline.app.assets.spec import said_of_files
from pipeline.app.code_versions import VERSIONS
from pipeline.app.io import disk_faults_in_words
from pipeline.app.resources import Folders
from pipeline.charts.chart_files import keep, kept
from pipeline.contract.store import TableStore
from pipeline.kernel.files import sha256_of
from pipeline.kernel.problems import Problem
from pipeline.page.language import FILES
from pipeline.page.pages import PATHS, page_files
from pipeline.page.tables import NAMES

FOLDER = NAME = "page"
REMEDY = "materialise everything (make dataset, or Materialize all in the UI)"
DESCRIPTION = "The page of the release in English and French: map, list and cards of the actors, numbers, claims, events, relationships."


@dg.asset(
    ins={name: dg.AssetIn(name) for name in NAMES},
    code_version=VERSIONS[NAME],
    **said_of_files("release", DESCRIPTION, {"jinja", "html"}),
)
def page(folders: Folders, **frames: pd.DataFrame) -> dg.MaterializeResult:
    """Make the files of the page, unless those of the tables that are there now are kept."""
    outputs = folders.outputs_path()
    files = kept_files(outputs)
    if not files:
        files = page_files(frames)
        with disk_faults_in_words():
            keep(outputs / FOLDER, NAME, {_kept_name(path): content for path, content in files.items()}, _sources(outputs))
    manifest = shown.of_files({path: (len(content), sha256_of(content)) for path, content in files.items()})
    # the release's copy has the list of files besides
    opened = dg.MetadataValue.url((outputs / "latest" / FILES["en"]).absolute().as_uri())
    version = sha256_of(b"".join(files[path] for path in sorted(files)))
    return dg.MaterializeResult(metadata={"page": opened, "files": manifest}, data_version=dg.DataVersion(version))


def kept_files(outputs: Path) -> dict[str, bytes]:
    """Return the files of the page by their path in the release; none where they were not made from the tables that are there now."""
    files = kept(outputs / FOLDER, NAME, map(_kept_name, PATHS), _sources(outputs))
    return {_path(name): content for name, content in files.items()}


def page_or_problems(outputs: Path) -> tuple[dict[str, bytes], list[Problem]]:
    """Return the files of the page, and a problem where it was not made from the tables that are there now."""
    files = kept_files(outputs)
    expected = "a page of the tables that are there now, with all of its files"
    return files, [] if files else [Problem(f"asset {NAME}", None, None, None, expected, REMEDY)]


def _kept_name(path: str) -> str:
    """Return under which name a file is kept: all of them in one folder, beginning with the asset's name."""
    return f"{NAME}.{path.replace('/', '~')}"


def _path(name: str) -> str:
    return name.removeprefix(f"{NAME}.").replace("~", "/")


def _sources(outputs: Path) -> dict[str, str]:
    """Return the versions of all that the page is made from."""
    store = TableStore(outputs / "tables")
    return {table: str(store.versions(table)["version"]) for table in NAMES} | {"code": VERSIONS[NAME]}


ASSETS = [page]
