"""Where nodes are drawn: a force layout by igraph, the same for the same graph."""

from __future__ import annotations

import math
import random
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import networkx as nx

EXTENT = 1000.0
"""Coordinates run from -EXTENT to EXTENT."""
FEW_NODES = 3_000
"""Up to here Fruchterman-Reingold runs 500 rounds; above, fewer, on a grid."""

Positions = dict[str, tuple[float, float]]


def _weight(attributes: Mapping[str, object]) -> float:
    weight = attributes.get("weight")
    value = float(weight) if isinstance(weight, (int, float)) else 1.0
    return math.log2(1 + max(value, 1.0)) * (3.0 if attributes.get("relation") == "met" else 1.0)


def _sunflower(number: int) -> list[float]:
    """The place of a seed in a sunflower: even over a disc, whatever the count."""
    angle, radius = 2.399963 * number, math.sqrt(number)
    return [radius * math.cos(angle), radius * math.sin(angle)]


def force_layout(nodes: Sequence[str], links: Mapping[tuple[str, str], float], *, even: bool = False, seed: int = 0,
) -> Positions:
    """Positions of ``nodes``, pulled together by ``links`` (pairs of nodes to positive weights), rounded to 0.1.

    ``even`` spreads them so that distances on the picture follow distances in the graph (Kamada-Kawai): better to
    read, for at most `FEW_NODES` nodes. The same input gives the same positions: start and random numbers come from
    ``seed``.
    """
    import igraph

    if not nodes:
        return {}
    index = {node: number for number, node in enumerate(nodes)}
    pairs = sorted((index[a], index[b], weight) for (a, b), weight in links.items() if a != b)
    graph = igraph.Graph(n=len(nodes), edges=[(a, b) for a, b, _ in pairs])
    igraph.set_random_number_generator(random.Random(seed))
    try:
        start = [_sunflower(number) for number in range(len(nodes))]
        found = graph.layout_fruchterman_reingold(
            weights=[weight for _, _, weight in pairs], seed=start, niter=500 if len(nodes) <= FEW_NODES else 120,
            grid=len(nodes) > FEW_NODES,
        )
        if even and 1 < len(nodes) <= FEW_NODES:
            lengths = [1.0 / math.sqrt(weight) for _, _, weight in pairs]
            found = graph.layout_kamada_kawai(seed=found.coords, weights=lengths or None, maxiter=40 * len(nodes))
    finally:
        igraph.set_random_number_generator(random)
    xs, ys = [point[0] for point in found], [point[1] for point in found]
    middle = ((max(xs) + min(xs)) / 2, (max(ys) + min(ys)) / 2)
    scale = EXTENT / (max(max(xs) - min(xs), max(ys) - min(ys)) / 2 or 1.0)
    return {
        node: (round((point[0] - middle[0]) * scale, 1) + 0.0, round((point[1] - middle[1]) * scale, 1) + 0.0)
        for node, point in zip(nodes, found, strict=True)
    }


def add_positions(graph: nx.MultiDiGraph) -> nx.MultiDiGraph:
    """Writes ``x`` and ``y`` into the nodes of ``graph``, and returns it."""
    links: dict[tuple[str, str], float] = {}
    for source, target, attributes in graph.edges(data=True):
        pair = (source, target) if source < target else (target, source)
        links[pair] = links.get(pair, 0.0) + _weight(attributes)
    for node, (x, y) in force_layout(sorted(graph.nodes), links).items():
        graph.nodes[node]["x"], graph.nodes[node]["y"] = x, y
    return graph
