"""Four questions to begin with, each with its query and its answer, for the README of a release.

Belongs here: the queries, and their answers as tables. Does not belong here: the rest of the README (`readme.py`).
"""

from collections.abc import Mapping
from typing import NamedTuple

import pandas as pd

from pipeline.front.query import answer


class Example(NamedTuple):
    """A question, the query that answers it, and the tables that this reads."""

    question: str
    query: str
    tables: tuple[str, ...]


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


def examples(frames: Mapping[str, pd.DataFrame]) -> str:
    """Return the questions, queries and answers as Markdown, from the published tables by name."""
    return "\n".join(_section(example, answer(example.query, {name: frames[name] for name in example.tables})) for example in EXAMPLES)


def _section(example: Example, rows: pd.DataFrame) -> str:
    lines = [list(rows.columns), ["---"] * len(rows.columns), *rows.astype("object").to_numpy().tolist()]
    table = "".join("| " + " | ".join("" if pd.isna(cell) else str(cell) for cell in line) + " |\n" for line in lines)
    return f"{example.question}\n\n```sql\n{example.query}\n```\n\n{table}"
