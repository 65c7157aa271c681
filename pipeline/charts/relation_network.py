"""The network of ties between organisations."""

import math
from collections import Counter
from functools import lru_cache
from typing import Any

import altair as alt
import networkx as nx
import pandas as pd

from pipeline.charts.label_placement import LINE, Spot, name_places
from pipeline.charts.language import NAME_OF, Language, codes, schemed
from pipeline.charts.network_layout import positions
from pipeline.charts.nothing import nothing
from pipeline.charts.source_line import source
from pipeline.charts.specification import Specification, layer, layered
from pipeline.charts.texts import say
from pipeline.charts.theme import BLUE, CROSS, GREEN, GREY, HALO, INK, NAME_ALIGN, ORANGE, PURPLE, SKY, VERMILLION, broken, framed, pixels

WIDE, HIGH, MARGIN = 790, 980, 40
NAME, NAME_LETTERS = 9, 26  # font size of names, and the letters of a line of a name
NAME_LINE = round(NAME * LINE, 1)
LED = NAME / 2  # pixels between a name and its circle from which on a line joins them
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
LEADER = {
    "x": pixels("x", "x", WIDE),
    "y": pixels("y", "y", HIGH),
    "x2": "near_x:Q",
    "y2": "near_y:Q",
}
VALUES = ["subject_id", "subject", "relation_type", "relation", "object_id", "object", "status", "state"]
LANE = 4  # pixels between ties of the same two organisations


def relation_network(
    relations: pd.DataFrame,
    organisations: pd.DataFrame,
    concepts: pd.DataFrame,
    code_lists: pd.DataFrame,
    documents: pd.DataFrame,
    language: Language,
) -> Specification:
    """Draw each distinct tie as a line from subject to object, with an arrow unless it is mutual and a cross when it has ended."""
    if relations.empty:
        return nothing("nothing.ties", documents, language, VALUES)
    ties = relations.drop_duplicates(["subject_id", "relation_type", "object_id", "status"]).merge(
        concepts[["concept_id", "is_symmetric"]], left_on="relation_type", right_on="concept_id"
    )
    ties = ties.sort_values(["subject_id", "object_id", "relation_type", "status"], ignore_index=True)
    nodes = _nodes(ties, organisations, language)
    types = schemed(concepts, "relation_type", language)
    kinds = _kinds(ties, types, language)
    ties = _in_words(ties, nodes, types, codes(code_lists, "relation_status", language), language)
    lines = _lines(ties.assign(kind=ties["relation_type"].map(kinds)), nodes)
    former = lines[lines["status"] == "former"]
    layers = [*_ties(lines, former, list(dict.fromkeys(kinds.values())), language), *_organisations(nodes, language)]
    own_scales = {"scale": {"shape": "independent", "fill": "independent"}}
    chart = layered(*layers, width=WIDE, height=HIGH, resolve=own_scales)
    hub = nodes.iloc[0]
    title = say("network.title", language, ties=len(ties), organisations=len(nodes))
    subtitle = say("network.subtitle", language, former=len(former), hub=hub["label"], most=hub["ties"])
    place = source(relations, documents, language, say("network.place", language))
    return framed(chart, language, title, subtitle, place, ties[VALUES])


def _in_words(
    ties: pd.DataFrame, nodes: pd.DataFrame, types: "pd.Series[str]", states: "pd.Series[str]", language: Language
) -> pd.DataFrame:
    """Return ties with subject, relation, object and state in words, and with `said`: the sentence that they make."""
    names = nodes.set_index("organisation_id")["label"]
    words = ties.assign(
        subject=ties["subject_id"].map(names),
        relation=ties["relation_type"].map(types),
        object=ties["object_id"].map(names),
        state=ties["status"].map(states),
    )
    return words.assign(
        said=[
            say("network.tie", language, **{name: row[name] for name in ("subject", "relation", "object", "state")})
            for row in words.to_dict("records")
        ]
    )


def _nodes(ties: pd.DataFrame, organisations: pd.DataFrame, language: Language) -> pd.DataFrame:
    """Return the organisations that have ties, those with most ties first, each with its place and that of its name.

    Columns: organisation_id; label, its name; name, the lines of it; ties, how many; where, whether it is in the cartography; said; x, y,
    radius and size of its circle; name_x, name_y (middle of the first line), name_align; far, near_x, near_y for the line to a far name.
    """
    known = organisations.set_index("organisation_id")
    nodes = _laid_out(tuple(zip(ties["subject_id"], ties["object_id"], strict=True)))
    label = nodes["organisation_id"].map(known[NAME_OF[language]])
    where = {True: say("network.inside", language), False: say("network.outside", language)}
    nodes = nodes.assign(label=label, where=nodes["organisation_id"].map(known["in_cartography"].astype(bool)).map(where))
    said = [say("network.organisation", language, of=row["label"], n=row["ties"], where=row["where"]) for row in nodes.to_dict("records")]
    return pd.concat([nodes.assign(said=said), _names(nodes, ties)], axis=1)


@lru_cache(maxsize=1)
def _laid_out(edges: tuple[tuple[str, str], ...]) -> pd.DataFrame:
    """Return the organisations at the ends of ties with their places. Languages share one layout, so the last one is kept."""
    graph = nx.Graph(list(edges))
    ties = Counter(end for edge in edges for end in edge)
    at = positions(graph, WIDE - 2 * MARGIN, HIGH - 2 * MARGIN)
    ranked = sorted(at, key=lambda one: (-ties[one], one))
    radius = [round(3 + math.sqrt(graph.degree[one]), 1) for one in ranked]
    return pd.DataFrame(
        {
            "organisation_id": ranked,
            "ties": [ties[one] for one in ranked],
            "x": [at[one][0] + MARGIN for one in ranked],
            "y": [at[one][1] + MARGIN for one in ranked],
            "radius": radius,
            "size": [round(math.pi * size * size, 1) for size in radius],
        }
    )


def _names(nodes: pd.DataFrame, ties: pd.DataFrame) -> pd.DataFrame:
    """Return where the names of organisations stand, off the lines between these."""
    names = broken(list(nodes["label"]), NAME_LETTERS)
    at = dict(zip(nodes["organisation_id"], zip(nodes["x"], nodes["y"], strict=True), strict=True))
    lines = [(*at[a], *at[b]) for a, b in sorted({tuple(sorted(edge)) for edge in zip(ties["subject_id"], ties["object_id"], strict=True)})]
    spots = [Spot(x, y, size, name) for x, y, size, name in zip(nodes["x"], nodes["y"], nodes["radius"], names, strict=True)]
    places = name_places(spots, NAME, WIDE, HIGH, lines)
    return pd.DataFrame(
        {
            "name": [name.split("\n") for name in names],
            "name_x": [place.x for place in places],
            "name_y": [round(place.y - name.count("\n") * NAME_LINE / 2, 1) for place, name in zip(places, names, strict=True)],
            "name_align": [place.align for place in places],
            "far": [place.gap > LED for place in places],
            "near_x": [place.near_x for place in places],
            "near_y": [place.near_y for place in places],
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
    return pd.concat([ties[["kind", "status", "state", "is_symmetric", "said"]], pd.DataFrame(ends)], axis=1)


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
    directed = lines[~lines["is_symmetric"].astype(bool)]
    return [
        layer("ties", lines, "rule", {"strokeWidth": 1.4}, "said", **start, x2="x2:Q", y2="y2:Q", color=colour, strokeDash=dash),
        layer("arrows", directed, "point", arrow, **end, angle=alt.Angle("angle:Q", scale=None), color=colour),
        layer("former", former, "point", cross, **middle, shape=state),
    ]


def _organisations(nodes: pd.DataFrame, language: Language) -> list[Specification]:
    domain, title = [say("network.inside", language), say("network.outside", language)], say("network.node", language)
    shape = alt.Shape("where:N", title=title, scale=alt.Scale(domain=domain, range=["circle", "square"]))
    fill = alt.Fill("where:N", title=title, scale=alt.Scale(domain=domain, range=[INK, "white"]))
    at = {"x": pixels("x", "x", WIDE), "y": pixels("y", "y", HIGH), "size": alt.Size("size:Q", scale=None)}
    name = {"x": pixels("x", "name_x", WIDE), "y": pixels("y", "name_y", HIGH), "text": "name:N"}
    style = {"stroke": INK, "strokeWidth": 1.2, "opacity": 1}
    label = {"align": NAME_ALIGN, "baseline": "middle", "fontSize": NAME, "lineHeight": NAME_LINE}
    return [
        layer("leaders", nodes[nodes["far"]], "rule", {"strokeWidth": 0.7}, **LEADER),
        layer("halos", nodes, "text", label | HALO, **name),
        layer("organisations", nodes, "point", style, "said", **at, shape=shape, fill=fill),
        layer("names", nodes, "text", label, **name),
    ]
