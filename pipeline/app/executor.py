"""The executors: in the process of the run, one step after the other, while nobody else writes to the output folder.

Each run, from the UI, a sensor or a command, holds the lock that `make dataset` holds. A run that finds it taken says so in its log, and
waits. The job `dataset` also leaves out what is not stale when its turn comes.

A step that is not stale counts as done without being started: it writes no event, so that its asset keeps its last materialisation and its
checks keep their results, and what is made from it reads the stored table. Whether a step is stale is asked when all before it are done,
so that a table that comes out with its old bytes makes nothing after it run. Belongs here: leaving steps out. Does not belong here:
what is stale (`pipeline/app/stale.py`).

Dagster has no public way to leave out a step during a run: an output that is not given would leave out all that depends on it. What is
overridden is private to Dagster; tests/unit/test_executor.py fails when it changes.
"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import Any

import dagster as dg
from dagster._core.errors import raise_execution_interrupts
from dagster._core.events import DagsterEvent, EngineEventData
from dagster._core.execution.api import ExecuteRunWithPlanIterable
from dagster._core.execution.context.system import PlanExecutionContext, PlanOrchestrationContext
from dagster._core.execution.context_creation_job import PlanExecutionContextManager
from dagster._core.execution.plan.active import ActiveExecution
from dagster._core.execution.plan.execute_plan import inner_plan_execution_iterator
from dagster._core.execution.plan.instance_concurrency_context import InstanceConcurrencyContext
from dagster._core.execution.plan.outputs import StepOutputHandle
from dagster._core.execution.plan.plan import ExecutionPlan
from dagster._core.execution.plan.step import ExecutionStep
from dagster._core.execution.retries import RetryMode
from dagster._core.executor.in_process import InProcessExecutor

from pipeline.kernel.locks import BUILD_LOCK, locked

IsKept = Callable[[str], bool]
Told = Callable[[int, int, str], None]
WAITS = "Another build is running in this output folder. Waiting for it to end."


def _tell_nobody(_number: int, _of: int, _step: str) -> None:
    """Say nothing of the steps."""


_told: ContextVar[Told] = ContextVar("told", default=_tell_nobody)


@contextmanager
def told_of_steps(told: Told) -> Iterator[None]:
    """Call `told` at the start of each step of a run within this block, with its number, the number of all steps, and its name."""
    token = _told.set(told)
    try:
        yield
    finally:
        _told.reset(token)


def one_at_a_time(outputs: Path) -> dg.ExecutorDefinition:
    """Return an executor that runs all steps, alone in an output folder."""

    @dg.executor(name="one_at_a_time")
    def made(_context: dg.InitExecutorContext) -> Alone:
        return Alone(outputs)

    return made


def stale_only(is_kept: IsKept, outputs: Path) -> dg.ExecutorDefinition:
    """Return an executor that leaves out each step for whose name `is_kept` says so, alone in an output folder."""

    @dg.executor(name="stale_only")
    def made(_context: dg.InitExecutorContext) -> StaleOnly:
        return StaleOnly(is_kept, outputs)

    return made


class Alone(InProcessExecutor):
    """Runs all steps as Dagster's own executor in process does, and holds the lock of an output folder meanwhile."""

    def __init__(self, outputs: Path) -> None:
        super().__init__(RetryMode.DISABLED)
        self.outputs = outputs

    def execute(self, plan_context: PlanOrchestrationContext, execution_plan: ExecutionPlan) -> Iterator[DagsterEvent]:
        """Yield the events of all steps, once nobody else writes to the output folder."""
        with ExitStack() as held:
            with raise_execution_interrupts():  # a run that waits can be cancelled
                held.enter_context(locked(self.outputs, BUILD_LOCK, lambda: _say_that_it_waits(plan_context)))
            yield from self.steps(plan_context, execution_plan)

    def steps(self, plan_context: PlanOrchestrationContext, execution_plan: ExecutionPlan) -> Iterator[DagsterEvent]:
        """Yield the events of all steps."""
        yield from super().execute(plan_context, execution_plan)


def _say_that_it_waits(plan_context: PlanOrchestrationContext) -> None:
    """Write into the log of a run why nothing happens yet."""
    DagsterEvent.engine_event(plan_context, WAITS, event_specific_data=EngineEventData())


class StaleOnly(Alone):
    """Runs the steps that are not kept."""

    def __init__(self, is_kept: IsKept, outputs: Path) -> None:
        super().__init__(outputs)
        self.is_kept = is_kept

    def steps(self, plan_context: PlanOrchestrationContext, execution_plan: ExecutionPlan) -> Iterator[DagsterEvent]:
        """Yield the events of all steps, and one event that names those that were kept."""
        kept: list[str] = []

        def steps(job_context: PlanExecutionContext, execution_plan: ExecutionPlan) -> Iterator[DagsterEvent]:
            plan = _Plan(*execution_plan)
            plan.is_kept, plan.kept = self.is_kept, kept
            with InstanceConcurrencyContext(job_context.instance, job_context.dagster_run) as slots:
                yield from inner_plan_execution_iterator(job_context, plan, slots)

        yield from ExecuteRunWithPlanIterable(
            execution_plan=execution_plan,
            iterator=steps,
            execution_context_manager=PlanExecutionContextManager(
                job=plan_context.job,
                retry_mode=self.retries,
                execution_plan=execution_plan,
                run_config=plan_context.run_config,
                dagster_run=plan_context.dagster_run,
                instance=plan_context.instance,
                raise_on_error=plan_context.raise_on_error,
                output_capture=plan_context.output_capture,
                step_dependency_config=self.step_dependency_config,
            ),
        )
        yield DagsterEvent.engine_event(plan_context, f"Kept {len(kept)}: {', '.join(kept)}", event_specific_data=EngineEventData())


class _Plan(ExecutionPlan):
    """A plan whose steps are left out where they are kept."""

    is_kept: IsKept
    kept: list[str]

    def start(self, *args: Any, **settings: Any) -> "_Execution":
        """Return the state of a new run of this plan."""
        return _Execution(self, self.is_kept, self.kept, *args, **settings)


class _Execution(ActiveExecution):
    """The state of a run in which kept steps count as done."""

    def __init__(self, plan: ExecutionPlan, is_kept: IsKept, kept: list[str], *args: Any, **settings: Any) -> None:
        super().__init__(plan, *args, **settings)
        self.is_kept, self.kept = is_kept, kept
        self.number, self.of = 0, len(plan.step_keys_to_execute)

    def get_next_step(self) -> ExecutionStep | None:
        """Return the next step that is not kept; None where there is none yet, or no more."""
        while not self.is_complete and (step := super().get_next_step()):
            self.number += 1
            if not self.is_kept(step.key):
                _told.get()(self.number, self.of, step.key)
                return step
            self.kept.append(step.key)
            self._step_outputs |= {StepOutputHandle(step.key, output.name) for output in step.step_outputs}
            self.mark_success(step.key)
        return None

    def concurrency_event_iterator(self, plan_context: PlanExecutionContext | PlanOrchestrationContext) -> Iterator[DagsterEvent]:
        """Yield what Dagster asks for after each next step, and give up the steps that cannot run after a failure: Dagster does that only
        when a step has run, and would wait for ever where all steps after the failure are kept."""
        yield from super().concurrency_event_iterator(plan_context)
        yield from self.plan_events_iterator(plan_context)
