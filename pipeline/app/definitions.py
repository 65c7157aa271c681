"""What the code location serves: the dataset. Tests call build_definitions with folders of their own.

Whoever selects everything here gets the dataset, without a network. The live statistics, which ask Eurostat, are a code location of their
own (`pipeline/app/official_definitions.py`).
"""

from pathlib import Path

import dagster as dg

from pipeline.app import automation, jobs
from pipeline.app.assets import charts, input_files, page, published, raw, release
from pipeline.app.checks import raw_checks, row_count
from pipeline.app.executor import one_at_a_time, stale_only
from pipeline.app.io import TableIOManager
from pipeline.app.resources import Folders, SourceDocument, fixed, fixed_io_manager
from pipeline.app.stale import MADE_FROM, is_stale

LOCATION = "wallonia-biomanufacturing"  # also in pyproject.toml, from which Dagster's own commands read it


def build_definitions(folders: Folders, source: SourceDocument) -> dg.Definitions:
    """Return all assets, checks, jobs and resources, reading and writing in the given folders, verifying against the given document.

    The executor runs in the process itself: the tables are small, and starting a process for each would take most of the time.
    """
    # the checks of stored tables run each time: they compare with locks and documents, whose versions no table records
    only = stale_only(lambda step: step in MADE_FROM and not is_stale(step, folders), folders.outputs_path())
    made, checks = [*raw.ASSETS, *published.ASSETS, *charts.ASSETS, *page.ASSETS, *release.ASSETS], raw_checks(source)
    return dg.Definitions(
        assets=[*input_files.ASSETS, *automation.automated(made)],
        asset_checks=[*checks, row_count],
        jobs=[jobs.dataset(only), jobs.verify(checks), jobs.make_release],
        sensors=automation.SENSORS,
        resources={
            "folders": fixed(folders),
            "source": fixed(source),
            "tables": fixed_io_manager(TableIOManager(folder=str(Path(folders.outputs) / "tables"))),
        },
        executor=one_at_a_time(folders.outputs_path()),
    )


defs = build_definitions(Folders(), SourceDocument())
