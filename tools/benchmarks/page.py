"""How much a page weighs and how soon it is ready, in docs/benchmarks.md: `python -m tools.benchmarks.page`.

Belongs here: sizes of the files of the page as a server compresses them, and times in a browser on this machine. Does not belong here:
whether the page works, which tests/ui/test_page.py asks.
"""

import functools
import gzip
import http.server
import shutil
import statistics
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from pipeline.kernel.paths import ROOT
from pipeline.page.language import FILES
from tools.marked_text import renewed

DOCUMENT = ROOT / "docs" / "benchmarks.md"
FIRST_VIEW = "map and list"
SECOND_SECTION = b"<section id=numbers"  # the first view ends where it begins
MOST = {FIRST_VIEW: 60_000} | dict.fromkeys(FILES.values(), 180_000) | {"page/provenance.js": 180_000}
TIMES = 15
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
READY = (
    "(() => { const known = performance.getEntriesByType('navigation')[0]; return [known.responseEnd, known.domContentLoadedEventEnd] })()"
)


def sizes(release: Path) -> dict[str, int]:
    """Return the compressed bytes of the first view of the English page, of each page, and of the sources of values."""
    english = (release / FILES["en"]).read_bytes()
    parts = {FIRST_VIEW: english[: english.index(SECOND_SECTION)]}
    parts |= {name: (release / name).read_bytes() for name in MOST if name != FIRST_VIEW}
    return {name: len(gzip.compress(content, 9)) for name, content in parts.items()}


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        """Write nothing."""


@contextmanager
def served(release: Path) -> Iterator[str]:
    """Serve a release on this machine alone; yield its address."""
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(release))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


def ready(address: str) -> float:
    """Return the median milliseconds from the last byte of the English page until it is ready, its script included."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        page, found = browser.new_page(), list[float]()
        for _ in range(TIMES):
            page.goto(f"{address}/{FILES['en']}")
            begins, ends = page.evaluate(READY)
            found.append(ends - begins)
        browser.close()
    return statistics.median(found)


def table(release: Path, milliseconds: float) -> str:
    """Return the table of the docs."""
    rows = [f"| {name} | {size / 1000:.0f} kB | {MOST[name] / 1000:.0f} kB |" for name, size in sizes(release).items()]
    rows.append(f"| ready after the last byte, on loopback | {milliseconds:.0f} ms | 100 ms |")
    return "\n".join(["", "| what | measured | at most |", "| --- | --- | --- |", *rows, "", ""])


if __name__ == "__main__":
    latest = (ROOT / "outputs" / "latest").resolve()
    with served(latest) as where:
        measured = ready(where)
    DOCUMENT.write_text(renewed(DOCUMENT.read_text("utf-8"), "page", table(latest, measured)), "utf-8")
