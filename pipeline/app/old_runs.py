"""Old runs: which the history keeps, and which are removed after a build.

Belongs here: the choice. The number of runs to keep is a setting of dagster.yaml (`kept_runs`); a team's server is told it by
`pipeline/app/commands/old_runs.py`. Does not belong here: how a run is removed from the databases (`pipeline/app/run_history.py`, Dagster).
"""

import dagster as dg
import sqlalchemy
from dagster._core.storage.dagster_run import FINISHED_STATUSES
from dagster._core.storage.event_log import SqlEventLogStorage

from pipeline.app.run_history import EventHistory

# The runs to which the newest materialisation and observation of each asset belong, and the newest result of each of its checks.
SHOWN = """
SELECT run_id FROM event_logs WHERE id IN (
  SELECT max(id) FROM event_logs
  WHERE dagster_event_type IN ('ASSET_MATERIALIZATION', 'ASSET_OBSERVATION') GROUP BY asset_key, dagster_event_type
) UNION SELECT run_id FROM asset_check_executions WHERE id IN (
  SELECT max(id) FROM asset_check_executions GROUP BY asset_key, check_name
)
"""


def remove_old_runs(instance: dg.DagsterInstance) -> list[str]:
    """Remove as many finished runs as dagster.yaml says; return their ids. All are kept where the instance does not use the history of this
    repository, or `kept_runs` is 0."""
    events = instance.event_log_storage
    return remove_all_but(instance, events.kept_runs) if isinstance(events, EventHistory) and events.kept_runs else []


def remove_all_but(instance: dg.DagsterInstance, kept: int) -> list[str]:
    """Remove finished runs from the history, except the newest ones and those that show the state of an asset or a check; return their ids.

    Raises TypeError where the history is in no SQL database.
    """
    events = instance.event_log_storage
    if not isinstance(events, SqlEventLogStorage):
        raise TypeError(f"{type(events).__name__} is no history in an SQL database")
    with events.index_connection() as index:
        shown = {run_id for (run_id,) in index.execute(sqlalchemy.text(SHOWN))}
    finished = instance.get_run_ids(dg.RunsFilter(statuses=FINISHED_STATUSES))  # the newest first
    old = [run_id for run_id in finished[kept:] if run_id not in shown]
    for run_id in old:
        instance.delete_run(run_id)
        instance.compute_log_manager.delete_logs(prefix=[run_id])
    return old
