"""Live official statistics: ask the service and make the table of its answer, or make the table of the stored answer again."""

from collections.abc import Callable
from pathlib import Path

import dagster as dg

from pipeline.app.assets.official import NAME, REFERENCES, TABLE
from pipeline.app.dataset_run import failures
from pipeline.app.in_process import execute, origin
from pipeline.app.official_definitions import LOCATION, build_definitions
from pipeline.app.resources import Folders
from pipeline.contract.store import TableStore
from pipeline.kernel.locks import BUILD_LOCK, locked
from pipeline.official.download import kept


def load(
    folders: Folders, open_instance: Callable[[], dg.DagsterInstance], stored: bool, waiting: Callable[[], None] = lambda: None
) -> tuple[bool, str]:
    """Ask the service and make the table, or, if `stored`, only the latter; return whether it was done, and what to tell the user.

    The reference tables that its codes point to are those of the last build. `waiting` is called before a wait for a build.
    """
    with locked(folders.outputs_path(), BUILD_LOCK, waiting):
        tables = TableStore(folders.outputs_path() / "tables")
        if not tables.holds(REFERENCES):
            return False, "The dataset was not built yet: make dataset"
        job = build_definitions(folders).resolve_job_def("official_live")
        if stored:
            job = job.get_subset(asset_selection={dg.AssetKey(TABLE.name)})
        with open_instance() as instance:
            result = execute(job, instance, origin(job.name, LOCATION, build_definitions.__module__))
        if not result.success:
            return False, "\n\n".join(failures(result))
        rows = tables.row_count(TABLE.name)
    download = kept(folders.official_path(), NAME)
    shown = f"{Path(folders.outputs).name}/tables/{TABLE.name}.parquet"
    return True, f"Made {shown}: {rows} values of {download.file}, retrieved {download.retrieved}."
