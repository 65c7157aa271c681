"""What is wrong with the input, in a form that its reader can act on.

Belongs here: the one shape that every fault takes, from a broken CSV file to a failed check, and how it is printed.
Does not belong here: finding faults.
"""

from collections.abc import Sequence
from dataclasses import dataclass

SHOWN = 100  # problems that a report tells one by one
SHOWN_VALUE = 200  # characters of a faulty value


@dataclass(frozen=True, order=True)
class Problem:
    """One fault. `line` counts from 1 and is None where a fault concerns a whole file or table."""

    file: str
    line: int | None
    column: str | None
    value: str | None
    expected: str
    remedy: str

    def __str__(self) -> str:
        file = printable(self.file.replace("\n", "\\n"))
        place = file if self.line is None else f"{file}:{self.line}"
        column = "" if self.column is None else f", column {self.column}"
        value = "" if self.value is None else f": {shortened(self.value)!r}"
        return f"{place}{printable(column)}{value}\n    expected: {printable(self.expected)}\n    to do: {printable(self.remedy)}"


def printable(text: str) -> str:
    """Return a text that a terminal shows as it is: control characters, and bytes of a file name that are not UTF-8, are written as Python
    writes them. Line feeds stay."""
    return "".join(character if character.isprintable() or character == "\n" else repr(character)[1:-1] for character in text)


def shortened(value: str) -> str:
    """Return a value for a message, its end left out where it is long."""
    return value if len(value) <= SHOWN_VALUE else f"{value[: SHOWN_VALUE - 1]}…"


class InputError(Exception):
    """Input that is refused, with all of its faults."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = sorted(problems, key=lambda p: (p.file, p.line or 0, p.column or "", p.value or "", p.expected))
        super().__init__(report(self.problems))


def report(problems: Sequence[Problem]) -> str:
    """Return the faults as text: a count, then each of the first SHOWN with what was expected and what to do."""
    count = f"{len(problems)} problem{'s' if len(problems) != 1 else ''}"
    more = [f"... and {len(problems) - SHOWN} more. Correct these first."] if len(problems) > SHOWN else []
    return "\n".join([count, *map(str, problems[:SHOWN]), *more])


def refuse(problems: Sequence[Problem]) -> None:
    """Raise InputError if there are any problems."""
    if problems:
        raise InputError(problems)
