"""People's decisions about keys: the strongest judgements, made before any rule."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg.resolve.cluster import Clusters
from kg.resolve.judge import Judgement
from kg.resolve.keys import Key

DECIDED = "decided"
"""The rule of judgements that a person made."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """Two keys that a person declared the same, or different for good. ``where`` is file and line, ``entry`` the number
    of the entry in the file (from 0)."""

    left: Key
    right: Key
    same: bool
    entry: int
    where: str


@dataclass(frozen=True, slots=True)
class Decisions:
    """All decisions about pairs of keys, in the order of the file. They don't contradict each other."""

    pairs: tuple[Decision, ...] = ()

    def apply(self, clusters: Clusters[Key]) -> list[Judgement]:
        """Joins what is the same and keeps apart what is different, before any rule; the judgements made."""
        for pair in self.pairs:
            if pair.same:
                clusters.force(pair.left, pair.right)
        for pair in self.pairs:
            if not pair.same:
                clusters.keep_apart(pair.left, pair.right, f"a person decided: different ({pair.where})")
        return [_judgement(pair) for pair in self.pairs]


def _judgement(pair: Decision) -> Judgement:
    left, right = sorted((pair.left, pair.right))
    verdict = "same" if pair.same else "different"
    return Judgement(
        left=str(left), right=str(right), verdict="same" if pair.same else "different", score=1.0, rule=DECIDED,
        reasons=(f"a person decided: {verdict} ({pair.where})",),
    )


def contradictions(pairs: Sequence[Decision]) -> dict[int, set[int]]:
    """Entries that can't all hold, each with the entries that it contradicts: two names are declared different, but
    other entries declare them the same, step by step. An entry that contradicts itself has an empty set."""
    links: dict[Key, dict[Key, int]] = defaultdict(dict)
    for pair in sorted(pairs, key=lambda pair: -pair.entry):
        if pair.same and pair.left != pair.right:
            links[pair.left][pair.right] = links[pair.right][pair.left] = pair.entry
    found: dict[int, set[int]] = defaultdict(set)
    for pair in pairs:
        if not pair.same and (chain := _chain(links, pair.left, pair.right)) is not None:
            found[pair.entry] |= chain
            for entry in chain:
                found[entry] |= {pair.entry}
    return dict(found)


def joined(pairs: Iterable[Decision], keys: Iterable[Key]) -> set[Key]:
    """These keys, and all that decisions join with them."""
    links: dict[Key, list[Key]] = defaultdict(list)
    for pair in pairs:
        if pair.same:
            links[pair.left].append(pair.right)
            links[pair.right].append(pair.left)
    found = set(keys)
    todo = list(found)
    while todo:
        for other in links[todo.pop()]:
            if other not in found:
                found.add(other)
                todo.append(other)
    return found


def _chain(links: Mapping[Key, Mapping[Key, int]], start: Key, goal: Key) -> set[int] | None:
    """The entries on the shortest way from one key to another; None where no way leads there."""
    came: dict[Key, Key | None] = {start: None}
    queue = deque([start])
    while queue and goal not in came:
        here = queue.popleft()
        for other in sorted(links.get(here, ())):
            if other not in came:
                came[other] = here
                queue.append(other)
    if goal not in came:
        return None
    entries: set[int] = set()
    at = goal
    while (before := came[at]) is not None:
        entries.add(links[before][at])
        at = before
    return entries
