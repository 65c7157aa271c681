"""The command behind `make dataset`: bring everything up to date, or say that it is.

Belongs here: the decision by content whether anything is to be done, one run of the job, and the report that a person reads.
"""

import os
import sys
from collections.abc import Callable
from pathlib import Path

import dagster as dg

from pipeline.definitions import build_definitions
from pipeline.fingerprint import inputs_hash
from pipeline.release.publish import locked, up_to_date
from pipeline.resources import ROOT, Folders

QUIET = {"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}}


def build(folders: Folders, open_instance: Callable[[], dg.DagsterInstance]) -> tuple[bool, str]:
    """Bring the release in folders.outputs up to date; return whether it is, and what to tell the user.

    The instance that keeps the run's history is opened only when there is something to run.
    """
    outputs, shown = folders.outputs_path(), Path(folders.outputs).name
    with locked(outputs, ".build.lock"):
        if up_to_date(outputs, inputs_hash(ROOT, folders.raw_path())):
            return True, f"Up to date: {shown}/latest. Nothing was run, nothing was written."
        job = build_definitions(folders).resolve_job_def("dataset")
        with open_instance() as instance:
            result = job.execute_in_process(instance=instance, run_config=QUIET, raise_on_error=False)
        if result.success:
            release = (outputs / "latest").resolve()
            return True, f"Built {shown}/latest: release {release.name}, {_count(result)} assets."
        kept = f"{shown}/latest is what it was." if (outputs / "latest").exists() else "There is no release yet."
        return False, "\n\n".join([*_failures(result), f"Nothing was released. {kept}"])


def _count(result: dg.ExecuteInProcessResult) -> int:
    return len(result.get_asset_materialization_events())


def _failures(result: dg.ExecuteInProcessResult) -> list[str]:
    """Return the text of each failure: problems with the input as they are, faults of the program with their trace."""
    texts = []
    for event in result.all_events:
        if event.is_step_failure:
            data = event.step_failure_data
            known = data.user_failure_data
            text = known.description if known and known.description else data.error.to_string() if data.error else "no reason given"
            texts.append(f"{event.step_key}: {text}")
    return texts


def main() -> int:
    """Run the build with the repository's instance, or that of DAGSTER_HOME where it is set; return the exit status."""
    os.environ.setdefault("DAGSTER_HOME", str(ROOT))
    good, message = build(Folders(), dg.DagsterInstance.get)
    print(message, file=sys.stdout if good else sys.stderr)
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
