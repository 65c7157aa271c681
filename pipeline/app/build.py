"""Building the dataset: bring everything up to date, or find that it is.

Belongs here: the lock that two builds share, the decision by content whether anything must run, and what a person is told where a build
ends early. Nothing but the standard library is imported before that decision, since loading all that draws, computes and writes history
takes seconds. Does not belong here: the run (`pipeline/app/dataset_run.py`), or printing (`pipeline/app/commands/dataset.py`).
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal

from pipeline.kernel.faults import in_words
from pipeline.kernel.limits import refuse_few_addresses
from pipeline.kernel.locks import BUILD_LOCK, locked
from pipeline.kernel.paths import ROOT
from pipeline.release.current import is_current, remove_what_is_unfinished
from pipeline.release.publish import holds, identity

Identity = tuple[str, str] | None


def _tell_nobody(_number: int, _of: int, _step: str) -> None:
    """Say nothing of the steps."""


def build(
    raw: Path,
    outputs: Path,
    document: str,
    open_instance: Callable[[], Any],
    waiting: Callable[[], None] = lambda: None,
    told: Callable[[int, int, str], None] = _tell_nobody,
) -> tuple[bool, str]:
    """Bring the release of a raw folder in `outputs` up to date; return whether it is, and what to tell the user.

    document: the path of the document's text, or ''. open_instance: returns a context of the Dagster instance that keeps the history; it
    is called only when there is something to run. `told` is called at each step, with its number, the number of all steps, and its name.

    What a killed build left half written is removed first. A second build waits for the first; `waiting` is called before it does.
    Whatever ends a build, the message says what outputs/latest is now.
    """
    before: Identity | Literal["nothing ran"] = "nothing ran"
    try:
        with locked(outputs, BUILD_LOCK, waiting):
            remove_what_is_unfinished(outputs)
            if is_current(ROOT, raw, outputs):
                return True, f"Up to date: {outputs.name}/latest. Nothing was run, nothing was written."
            refuse_few_addresses()
            before = identity(outputs)
            from pipeline.app.dataset_run import run

            good, message = run(raw, outputs, document, open_instance, told)
            return good, message if good else f"{message}\n\n{_latest(outputs, before)}"
    except KeyboardInterrupt:
        return False, f"Interrupted. {_latest(outputs, before)}"
    except Exception as error:
        return False, f"{in_words(error)}\n\n{_latest(outputs, before)}"


def _latest(outputs: Path, before: Identity | Literal["nothing ran"]) -> str:
    """Return what became of the latest release in a build that ended early. before: what it was when the build began to run."""
    now, shown = identity(outputs), f"{outputs.name}/latest"
    if before in ("nothing ran", now):
        return f"Nothing was released. {f'{shown} was not changed.' if (outputs / 'latest').exists() else 'There is no release yet.'}"
    if now is None:
        return f"{shown} was changed, and cannot be read now. make dataset, once the cause is gone, makes it again."
    if holds(outputs / "latest"):
        return f"That came after publishing: {shown} is now release {now[0]}, whole and made from what was there when the build began."
    return f"{shown} is release {now[0]}, of which some files are missing or changed. make dataset restores them, once the cause is gone."
