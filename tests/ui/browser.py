"""What tests ask of a page in a browser.

Belongs here: waiting, and reading what a part of the page says. Does not belong here: what must hold.
"""

import json
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


def read_out(page: Any, selector: str) -> str:
    """Return the name that a screen reader is given for the first element that a selector finds."""
    client = page.context.new_cdp_session(page)
    found = client.send("Runtime.evaluate", {"expression": f"document.querySelector({json.dumps(selector)})"})["result"]["objectId"]
    [known] = client.send("Accessibility.getPartialAXTree", {"objectId": found, "fetchRelatives": False})["nodes"]
    return " ".join(str(known["name"]["value"]).split())
