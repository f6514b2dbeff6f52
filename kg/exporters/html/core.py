"""The core of a graph: the strongest entities, and where they are drawn when the page opens."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from kg.exporters.html.pairs import Pair
from kg.model import Build

CORE_NODES = 250
"""The page opens on this many entities; the others come in on demand."""
BACKBONE_LINKS = 4
"""Positions come from each entity's strongest links only: all of them would pull everything into one ball."""
SPACING = 44.0
"""Pixels to a side that each entity has for itself, on the mean, at zoom 1."""
WIDER = 30.0
"""So much more in small pictures."""
ASPECT = 1.3
"""Width over height of the picture: that of the window between the two panels."""
EVEN = 0.7
"""How far the picture is spread evenly: 0 leaves the layout as it is (dense in the middle), 1 fills rows and columns."""
NAMED = 0.3
"""This share of the entities, the strongest, gets room for the names, too."""

Positions = dict[int, tuple[float, float]]


def strength(pair: Pair) -> float:
    """How much a pair counts: meetings first, then co-mentions that are more than chance. Logarithms, because a hundred
    articles more about two countries say less than a first meeting."""
    met = 4.0 * math.log2(1 + 2 * pair.held + pair.planned + pair.refused)
    return met + math.log2(1 + pair.weight) * (0.15 + 2.0 * max(pair.npmi, 0.0)) + (3.0 if pair.facts else 0.0)


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
    """Numbers of the ``size`` strongest entities, strongest first: all of them in a small build.

    Counts articles and meetings, both as logarithms. A meeting of many counts little for each: who sat with a hundred
    others once is not at the core of anything.
    """
    number = {entity.id: index for index, entity in enumerate(build.entities)}
    met = [0.0] * len(build.entities)
    for event in build.events:
        share = math.log2(1 + len({one.article for one in event.evidence})) / (len(event.participants) - 1)
        for participant in event.participants:
            met[number[participant.entity]] += share
    score = [math.log2(1 + entity.articles) + 2.0 * math.log2(1 + met[index]) for index, entity in enumerate(build.entities)]
    ranked = sorted(range(len(score)), key=lambda node: (-score[node], build.entities[node].id))
    if len(ranked) > size:  # an entity without a link says nothing in a picture of links
        linked = {node for pair in pairs for node in (pair.a, pair.b)}
        ranked = [node for node in ranked if node in linked] or ranked
    return ranked[:size]


def radius(articles: int, most: int) -> float:
    """Radius of a node's disc in pixels, 4 to 14; ``most``: articles of the entity that has most. The page's scripts
    count in the same way."""
    share = math.log2(1 + articles) / math.log2(2 + most)
    return 4.0 + 10.0 * share * share


def _wide(name: str) -> float:
    """About how many pixels a label takes: Chinese characters are twice as wide as letters."""
    name = name[:26]
    return 6.6 * sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in name) + 8.0


def _boxes(build: Build, nodes: Sequence[int]) -> Any:
    """Half widths and half heights that nodes take: their discs, for the strongest their names too."""
    import numpy as np

    most = max((entity.articles for entity in build.entities), default=0)
    sizes = []
    for rank, node in enumerate(nodes):
        entity = build.entities[node]
        around = radius(entity.articles, most) + 4.0
        if rank < NAMED * len(nodes):
            sizes.append((max(around, _wide(entity.label) / 2), around + 8.0))
        else:
            sizes.append((around, around))
    return np.array(sizes)


def _spread(at: Any) -> Any:
    """The picture drawn out to a rectangle of `ASPECT`: part of the way to where ranks would put each node."""
    import numpy as np

    half = (SPACING + WIDER * max(0.0, 1.0 - len(at) / CORE_NODES)) * math.sqrt(len(at)) / 2
    found = np.empty_like(at)
    for axis, most in ((0, half * math.sqrt(ASPECT)), (1, half / math.sqrt(ASPECT))):
        values = at[:, axis]
        low, high = float(values.min()), float(values.max())
        rank = np.empty(len(at))
        rank[np.argsort(values, kind="stable")] = np.linspace(-1.0, 1.0, len(at)) if len(at) > 1 else 0.0
        scaled = (values - (low + high) / 2) * (2.0 / max(high - low, 1e-9))
        found[:, axis] = most * (EVEN * rank + (1.0 - EVEN) * scaled)
    return found


def _apart(at: Any, boxes: Any, rounds: int = 120) -> Any:
    """Pushes boxes apart that overlap, each time along the direction in which less is to do."""
    import numpy as np

    room = [np.add.outer(boxes[:, axis], boxes[:, axis]) for axis in (0, 1)]
    apart = np.empty_like(room[0])
    for _ in range(rounds):
        x, y = np.ascontiguousarray(at[:, 0]), np.ascontiguousarray(at[:, 1])
        hit = np.abs(np.subtract.outer(x, x, out=apart), out=apart) < room[0]
        hit &= np.abs(np.subtract.outer(y, y, out=apart), out=apart) < room[1]
        np.fill_diagonal(hit, False)
        one, other = np.nonzero(hit)
        if not len(one):
            break
        gap = at[one] - at[other]
        over = np.stack([room[axis][one, other] for axis in (0, 1)], axis=1) - np.abs(gap)
        # equal places are parted by the order of nodes
        push = np.where(gap == 0, np.sign(one - other)[:, None], np.sign(gap)) * over * 0.25
        sideways = over[:, 0] < over[:, 1]
        for axis, along in ((0, sideways), (1, ~sideways)):
            at[:, axis] += np.bincount(one[along], push[along, axis], len(at))
    return at


def positions(build: Build, nodes: Sequence[int], pairs: Iterable[Pair]) -> Positions:
    """Where the nodes (strongest first) are drawn, in pixels at zoom 1: what hangs together close together, discs apart,
    with room for the names of the strongest; entities without links in rows below."""
    import numpy as np

    from kg.graph.layout import force_layout

    inside = set(nodes)
    kept = backbone(pair for pair in pairs if pair.a in inside and pair.b in inside)
    links: Mapping[tuple[str, str], float] = {(str(pair.a), str(pair.b)): 1.0 + strength(pair) for pair in kept}
    ends = {node for pair in kept for node in (pair.a, pair.b)}
    linked = [node for node in nodes if node in ends]
    placed: Positions = {}
    if linked:
        found = force_layout([str(node) for node in linked], links)
        at = _apart(_spread(np.array([found[str(node)] for node in linked])), _boxes(build, linked))
        placed = {node: (round(float(x), 1), round(float(y), 1)) for node, (x, y) in zip(linked, at, strict=True)}
    lowest = max((y for _, y in placed.values()), default=0.0)
    alone = [node for node in nodes if node not in placed]
    columns = max(4, math.ceil(math.sqrt(2 * len(alone))))
    for number, node in enumerate(alone):
        row, column = divmod(number, columns)
        placed[node] = (round((column - (min(columns, len(alone)) - 1) / 2) * 130.0, 1), lowest + 90.0 + row * 70.0)
    return placed
