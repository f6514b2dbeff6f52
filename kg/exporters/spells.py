"""When things are in the news: the days of nodes and edges of a graph, as spells from a first to a last day.

An edge is there on the days of its reports: a meeting on the day (or in the month, or year) it took place, or, where
that is unknown, on the days its articles were published; a co-mention on the days of the articles that name both. A
node is there on the days of the articles that name it, and whenever one of its edges is, so that no edge loses an end.
What has no date has no spells, and readers such as Gephi always show it.
"""

from __future__ import annotations

import itertools
from array import array
from bisect import bisect_left
from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from kg.graph.census import census_of, drawn_of
from kg.model import STATUSES, Build, Event, Evidence

if TYPE_CHECKING:
    import networkx as nx

Spell = tuple[str, str]
"""First and last day, ``YYYY-MM-DD``, both included."""
EdgeKey = tuple[str, str, str]
"""Source, target and relation."""
FEW = 24
"""Articles that are looked up one by one; more of them by numpy, whose calls cost as much as those."""
NEAR = 8
"""All articles of an entity are gone through if they are up to this many times as many as those of the other."""
_NONE = array("I")
Stretch = tuple[int, int]
"""First and last day as ordinals."""

_iso = lru_cache(maxsize=100_000)(lambda day: date.fromordinal(day).isoformat())


@lru_cache(maxsize=100_000)
def stretch(when: str) -> Stretch | None:
    """The days of ``YYYY-MM-DD`` (more may follow), ``YYYY-MM`` or ``YYYY``; None where the text is no such date."""
    parts = when[:10].split("-")
    try:
        year, month, day = (int(part) for part in (*parts, "0", "0")[:3])
        first = date(year, month or 1, day or 1)
        last = date(year, month or 12, day or monthrange(year, month or 12)[1])
    except ValueError:
        return None
    return first.toordinal(), last.toordinal()


def merged(stretches: Iterable[Stretch]) -> list[Stretch]:
    """The same days in as few stretches as possible, ascending: neighbouring days become one."""
    found: list[Stretch] = []
    for first, last in sorted(stretches):
        if found and first <= found[-1][1] + 1:
            if last > found[-1][1]:
                found[-1] = (found[-1][0], last)
        else:
            found.append((first, last))
    return found


class Spells:
    """The spells of the nodes and edges of ``graph``, which was made of ``build``."""

    def __init__(self, build: Build, graph: nx.MultiDiGraph) -> None:
        self._census = census_of(build)
        self._stretches = [stretch(day) for day in self._census.days]
        self._statuses = frozenset(graph.graph.get("statuses", STATUSES))
        self._met = self._meetings(build.events)
        self._own: tuple[str, frozenset[int]] = "", frozenset()
        self._edges: dict[EdgeKey, list[Stretch]] = {}
        self._nodes: dict[str, set[Stretch]] = {node: self._articles_of(node) for node in graph.nodes}
        self._happened = {event.id: self._event(event) for event in build.events}
        for event, found in self._happened.items():
            if event in self._nodes:
                self._nodes[event].update(found)
        evidence = {
            (r.source, r.target, r.type): r.evidence
            for r in drawn_of(build, graph.graph.get("min_weight", 1)) if r.type not in ("met", "co_mentioned")
        }
        for source, target, relation, attributes in graph.edges(keys=True, data=True):
            days = self._days(source, target, relation, attributes)
            if reports := evidence.get((source, target, relation)):
                days |= self._published(reports)
            self._edges[source, target, relation] = spells = merged(days)
            self._nodes[source].update(spells)
            self._nodes[target].update(spells)

    def _published(self, reports: Iterable[Evidence]) -> set[Stretch]:
        """When the articles of these reports were published."""
        census = self._census
        numbers = {census.number[one.article] for one in reports if one.article in census.number}
        return self._stretches_of({census.day[number] for number in numbers})

    def _stretches_of(self, days: Iterable[int]) -> set[Stretch]:
        return {found for day in days if day >= 0 and (found := self._stretches[day])}

    def _articles_of(self, entity: str) -> set[Stretch]:
        """The days of the articles that name an entity."""
        census = self._census
        return self._stretches_of({census.day[number] for number in census.named.get(entity, ())})

    def _event(self, event: Event) -> list[Stretch]:
        when = stretch(event.occurred_on) if event.occurred_on else None
        return [when] if when else sorted(self._published(event.evidence))

    def _meetings(self, events: Iterable[Event]) -> dict[tuple[str, str], set[Stretch]]:
        found: dict[tuple[str, str], set[Stretch]] = defaultdict(set)
        for event in events:
            if event.status in self._statuses:
                days = self._event(event)
                for pair in itertools.combinations((p.entity for p in event.participants), 2):
                    found[pair].update(days)
        return found

    def _days(self, source: str, target: str, relation: str, attributes: Mapping[str, object]) -> set[Stretch]:
        if relation == "took_part":
            return set(self._nodes.get(target, ()))
        seen = attributes.get("first_seen"), attributes.get("last_seen")
        bounds = {found for when in seen if when and (found := stretch(str(when)))}
        if relation == "met":
            return set(self._met.get((source, target), ())) or bounds
        if relation != "co_mentioned" or not bounds:
            return bounds
        first, last = min(bounds)[0], max(bounds)[1]
        # an article with very many names counts for the most mentioned of them alone, so bounds may be narrower
        shared = [self._stretches[day] for day in self._shared(source, target) if day >= 0]
        return bounds.union([found for found in shared if found and first <= found[0] <= last])

    def _shared(self, one: str, other: str) -> set[int]:
        """The days of the articles that name both. Fast where ``one`` stays the same for a while."""
        census, named = self._census, self._census.named
        few, many = named.get(one, _NONE), named.get(other, _NONE)
        if len(many) <= NEAR * len(few):
            if self._own[0] != one:
                self._own = one, frozenset(few)
            own, day = self._own[1], census.day
            return {day[number] for number in many if number in own}
        if len(few) <= FEW:
            places = ((number, bisect_left(many, number)) for number in few)
            return {census.day[number] for number, at in places if at < len(many) and many[at] == number}
        import numpy as np

        short, long = np.frombuffer(few, dtype=np.uint32), np.frombuffer(many, dtype=np.uint32)
        place = np.searchsorted(long, short)
        place[place == len(long)] = 0
        return set(np.frombuffer(census.day, dtype=np.int32)[short[long[place] == short]].tolist())

    def node(self, node: str) -> list[Spell]:
        """The spells of a node, ascending; none where it has no date."""
        return [(_iso(first), _iso(last)) for first, last in merged(self._nodes.get(node, ()))]

    def edge(self, source: str, target: str, relation: str) -> list[Spell]:
        """The spells of an edge, ascending; none where it has no date."""
        return [(_iso(first), _iso(last)) for first, last in self._edges.get((source, target, relation), ())]

    def bounds(self) -> Spell | None:
        """The first and the last day of anything in the build, drawn or not; None where nothing has a date."""
        census = self._census
        named = {census.day[number] for articles in census.named.values() for number in articles}
        found = [self._stretches_of(named), *self._nodes.values(), *self._happened.values()]
        days = [day for stretches in found for pair in stretches for day in pair]
        return (_iso(min(days)), _iso(max(days))) if days else None
