"""The sections of events and relationships: a time line, a network, lists.

Belongs here: the order and grouping of events, the picture of the network. Does not belong here: what is said of one event or tie
(`ties.py`).
"""

from collections import Counter
from itertools import groupby
from typing import Any

import networkx as nx

from pipeline.charts.network_layout import positions
from pipeline.page.labels import Name, placed_names
from pipeline.page.language import Row, listed, lower_first
from pipeline.page.places import Places
from pipeline.page.tables import Rows, by
from pipeline.page.ties import Ties, stated_in

WIDE, HIGH = 960, 660
MARGIN_X, MARGIN_Y = 70, 16
TYPE = 11.5  # size of the names


def dated(rows: Rows, ties: Ties) -> list[Row]:
    """Return the dated events by year, each year with its events. When an event was is left out where that is the year alone."""
    ordered = sorted((row for row in rows["timeline"] if row["is_dated"]), key=lambda row: (row["first_day"], row["event_id"]))
    years = [(year, [_event(row, ties) for row in found]) for year, found in groupby(ordered, key=lambda row: row["year"])]
    return [{"year": year, "events": [event | {"when": _beside(event["when"], year)} for event in found]} for year, found in years]


def _beside(when: str, year: int) -> str:
    return "" if when == str(year) else when


def undated(rows: Rows, ties: Ties) -> list[Row]:
    """Return the events without a date, by their kind."""
    ordered = sorted((row for row in rows["timeline"] if not row["is_dated"]), key=lambda row: (row["event_type"], row["title"]))
    return [
        {"kind": kind, "events": [_event(row, ties) for row in found]}
        for kind, found in groupby(ordered, key=lambda row: row["event_type"])
    ]


def _event(row: Row, ties: Ties) -> Row:
    return ties.event(row) | {"kind": row["event_type"]}


def relationships(rows: Rows, ties: Ties, places: Places) -> list[Row]:
    """Return the ties as sentences: subject, relation, object, each end with its card, note, source, place."""
    ordered = sorted(rows["relationships"], key=lambda row: (row["subject"].casefold(), row["relation"], row["object"].casefold()))
    return [_tie(row, ties, places) for row in ordered]


def _tie(row: Row, ties: Ties, places: Places) -> Row:
    ends = {name: row[column] if row[column] in ties.actors else "" for name, column in (("from", "subject_id"), ("to", "object_id"))}
    known = {"subject": row["subject"], "relation": lower_first(row["relation"]), "object": row["object"], "note": ties.tie_note(row)}
    source = stated_in([row])
    return known | ends | {"source": source, "place": places.of_lines(row["document_ids"], row["lines"])}


def network(rows: Rows) -> Row:
    """Return the picture of the network: nodes (x, y, name, label where it is named, categories, actor) and lines."""
    names = {row[f]: row[n] for row in rows["relationships"] for f, n in (("subject_id", "subject"), ("object_id", "object"))}
    pairs = {tuple(sorted((row["subject_id"], row["object_id"]))) for row in rows["relationships"]}
    if not pairs:
        return {"nodes": [], "names": [], "lines": [], "wide": WIDE, "high": HIGH}
    graph = nx.Graph(sorted(pairs))
    at = {name: (round(x + MARGIN_X, 1), round(y + MARGIN_Y, 1)) for name, (x, y) in _layout(graph).items()}
    count = Counter(name for pair in pairs for name in pair)
    actors = by(rows["actors"], "organisation_id")
    nodes = [_node(name, at[name], names[name], count[name], actors.get(name)) for name in sorted(at)]
    lines = [(*at[a], *at[b]) for a, b in sorted(pairs)]
    return {"nodes": nodes, "names": _names(nodes), "lines": lines, "wide": WIDE, "high": HIGH}


def _names(nodes: list[Row]) -> list[Name]:
    """Return the names of the nodes with room for them, those with many ties first."""
    boxes = [
        (node["text"], (node["x"] - node["radius"], node["y"] - node["radius"], node["x"] + node["radius"], node["y"] + node["radius"]))
        for node in sorted(nodes, key=lambda node: (-node["radius"], node["id"]))
    ]
    return placed_names(boxes, [box for _, box in boxes], WIDE, TYPE)


def _layout(graph: Any) -> dict[str, tuple[float, float]]:
    return positions(graph, WIDE - 2 * MARGIN_X, HIGH - 2 * MARGIN_Y)


def _node(name: str, at: tuple[float, float], text: str, count: int, actor: Row | None) -> Row:
    categories = listed(actor["category_ids"]) if actor else []
    known = {"id": name, "x": at[0], "y": at[1], "text": text, "actor": bool(actor), "category": categories[0] if categories else ""}
    return known | {"radius": round(2.5 + min(count, 12) * 0.45, 2)}
