"""What tests ask of a page in a browser.

Belongs here: waiting, and reading what a part of the page says. Does not belong here: what must hold.
"""

import time
from typing import Any

SOURCE_SHOWN = "document.getElementById('source').matches(':popover-open')"
OPEN_CARDS = "[...document.querySelectorAll('.actor[open]')].map(box => box.dataset.id).join()"


def until(page: Any, condition: str) -> None:
    """Wait until a condition holds; the policy of the page forbids the way in which Playwright waits."""
    for _ in range(100):
        if page.evaluate(condition):
            return
        time.sleep(0.05)
    raise TimeoutError(condition)


def source_of(page: Any, value: Any) -> str:
    """Return what the page says of the source of a value."""
    value.click()
    until(page, SOURCE_SHOWN)
    return str(page.locator("#source").inner_text())
