"""Build to networkx: node key = entity id, edge key = relation type; unordered relations once, smaller id first."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import TYPE_CHECKING

from kg.graph.census import Drawing, census_of, drawn_of, least_weights
from kg.graph.schema import TYPE_COLORS, Attributes, edge_attributes, node_attributes, node_size, offices
from kg.model import STATUSES, Build, Event, Relation

if TYPE_CHECKING:
    import networkx as nx


def auto_min_weight(build: Build) -> int:
    """The co-mention weight from which graph files show an edge, see `kg.graph.census.least_weights`."""
    return build.least if isinstance(build, Drawing) else least_weights(build)[0]


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
    ``took_part`` from each participant. ``isolated``: keep entities without any edge. Of a `Drawing` the relations are
    those that it chose.
    """
    import networkx as nx

    least = min_weight or auto_min_weight(build)

    def shown() -> Iterator[Relation]:  # read again for each purpose: all of a build may be more than memory holds
        return (relation for relation in drawn_of(build, least) if _shown(relation, least, statuses))

    kept = None if isolated else _linked(shown(), build.events if event_nodes else (), statuses)
    census = census_of(build)
    held = offices(shown(), {entity.id: entity.label for entity in build.entities})
    graph = nx.MultiDiGraph(min_weight=least, statuses=tuple(statuses))
    for entity in sorted(build.entities, key=lambda e: e.id):
        if kept is None or entity.id in kept:
            counts, (first, last) = census.spelled.get(entity.id, {}), census.seen(entity.id)
            graph.add_node(entity.id, **node_attributes(entity, counts, first, last, held.get(entity.id, "")))
    for relation in shown():
        graph.add_edge(relation.source, relation.target, key=relation.type, **edge_attributes(relation))
    if event_nodes:
        _add_events(graph, build, statuses)
    return graph


def _linked(relations: Iterable[Relation], events: Iterable[Event], statuses: Collection[str]) -> set[str]:
    """The entities that any of these links."""
    found = {end for relation in relations for end in (relation.source, relation.target)}
    return found.union(*((p.entity for p in event.participants) for event in events if event.status in statuses))
