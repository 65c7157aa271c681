"""What a rule across tables is: something that several tables must keep together, and that no schema of one table can say.

Belongs here: the shape of a rule. Does not belong here: any rule; those of raw tables are listed in `pipeline/raw/rules.py`, those of core
in `pipeline/core/rules.py`, those of metrics in `pipeline/metrics/rules.py`.
"""

import inspect
from collections.abc import Callable
from typing import NamedTuple

from pipeline.kernel.problems import Problem


class Rule(NamedTuple):
    """A rule: the table whose asset asks it before the table is stored, the question, and the function that finds what breaks it.

    The function is pure. Its parameters are the tables that it looks at, by name: the asset's own, and those that the asset takes.
    """

    table: str
    question: str
    find: Callable[..., list[Problem]]

    @property
    def name(self) -> str:
        """Return the name of its check."""
        return self.find.__name__

    @property
    def tables(self) -> tuple[str, ...]:
        """Return the tables that it looks at: the parameters of its function."""
        return tuple(inspect.signature(self.find).parameters)
