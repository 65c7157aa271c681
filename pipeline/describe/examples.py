"""Questions to begin with, each with its query and its answer, and the quantities to ask for, for the README of a release.

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
        "Wallonia has no rows there: of whole years, its pharmaceutical exports are stated of medicines only (`exports_of_medicines`, "
        "2020). Those of Belgium in that year are of all pharmaceuticals: do not divide one by the other. Half-years of Wallonia, the "
        "latest of 2025, are in `statements`; growth of whole years is there and in `yearly_growth`.",
    ),
    Example(
        "Which printed statements do the other printed numbers refute (`holds` is false), or other passages contradict?",
        "SELECT statement_en AS statement, stated_value::DOUBLE AS stated, round(recomputed_low, 2)::DOUBLE AS low,\n"
        "  round(recomputed_high, 2)::DOUBLE AS high, unit_en AS unit, holds, is_contradicted\n"
        "FROM claim_checks\n"
        "WHERE NOT holds OR is_contradicted\n"
        "ORDER BY claim_id;",
        ("claim_checks",),
        "Only statements that numbers can check are there. All contradictions between passages are rows of `quality_issues` with the "
        "`kind` *contradiction*.",
    ),
    Example(
        "How many actors work in each broad approach? Counts by category, stage or approach are rows of one table, by `cut`.",
        "SELECT key_en AS approach, actor_count AS actors, actor_base AS of_actors\n"
        "FROM core.cluster_profile\n"
        "WHERE cut = 'approach_top' AND key <> ''\n"
        "ORDER BY actors DESC, approach;",
        ("cluster_profile",),
        "An actor may have several approaches. In the cut `approach` each has a row, which leaves out the narrower ones. The cut `stage` "
        "has counts and no shares: the stage of a developer is that of its product, the stage of a supplier that of its clients. Shares "
        "by stage are in the cut `category_stage`, by category (`key`) and stage (`key_2`): a share over all actors would mix the two.",
    ),
    Example(
        "How many spin-offs has each institution, by the text?",
        "SELECT object_en AS institution, count(*) AS spin_offs, count(*) FILTER (is_disputed) AS contradicted,\n"
        "  string_agg(subject_en, ', ' ORDER BY subject_en) FILTER (other_objects_en IS NOT NULL) AS also_of_others\n"
        "FROM relationships\n"
        "WHERE relation_type = 'spin_off_of'\n"
        "GROUP BY object_en\n"
        "ORDER BY spin_offs DESC, institution;",
        ("relationships",),
        "A spin-off that the text gives to several has several rows: to count spin-offs, count distinct `subject_id`.",
    ),
    Example(
        "By how much did the exports of pharmaceuticals of Belgium grow per year, on average over the whole series?",
        "SELECT from_period, to_period, round(cagr_pct, 2) AS percent_a_year, round(cagr_low_pct, 2) AS low, round(cagr_high_pct, 2) AS "
        "high\n"
        "FROM core.growth_rates\n"
        "WHERE is_chosen AND series_id = (\n"
        "  SELECT any_value(series_id) FROM series\n"
        "  WHERE is_main AND indicator_id = 'exports_of_pharmaceuticals' AND geography_id = 'belgium')\n"
        "ORDER BY to_period - from_period DESC\n"
        "LIMIT 1;",
        ("growth_rates", "series"),
        'Without an upper bound, the last value is "more than" a number. An average of the rates in `yearly_growth` is another number.',
    ),
    Example(
        "For which areas is the number of persons employed stated, and how many of these statements are about the sector?",
        "SELECT geography_en AS area, count(*) AS statements, count(*) FILTER (NOT is_about_one_organisation) AS of_the_sector\n"
        "FROM statements\n"
        "WHERE indicator_id = 'persons_employed'\n"
        "GROUP BY geography_en\n"
        "ORDER BY area;",
        ("statements",),
        "The others are the staff of one organisation. Where none is about the sector, no number of its employment in that area is stated.",
    ),
    Example(
        "Where was a number read? `core.provenance` says it for each cell, by the names of core tables: those of `statements` and "
        "`series` are `observations` there.",
        "SELECT column_name, printed, section_no, first_line, last_line\n"
        "FROM core.provenance\n"
        "WHERE table_name = 'observations' AND record_id = (\n"
        "  SELECT any_value(observation_id) FROM series\n"
        "  WHERE is_main AND year = 2020 AND indicator_id = 'exports_of_pharmaceuticals' AND geography_id = 'belgium')\n"
        "ORDER BY column_name;",
        ("provenance", "series"),
    ),
)


DOCUMENTS = """
SELECT document_id, label_en, coalesce(', of ' || year, ', of ' || earliest_year || ' or later', '') AS dated
FROM documents ORDER BY document_id
"""
MAIN_VALUES = """
SELECT indicator_id, string_agg(of_area, ', ' ORDER BY year_count DESC, of_area) AS areas, unit_en
FROM (
  SELECT indicator_id, unit_en, geography_id || ' ' || string_agg(years, ' ' ORDER BY years) AS of_area, sum(year_count) AS year_count
  FROM (
    SELECT indicator_id, unit_en, geography_id, count(*) AS year_count,
      CASE WHEN count(*) > 1 THEN min(year) || '-' || max(year) ELSE min(year)::VARCHAR END AS years
    FROM (
      SELECT *, year - dense_rank() OVER (PARTITION BY indicator_id, unit_en, geography_id ORDER BY year) AS run
      FROM (SELECT DISTINCT indicator_id, unit_en, geography_id, year FROM series
        WHERE is_main AND geography_id IS NOT NULL AND organisation_id IS NULL)
    )
    GROUP BY indicator_id, unit_en, geography_id, run
  )
  GROUP BY indicator_id, unit_en, geography_id HAVING sum(year_count) > 1
)
GROUP BY indicator_id, unit_en ORDER BY max(year_count) DESC, indicator_id, unit_en
"""


def main_values(frames: Mapping[str, pd.DataFrame]) -> str:
    """Return the quantities of an area, and of no single organisation in it, with main values of two years or more as an item of a list:
    code, areas, years and unit."""
    rows = answer(MAIN_VALUES, {"series": frames["series"]})
    found = ", ".join(f"`{code}` ({areas}, {unit})" for code, areas, unit in rows.itertuples(index=False))
    text = f"Codes in `indicator_id` with main values of an area for two years or more: {found or 'none'}."
    return textwrap.fill(text, WIDTH, initial_indent="- ", subsequent_indent="  ", break_long_words=False, break_on_hyphens=False)


def examples(frames: Mapping[str, pd.DataFrame]) -> str:
    """Return the questions, queries and answers as Markdown, from the published tables by name."""
    return "\n".join(_section(example, _answered(example, frames)) for example in EXAMPLES)


def documents(frames: Mapping[str, pd.DataFrame]) -> str:
    """Return the documents of a release as text in Markdown: the code of each, what it is, and of which year, as far as that is known."""
    rows = answer(DOCUMENTS, {"documents": frames["documents"]})
    return ", ".join(f"`{code}` ({label}{dated})" for code, label, dated in rows.itertuples(index=False))


def _answered(example: Example, frames: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Return the answer of an example. Tables are given by name, whatever their schema in the database."""
    return answer(example.query.replace("core.", ""), {name: frames[name] for name in example.tables})


def _section(example: Example, rows: pd.DataFrame) -> str:
    lines = [list(rows.columns), ["---"] * len(rows.columns), *rows.astype("object").to_numpy().tolist()]
    table = "".join("| " + " | ".join("" if pd.isna(cell) else str(cell) for cell in line) + " |\n" for line in lines)
    note = f"\n{example.note}\n" if example.note else ""
    return f"{example.question}\n\n```sql\n{example.query}\n```\n\n{table}{note}"
