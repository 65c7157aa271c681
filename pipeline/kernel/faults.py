"""Errors in words: what a person is told of any error that ends a command.

Belongs here: one text for each error, with the next step and without a trace. Nothing but the standard library is imported before there is
an error. Does not belong here: finding faults of the input (`problems.py`), or the faults of a disk (`disk.py`).
"""

import os
import traceback
from pathlib import Path

from pipeline.kernel.limits import FewAddressesError
from pipeline.kernel.paths import ROOT
from pipeline.kernel.problems import InputError, printable, shortened

DEBUG = "DEBUG"  # the environment variable that asks for the trace


def in_words(error: BaseException) -> str:
    """Return what a person is told of an error, and what to do; with its trace where the environment variable DEBUG is set."""
    trace = "".join(traceback.format_exception(error)) if os.environ.get(DEBUG) else ""
    return f"{trace}{_told(error)}"


def _told(error: BaseException) -> str:
    if isinstance(error, (InputError, FewAddressesError)):
        return str(error)
    from pipeline.kernel.disk import disk_fault

    if told := disk_fault(error):
        return told
    if isinstance(error, MemoryError):
        return "There is not enough memory. Close other programs, and run the command again."
    if isinstance(error, OSError):
        place = f" ({printable(str(error.filename))})" if error.filename else ""
        return f"{error.strerror or error}{place}. Look at what is there, and run the command again."
    return program_fault(f"{type(error).__name__}: {error}", _place(error))


def program_fault(message: str, place: str) -> str:
    """Return what is told of an error that nobody foresaw. place: where in this repository it came up, in brackets, or ''."""
    first = next(iter(message.strip().splitlines()), "without a message")
    return (
        f"The program failed: {printable(shortened(first))}{place}.\n"
        f"This is a fault of the program, which your files may have caused. Run the command again with {DEBUG}=1 before it, and report "
        "what it prints."
    )


def _place(error: BaseException) -> str:
    """Return where in this repository an error came up."""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if Path(frame.filename).is_relative_to(ROOT)]
    own = [frame for frame in frames if ".venv" not in Path(frame.filename).parts]
    return f" ({Path(own[-1].filename).relative_to(ROOT)}, line {own[-1].lineno})" if own else ""
