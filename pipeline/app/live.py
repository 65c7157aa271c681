"""Live official statistics: ask the service and make the table of its answer, or make the table of the stored answer again."""

from collections.abc import Callable
from pathlib import Path

import dagster as dg

from pipeline.app.assets.official import NAME, REFERENCES, TABLE
from pipeline.app.dataset_run import QUIET, failures
from pipeline.app.definitions import build_definitions
from pipeline.app.resources import Folders, SourceDocument
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
        job = build_definitions(folders, SourceDocument()).resolve_job_def("official_live")
        wanted = [dg.AssetKey(TABLE.name)] if stored else None
        with open_instance() as instance:
            result = job.execute_in_process(instance=instance, run_config=QUIET, raise_on_error=False, asset_selection=wanted)
        if not result.success:
            return False, "\n\n".join(failures(result))
        rows = tables.row_count(TABLE.name)
    download = kept(folders.official_path(), NAME)
    shown = f"{Path(folders.outputs).name}/tables/{TABLE.name}.parquet"
    return True, f"Made {shown}: {rows} values of {download.file}, retrieved {download.retrieved}."
