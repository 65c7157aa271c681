"""The two tables of the thesis about the subject itself: the history of biomanufacturing, small molecules beside biologics.

Belongs here: their rows as a page shows them, translated where the page is in English.
"""

from itertools import groupby

from pipeline.page.language import Row, Texts, spaced
from pipeline.page.places import reference
from pipeline.page.tables import Rows, by

SIDES = ("advantages", "drawbacks", "not_split")
CLASSES = ("small_molecules", "biologics")
ERA = ("platform", "technologies", "people")  # printed once for all rows of an era


def history(rows: Rows, texts: Texts) -> list[Row]:
    """Return the eras: title, what is common to its rows, and its rows (period, location, products, source)."""
    concepts = by(rows["concepts"], "concept_id")
    ordered = sorted(rows["biomanufacturing_history"], key=lambda row: (row["document_id"], row["row_no"]))
    eras = [(era, list(found)) for era, found in groupby(ordered, key=lambda row: row["era_id"])]
    return [
        {"title": concepts[era]["label"], "rows": [_step(row, texts) for row in found]} | _common(found[0], texts) for era, found in eras
    ]


def _common(row: Row, texts: Texts) -> Row:
    return {name: _listed(row[name], texts) for name in ERA} | {"source": reference("biomanufacturing_history", "", _record(row))}


def _step(row: Row, texts: Texts) -> Row:
    period = row.get("period") or row["period_printed"] or ""
    period = texts("history.ago", span=_span(period, texts)) if row["years_before_present"] is not None else period
    known = {"title": f"{period}, {row['location']}" if period else row["location"], "products": _listed(row["products"], texts)}
    return known | {"source": reference("biomanufacturing_history", "", _record(row))}


def _span(period: str, texts: Texts) -> str:
    """Return a span of years with the printed sign for "less than" in words."""
    return texts("history.less_than", span=period.removeprefix("<").strip()) if period.startswith("<") else period


def _listed(cell: str, texts: Texts) -> str:
    """Return the items of a printed cell as a list within a line."""
    return spaced(cell.replace(" + ", ", "), texts.language)


def _record(row: Row) -> str:
    return f"{row['document_id']}|{row['row_no']}"


def comparison(rows: Rows, texts: Texts) -> list[Row]:
    """Return the aspects, each with a cell for small molecules and one for biologics: parts with their side and items."""
    concepts = by(rows["concepts"], "concept_id")
    cells = rows["molecule_comparison"]
    aspects = sorted({row["aspect_id"] for row in cells}, key=lambda aspect: concepts[aspect]["sort_order"])
    return [{"title": concepts[aspect]["label"], "cells": [_cell(cells, aspect, name, texts) for name in CLASSES]} for aspect in aspects]


def _cell(cells: list[Row], aspect: str, name: str, texts: Texts) -> list[Row]:
    found = [row for row in cells if row["aspect_id"] == aspect and row["molecule_class"] == name]
    return [_part(row, texts) for row in sorted(found, key=lambda row: SIDES.index(row["side"]))]


def _part(row: Row, texts: Texts) -> Row:
    record = "|".join((row["document_id"], row["aspect_id"], row["molecule_class"], row["side"]))
    items = row["text"].split(" + ")
    return {"side": texts(f"side.{row['side']}"), "items": items, "source": reference("molecule_comparison", "", record)}
