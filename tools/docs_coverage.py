"""The coverage note of the docs: which organisations the running text names beyond the cartography, and the other way round.

`python -m tools.docs_coverage` writes it between the marks in docs/coverage.md; a test fails when it is out of date.
"""

from pathlib import Path

import duckdb

from pipeline.describe.forms import DATABASE
from pipeline.kernel.paths import ROOT
from pipeline.release.database import NAME
from tools.marked_text import renewed

DOCUMENT = ROOT / "docs" / "coverage.md"

COUNTS = """
SELECT c.label_en, count(*) FILTER (in_prose AND in_cartography), count(*) FILTER (in_prose AND NOT in_cartography),
  count(*) FILTER (NOT in_prose), count(*)
FROM core.organisations o JOIN core.concepts c ON c.concept_id = o.organisation_type
GROUP BY c.label_en, c.sort_order ORDER BY c.sort_order
"""
ONLY = """
SELECT c.label_en, string_agg(o.name, ', ' ORDER BY lower(o.name))
FROM core.organisations o JOIN core.concepts c ON c.concept_id = o.organisation_type
WHERE o.in_prose = {in_prose} AND o.in_cartography = {in_cartography}
GROUP BY c.label_en, c.sort_order ORDER BY c.sort_order
"""
STATED = """
SELECT count(DISTINCT organisation_id) FROM (
  SELECT organisation_id FROM core.observations UNION ALL SELECT organisation_id FROM core.event_participants
  UNION ALL SELECT subject_id FROM core.relations UNION ALL SELECT object_id FROM core.relations
  UNION ALL SELECT organisation_id FROM core.organisation_places UNION ALL SELECT organisation_id FROM core.organisation_activities
)
"""


def coverage(db: duckdb.DuckDBPyConnection) -> str:
    """Return the note as Markdown, from the database of a release."""
    counts = db.execute(COUNTS).fetchall()
    totals = [sum(int(row[place]) for row in counts) for place in range(1, 5)]
    [[stated]] = db.execute(STATED).fetchall()
    return "\n".join(
        [
            f"Of {totals[3]} organisations, {totals[0]} stand in the cartography and in the running text, {totals[1]} in the "
            f"running text only, {totals[2]} in the cartography only. Of {stated} the text states something that this dataset holds.",
            "",
            *_table(["type", "in both", "running text only", "cartography only", "all"], [*counts, ("all", *totals)]),
            "",
            "## Named in the running text, not in the cartography",
            "",
            *_table(["type", "organisations"], db.execute(ONLY.format(in_prose=True, in_cartography=False)).fetchall()),
            "",
            "## In the cartography, never named in the running text",
            "",
            *_table(["type", "organisations"], db.execute(ONLY.format(in_prose=False, in_cartography=True)).fetchall()),
            "",
        ]
    )


def _table(header: list[str], rows: list[tuple[object, ...]]) -> list[str]:
    return [f"| {' | '.join(str(cell) for cell in cells)} |" for cells in [header, ["---"] * len(header), *rows]]


def with_coverage(text: str, db: duckdb.DuckDBPyConnection) -> str:
    """Return a text with the note between its marks renewed; ValueError where the marks are missing."""
    return renewed(text, "coverage", coverage(db))


def main(database: Path) -> None:
    """Renew the note from a database file."""
    with duckdb.connect(str(database), read_only=True) as db:
        DOCUMENT.write_text(with_coverage(DOCUMENT.read_text("utf-8"), db), "utf-8")


if __name__ == "__main__":
    main(ROOT / "outputs" / "latest" / DATABASE.path(NAME))
