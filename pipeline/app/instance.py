"""The Dagster instance of a command: the one of this repository, or that of DAGSTER_HOME.

Belongs here: opening it, and what is said where it cannot be opened. Does not belong here: how the history is stored (`run_history.py`).
"""

import os
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.kernel.files import NO_FILE, read_text_file, what_is
from pipeline.kernel.paths import ROOT
from pipeline.kernel.problems import InputError, Problem, refuse

if TYPE_CHECKING:
    import dagster as dg

HOME, SETTINGS = "DAGSTER_HOME", "dagster.yaml"


def open_instance() -> "dg.DagsterInstance":
    """Return the instance. Raises InputError where DAGSTER_HOME is no folder, or its dagster.yaml is not one that Dagster takes.

    Dagster is imported here and not before, since most builds find nothing to do and need no history.
    """
    home = Path(os.environ.setdefault(HOME, str(ROOT)))
    refuse(_home_problems(home))
    if what_is(home / SETTINGS) != NO_FILE:
        read_text_file(home / SETTINGS)
    import dagster as dg
    import yaml
    from dagster_shared.check import CheckError

    try:
        return dg.DagsterInstance.get()
    except (
        dg.DagsterInvalidConfigError,
        dg.DagsterInvariantViolationError,
        yaml.YAMLError,
        CheckError,
        TypeError,
        RecursionError,
    ) as error:
        said = " ".join(str(error).split())
        problem = Problem(SETTINGS, None, None, said, "settings that Dagster takes", f"correct them, or git restore {SETTINGS}")
        raise InputError([problem]) from None


def _home_problems(home: Path) -> list[Problem]:
    """Return a problem where DAGSTER_HOME names no folder by its whole path."""
    found = None if home.is_absolute() and home.is_dir() else "a relative path" if not home.is_absolute() else what_is(home) or "a file"
    expected, remedy = "the whole path of a folder", f"create the folder, or unset {HOME}: this repository is used then"
    return [Problem(f"{HOME}={home}", None, None, found, expected, remedy)] if found else []
