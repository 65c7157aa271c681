"""Building the dataset: bring everything up to date, or find that it is.

Belongs here: the decision by content whether anything must run, one run of the job, and the text that a person reads. Does not belong
here: printing it (`pipeline/app/commands/dataset.py`).
"""

from collections.abc import Callable, Collection
from pathlib import Path

import dagster as dg

from pipeline.app.resources import Folders, SourceDocument
from pipeline.contract.store import TableStore
from pipeline.contract.tables import describe
from pipeline.kernel.disk import disk_fault
from pipeline.kernel.files import remove_unfinished
from pipeline.kernel.paths import ROOT
from pipeline.kernel.problems import InputError, report
from pipeline.raw.load import raw_faults
from pipeline.raw.raw_lock import LOCK, lock_of, missing_files
from pipeline.release.inputs import build_record
from pipeline.release.publish import locked, tidy, up_to_date
from schemas.registry import RAW, TABLES

RAW_NAMES = {describe(schema).name for schema in RAW}
QUIET = {"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}}


def build(
    folders: Folders,
    source: SourceDocument,
    open_instance: Callable[[], dg.DagsterInstance],
    waiting: Callable[[], None] = lambda: None,
) -> tuple[bool, str]:
    """Bring the release in folders.outputs up to date; return whether it is, and what to tell the user.

    What a killed build left half written is removed first. A second build waits for the first; `waiting` is called before it does.
    """
    try:
        with locked(folders.outputs_path(), ".build.lock", waiting):
            return _build(folders, source, open_instance)
    except KeyboardInterrupt:
        return False, f"Interrupted. Nothing was released. {_kept(folders)}"
    except InputError as refused:
        return False, f"{refused}\n\nNothing was released. {_kept(folders)}"
    except Exception as error:
        if fault := disk_fault(error):
            return False, f"{fault}\n\nNothing was released. {_kept(folders)}"
        raise


def _build(folders: Folders, source: SourceDocument, open_instance: Callable[[], dg.DagsterInstance]) -> tuple[bool, str]:
    """Build under the lock. The instance that keeps the history of runs is opened only when there is something to run."""
    outputs, shown = folders.outputs_path(), Path(folders.outputs).name
    for folder in ("tables", "charts"):
        remove_unfinished(outputs / folder)
    tidy(outputs)
    stored = TableStore(outputs / "tables").holds(describe(schema).name for schema in TABLES)
    raw = folders.raw_path()
    if stored and not missing_files(raw) and up_to_date(outputs, build_record(ROOT, raw)):
        return True, f"Up to date: {shown}/latest. Nothing was run, nothing was written."
    # imported here, because loading all that draws, computes and writes history takes a second
    from pipeline.app.definitions import build_definitions
    from pipeline.app.run_history import held_open

    job = build_definitions(folders, source).resolve_job_def("dataset")
    with held_open(), open_instance() as instance:
        result = job.execute_in_process(instance=instance, run_config=QUIET, raise_on_error=False)
    if result.success:
        release = (outputs / "latest").resolve()
        return True, "\n\n".join([*_warnings(result, raw), f"Built {shown}/latest: release {release.name}, {_count(result)} assets."])
    # also those of tables that were not read, because one that they refer to was refused
    texts = [report(faults)] if (faults := raw_faults(raw)) else []
    texts += failures(result, told=RAW_NAMES if texts else ())
    return False, "\n\n".join([*texts, f"Nothing was released. {_kept(folders)}"])


def _kept(folders: Folders) -> str:
    shown = Path(folders.outputs).name
    return f"{shown}/latest was not changed." if (folders.outputs_path() / "latest").exists() else "There is no release yet."


def _count(result: dg.ExecuteInProcessResult) -> int:
    return len(result.get_asset_materialization_events())


def _warnings(result: dg.ExecuteInProcessResult, raw: Path) -> list[str]:
    """Return the text of each difference from the lock, which may be meant, or say that there is no lock."""
    if not lock_of(raw).is_file():
        return [f"Warning: there is no {LOCK} beside {raw.name}/, so nobody can see what is missing. make lock writes it."]
    checks = [check for check in result.get_asset_check_evaluations() if not check.passed and check.check_name == "lock"]
    return [f"Warning, {check.asset_key.path[-1]}, check {check.check_name}: {check.description}" for check in checks]


def failures(result: dg.ExecuteInProcessResult, told: Collection[str] = ()) -> list[str]:
    """Return the text of each failure: problems with the input as they are, faults of the program with their trace.

    told: the steps whose problems were told already.
    """
    checks = [check for check in result.get_asset_check_evaluations() if not check.passed and check.severity == dg.AssetCheckSeverity.ERROR]
    texts = [f"{check.asset_key.path[-1]}, check {check.check_name}: {check.description}" for check in checks if check.description]
    for event in result.all_events:
        data = event.step_failure_data if event.is_step_failure else None
        described = data and data.user_failure_data and data.user_failure_data.description
        if described:
            texts += [] if event.step_key in told else [f"{event.step_key}: {described}"]
        elif data and data.error and data.error.cls_name == "DagsterExecutionInterruptedError":
            texts.append(f"{event.step_key}: interrupted.")
        elif data and data.error and data.error.cls_name != "DagsterAssetCheckFailedError":
            texts.append(f"{event.step_key}: {data.error.to_string()}")
    return texts
