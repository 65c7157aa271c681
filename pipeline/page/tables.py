"""The tables that the page shows, as plain rows.

Belongs here: which tables the page needs, and their rows in published types. Does not belong here: what of them is shown.
"""

from collections.abc import Mapping

import pandas as pd

from pipeline.contract.arrow import to_arrow
from pipeline.contract.published import published_tables
from pipeline.page.language import Language, Row, in_language

NAMES = (
    *("actors", "actor_sites", "other_organisations", "statements", "series", "yearly_growth", "export_destinations"),
    *("claim_checks", "quality_issues", "timeline", "relationships", "sources"),
    *(
        "documents",
        "concepts",
        "code_lists",
        "geographies",
        "cartography",
        "approaches",
        "sites",
        "stages",
        "event_tellings",
        "organisation_names",
    ),
    *("organisation_activities", "organisation_identifiers"),
    *("molecule_comparison", "biomanufacturing_history", "corrections", "provenance"),
)

Rows = dict[str, list[Row]]


def rows_of(frames: Mapping[str, pd.DataFrame]) -> Rows:
    """Return the rows of each table of the page, sorted by key, with doubles, whole numbers, days and texts as values."""
    known = {table.name: table for table in published_tables()}
    return {name: to_arrow(frames[name], known[name]).to_pylist() for name in NAMES}


def in_one_language(rows: Rows, language: Language) -> Rows:
    """Return the same tables with the words of one language."""
    return {name: in_language(found, language) for name, found in rows.items()}


def by(rows: list[Row], column: str) -> dict[str, Row]:
    """Return rows by a column that tells them apart."""
    return {row[column]: row for row in rows}
