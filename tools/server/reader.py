"""A reader of the release, who opens outputs/latest again and again and must find it whole each time."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline.release.publish import LATEST, holds

EACH = 2.0  # seconds between two looks


class Reader:
    """What a reader has seen: the names of the releases, how often it looked, and what was not whole."""

    def __init__(self, outputs: Path) -> None:
        self.outputs = outputs
        self.seen: list[str] = []
        self.broken: list[str] = []
        self.looks = 0

    def look(self) -> None:
        """Read the whole release that outputs/latest leads to now, if there is one."""
        release = (self.outputs / LATEST).resolve()
        if release.is_dir():
            self.looks += 1
            if not holds(release):
                self.broken.append(release.name)
            if release.name not in self.seen:
                self.seen.append(release.name)


@contextmanager
def reading(outputs: Path) -> Iterator[Reader]:
    """Let a reader look until the end of the block."""
    reader, over = Reader(outputs), threading.Event()

    def looks() -> None:
        while not over.wait(EACH):
            reader.look()

    thread = threading.Thread(target=looks)
    thread.start()
    try:
        yield reader
    finally:
        over.set()
        thread.join()
