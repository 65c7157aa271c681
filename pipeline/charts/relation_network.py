"""The network of ties between organisations."""

import math
from functools import lru_cache
from typing import Any

import altair as alt
import networkx as nx
import pandas as pd

from pipeline.charts.label_placement import Spot, name_places
from pipeline.charts.language import Language, codes, schemed
from pipeline.charts.network_layout import positions
from pipeline.charts.source_line import source
from pipeline.charts.specification import Specification, layer, layered
from pipeline.charts.texts import say
from pipeline.charts.theme import BLUE, CROSS, GREEN, GREY, HALO, INK, NAME_ALIGN, ORANGE, PURPLE, SKY, VERMILLION, framed, pixels

WIDE, HIGH, MARGIN = 790, 980, 40
NAME = 9
STYLED_TYPES = 7  # types of ties that have a look of their own: the most frequent ones
LOOKS = [
    (BLUE, [1, 0]),
    (VERMILLION, [6, 3]),
    (GREEN, [2, 2]),
    (ORANGE, [9, 3, 2, 3]),
    (PURPLE, [12, 3]),
    (SKY, [4, 2, 1, 2, 1, 2]),
    (INK, [8, 2]),
    (GREY, [1, 3]),
]
LANE = 4  # pixels between ties of the same two organisations


def relation_network(
    relations: pd.DataFrame,
    relation_types: pd.DataFrame,
    organisations: pd.DataFrame,
    concepts: pd.DataFrame,
    code_lists: pd.DataFrame,
    documents: pd.DataFrame,
    language: Language,
) -> Specification:
    """Draw each distinct tie as a line from subject to object, with an arrow unless it is mutual and a cross when it has ended."""
    ties = relations.drop_duplicates(["subject_id", "relation_type", "object_id", "status"]).merge(relation_types, on="relation_type")
    ties = ties.sort_values(["subject_id", "object_id", "relation_type", "status"], ignore_index=True)
    nodes = _nodes(ties, organisations, language)
    kinds = _kinds(ties, schemed(concepts, "relation_type", language), language)
    lines = _lines(ties.assign(kind=ties["relation_type"].map(kinds)), nodes)
    lines = lines.assign(state=lines["status"].map(codes(code_lists, "relation_status", language)))
    former = lines[lines["status"] == "former"]
    layers = [*_ties(lines, former, list(dict.fromkeys(kinds.values())), language), *_organisations(nodes, language)]
    own_scales = {"scale": {"shape": "independent", "fill": "independent"}}
    chart = layered(*layers, width=WIDE, height=HIGH, resolve=own_scales)
    title = say("network.title", language, ties=len(ties), organisations=len(nodes))
    subtitle = say("network.subtitle", language, former=len(former))
    return framed(chart, language, title, subtitle, source(relations, documents, language, say("network.place", language)))


def _nodes(ties: pd.DataFrame, organisations: pd.DataFrame, language: Language) -> pd.DataFrame:
    """Return the organisations that have ties, those with most ties first, each with its place and that of its name."""
    edges = tuple(zip(ties["subject_id"], ties["object_id"], strict=True))
    names = organisations.set_index("organisation_id")["name"]
    inside = organisations.set_index("organisation_id")["in_cartography"].astype(bool)
    nodes = _placed(edges, tuple((one, names[one]) for one in sorted({end for edge in edges for end in edge} & set(names.index))))
    where = {True: say("network.inside", language), False: say("network.outside", language)}
    return nodes.assign(where=nodes["organisation_id"].map(inside).map(where))


@lru_cache(maxsize=1)
def _placed(edges: tuple[tuple[str, str], ...], names: tuple[tuple[str, str], ...]) -> pd.DataFrame:
    """Return organisations, given by their id and name, with their places. Languages share one layout, so the last one is kept."""
    graph = nx.Graph(list(edges))
    at = positions(graph, WIDE - 2 * MARGIN, HIGH - 2 * MARGIN)
    ranked = sorted(names, key=lambda known: (-graph.degree[known[0]], known[0]))
    radius = [round(3 + math.sqrt(graph.degree[one]), 1) for one, _ in ranked]
    spots = [Spot(at[one][0] + MARGIN, at[one][1] + MARGIN, size, name) for (one, name), size in zip(ranked, radius, strict=True)]
    spot = {one: spot for (one, _), spot in zip(ranked, spots, strict=True)}
    lines = [(spot[a].x, spot[a].y, spot[b].x, spot[b].y) for a, b in sorted(map(sorted, graph.edges))]
    places = name_places(spots, NAME, WIDE, HIGH, lines)
    return pd.DataFrame(
        {
            "organisation_id": [one for one, _ in ranked],
            "name": [name for _, name in ranked],
            "x": [one.x for one in spots],
            "y": [one.y for one in spots],
            "radius": radius,
            "size": [round(math.pi * size * size, 1) for size in radius],
            "name_x": [place.x for place in places],
            "name_y": [place.y for place in places],
            "name_align": [place.align for place in places],
        }
    )


def _kinds(ties: pd.DataFrame, label: "pd.Series[str]", language: Language) -> dict[str, str]:
    """Return how each type of tie is named in the legend: the most frequent by their labels, the others together, last."""
    counts = ties.groupby("relation_type").size().reset_index(name="n").sort_values(["n", "relation_type"], ascending=[False, True])
    types = list(counts["relation_type"])
    rest = types[STYLED_TYPES:]
    return {name: label[name] for name in types[:STYLED_TYPES]} | dict.fromkeys(rest, say("network.other", language, types=len(rest)))


def _lines(ties: pd.DataFrame, nodes: pd.DataFrame) -> pd.DataFrame:
    """Return ties with the ends of their lines; ties of the same two organisations run side by side."""
    at = {row["organisation_id"]: row for row in nodes.to_dict("records")}
    pair = ties[["subject_id", "object_id"]].apply(lambda row: "/".join(sorted(row)), axis=1)
    lane = ties.groupby(pair).cumcount() - (ties.groupby(pair)["status"].transform("size") - 1) / 2
    ends = [_ends(at[s], at[o], offset * LANE) for s, o, offset in zip(ties["subject_id"], ties["object_id"], lane, strict=True)]
    return pd.concat([ties[["kind", "status", "symmetric"]], pd.DataFrame(ends)], axis=1)


def _ends(subject: dict[str, Any], target: dict[str, Any], aside: float) -> dict[str, float]:
    """Return the ends of a line between two circles, its middle, and the direction of its arrow, clockwise from north."""
    first, last = sorted([subject, target], key=lambda node: str(node["organisation_id"]))
    width, height = last["x"] - first["x"], last["y"] - first["y"]
    length = math.sqrt(width * width + height * height) or 1.0
    shift_x, shift_y = -height / length * aside, width / length * aside
    way = 1 if subject is first else -1
    stop = target["radius"] + 4
    x, y = subject["x"] + shift_x, subject["y"] + shift_y
    x2, y2 = target["x"] + shift_x - way * width / length * stop, target["y"] + shift_y - way * height / length * stop
    angle = math.degrees(math.atan2(way * width, -way * height))
    numbers = {"x": x, "y": y, "x2": x2, "y2": y2, "middle_x": (x + x2) / 2, "middle_y": (y + y2) / 2, "angle": angle % 360}
    return {name: round(value, 1) for name, value in numbers.items()}


def _ties(lines: pd.DataFrame, former: pd.DataFrame, kinds: list[str], language: Language) -> list[Specification]:
    title, looks = say("network.type", language), LOOKS[: len(kinds)]
    colour = alt.Color("kind:N", title=title, scale=alt.Scale(domain=kinds, range=[colour for colour, _ in looks]))
    dash = alt.StrokeDash("kind:N", title=title, scale=alt.Scale(domain=kinds, range=[dash for _, dash in looks]))
    legend = alt.Legend(symbolFillColor=INK)
    state = alt.Shape("state:N", title=say("network.status", language), scale=alt.Scale(range=[CROSS]), legend=legend)
    start, end = {"x": pixels("x", "x", WIDE), "y": pixels("y", "y", HIGH)}, {"x": pixels("x", "x2", WIDE), "y": pixels("y", "y2", HIGH)}
    middle = {"x": pixels("x", "middle_x", WIDE), "y": pixels("y", "middle_y", HIGH)}
    arrow = {"shape": "triangle", "filled": True, "size": 45, "opacity": 1}
    cross = {"filled": True, "size": 60, "color": INK, "opacity": 1}
    directed = lines[~lines["symmetric"].astype(bool)]
    return [
        layer("ties", lines, "rule", {"strokeWidth": 1.4}, **start, x2="x2:Q", y2="y2:Q", color=colour, strokeDash=dash),
        layer("arrows", directed, "point", arrow, **end, angle=alt.Angle("angle:Q", scale=None), color=colour),
        layer("former", former, "point", cross, **middle, shape=state),
    ]


def _organisations(nodes: pd.DataFrame, language: Language) -> list[Specification]:
    domain, title = [say("network.inside", language), say("network.outside", language)], say("network.node", language)
    shape = alt.Shape("where:N", title=title, scale=alt.Scale(domain=domain, range=["circle", "square"]))
    fill = alt.Fill("where:N", title=title, scale=alt.Scale(domain=domain, range=[INK, "white"]))
    at = {"x": pixels("x", "x", WIDE), "y": pixels("y", "y", HIGH), "size": alt.Size("size:Q", scale=None)}
    name = {"x": pixels("x", "name_x", WIDE), "y": pixels("y", "name_y", HIGH), "text": "name:N"}
    style, label = {"stroke": INK, "strokeWidth": 1.2, "opacity": 1}, {"align": NAME_ALIGN, "fontSize": NAME}
    return [
        layer("halos", nodes, "text", label | HALO, **name),
        layer("organisations", nodes, "point", style, **at, shape=shape, fill=fill),
        layer("names", nodes, "text", label, **name),
    ]
