"""Schedules: what runs at fixed times, once it is switched on in the UI."""

import dagster as dg

from pipeline.app.jobs import official_live

SCHEDULES = [
    dg.ScheduleDefinition(
        name="official_live_monthly",
        job=official_live,
        cron_schedule="0 6 20 * *",
        execution_timezone="Europe/Brussels",
        default_status=dg.DefaultScheduleStatus.STOPPED,
        description="Asks Eurostat on the 20th of each month: it publishes external trade around the middle of the month.",
    )
]
