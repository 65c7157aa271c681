"""Four questions to begin with, each with its query and its answer, and the quantities to ask for, for the README of a release.

Belongs here: the queries, and their answers as tables and as a list. Does not belong here: the rest of the README (`readme.py`).
"""

import textwrap
from collections.abc import Mapping
from typing import NamedTuple

import pandas as pd

from pipeline.front.query import answer

WIDTH = 140  # of a line of the README


class Example(NamedTuple):
    """A question, the query that answers it, the tables that this reads, and what its answer does not say."""

    question: str
    query: str
    tables: tuple[str, ...]
    note: str = ""


EXAMPLES = (
    Example(
        "How many actors are at the clinical stage, how many are not, and of how many does the text not say it?",
        "SELECT count(*) FILTER (is_clinical) AS clinical, count(*) FILTER (NOT is_clinical) AS not_clinical,\n"
        "  count(*) FILTER (is_clinical IS NULL) AS unknown\n"
        "FROM actors;",
        ("actors",),
    ),
    Example(
        "Who makes viral vectors for others? The table names some, only the running text the others, so ask both tables.",
        "SELECT name_en AS name, makes_for_others_en AS makes_for_others\n"
        "FROM (FROM actors UNION ALL BY NAME FROM other_organisations)\n"
        "WHERE makes_viral_vectors_for_others\n"
        "ORDER BY name;",
        ("actors", "other_organisations"),
    ),
    Example(
        "What were the exports of pharmaceuticals of Belgium, in billions of euros, year by year?",
        "SELECT year, qualifier_en AS qualifier, round(value / 1e9, 2) AS billion, source_label AS source, verification\n"
        "FROM series\n"
        "WHERE is_main AND indicator_id = 'exports_of_pharmaceuticals' AND geography_id = 'belgium'\n"
        "ORDER BY year;",
        ("series",),
        "Wallonia has no rows there: its exports are stated of medicines (`exports_of_medicines`), for 2020 only. Those of Belgium in that "
        "year are of all pharmaceuticals: do not divide one by the other.",
    ),
    Example(
        "Which printed statements do the other printed numbers refute?",
        "SELECT statement_en AS statement, stated_value::DOUBLE AS stated, round(recomputed_low, 2)::DOUBLE AS low,\n"
        "  round(recomputed_high, 2)::DOUBLE AS high, unit_en AS unit\n"
        "FROM claim_checks\n"
        "WHERE NOT holds\n"
        "ORDER BY claim_id;",
        ("claim_checks",),
    ),
)


MAIN_VALUES = """
SELECT indicator_id, string_agg(of_area, ', ' ORDER BY year_count DESC, of_area) AS areas
FROM (
  SELECT indicator_id, geography_id || ' ' || min(year) || '-' || max(year) AS of_area, count(DISTINCT year) AS year_count
  FROM series WHERE is_main AND geography_id IS NOT NULL GROUP BY indicator_id, geography_id HAVING count(DISTINCT year) > 1
)
GROUP BY indicator_id ORDER BY max(year_count) DESC, indicator_id LIMIT 7
"""


def main_values(frames: Mapping[str, pd.DataFrame]) -> str:
    """Return the quantities with most main values over the years as an item of a list in Markdown: code, areas, first and last year."""
    rows = answer(MAIN_VALUES, {"series": frames["series"]})
    found = ", ".join(f"`{code}` ({areas})" for code, areas in rows.itertuples(index=False))
    text = f"Codes in `indicator_id` with main values of several years: {found or 'none'}."
    return textwrap.fill(text, WIDTH, initial_indent="- ", subsequent_indent="  ", break_long_words=False, break_on_hyphens=False)


def examples(frames: Mapping[str, pd.DataFrame]) -> str:
    """Return the questions, queries and answers as Markdown, from the published tables by name."""
    return "\n".join(_section(example, answer(example.query, {name: frames[name] for name in example.tables})) for example in EXAMPLES)


def _section(example: Example, rows: pd.DataFrame) -> str:
    lines = [list(rows.columns), ["---"] * len(rows.columns), *rows.astype("object").to_numpy().tolist()]
    table = "".join("| " + " | ".join("" if pd.isna(cell) else str(cell) for cell in line) + " |\n" for line in lines)
    note = f"\n{example.note}\n" if example.note else ""
    return f"{example.question}\n\n```sql\n{example.query}\n```\n\n{table}{note}"
