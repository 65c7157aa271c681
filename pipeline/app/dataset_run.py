"""One run of the job `dataset` in this process, and what a person is told of it.

Belongs here: which assets are selected, the run itself, and its texts. Does not belong here: the decision whether anything must run
(`pipeline/release/current.py`), locks and interruptions (`pipeline/app/build.py`), or printing.
"""

import os
import re
from collections.abc import Callable, Collection
from contextlib import AbstractContextManager
from pathlib import Path

import dagster as dg
from dagster_shared.error import SerializableErrorInfo

from pipeline.app.assets.release import NOTES
from pipeline.app.definitions import LOCATION, build_definitions
from pipeline.app.executor import Told, told_of_steps
from pipeline.app.in_process import execute, origin
from pipeline.app.old_runs import remove_old_runs
from pipeline.app.resources import Folders, SourceDocument
from pipeline.app.stale import MADE_FROM, RELEASE, possibly_stale
from pipeline.contract.tables import describe
from pipeline.kernel.faults import DEBUG, in_words, program_fault
from pipeline.kernel.paths import ROOT
from pipeline.kernel.problems import report
from pipeline.raw.load import raw_faults
from pipeline.raw.raw_lock import LOCK, lock_of
from schemas.registry import RAW

RAW_NAMES = {describe(schema).name for schema in RAW}
NAMED = 20
INTERRUPTED = "DagsterExecutionInterruptedError"
FRAME = re.compile(rf'File "{re.escape(str(ROOT))}/((?:pipeline|schemas)/[^"]*)", line (\d+)')


def run(
    raw: Path, outputs: Path, document: str, open_instance: Callable[[], AbstractContextManager[dg.DagsterInstance]], told: Told
) -> tuple[bool, str]:
    """Run what is stale; return whether the release is up to date, and what to tell the user, who knows that nothing was released if not.

    With a document everything is selected, since each of its checks must hold before anything is made from its table.
    """
    folders, source = Folders(raw=str(raw), outputs=str(outputs)), SourceDocument(path=document)
    job = build_definitions(folders, source).resolve_job_def("dataset")
    if not source.path:
        selected = possibly_stale(folders) or {RELEASE}
        job = job.get_subset(asset_selection=frozenset(map(dg.AssetKey, selected)))
    with told_of_steps(told), open_instance() as instance:
        result = execute(job, instance, origin(job.name, LOCATION, build_definitions.__module__))
        kept = _tidied(instance)
    if result.success:
        return True, "\n\n".join([*kept, *_warnings(result, raw), *_notes(result), _built(result, outputs)])
    # also those of tables that were not read, because one that they refer to was refused
    texts = [report(faults)] if (faults := raw_faults(raw)) else []
    return False, "\n\n".join([*texts, *failures(result, told=RAW_NAMES if texts else ())])


def _built(result: dg.ExecuteInProcessResult, outputs: Path) -> str:
    """Return which release there is now, and what ran for it."""
    ran = [event.asset_key.path[-1] for event in result.get_asset_materialization_events() if event.asset_key]
    kept = len(MADE_FROM) - len(ran)
    release = (outputs / "latest").resolve().name
    more = f" and {len(ran) - NAMED} more" if len(ran) > NAMED else ""
    names = f": {', '.join(ran[:NAMED])}{more}" if kept else ""
    return f"Built {outputs.name}/latest: release {release}; {kept} assets were kept, {len(ran)} ran{names}."


def _tidied(instance: dg.DagsterInstance) -> list[str]:
    """Remove old runs from the history; return a warning where that fails, since nothing that was built depends on it."""
    try:
        remove_old_runs(instance)
    except Exception as error:
        return [f"Warning: old runs could not be removed from the run history. {in_words(error)}"]
    return []


def _notes(result: dg.ExecuteInProcessResult) -> list[str]:
    """Return what publishing told beside the release."""
    made = [event.step_materialization_data.materialization for event in result.get_asset_materialization_events()]
    return [str(found.metadata[NOTES].value) for found in made if NOTES in found.metadata]


def _warnings(result: dg.ExecuteInProcessResult, raw: Path) -> list[str]:
    """Return the text of each difference from the lock, which may be meant, or say that there is no lock."""
    if not lock_of(raw).is_file():
        return [f"Warning: there is no {LOCK} beside {raw.name}/, so nobody can see what is missing. make lock writes it."]
    checks = [check for check in result.get_asset_check_evaluations() if not check.passed and check.check_name == "lock"]
    return [f"Warning, {check.asset_key.path[-1]}, check {check.check_name}: {check.description}" for check in checks]


def failures(result: dg.ExecuteInProcessResult, told: Collection[str] = ()) -> list[str]:
    """Return the text of each failure: problems with the input as they are, faults of the program in one line, with their trace
    where the environment variable DEBUG is set.

    told: the steps whose problems were told already.
    """
    checks = [check for check in result.get_asset_check_evaluations() if not check.passed and check.severity == dg.AssetCheckSeverity.ERROR]
    texts = [f"{check.asset_key.path[-1]}, check {check.check_name}: {check.description}" for check in checks if check.description]
    for event in result.all_events:
        data = event.step_failure_data if event.is_step_failure else None
        described = data and data.user_failure_data and data.user_failure_data.description
        if described:
            texts += [] if event.step_key in told else [f"{event.step_key}: {described}"]
        elif data and data.error and data.error.cls_name == INTERRUPTED:
            texts.append(f"{event.step_key}: interrupted.")
        elif data and data.error and data.error.cls_name != "DagsterAssetCheckFailedError":
            texts.append(f"{event.step_key}: {_in_words(data.error)}")
        elif event.is_job_failure and event.job_failure_data.error and not event.job_failure_data.first_step_failure_event:
            texts += _outside_of_steps(event.job_failure_data.error)
    return texts


def _outside_of_steps(error: SerializableErrorInfo) -> list[str]:
    """Return the text of an error that no step had; none where the run was interrupted, which its step has told."""
    return [] if error.cls_name == INTERRUPTED else [_in_words(error)]


def _in_words(error: SerializableErrorInfo) -> str:
    """Return the error that caused another one, as Dagster keeps it, in one line and with the place in this repository."""
    if os.environ.get(DEBUG):
        return str(error.to_string())
    while error.cause:
        error = error.cause
    places = [match for frame in error.stack for match in FRAME.findall(frame)]
    place = f" ({places[-1][0]}, line {places[-1][1]})" if places else ""
    return program_fault(error.message.strip(), place)
