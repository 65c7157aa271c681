"""A browser over the pages of the release, for the tests that look at them.

Where no Chromium is on the machine, the tests say that they were not run; with REQUIRE_CHROMIUM=1 that is a failure.
"""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from pipeline.page.language import FILES
from tests.conftest import Built
from tests.ui.test_ui import CHROMIUM, FLAGS
from tools.benchmarks.page import served


@pytest.fixture(scope="module")
def release(built: Built) -> Path:
    return (built.outputs / "latest").resolve()


@pytest.fixture(scope="module")
def address(release: Path) -> Iterator[str]:
    """The release as any static server serves it."""
    with served(release) as where:
        yield where


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    if CHROMIUM is None:
        reason = "NOT RUN: no Chromium is on this machine (apt-get install chromium)"
        (pytest.fail if os.environ.get("REQUIRE_CHROMIUM") == "1" else pytest.skip)(reason)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield started
        started.close()


@pytest.fixture
def opened(browser: Any, release: Path) -> Iterator[Callable[..., Any]]:
    """A function that opens a page, from disk unless told otherwise. At the end nobody was asked for anything, and no error was said."""
    contexts, said, asked = [], list[str](), list[str]()

    def open_page(file: str = FILES["en"], base: str = release.as_uri(), wide: int = 1280, **settings: Any) -> Any:
        contexts.append(browser.new_context(viewport={"width": wide, "height": 900}, reduced_motion="reduce", **settings))
        page = contexts[-1].new_page()
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("request", lambda request: asked.append(request.url))
        page.goto(f"{base}/{file}")
        page.base = base
        return page

    yield open_page
    bases = {page.base for context in contexts for page in context.pages}
    for context in contexts:
        context.close()
    assert said == []
    assert [url for url in asked if not url.startswith((*bases, "data:"))] == []
