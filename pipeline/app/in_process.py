"""One run of a job in this process, which the UI shows like a run of its own.

Dagster's `execute_in_process` leaves a run without the code location that it belongs to, so that the timeline of the UI, its first page,
does not show it. Here the run is created with that origin. Belongs here: creating and executing the run. Does not belong here: what is
selected, and what a person is told (`pipeline/app/dataset_run.py`, `pipeline/app/live.py`).

What is called is private to Dagster; tests/integration/test_history.py fails when it changes.
"""

import sys

import dagster as dg
from dagster._core.definitions.job_base import InMemoryJob
from dagster._core.definitions.repository_definition import SINGLETON_REPOSITORY_NAME
from dagster._core.execution.api import ExecuteRunWithPlanIterable, create_execution_plan, job_execution_iterator
from dagster._core.execution.context_creation_job import PlanOrchestrationContextManager, orchestration_context_event_generator
from dagster._core.remote_origin import ManagedGrpcPythonEnvCodeLocationOrigin, RemoteJobOrigin, RemoteRepositoryOrigin
from dagster._core.storage.tags import MAX_RETRIES_TAG
from dagster._core.types.loadable_target_origin import LoadableTargetOrigin

from pipeline.kernel.paths import ROOT

QUIET = {"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}}
# A person at a terminal sees that a run failed. The daemon of the UI must not run it again.
TAGS = {MAX_RETRIES_TAG: "0"}


def origin(job: str, location: str, module: str) -> RemoteJobOrigin:
    """Return where a job comes from, as the UI refers to it: its name, and the name and module of its code location."""
    target = LoadableTargetOrigin(executable_path=sys.executable, module_name=module, working_directory=str(ROOT))
    place = ManagedGrpcPythonEnvCodeLocationOrigin(target, location)
    return RemoteJobOrigin(RemoteRepositoryOrigin(place, SINGLETON_REPOSITORY_NAME), job)


def execute(job: dg.JobDefinition, instance: dg.DagsterInstance, made_from: RemoteJobOrigin) -> dg.ExecuteInProcessResult:
    """Run a job with the executor that it has, keep its history in an instance, and return what happened. A failed step raises nothing."""
    in_memory = InMemoryJob(job)
    reference = instance.get_ref() if instance.is_persistent else None
    plan = create_execution_plan(in_memory, run_config=QUIET, instance_ref=reference)
    run = instance.create_run_for_job(
        job_def=job, run_config=QUIET, tags={**job.run_tags, **TAGS}, execution_plan=plan, remote_job_origin=made_from
    )
    events = ExecuteRunWithPlanIterable(
        execution_plan=plan,
        iterator=job_execution_iterator,
        execution_context_manager=PlanOrchestrationContextManager(
            context_event_generator=orchestration_context_event_generator,
            job=in_memory,
            execution_plan=plan,
            dagster_run=run,
            instance=instance,
            run_config=QUIET,
            executor_defs=None,
            output_capture=None,
            raise_on_error=False,
        ),
    )
    happened = list(events)
    ended = instance.get_run_by_id(run.run_id) or run
    return dg.ExecuteInProcessResult(job_def=job, event_list=happened, dagster_run=ended, output_capture={})
