"""The rules face of the checks: which question each rule across tables asks, of which table, as a table for the docs.

`python -m tools.docs_graph` writes it between the marks in docs/workspace.md; a test fails when it is out of date.
"""

from pipeline.app.assets.asked import RULES
from pipeline.kernel.paths import ROOT
from tools.marked_text import renewed

DOCUMENT = ROOT / "docs" / "workspace.md"


def with_rules(text: str) -> str:
    """Return a text with the rules between its marks renewed; ValueError where the marks are missing."""
    rows = [f"| `{rule.name}` | `{rule.table}` | {rule.question} |" for rule in RULES]
    return renewed(text, "rules", "\n".join(["| rule | on | what it asks |", "| --- | --- | --- |", *rows, ""]))
