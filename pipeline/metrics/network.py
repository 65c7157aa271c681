"""The network of relations: how the organisations of the documents are connected.

Belongs here: graphs of stated ties and their measures. Does not belong here: what a tie means, or which ties there are: `relations`.
docs/methods.md has the definitions.

Nodes and edges are sorted before a graph is made of them: its measures then depend on nothing but the ties.
"""

from fractions import Fraction
from typing import NamedTuple

import networkx as nx
import pandas as pd

from pipeline.metrics.rounding import published

ALL, CURRENT, WITH_PROJECTS = "all", "current", "with_projects"
PROJECTS = ["collaborative_project", "public_programme"]  # types of what is not an actor: projects, programmes, plans and strategies
WHOLE = ""
ENDS = ["subject_id", "object_id"]
STATEMENTS = "statements"


class Measured(NamedTuple):
    """One row of `network_measures`, before rounding."""

    scope: str
    measure: str
    organisation_id: str
    value: Fraction
    n: int
    unit_id: str = "count"


def network_measures(relations: pd.DataFrame, concepts: pd.DataFrame, organisations: pd.DataFrame) -> pd.DataFrame:
    """Make the table `network_measures`: of the network as a whole, and of each organisation, for all ties, current ones and each type.

    Projects and programmes, and their ties, count in the scope WITH_PROJECTS only. relations: subject_id, relation_type, object_id, status.
    concepts: concept_id, is_symmetric. organisations: organisation_id, organisation_type, in_cartography.
    """
    actors = set(organisations.loc[organisations["in_cartography"].astype("bool"), "organisation_id"])
    projects = organisations.loc[organisations["organisation_type"].isin(PROJECTS), "organisation_id"]
    ties = scoped(relations, projects)
    graphs = {str(scope): graph_of(group) for scope, group in ties.groupby("scope")}
    kinds = concepts.dropna(subset="is_symmetric")
    one_way = kinds.loc[~kinds["is_symmetric"].astype("bool"), "concept_id"]
    digraphs = {str(scope): digraph_of(group) for scope, group in ties[ties["scope"].isin(one_way)].groupby("scope")}
    found = [row for scope, graph in graphs.items() for row in [*whole(scope, graph, actors), *of_nodes(scope, graph)]]
    found += [row for scope in (ALL, CURRENT, WITH_PROJECTS) if scope in graphs for row in isolated(scope, graphs[scope], actors)]
    found += [row for scope, digraph in digraphs.items() for row in of_ends(scope, digraph)]
    rows = pd.DataFrame(found, columns=list(Measured._fields))
    rows = pd.concat([rows, ranks(rows)], ignore_index=True)
    return rows.assign(value=rows["value"].map(published).astype("object"))


def scoped(relations: pd.DataFrame, projects: pd.Series) -> pd.DataFrame:
    """Return the ties between different organisations once for each scope: all, current, and their type; and those of projects in one more,
    together with all others."""
    every = relations.loc[relations["subject_id"] != relations["object_id"], [*ENDS, "relation_type", "status"]].astype("object")
    ties = every[~every["subject_id"].isin(projects) & ~every["object_id"].isin(projects)]
    current = ties[ties["status"] == CURRENT]
    scopes = [ties.assign(scope=ALL), current.assign(scope=CURRENT), ties.assign(scope=ties["relation_type"])]
    return pd.concat([*scopes, every.assign(scope=WITH_PROJECTS)], ignore_index=True)


def graph_of(ties: pd.DataFrame) -> nx.Graph:
    """Return the graph of ties: an edge for each pair of organisations that has any, with the number of its statements."""
    ends = pd.DataFrame({"subject_id": ties[ENDS].min(axis=1), "object_id": ties[ENDS].max(axis=1)})
    return _filled(nx.Graph(), ends)


def digraph_of(ties: pd.DataFrame) -> nx.DiGraph:
    """Return the directed graph of ties: an edge from subject to object, with the number of its statements."""
    return _filled(nx.DiGraph(), ties)


def _filled(graph: nx.Graph, ties: pd.DataFrame) -> nx.Graph:
    edges = ties.groupby(ENDS, sort=True).size().reset_index()
    graph.add_nodes_from(sorted(set(edges["subject_id"]) | set(edges["object_id"])))
    graph.add_weighted_edges_from(edges.itertuples(index=False, name=None), weight=STATEMENTS)
    return graph


def whole(scope: str, graph: nx.Graph, actors: set[str]) -> list[Measured]:
    """Return the measures of the network as a whole; organisations without a tie are in none of them but isolated_actors."""
    size, ties, statements = len(graph), graph.number_of_edges(), int(graph.size(weight=STATEMENTS))
    components = [len(component) for component in nx.connected_components(graph)]
    return [
        Measured(scope, "organisations", WHOLE, Fraction(size), statements),
        Measured(scope, "ties", WHOLE, Fraction(ties), statements),
        Measured(scope, "density", WHOLE, Fraction(2 * ties, size * (size - 1)), size, "ratio"),
        Measured(scope, "components", WHOLE, Fraction(len(components)), size),
        Measured(scope, "largest_component", WHOLE, Fraction(max(components)), size),
        Measured(scope, "isolated_actors", WHOLE, Fraction(len(actors - set(graph))), len(actors)),
    ]


def of_nodes(scope: str, graph: nx.Graph) -> list[Measured]:
    """Return of each organisation the number of others that it is tied to, and the size of its component."""
    statements = dict(graph.degree(weight=STATEMENTS))
    degrees = [Measured(scope, "degree", node, Fraction(degree), statements[node]) for node, degree in graph.degree()]
    components = list(nx.connected_components(graph))
    sizes = [Measured(scope, "component_size", node, Fraction(len(found)), len(graph)) for found in components for node in sorted(found)]
    return degrees + sizes


def isolated(scope: str, graph: nx.Graph, actors: set[str]) -> list[Measured]:
    """Return the degree, zero, of the actors of the cartography without a stated tie."""
    return [Measured(scope, "degree", actor, Fraction(0), 0) for actor in sorted(actors - set(graph))]


def of_ends(scope: str, graph: nx.DiGraph) -> list[Measured]:
    """Return of each organisation the number of subjects tied to it, such as its spin-offs, and of objects that it is tied to."""
    rows = []
    for measure, degrees in (("in_degree", graph.in_degree), ("out_degree", graph.out_degree)):
        statements = dict(degrees(weight=STATEMENTS))
        rows += [Measured(scope, measure, node, Fraction(degree), statements[node]) for node, degree in degrees() if degree]
    return rows


def ranks(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the rank of each organisation by its degree, within each scope: 1 + the number of those with a larger one."""
    degrees = rows[rows["measure"] == "degree"]
    by_scope = degrees["value"].astype("int64").groupby(degrees["scope"])
    places = by_scope.rank(method="min", ascending=False).astype("int64").astype("object").map(Fraction)
    return degrees.assign(measure="degree_rank", value=places, n=by_scope.transform("size"), unit_id="rank")
