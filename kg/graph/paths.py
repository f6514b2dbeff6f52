"""The shortest chain of links between two entities."""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterable

from kg.graph.source import Link


def shortest(links: Iterable[Link], start: str, goal: str, relation: str | None) -> list[tuple[str, str, Link]]:
    """(from, to, link) of each step from ``start`` to ``goal``; empty where no chain is, or none is needed.

    Each link costs one, a co-mention a little more than a meeting, a strong link a little less than a weak one.
    ``relation`` names the only type that counts; meetings count only where one was held.
    """
    near: dict[str, list[tuple[float, str, Link]]] = defaultdict(list)
    for link in links:
        if relation in (None, link.type) and (link.held is None or link.held):
            loose = 0.01 if link.type == "co_mentioned" else 0.0
            cost = 1.0 + loose + 0.009 / (1 + link.weight)
            near[link.source].append((cost, link.target, link))
            near[link.target].append((cost, link.source, link))
    came: dict[str, tuple[str, Link]] = {}
    best = {start: 0.0}
    queue = [(0.0, start)]
    done: set[str] = set()
    while queue:
        cost, here = heapq.heappop(queue)
        if here == goal:
            break
        if here in done:
            continue
        done.add(here)
        for step, other, link in near[here]:
            if cost + step < best.get(other, float("inf")):
                best[other] = cost + step
                came[other] = (here, link)
                heapq.heappush(queue, (cost + step, other))
    steps: list[tuple[str, str, Link]] = []
    at = goal
    while at in came and at != start:
        before, link = came[at]
        steps.append((before, at, link))
        at = before
    return steps[::-1]
