"""A page with nothing but the SQL section, under the policy of the real pages, opened in a browser.

Belongs here: what the tests of SQL in the page stand on. Does not belong here: what must hold.
"""

import base64
import hashlib
from pathlib import Path
from typing import Any

STARTS = """
const key = () => new URLSearchParams(location.hash.slice(1));
window.wallonia = {
  read: (name) => key().get(name),
  write: (name, value) => { const now = key(); now.set(name, value); history.replaceState(null, "", "#" + now); },
};
const load = () => {
  const script = document.createElement("script");
  script.src = "sql/sql.js";
  script.onload = () => window.openSql(document.getElementById("sql-place"), document.documentElement.lang);
  document.head.append(script);
};
document.getElementById("sql-load").onclick = load;
if (window.wallonia.read("sql") !== null) load();
"""
PAGE = """<!doctype html>
<html lang="{lang}"><head><meta charset="utf-8"><title>SQL</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'sha256-{sha256}' 'wasm-unsafe-eval' 'self';
 style-src 'unsafe-inline'; img-src data:; worker-src blob:; connect-src 'none'; base-uri 'none'; form-action 'none'">
</head><body><main><h1>SQL</h1><section id="sql"><button id="sql-load">SQL</button><p id="sql-status" role="status"></p>
<div id="sql-place"></div></section></main><script>{script}</script></body></html>
"""
READY = {"en": "Ready.", "fr": "Prêt."}
RUNNING = ("Running", "Exécution", "Loading", "Chargement", "Opening", "Ouverture")


def write_page(folder: Path, lang: str) -> Path:
    """Write the page to a folder that has sql/; return its file."""
    sha256 = base64.b64encode(hashlib.sha256(STARTS.encode()).digest()).decode()
    file = folder / f"harness.{lang}.html"
    file.write_text(PAGE.format(lang=lang, sha256=sha256, script=STARTS), "utf-8")
    return file


class SqlPage:
    """The page in a browser, with all that it requested and all that its console said."""

    def __init__(self, browser: Any, address: str) -> None:
        self.requested, self.said = list[str](), list[str]()
        self.page = browser.new_page()
        self.page.on("request", lambda request: self.requested.append(request.url))
        self.page.on("console", lambda message: self.said.append(message.text))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.goto(address)

    def load(self) -> "SqlPage":
        self.page.click("#sql-load")
        self.settle()
        return self

    def settle(self) -> str:
        """Return what the status says once nothing is loading or running. It is polled: the policy forbids what waiting would evaluate."""
        for _ in range(600):
            status = str(self.page.evaluate("document.getElementById('sql-status').textContent"))
            if status and not status.startswith(RUNNING):
                return status
            self.page.wait_for_timeout(50)
        raise AssertionError(f"still {status!r} after 30 seconds; {self.said}")

    def ask(self, sql: str) -> list[list[str]]:
        """Run a query; return the header and the shown cells, or no line where it failed."""
        self.page.fill("#sql-editor", sql)
        self.page.press("#sql-editor", "Control+Enter")
        self.settle()
        lines = "[...document.querySelectorAll('#sql-output tr')].map((line) => [...line.cells].map((cell) => cell.textContent))"
        return list(self.page.evaluate(lines))

    def fault(self, sql: str) -> str:
        """Run a query that must fail; return all that the page says of it."""
        assert self.ask(sql) == [], sql
        return str(self.page.evaluate("document.getElementById('sql-output').innerText"))
