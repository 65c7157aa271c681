"""Eurostat's Comext as a session that answers from recorded files. No test of this project reaches the network."""

from pathlib import Path

import requests
from requests.adapters import BaseAdapter

from pipeline.official.query import COMEXT, Query, read_query

RECORDED = Path(__file__).parent / "unit" / "recorded"
GENERIC = "application/vnd.sdmx.genericdata+xml;version=2.1"
QUERY: Query = read_query(COMEXT)


class Recorded(BaseAdapter):
    """Answers every request with one status and body, or raises an error; remembers what it was asked."""

    def __init__(self, body: bytes, status: int = 200, media_type: str = GENERIC, error: Exception | None = None) -> None:
        super().__init__()
        self.body, self.status, self.media_type, self.error = body, status, media_type, error
        self.asked: list[tuple[str, object]] = []

    def send(self, request: requests.PreparedRequest, timeout: object = None, **options: object) -> requests.Response:
        self.asked.append((request.url, timeout))
        if self.error:
            raise self.error
        response = requests.Response()
        response.status_code, response.url, response.request = self.status, request.url, request
        response._content = self.body
        response.headers["Content-Type"] = self.media_type
        return response

    def close(self) -> None:
        """Nothing is open."""


def body(name: str) -> bytes:
    return (RECORDED / f"comext_{name}.xml").read_bytes()


def session(adapter: Recorded) -> requests.Session:
    made = requests.Session()
    made.mount("https://", adapter)
    made.mount("http://", adapter)
    return made
