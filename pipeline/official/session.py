"""How the network is reached: by https alone, for answers of bounded size, in bounded time.

Belongs here: what no answer of a service may do to this machine. Does not belong here: what is asked (`fetch.py`).
"""

import time
from typing import Any

import requests
from requests.adapters import HTTPAdapter

LARGEST = 50_000_000  # bytes of an answer, unpacked; that of Comext has 20,000
LONGEST = 300.0  # seconds for a whole answer, however slowly it comes
REDIRECTS = 5
BLOCK = 1 << 16


class BoundedAdapter(HTTPAdapter):
    """Reads each answer, that of a redirect too, no further than LARGEST bytes and no longer than LONGEST seconds."""

    def send(self, request: requests.PreparedRequest, *arguments: Any, **options: Any) -> requests.Response:
        """Send one request and return its answer, read to its end. Raises requests.RequestException for one beyond the bounds."""
        ends = time.monotonic() + LONGEST
        response = super().send(request, *arguments, **(options | {"stream": True}))
        read_bounded(response, ends)
        return response


def read_bounded(response: requests.Response, ends: float) -> None:
    """Read an answer to its end, or raise requests.RequestException. ends: by which time of the monotonic clock."""
    parts, size = [], 0
    while part := response.raw.read1(BLOCK, decode_content=True):
        parts.append(part)
        size += len(part)
        if size > LARGEST:
            response.close()
            raise requests.exceptions.ContentDecodingError(f"more than {LARGEST} bytes")
        if time.monotonic() > ends:
            response.close()
            raise requests.exceptions.ReadTimeout(f"not at its end after {LONGEST:.0f} seconds")
    response._content, response._content_consumed = b"".join(parts), True


def bounded_session() -> requests.Session:
    """Return a session that knows no other way than https, so that no redirect leads away from it."""
    session = requests.Session()
    session.adapters.clear()
    session.mount("https://", BoundedAdapter())
    session.max_redirects = REDIRECTS
    return session
