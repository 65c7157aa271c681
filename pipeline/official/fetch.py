"""Asking: the only function of this project that uses the network.

Belongs here: one request, and each way in which it can fail, described in one line. Does not belong here: what the answer says.
"""

import contextlib
import io
import tempfile
from typing import Any, NamedTuple

import requests

from pipeline.kernel.problems import shortened
from pipeline.official.query import Query
from pipeline.official.sdmx_file import EXCERPT_LENGTH, UnavailableError, library
from pipeline.official.session import bounded_session

TIMEOUT = 60.0


class Answer(NamedTuple):
    """What a service sent: the address that it came from, and its bytes."""

    url: str
    content: bytes


def fetch(query: Query, session: requests.Session | None = None) -> Answer:
    """Ask the service of a query. Raises UnavailableError without a network, after TIMEOUT seconds without a byte, for a status of 400 or
    more, for an answer or a redirect that `session.py` does not allow, and for what is no SDMX.

    A session that answers from a file stands for the network in tests.
    """
    client = library().Client(query.source, session=session or bounded_session())
    request = {"key": query.key_text(), "params": {"startPeriod": query.start_period, "endPeriod": query.end_period}}
    url = str(client.get("data", query.dataset, dry_run=True, **request).url)
    with tempfile.TemporaryFile() as received:
        try:
            # the library prints what it cannot read
            with contextlib.redirect_stdout(io.StringIO()):
                client.get("data", query.dataset, tofile=received, timeout=TIMEOUT, **request)
        except requests.HTTPError as error:
            raise UnavailableError(f"{url} answered {_status_in_words(error.response)}") from None
        except requests.RequestException as error:
            raise UnavailableError(f"no answer from {url} ({type(error).__name__}{_said(error)})") from None
        except Exception as error:  # of many kinds: the library also asserts, and passes on what its XML parser raises
            raise UnavailableError(f"{url} did not send SDMX data ({type(error).__name__})") from None
        received.seek(0)
        return Answer(url, received.read())


def _said(error: requests.RequestException) -> str:
    """Return what an error of the project's own bounds says; '' for one of the network, which says it in many words."""
    bounds = (requests.exceptions.ContentDecodingError, requests.exceptions.InvalidSchema, requests.exceptions.TooManyRedirects)
    return f": {shortened(' '.join(str(error).split()))}" if isinstance(error, bounds) else ""


def _status_in_words(response: Any) -> str:
    """Return the status and the beginning of the text of a response, as one line."""
    return f"{response.status_code}: {' '.join(response.text.split())[:EXCERPT_LENGTH]}"
