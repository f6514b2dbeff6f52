"""Build to networkx: node key = entity id, edge key = relation type; unordered relations once, smaller id first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from typing import TYPE_CHECKING

from kg.graph.schema import TYPE_COLORS, Attributes, edge_attributes, node_attributes, node_size, offices
from kg.model import STATUSES, Build, Event, Relation

if TYPE_CHECKING:
    import networkx as nx

SMALL_BUILD = 50
"""Builds of at most this many articles show every co-mention."""
SHOWN_EDGES = 50_000
"""Larger builds show co-mentions from the smallest weight (2 or more) that leaves at most this many of them."""


def auto_min_weight(build: Build) -> int:
    """The co-mention weight from which graph files show an edge: 1 for builds of at most `SMALL_BUILD` articles, else
    the smallest of 2, 3, ... that leaves at most `SHOWN_EDGES` co-mention edges."""
    if len(build.documents) <= SMALL_BUILD:
        return 1
    weights = Counter(relation.weight for relation in build.relations if relation.type == "co_mentioned")
    least, left = 1, sum(weights.values())
    while least < 2 or left > SHOWN_EDGES:
        left -= weights[least]
        least += 1
    return least


def seen_dates(build: Build) -> dict[str, tuple[str, str]]:
    """Dates (``YYYY-MM-DD``) of the earliest and the latest dated article that names each entity."""
    published = {document.id: document.published[:10] for document in build.documents if document.published}
    found: dict[str, tuple[str, str]] = {}
    for mention, entity in build.mentions:
        date = published.get(mention.article)
        if date:
            first, last = found.get(entity, (date, date))
            found[entity] = (min(first, date), max(last, date))
    return found


def name_counts(build: Build) -> dict[str, dict[str, int]]:
    """How often each surface form of each entity was read."""
    found: dict[str, dict[str, int]] = {}
    for mention, entity in build.mentions:
        counts = found.setdefault(entity, {})
        counts[mention.text] = counts.get(mention.text, 0) + 1
    return found


def _shown(relation: Relation, min_weight: int, statuses: Collection[str]) -> bool:
    if relation.type == "met":
        return any(relation.measures.get(status) for status in statuses)
    return relation.type != "co_mentioned" or relation.weight >= min_weight


def _event_attributes(event: Event, names: dict[str, str]) -> Attributes:
    who = ", ".join(names.get(participant.entity, participant.entity) for participant in event.participants)
    date = event.occurred_on or ""
    return {
        "label": f"{event.mode} {date}: {who}" if date else f"{event.mode}: {who}", "type": "event", "country": "",
        "aliases": "", "label_en": "", "label_de": "", "label_zh_hans": "", "label_zh_hant": "",
        "articles": len({evidence.article for evidence in event.evidence}), "mentions": len(event.evidence),
        "first_seen": date, "last_seen": date, "offices": "", "color": TYPE_COLORS["event"], "size": node_size(0),
    }


def _add_events(graph: nx.MultiDiGraph, build: Build, statuses: Collection[str]) -> None:
    names = {entity.id: entity.label for entity in build.entities}
    for event in build.events:
        if event.status in statuses:
            graph.add_node(event.id, **_event_attributes(event, names))
            for participant in event.participants:
                graph.add_edge(
                    participant.entity, event.id, key="took_part", relation="took_part", weight=len(event.evidence),
                    count=len(event.evidence), status=event.status, role=participant.role,
                )


def to_networkx(
    build: Build, *, min_weight: int | None = 1, statuses: Collection[str] = STATUSES, event_nodes: bool = False,
    isolated: bool = True,
) -> nx.MultiDiGraph:
    """The graph of a build; attributes as `kg.graph.schema` lists them (positions come from `kg.graph.layout`).

    ``min_weight``: co-mentions below this weight stay out (None chooses by size, see `auto_min_weight`).
    ``statuses``: ``met`` edges need a report of one of these. ``event_nodes``: events become nodes, with an edge
    ``took_part`` from each participant. ``isolated``: keep entities without any edge.
    """
    import networkx as nx

    least = min_weight or auto_min_weight(build)
    dates, counts = seen_dates(build), name_counts(build)
    held = offices(build.relations, {entity.id: entity.label for entity in build.entities})
    graph = nx.MultiDiGraph(min_weight=least, statuses=tuple(statuses))
    for entity in sorted(build.entities, key=lambda e: e.id):
        first, last = dates.get(entity.id, ("", ""))
        graph.add_node(entity.id, **node_attributes(entity, counts.get(entity.id, {}), first, last, held.get(entity.id, "")))
    for relation in sorted(build.relations, key=lambda r: (r.source, r.target, r.type)):
        if _shown(relation, least, statuses):
            graph.add_edge(relation.source, relation.target, key=relation.type, **edge_attributes(relation))
    if event_nodes:
        _add_events(graph, build, statuses)
    if not isolated:
        graph.remove_nodes_from([node for node, degree in list(graph.degree()) if degree == 0])
    return graph
