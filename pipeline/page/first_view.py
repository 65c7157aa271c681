"""What stands first: the numbers that matter, and what the dots of the map say.

Belongs here: sentences that are true by themselves. Does not belong here: where a dot is (`site_map.py`).
"""

from collections.abc import Sequence

from pipeline.core.written import amount, number
from pipeline.page.facets import BRUSSELS, STAGES
from pipeline.page.language import Row, Texts, joined, listed, lower_first
from pipeline.page.places import reference
from pipeline.page.site_map import Dot
from pipeline.page.tables import Rows

EXPORTS = ("exports_of_pharmaceuticals", "belgium")


def key_numbers(rows: Rows, texts: Texts) -> list[Row]:
    """Return the numbers that matter: value, words, target within the page, and source where one line states the number."""
    actors, claims = rows["actors"], rows["claim_checks"]
    known = [row for row in actors if row["is_stage_known"]]
    refuted = [row for row in claims if row["holds"] is False]
    counts = {
        "actors": (number(len(actors), texts.language), {"wallonia": number(sum(row["is_in_wallonia"] for row in actors), texts.language)}),
        "clinical": (number(sum(row["is_clinical"] for row in known), texts.language), {"known": number(len(known), texts.language)}),
        "claims": (number(len(refuted), texts.language), {"checked": number(len(claims), texts.language)}),
        "cells": (number(len(rows["provenance"]), texts.language), {}),
    }
    found = [_key(name, value, words, texts) for name, (value, words) in counts.items()]
    return [*found[:2], *_exports(rows, texts), *found[2:]]


def _key(name: str, value: str, words: dict[str, str], texts: Texts) -> Row:
    base = next(iter(words.values()), "")
    return {"value": value, "words": texts(f"key.{name}", **words), "target": texts(f"key.{name}.target"), "source": "", "base": base}


def _exports(rows: Rows, texts: Texts) -> list[Row]:
    """Return the latest exports of Belgium that a document with a text states, if one does."""
    stated = [row for row in rows["series"] if (row["indicator_id"], row["geography_id"]) == EXPORTS and row["is_main"]]
    row = max((row for row in stated if row["verification"] == "text"), key=lambda row: row["year"], default=None)
    if row is None:
        return []
    value = amount(row["value"], row["unit_id"], row["unit"], texts.language)
    known = {"value": value, "words": texts("key.exports", year=row["year"]), "target": "numbers"}
    return [known | {"source": reference("observations", "value_printed", row["observation_id"])}]


def map_dots(dots: Sequence[Dot], categories: dict[str, str], texts: Texts) -> list[Row]:
    """Return the dots: place in the picture, actor, province, categories, and a sentence for who cannot see them."""
    return [_dot(dot, categories, texts) for dot in sorted(dots, key=lambda dot: (dot.x, dot.y))]


def _dot(dot: Dot, categories: dict[str, str], texts: Texts) -> Row:
    row = dot.row
    codes = listed(row["category_ids"])
    stages = [lower_first(texts(f"stage.{stage}")) for stage, column in STAGES.items() if row[column]]
    words = {
        "category": joined([lower_first(categories[code]) for code in codes], texts),
        "stages": joined(stages, texts) or texts("map.no_stage"),
    }
    return {
        "x": dot.x,
        "y": dot.y,
        "actor": row["organisation_id"],
        "province": row["province_id"] or BRUSSELS,
        "categories": codes,
        "says": texts("map.dot", name=row["name"], place=row["locality"], **words),
    }
