"""What every command does alike: it ends with a status and with words, never with a trace, and tidies up when it is told to end.

Belongs here: the decorator of each command's `main`. It imports nothing but the standard library. Does not belong here: the words
(`faults.py`), or what a command does.
"""

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import ParamSpec

from pipeline.kernel.faults import in_words

Parameters = ParamSpec("Parameters")
FAILED, INTERRUPTED = 1, 130
ENDING = (signal.SIGTERM, signal.SIGHUP)


def command(main: Callable[Parameters, int]) -> Callable[Parameters, int]:
    """Return the same command, which reports each error in words on standard error, and returns a status for it.

    It is ended by SIGTERM and SIGHUP as by Ctrl-C, so that temporary files are removed.
    """

    @wraps(main)
    def in_plain_language(*arguments: Parameters.args, **named: Parameters.kwargs) -> int:
        try:
            with _ended_as_by_ctrl_c():
                return main(*arguments, **named)
        except KeyboardInterrupt:
            sys.stderr.write("Interrupted.\n")
            return INTERRUPTED
        except BrokenPipeError:  # who read the output has ended, such as `head`
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return FAILED
        except Exception as error:
            sys.stderr.write(f"{in_words(error)}\n")
            return FAILED

    return in_plain_language


@contextmanager
def _ended_as_by_ctrl_c() -> Iterator[None]:
    if threading.current_thread() is not threading.main_thread():
        yield  # only the main thread may say what a signal does
        return
    before = {number: signal.signal(number, signal.default_int_handler) for number in ENDING}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
