"""The core of a graph: the strongest entities, and where they are drawn when the page opens."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from kg.exporters.html.pairs import Pair
from kg.model import Build

CORE_NODES = 250
"""The page opens on this many entities; the others come in on demand."""
BACKBONE_LINKS = 4
"""Positions come from each entity's strongest links only: all of them would pull everything into one ball."""

Positions = dict[int, tuple[float, float]]


def strength(pair: Pair) -> float:
    """How much a pair counts: meetings first, then co-mentions that are more than chance."""
    meetings = 6.0 * pair.held + 3.0 * (pair.planned + pair.refused)
    return meetings + math.log2(1 + pair.weight) * (0.25 + max(pair.npmi, 0.0)) + pair.sentences * 0.05


def backbone(pairs: Iterable[Pair], links: int = BACKBONE_LINKS) -> list[Pair]:
    """The pairs that are among the ``links`` strongest of either entity."""
    of_node: dict[int, list[tuple[float, int, Pair]]] = {}
    for number, pair in enumerate(pairs):
        for node in (pair.a, pair.b):
            of_node.setdefault(node, []).append((-strength(pair), number, pair))
    kept: dict[int, Pair] = {}
    for found in of_node.values():
        for _, number, pair in sorted(found, key=lambda one: one[:2])[:links]:
            kept[number] = pair
    return [kept[number] for number in sorted(kept)]


def core(build: Build, pairs: Sequence[Pair], size: int = CORE_NODES) -> list[int]:
    """Numbers of the ``size`` strongest entities, strongest first: all of them in a small build."""
    score = [math.log2(1 + entity.articles) for entity in build.entities]
    for pair in pairs:
        met = math.log2(1 + 2 * pair.held + pair.planned + pair.refused)
        for node in (pair.a, pair.b):
            score[node] += met
    for pair in backbone(pairs):
        for node in (pair.a, pair.b):
            score[node] += 0.15 * strength(pair) ** 0.5
    ranked = sorted(range(len(score)), key=lambda node: (-score[node], build.entities[node].id))
    if len(ranked) > size:  # an entity without a link says nothing in a picture of links
        linked = {node for pair in pairs for node in (pair.a, pair.b)}
        ranked = [node for node in ranked if node in linked] or ranked
    return ranked[:size]


def positions(nodes: Sequence[int], pairs: Iterable[Pair]) -> Positions:
    """Where the nodes are drawn, in pixels at zoom 1: links about 120 apart, the strongest node of each separate
    part held near the strongest of all, entities without links in rows below."""
    from kg.graph.layout import force_layout

    inside = set(nodes)
    kept = backbone(pair for pair in pairs if pair.a in inside and pair.b in inside)
    links = {(str(pair.a), str(pair.b)): 1.0 + math.log2(1 + strength(pair)) for pair in kept}
    linked = [node for node in nodes if any(str(node) in pair for pair in links)] if len(nodes) < 50 else None
    if linked is None:
        ends = {node for pair in kept for node in (pair.a, pair.b)}
        linked = [node for node in nodes if node in ends]
    for first, other in _parts(linked, kept):
        links[(str(first), str(other))] = 0.3
    half = 46.0 * math.sqrt(max(len(linked), 1)) / 1000.0
    found = force_layout([str(node) for node in linked], links, even=True)
    placed = {int(node): (round(x * half * 1.1, 1), round(y * half, 1)) for node, (x, y) in found.items()}
    lowest = max((y for _, y in placed.values()), default=0.0)
    alone = [node for node in nodes if node not in placed]
    columns = max(4, math.ceil(math.sqrt(2 * len(alone))))
    for number, node in enumerate(alone):
        row, column = divmod(number, columns)
        placed[node] = (round((column - (min(columns, len(alone)) - 1) / 2) * 130.0, 1), lowest + 90.0 + row * 70.0)
    return placed


def _parts(nodes: Sequence[int], pairs: Iterable[Pair]) -> list[tuple[int, int]]:
    """Links from the strongest node to the strongest of every part that hangs together without it."""
    leader = {node: node for node in nodes}

    def lead(node: int) -> int:
        while leader[node] != node:
            leader[node] = leader[leader[node]]
            node = leader[node]
        return node

    for pair in pairs:
        leader[lead(pair.a)] = lead(pair.b)
    best: dict[int, int] = {}
    for node in nodes:
        best.setdefault(lead(node), node)
    first, *others = best.values() or [-1]
    return [(first, other) for other in others]
