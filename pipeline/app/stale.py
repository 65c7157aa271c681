"""Which assets of the dataset are stale: what is stored was not made from what is there now.

An asset is kept where its files are whole, and the recorded versions of all that it was made from, and of its code, are those of now. Only
contents are compared, so that a table that was made again to the same bytes makes nothing stale. Belongs here: the one answer for
`make dataset` and for each run of the job `dataset`. Does not belong here: running anything (`pipeline/app/executor.py`).
"""

from collections.abc import Collection

from pipeline.app.assets.charts import asset_name, kept_files
from pipeline.app.assets.factory import versions_of
from pipeline.app.assets.page import NAME as PAGE
from pipeline.app.assets.page import kept_files as kept_page
from pipeline.app.code_versions import VERSIONS
from pipeline.app.resources import Folders
from pipeline.charts.catalogue import CHARTS
from pipeline.contract.store import TableStore
from pipeline.contract.tables import describe, is_raw, sources
from pipeline.kernel.paths import ROOT
from pipeline.page.tables import NAMES as SHOWN
from pipeline.raw.load import folder_problems
from pipeline.raw.versions import file_versions
from pipeline.release.publish import up_to_date
from pipeline.release.record import build_record
from schemas.registry import PUBLISHED, TABLES

RELEASE = "release"
TABLE_OF = {describe(schema).name: describe(schema) for schema in TABLES}
CHART_OF = {asset_name(name): name for name in CHARTS}
MADE_FROM: dict[str, Collection[str]] = {
    **{name: sources(table) for name, table in TABLE_OF.items()},
    **{asset: CHARTS[name].tables for asset, name in CHART_OF.items()},
    PAGE: SHOWN,
    RELEASE: [*(describe(schema).name for schema in PUBLISHED), *CHART_OF, PAGE],
}


def is_stale(asset: str, folders: Folders) -> bool:
    """Return whether an asset is to be made again. KeyError for one that is not of the dataset.

    The release also records from which bytes it was built, so that it is stale after any change of an input.
    """
    if asset == RELEASE:
        return not up_to_date(folders.outputs_path(), build_record(ROOT, folders.raw_path()))
    if asset in CHART_OF:
        return _lacks_a_source(asset, folders) or not kept_files(folders.outputs_path(), CHART_OF[asset])
    if asset == PAGE:
        return _lacks_a_source(asset, folders) or not kept_page(folders.outputs_path())
    return _lacks_a_source(asset, folders) or _is_stale_table(asset, folders)


def possibly_stale(folders: Folders) -> set[str]:
    """Return the assets that are stale, and all that is made from them, directly or not: some of these may turn out to be kept."""
    found = {asset for asset in MADE_FROM if is_stale(asset, folders)}
    while more := {asset for asset, made_from in MADE_FROM.items() if asset not in found and found & set(made_from)}:
        found |= more
    return found


def _is_stale_table(name: str, folders: Folders) -> bool:
    table, store, raw = TABLE_OF[name], TableStore(folders.outputs_path() / "tables"), folders.raw_path()
    if not store.holds([name]) or (is_raw(table) and folder_problems(raw, table)):
        return True
    read = file_versions(raw, table) if is_raw(table) else {}
    made_from = versions_of(sources(table), folders) | read | {"code": VERSIONS[name]}
    return bool(store.versions(name)["sources"] != made_from)


def _lacks_a_source(asset: str, folders: Folders) -> bool:
    store = TableStore(folders.outputs_path() / "tables")
    return not all(store.is_recorded(name) for name in MADE_FROM[asset])
