"""The line on a terminal that says how far a build is.

Belongs here: one line, written over again and wiped at the end, of a build that takes more than two seconds. A clock decides whether it is
shown, and nothing else. Does not belong here: the result of a build.
"""

import os
import sys
import time
from typing import Self, TextIO

SECONDS = 2.0
START_OF_LINE, WIPE = "\r", "\x1b[K"


class Progress:
    """Shows the steps of a build on standard error, where that is a terminal."""

    def __init__(self, stream: TextIO | None = None, patience: float = SECONDS) -> None:
        """stream: where to write; None for the terminal. patience: the seconds before the first line."""
        self.stream, self.begins, self.shown = stream or _terminal(), time.monotonic() + patience, False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        if self.stream and self.shown:
            self.stream.write(f"{START_OF_LINE}{WIPE}")
            self.stream.flush()

    def tell(self, number: int, of: int, step: str) -> None:
        """Show which step begins, such as "12 of 89  observations"."""
        if self.stream and time.monotonic() >= self.begins:
            self.shown = True
            self.stream.write(f"{START_OF_LINE}{WIPE}{number} of {of}  {step}")
            self.stream.flush()


def _terminal() -> TextIO | None:
    """Return standard error under another number where it is a terminal: during a run Dagster puts a file in its place."""
    return os.fdopen(os.dup(sys.stderr.fileno()), "w") if sys.stderr.isatty() else None
