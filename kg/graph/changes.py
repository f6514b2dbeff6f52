"""What articles told for the first time between two dates."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from kg.graph.bounds import between
from kg.graph.passages import passage
from kg.graph.results import Change, Quote
from kg.graph.source import Source
from kg.model import Evidence

KINDS = ("meeting", "link", "person")
LEAST_CO_MENTIONS = 2
"""A co-mention is a link worth telling from this many articles on."""
QUOTES = 3

Quoting = Callable[[Evidence], Quote]
Bounds = tuple[str | None, str | None]


def changes(source: Source, quote: Quoting, bounds: Bounds, kind: str | None) -> list[Change]:
    """Meetings, links and people first told in ``bounds`` (first and last date, None: open), in that order, each by
    date, the most reported first on a day. ``kind`` asks for one sort alone."""
    sorts: dict[str, Callable[[], Iterator[Change]]] = {
        "meeting": lambda: _meetings(source, quote, bounds),
        "link": lambda: _links(source, quote, bounds),
        "person": lambda: _people(source, quote, bounds),
    }
    found: list[Change] = []
    for name in KINDS if kind is None else (kind,):
        found += sorted(sorts[name](), key=lambda change: (change.date, -change.weight, change.what, change.id))
    return found


def _first_told(evidence: Iterable[Evidence], source: Source) -> str:
    """The day of the first article, or the empty string where none is dated."""
    documents = (source.document(article) for article in {one.article for one in evidence})
    return min((document.published[:10] for document in documents if document and document.published), default="")


def _meetings(source: Source, quote: Quoting, bounds: Bounds) -> Iterator[Change]:
    for event in source.events():
        first = _first_told(event.evidence, source)
        if first and between(first, *bounds):
            who = ", ".join(_label(participant.entity, source) for participant in event.participants)
            where = f" in {_label(event.place, source)}" if event.place else ""
            when = f", {event.occurred_on}" if event.occurred_on else ""
            yield Change(
                date=first, kind="meeting", what=f"{event.mode} {event.status}{when}{where}: {who}", weight=event.reports,
                id=event.id, evidence=tuple(quote(one) for one in event.evidence[:QUOTES]),
            )


def _links(source: Source, quote: Quoting, bounds: Bounds) -> Iterator[Change]:
    # a meeting's own day may lie long before anybody told of it: its evidence says when that was
    for link in source.links(LEAST_CO_MENTIONS, lambda day: bool(day) and between(day, *bounds)):
        relation = source.relation(link.source, link.target, link.type)
        first = _first_told(relation.evidence, source) if relation and link.type == "met" else link.first_seen
        if relation and first and between(first, *bounds):
            office = f" ({relation.titles[0].english})" if relation.titles else ""
            yield Change(
                date=first, kind="link", weight=relation.weight, id=f"{relation.source} {relation.target}",
                what=f"{_label(relation.source, source)} {relation.type} {_label(relation.target, source)}{office}",
                evidence=tuple(quote(one) for one in relation.evidence[:QUOTES]),
            )


def _label(id_: str, source: Source) -> str:
    entity = source.entity(id_)
    return entity.label if entity else id_


def _people(source: Source, quote: Quoting, bounds: Bounds) -> Iterator[Change]:
    named = source.first_named()
    for id_ in sorted(id_ for id_, naming in named.items() if between(naming.day, *bounds)):
        entity, naming = source.entity(id_), named[id_]
        if entity and entity.type == "person":
            document = source.document(naming.article)
            yield Change(
                date=naming.day, kind="person", what=entity.label, weight=entity.articles, id=entity.id,
                evidence=(quote(passage(document, (naming.start, naming.end))),) if document else (),
            )
