"""The page of a site that has sql/, opened in a browser: its section of SQL.

Belongs here: what the tests of SQL in the page stand on. Does not belong here: what must hold.
"""

from typing import Any

WATCH = """(() => {
  const status = document.getElementById("sql-status");
  window.statuses = [];
  new MutationObserver(() => window.statuses.push(status.textContent)).observe(status, { childList: true });
})()"""
RUNNING = ("Running", "Exécution", "Loading", "Chargement", "Opening", "Ouverture")


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
        self.page.evaluate(WATCH)
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
