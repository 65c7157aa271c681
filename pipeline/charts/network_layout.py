"""Where the nodes of a network stand in a picture: distances in the picture follow distances in the network (stress majorisation).

Own code and not networkx's spring_layout, since sums of floating-point numbers there depend on the processor, and a layout amplifies
the last digit. Here each operation is exact by IEEE 754, and sums run in one order, so that every machine draws the same picture.
Does not belong here: drawing.
"""

import networkx as nx
import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

ROUNDS = 400
COLUMNS, ROW, MARGIN = 4, 90, 22  # of the small components: how many beside each other, and pixels


def positions(graph: nx.Graph, width: float, height: float) -> dict[str, tuple[float, float]]:
    """Return x and y of each node within width and height, rounded to a tenth: the largest component above, the others in rows below.

    The order of nodes and edges has no influence.
    """
    largest, *others = sorted((sorted(part) for part in nx.connected_components(graph)), key=lambda part: (-len(part), part))
    rows = -(-len(others) // COLUMNS)
    found = _component(graph, largest, width, height - rows * ROW)
    for place, part in enumerate(others):
        left, top = place % COLUMNS * width / COLUMNS, height - (rows - place // COLUMNS) * ROW + MARGIN
        small = _component(graph, part, width / COLUMNS / 3, ROW - 2 * MARGIN)
        found |= {node: (round(left + x, 1), round(top + y, 1)) for node, (x, y) in small.items()}
    return found


def _component(graph: nx.Graph, nodes: list[str], width: float, height: float) -> dict[str, tuple[float, float]]:
    """Return the places of the nodes of a connected part by the method of Gansner, Koren and North (2005)."""
    wanted = _distances(graph, nodes)
    weight = np.divide(1.0, wanted * wanted, out=np.zeros_like(wanted), where=wanted > 0)
    total = _sum(weight)
    at = _start(len(nodes))
    for _ in range(ROUNDS):
        step = at[:, None, :] - at[None, :, :]
        length = np.sqrt(step[:, :, 0] * step[:, :, 0] + step[:, :, 1] * step[:, :, 1])
        pull = np.divide(wanted, length, out=np.zeros_like(wanted), where=length > 0)
        at = np.stack([_sum(weight * (at[None, :, axis] + pull * step[:, :, axis])) / total for axis in (0, 1)], axis=1)
    return dict(zip(nodes, _fitted(at, width, height), strict=True))


def _distances(graph: nx.Graph, nodes: list[str]) -> Floats:
    """Return the number of steps between all nodes of a connected part."""
    steps = dict(nx.all_pairs_shortest_path_length(graph))
    return np.array([[float(steps[a][b]) for b in nodes] for a in nodes])


def _sum(values: Floats) -> Floats:
    """Return the sums of rows, added from left to right."""
    sums: Floats = np.cumsum(values, axis=1)[:, -1]
    return sums


def _start(count: int) -> Floats:
    """Return points spread over the unit square by the plastic number (a low-discrepancy sequence), without chance."""
    number = np.arange(1, count + 1, dtype=float)[:, None]
    points: Floats = (number * np.array([[0.7548776662466927, 0.5698402909980532]])) % 1.0
    return points


def _fitted(at: Floats, width: float, height: float) -> list[tuple[float, float]]:
    low, high = at.min(axis=0), at.max(axis=0)
    extent = np.where(high > low, high - low, 1.0)
    scaled = (at - low) / extent
    return [(round(float(x) * width, 1), round(float(y) * height, 1)) for x, y in scaled]
