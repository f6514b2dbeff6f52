"""The shortest chain of links between two entities."""

from __future__ import annotations

import heapq
from typing import TYPE_CHECKING, Any

from kg.graph.columns import Columns, Link

if TYPE_CHECKING:
    from kg.graph.source import Source

Array = Any  # numpy arrays; numpy is imported when a path is asked for
NEVER = float("inf")


class Network:
    """Who is linked to whom, in arrays: for each entity, by number (in the order of ids), a stretch of ``others`` and of
    ``costs`` and ``links`` (number of the link)."""

    def __init__(self, columns: Columns, relation: str | None) -> None:
        """``relation`` names the only type that counts; meetings count only where one was held."""
        import numpy as np

        self.columns = columns
        self.ids = sorted(columns.ids)
        place = np.empty(len(self.ids), dtype=np.int64)
        rank = {id_: number for number, id_ in enumerate(self.ids)}
        place[:] = [rank[id_] for id_ in columns.ids]
        self.number = rank
        types, weights = np.array(columns.types), np.array(columns.weights)
        counts = np.array(columns.held) != 0  # -1: no status
        if relation is not None:
            counts &= types == (columns.kinds.index(relation) if relation in columns.kinds else -1)
        loose = columns.kinds.index("co_mentioned") if "co_mentioned" in columns.kinds else -1
        kept = np.flatnonzero(counts)
        cost = (1.0 + np.where(types[kept] == loose, 0.01, 0.0)) + 0.009 / (1 + weights[kept])
        ends = np.stack([place[np.array(columns.sources)[kept]], place[np.array(columns.targets)[kept]]], axis=1)
        order = np.argsort(ends.reshape(-1), kind="stable")
        self.others = ends[:, ::-1].reshape(-1)[order]
        self.links, self.costs = kept[order // 2], cost[order // 2]
        self.starts = np.concatenate([[0], np.cumsum(np.bincount(ends.reshape(-1), minlength=len(self.ids)))])

    def way(self, start: int, goal: int) -> dict[int, tuple[int, int]]:
        """For entities on the way, where one came from and by which link."""
        import numpy as np

        came: dict[int, tuple[int, int]] = {}
        best = np.full(len(self.ids), NEVER)
        best[start] = 0.0
        queue, done = [(0.0, start)], set()
        while queue:
            cost, here = heapq.heappop(queue)
            if here == goal:
                break
            if here in done:
                continue
            done.add(here)
            near = slice(self.starts[here], self.starts[here + 1])
            others, costs = self.others[near], cost + self.costs[near]
            better = np.flatnonzero((costs < best[others]) & (costs <= best[goal]))
            for other, cost_there, at in zip(
                others[better].tolist(), costs[better].tolist(), (better + near.start).tolist(), strict=True
            ):
                if cost_there < best[other]:  # of several links to one entity the first of the best
                    best[other] = cost_there
                    came[other] = (here, at)
                    heapq.heappush(queue, (cost_there, other))
        return came


def between(source: Source, start: str, goal: str, relation: str | None) -> list[tuple[str, str, Link]]:
    """`shortest` over a whole build. Two links suffice for most pairs, and then the links of the two tell all: a longer
    chain costs more, whatever its links are."""
    near = {link[:3]: link for end in (start, goal) for link in source.links_of(end)}
    steps = shortest(Columns.of(near[key] for key in sorted(near)), start, goal, relation)
    return steps if steps or start == goal else shortest(source.columns(), start, goal, relation)


def shortest(columns: Columns, start: str, goal: str, relation: str | None) -> list[tuple[str, str, Link]]:
    """(from, to, link) of each step from ``start`` to ``goal``; empty where no chain is, or none is needed.

    Each link costs one, a co-mention a little more than a meeting, a strong link a little less than a weak one.
    ``relation`` names the only type that counts; meetings count only where one was held.
    """
    network = Network(columns, relation)
    if start not in network.number or goal not in network.number:
        return []
    first, at = network.number[start], network.number[goal]
    came = network.way(first, at)
    steps: list[tuple[str, str, Link]] = []
    while at in came and at != first:
        before, entry = came[at]
        steps.append((network.ids[before], network.ids[at], columns.link(int(network.links[entry]))))
        at = before
    return steps[::-1]


