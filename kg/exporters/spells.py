"""When things are in the news: the days of nodes and edges of a graph, as spells from a first to a last day.

An edge is there on the days of its reports: a meeting on the day (or in the month, or year) it took place, or, where
that is unknown, on the days its articles were published; a co-mention on the days of the articles that name both. A
node is there on the days of the articles that name it, and whenever one of its edges is, so that no edge loses an end.
What has no date has no spells, and readers such as Gephi always show it.
"""

from __future__ import annotations

import itertools
from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from kg.model import STATUSES, Build, Event

if TYPE_CHECKING:
    import networkx as nx

Spell = tuple[str, str]
"""First and last day, ``YYYY-MM-DD``, both included."""
EdgeKey = tuple[str, str, str]
"""Source, target and relation."""
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
        self._statuses = frozenset(graph.graph.get("statuses", STATUSES))
        self._published = {d.id: found for d in build.documents if d.published and (found := stretch(d.published))}
        self._articles = _articles(build, self._published)
        self._met = self._meetings(build.events)
        self._edges: dict[EdgeKey, list[Stretch]] = {}
        self._nodes: dict[str, set[Stretch]] = {
            entity: {self._published[article] for article in articles} for entity, articles in self._articles.items()
        }
        for event in build.events:
            self._nodes[event.id] = set(self._event(event))
        evidence = {
            (r.source, r.target, r.type): r.evidence for r in build.relations if r.type not in ("met", "co_mentioned")
        }
        for source, target, relation, attributes in graph.edges(keys=True, data=True):
            reports = evidence.get((source, target, relation), ())
            days = {self._published[e.article] for e in reports if e.article in self._published}
            days |= self._days(source, target, relation, attributes)
            self._edges[source, target, relation] = spells = merged(days)
            self._nodes.setdefault(source, set()).update(spells)
            self._nodes.setdefault(target, set()).update(spells)

    def _event(self, event: Event) -> list[Stretch]:
        when = stretch(event.occurred_on) if event.occurred_on else None
        return [when] if when else [self._published[e.article] for e in event.evidence if e.article in self._published]

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
        bounds = {found for name in ("first_seen", "last_seen") if (found := stretch(str(attributes.get(name) or "")))}
        if relation == "met":
            return set(self._met.get((source, target), ())) or bounds
        if relation != "co_mentioned" or not bounds:
            return bounds
        first, last = min(bounds)[0], max(bounds)[1]
        both = self._articles.get(source, frozenset()) & self._articles.get(target, frozenset())
        # an article with very many names counts for the most mentioned of them alone, so bounds may be narrower
        return bounds | {day for article in both if first <= (day := self._published[article])[0] <= last}

    def node(self, node: str) -> list[Spell]:
        """The spells of a node, ascending; none where it has no date."""
        return [(_iso(first), _iso(last)) for first, last in merged(self._nodes.get(node, ()))]

    def edge(self, source: str, target: str, relation: str) -> list[Spell]:
        """The spells of an edge, ascending; none where it has no date."""
        return [(_iso(first), _iso(last)) for first, last in self._edges.get((source, target, relation), ())]

    def bounds(self) -> Spell | None:
        """The first and the last day of anything; None where nothing has a date."""
        days = [day for stretches in self._nodes.values() for pair in stretches for day in pair]
        return (_iso(min(days)), _iso(max(days))) if days else None


def _articles(build: Build, dated: Mapping[str, Stretch]) -> dict[str, frozenset[str]]:
    """The dated articles that name each entity."""
    found: dict[str, set[str]] = defaultdict(set)
    for mention, entity in build.mentions:
        if mention.article in dated:
            found[entity].add(mention.article)
    return {entity: frozenset(articles) for entity, articles in found.items()}
