"""Building the dataset: bring everything up to date, or find that it is.

Belongs here: the lock that two builds share, the decision by content whether anything must run, and what a person is told where a build
ends early. Nothing but the standard library is imported before that decision, since loading all that draws, computes and writes history
takes seconds. Does not belong here: the run (`pipeline/app/dataset_run.py`), or printing (`pipeline/app/commands/dataset.py`).
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from pipeline.kernel.paths import ROOT
from pipeline.kernel.problems import InputError
from pipeline.release.current import is_current, remove_what_is_unfinished
from pipeline.release.publish import locked


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
    """
    try:
        with locked(outputs, ".build.lock", waiting):
            remove_what_is_unfinished(outputs)
            if is_current(ROOT, raw, outputs):
                return True, f"Up to date: {outputs.name}/latest. Nothing was run, nothing was written."
            from pipeline.app.dataset_run import run

            good, message = run(raw, outputs, document, open_instance, told)
            return good, message if good else _refused(message, outputs)
    except KeyboardInterrupt:
        return False, f"Interrupted. Nothing was released. {_kept(outputs)}"
    except InputError as refused:
        return False, _refused(str(refused), outputs)
    except Exception as error:
        from pipeline.kernel.disk import disk_fault

        if fault := disk_fault(error):
            return False, _refused(fault, outputs)
        raise


def _refused(why: str, outputs: Path) -> str:
    return f"{why}\n\nNothing was released. {_kept(outputs)}"


def _kept(outputs: Path) -> str:
    return f"{outputs.name}/latest was not changed." if (outputs / "latest").exists() else "There is no release yet."
