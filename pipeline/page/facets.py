"""What the list of actors can be filtered by: categories, approaches, stages, provinces.

Belongs here: the choices, in the order of their code lists, and the keys by which a row of the list and a dot of the map answer to them.
Does not belong here: filtering, which the script does.
"""

from collections import Counter

from pipeline.page.language import Row, Texts, listed
from pipeline.page.tables import Rows, by

STAGES = {"preclinical": "is_preclinical", "clinical": "is_clinical", "commercial": "is_commercial"}
NOT_STATED = "not_stated"
BRUSSELS = "brussels-region"  # a region without provinces


def keys(actor: Row, broader: dict[str, str | None]) -> dict[str, list[str]]:
    """Return by facet what an actor answers to; an approach answers to all that is broader, too."""
    known = [stage for stage, column in STAGES.items() if actor[column]]
    approaches = {upper for approach in listed(actor["approach_ids"]) for upper in _upward(approach, broader)}
    return {
        "category": listed(actor["category_ids"]),
        "approach": sorted(approaches),
        "stage": known or [NOT_STATED],
        "province": [*listed(actor["province_ids"]), *([] if actor["province_ids"] else [BRUSSELS])],
    }


def _upward(concept: str, broader: dict[str, str | None]) -> list[str]:
    upper = broader.get(concept)
    return [concept, *(_upward(upper, broader) if upper else [])]


def broader_of(rows: Rows) -> dict[str, str | None]:
    """Return the next broader concept of each concept."""
    return {row["concept_id"]: row["broader_id"] for row in rows["concepts"]}


def facets(rows: Rows, answers: list[dict[str, list[str]]], texts: Texts) -> list[Row]:
    """Return the filters: name, label, and their choices (value, label with the number of actors), each choice answered by some actor."""
    concepts = [row | {"value": row["concept_id"]} for row in sorted(rows["concepts"], key=lambda row: row["sort_order"])]
    areas = [row | {"value": row["geography_id"]} for row in rows["geographies"]]
    choices = {
        "category": [row for row in concepts if row["scheme"] == "actor_category"],
        "approach": _indented([row for row in concepts if row["scheme"] == "approach"], broader_of(rows)),
        "stage": [row for row in concepts if row["scheme"] == "stage"] + [{"value": NOT_STATED, "label": texts("stage.none")}],
        "province": sorted(areas, key=lambda row: (row["level"] != "province", row["label"])),
    }
    return [_facet(name, known, Counter(key for answer in answers for key in answer[name]), texts) for name, known in choices.items()]


def _facet(name: str, choices: list[Row], count: Counter[str], texts: Texts) -> Row:
    kept = [{"value": row["value"], "label": f"{row['label']} ({count[row['value']]})"} for row in choices if count[row["value"]]]
    return {"name": name, "label": texts(f"filter.{name}"), "choices": kept}


def _indented(concepts: list[Row], broader: dict[str, str | None]) -> list[Row]:
    depth = {row["value"]: len(_upward(row["value"], broader)) - 1 for row in concepts}
    return [row | {"label": "\u2003" * depth[row["value"]] + row["label"]} for row in concepts]


def label_of(rows: Rows, concept: str) -> str:
    """Return the label of a concept."""
    return str(by(rows["concepts"], "concept_id")[concept]["label"])
