"""Events and relations of a part of a build's articles, counted by the code that counted them first.

What that code needs and files don't keep: sentences are split again where a build was read from files (passages in
another language than their article may be cut differently), and offices come from the evidence alone.
"""

from __future__ import annotations

import heapq
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from kg.graph.census import slim
from kg.model import Build, Document, Event, Evidence, Relation, Span
from kg.rows import Made

HELD = 100_000
"""Relations of a part at most that are kept in memory; more are made anew each time somebody goes through them."""
MAX_ENTITIES = 50
"""What `kg.config.GraphConfig.max_entities` is where a build's settings say nothing else."""


def fewer_reports(event: Event, evidence: tuple[Evidence, ...], documents: Mapping[str, Document]) -> Event:
    """The event as only these reports know it: its counts, languages, publishers and status; who, when and where stay
    what all reports together say."""
    from kg.relations.independent import originals

    articles = {one.article for one in evidence}
    by_id = {article: documents[article] for article in articles}
    history = tuple(notice for notice in event.history if notice.article in articles)
    said = [notice.status for notice in history] or [one.status or event.status for one in evidence]
    return replace(
        event, evidence=evidence, history=history, status="held" if "held" in said else said[-1],
        reports=len(set(originals(evidence, by_id).values())),
        languages=tuple(sorted({document.tag for document in by_id.values()})),
        publishers=tuple(sorted({document.publisher for document in by_id.values() if document.publisher})),
    )


def recounted(
    build: Build, articles: Collection[str], events: Sequence[Event], types: Collection[str]
) -> Collection[Relation]:
    """The relations of these ``types`` (none: all) that ``articles`` and ``events`` make, sorted as a build's are."""
    from kg.relations.pairs import met

    cited = {evidence.article for event in events for evidence in event.evidence}
    cited |= {one.article for r in build.relations if _wanted(r, types) for one in r.evidence}
    by_id = {d.id: slim(d) for d in build.documents if d.id in articles and d.id in cited}
    others = [told for r in build.relations if _wanted(r, types) and (told := _told_by(r, by_id)) is not None]
    meetings = met(events, by_id.values()) if not types or "met" in types else []
    together = _together(build, articles) if not types or "co_mentioned" in types else ()

    def merged() -> Iterable[Relation]:
        return heapq.merge(together, sorted([*meetings, *others], key=_order), key=_order)

    count = len(together) + len(meetings) + len(others)
    return Made(count, merged) if count > HELD else tuple(merged())


def _order(relation: Relation) -> tuple[str, str, str]:
    return relation.source, relation.target, relation.type


def _wanted(relation: Relation, types: Collection[str]) -> bool:
    """Whether a relation is counted from the evidence it has: an office."""
    return relation.type not in ("met", "co_mentioned") and (not types or relation.type in types)


def _together(build: Build, articles: Collection[str]) -> Collection[Relation]:
    """Who is named together in these articles, which are read one by one."""
    from kg.relations.comentions import CoMentions

    entities = {entity.id: entity for entity in build.entities}
    found = CoMentions(sorted(entities), _limit(build.settings))
    named = groupby(build.mentions, key=lambda pair: pair[0].article)
    article, pairs = next(named, ("", iter(())))
    for document in build.documents:
        while article and article < document.id:
            article, pairs = next(named, ("", iter(())))
        if document.id in articles:
            own = [(mention, entities[entity]) for mention, entity in pairs] if article == document.id else []
            found.add(_with_sentences(document), own)
    found.count()
    return found


def _limit(settings: Mapping[str, object]) -> int:
    for name in ("config", "graph", "max_entities"):
        inside = settings.get(name)
        if isinstance(inside, int):
            return inside
        settings = inside if isinstance(inside, Mapping) else {}
    return MAX_ENTITIES


def _with_sentences(document: Document) -> Document:
    if document.sentences or not document.text:
        return document
    from kg.normalize.sentences import sentence_spans

    text = document.analysed
    spans: Iterable[Span] = sentence_spans(text, 0, len(text), document.language)
    return replace(document, sentences=tuple(spans))


def _told_by(relation: Relation, documents: Mapping[str, Document]) -> Relation | None:
    """An office as these documents tell it; None where none does."""
    evidence = tuple(one for one in relation.evidence if one.article in documents)
    if len(evidence) == len(relation.evidence) or not evidence:
        return relation if evidence else None
    told = {one.article: documents[one.article] for one in evidence}
    days = [document.published[:10] for document in told.values() if document.published]
    triggers = {one.trigger for one in evidence}
    return replace(
        relation, evidence=evidence, weight=len(told), count=len(told) + sum(len(d.duplicates) for d in told.values()),
        first_seen=min(days, default=None), last_seen=max(days, default=None),
        languages=tuple(sorted({document.tag for document in told.values()})),
        titles=tuple(office for office in relation.titles if office.title in triggers) or relation.titles,
    )
