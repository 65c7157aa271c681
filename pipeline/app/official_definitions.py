"""The code location of the live official statistics, which ask Eurostat. The dataset's own code location does not contain them.

`make official` runs its job, and `make ui OFFICIAL=1` serves it beside the dataset. The reference tables that it reads are those of the
last build: here they are assets that others make.
"""

from pathlib import Path

import dagster as dg

from pipeline.app.assets import official
from pipeline.app.assets.spec import LIVE
from pipeline.app.executor import one_at_a_time
from pipeline.app.io import TableIOManager
from pipeline.app.resources import Folders, fixed, fixed_io_manager

official_live = dg.define_asset_job(
    LIVE,
    selection=dg.AssetSelection.groups(LIVE),
    description="Asks Eurostat for exports by partner, and makes a table of the answer.",
)
monthly = dg.ScheduleDefinition(
    name="official_live_monthly",
    job=official_live,
    cron_schedule="0 6 20 * *",
    execution_timezone="Europe/Brussels",
    default_status=dg.DefaultScheduleStatus.STOPPED,
    description="Asks Eurostat on the 20th of each month: it publishes external trade around the middle of the month.",
)


LOCATION = "official-live"


def build_definitions(folders: Folders) -> dg.Definitions:
    """Return the assets of the live statistics with their job and schedule, reading and writing in the given folders."""
    stored = [dg.AssetSpec(name).with_io_manager_key("tables") for name in official.REFERENCES]
    return dg.Definitions(
        assets=[*stored, *official.ASSETS],
        jobs=[official_live],
        schedules=[monthly],
        resources={"folders": fixed(folders), "tables": fixed_io_manager(TableIOManager(folder=str(Path(folders.outputs) / "tables")))},
        executor=one_at_a_time(folders.outputs_path()),
    )


defs = build_definitions(Folders())
