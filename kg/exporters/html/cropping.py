"""What of a build goes into the page: all of it, as long as a browser can hold it; of more, what matters most."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from kg.graph.census import Census, Drawing, slim
from kg.model import Document, Entity, Event

NAMES = 60_000
"""Names of the page: those that take part in its meetings, then those that most articles name."""
ARTICLES = 60_000
"""Articles of the page: those that its meetings, offices and links cite, then the newest. 60,000 of them, with as many
names, make a page of some 60 MB."""
EVENTS = 15_000
"""Meetings of the page: those with most reports, the newest of them first."""


def crop(whole: Drawing) -> tuple[Drawing, dict[str, int]]:
    """The part of a build that its page holds, its articles without their texts; and how many ``names``, ``articles`` and
    ``meetings`` were left out, where any were. The census stays that of the whole."""
    events = _events(whole.events)
    entities = _names(whole.entities, events)
    kept = {entity.id for entity in entities}
    drawn = whole.drawn
    if len(kept) < len(whole.entities):
        drawn = tuple(relation for relation in drawn if relation.source in kept and relation.target in kept)
    part = replace(whole, entities=entities, events=events, drawn=drawn, relations=drawn)
    documents = _articles(whole, part)
    left = {
        "names": len(whole.entities) - len(entities), "articles": len(whole.documents) - len(documents),
        "meetings": len(whole.events) - len(events),
    }
    return replace(part, documents=documents), {what: count for what, count in left.items() if count}


def _events(events: Iterable[Event]) -> tuple[Event, ...]:
    found = tuple(events)
    if len(found) <= EVENTS:
        return found
    newest = sorted(found, key=lambda event: event.occurred_on or "", reverse=True)
    return tuple(sorted(sorted(newest, key=lambda event: -event.reports)[:EVENTS], key=lambda event: event.id))


def _names(entities: tuple[Entity, ...], events: Iterable[Event]) -> tuple[Entity, ...]:
    if len(entities) <= NAMES:
        return entities
    met = {participant.entity for event in events for participant in event.participants}
    ranked = sorted(entities, key=lambda entity: (entity.id not in met, -entity.articles, entity.id))
    return tuple(sorted(ranked[: max(NAMES, len(met))], key=lambda entity: entity.id))


def _articles(whole: Drawing, part: Drawing) -> tuple[Document, ...]:
    chosen = None
    if len(whole.documents) > ARTICLES:
        cited = [one.article for event in part.events for one in event.evidence]
        cited += [one.article for relation in part.drawn for one in relation.evidence]
        chosen = _newest(whole.census, cited)
    return tuple(slim(document) for document in whole.documents if chosen is None or document.id in chosen)


def _newest(census: Census, cited: Iterable[str]) -> set[str]:
    """The cited articles, then the newest, as many as there is room for."""
    chosen = dict.fromkeys(cited)
    chosen |= dict.fromkeys(sorted(census.number, key=lambda article: -census.day[census.number[article]]))
    return set(list(chosen)[:ARTICLES])
