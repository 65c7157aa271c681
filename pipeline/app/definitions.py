"""What the code location serves. Tests call build_definitions with folders of their own."""

from pathlib import Path

import dagster as dg

from pipeline.app import automation, jobs
from pipeline.app.assets import charts, input_files, official, page, published, raw, release
from pipeline.app.checks import raw_checks, row_count
from pipeline.app.executor import stale_only
from pipeline.app.io import TableIOManager
from pipeline.app.resources import Folders, SourceDocument
from pipeline.app.schedules import SCHEDULES
from pipeline.app.stale import MADE_FROM, is_stale


def build_definitions(folders: Folders, source: SourceDocument) -> dg.Definitions:
    """Return all assets, checks, jobs and resources, reading and writing in the given folders, verifying against the given document.

    The executor runs in the process itself: the tables are small, and starting a process for each would take most of the time.
    """
    # the checks of stored tables run each time: they compare with locks and documents, whose versions no table records
    only = stale_only(lambda step: step in MADE_FROM and not is_stale(step, folders))
    made, checks = [*raw.ASSETS, *published.ASSETS, *charts.ASSETS, *page.ASSETS, *release.ASSETS], raw_checks(source)
    return dg.Definitions(
        assets=[*input_files.ASSETS, *automation.automated(made), *official.ASSETS],
        asset_checks=[*checks, row_count],
        jobs=[jobs.dataset(only), jobs.verify(checks), jobs.make_release, jobs.official_live],
        schedules=SCHEDULES,
        sensors=automation.SENSORS,
        resources={"folders": folders, "source": source, "tables": TableIOManager(folder=str(Path(folders.outputs) / "tables"))},
        executor=dg.in_process_executor,
    )


defs = build_definitions(Folders(), SourceDocument())
