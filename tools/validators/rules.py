"""The project's rules for a release that is findable, accessible, interoperable and reusable, all of them by name.

Belongs here: running the rules, and the report of it. Does not belong here: any single rule (`rules_*.py`).
"""

from collections.abc import Callable
from pathlib import Path

from pipeline.kernel.paths import ROOT
from tools.validators import rules_findable, rules_interoperable, rules_reusable
from tools.validators.outside import Found
from tools.validators.released import Released

Rule = Callable[[Released], list[str]]

RULES: dict[str, Rule] = {
    rule.__name__.replace("_", " "): rule for rule in (*rules_findable.RULES, *rules_interoperable.RULES, *rules_reusable.RULES)
}


def rules(release: Path, raw: Path = ROOT / "raw") -> Found:
    """Return what the rules find in a release of a raw folder, and which of them found nothing."""
    known = Released(release, raw)
    findings = {name: rule(known) for name, rule in RULES.items()}
    faults = [f"{name}: {finding}" for name, found in findings.items() for finding in found]
    return Found(f"{len(RULES)} rules of the project", faults, tuple(name for name, found in findings.items() if not found))
