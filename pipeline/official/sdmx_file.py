"""An SDMX answer as a table of text, by the library sdmx1.

Belongs here: all that is known of that library but how to ask with it. Does not belong here: what the codes mean.
"""

import contextlib
import io
from types import ModuleType

import pandas as pd

from pipeline.kernel.problems import InputError, Problem

KEPT = ("TIME_PERIOD", "value")
EXCERPT_LENGTH = 200


class UnavailableError(Exception):
    """A service, or what is needed to ask it, is not there. The message is one line."""


def library() -> ModuleType:
    """Return the library sdmx1; UnavailableError where it is not installed.

    It takes two seconds to import and is an optional extra: who does not ask for live statistics pays for neither.
    """
    try:
        import sdmx
    except ImportError:
        raise UnavailableError("the library sdmx1 is not installed: pip install '.[live]'") from None
    return sdmx


def read_values(content: bytes, file: str) -> pd.DataFrame:
    """Return the values of an SDMX-ML data message, all text: a column for each dimension, TIME_PERIOD, value, and the flags that it has.

    A message without values gives a frame without rows. Raises InputError for what is no such message; `file` names it.
    """
    sdmx = library()
    try:
        # the library prints what it cannot read
        with contextlib.redirect_stdout(io.StringIO()):
            message = sdmx.read_sdmx(io.BytesIO(content), format="XML")
        sets = [sdmx.to_pandas(data, attributes="o", dtype=None).reset_index() for data in message.data if data.obs]
    except Exception as error:  # of many kinds: it also asserts, and passes on what its XML parser raises
        found = " ".join(content.decode("utf-8", "replace").split())[:EXCERPT_LENGTH]
        expected = f"an SDMX-ML 2.1 data message ({type(error).__name__})"
        raise InputError([Problem(file, None, None, found, expected, "ask again; where it stays so, ask for less")]) from None
    return pd.concat(sets, ignore_index=True).astype("object") if sets else pd.DataFrame(columns=KEPT, dtype="object")
