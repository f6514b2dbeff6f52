"""Events and relations of a part of a build's articles, counted by the code that counted them first.

What that code needs and files don't keep: sentences are split again where a build was read from files (passages in
another language than their article may be cut differently), and offices come from the evidence alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from kg.model import Build, Document, Entity, Event, Evidence, Mention, Relation, Span

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
) -> list[Relation]:
    """The relations of these ``types`` (none: all) that ``articles`` and ``events`` make, sorted as a build's are."""
    from kg.relations.comentions import co_mentions
    from kg.relations.pairs import met

    documents = [_with_sentences(document) for document in build.documents if document.id in articles]
    found: list[Relation] = []
    if not types or "met" in types:
        found += met(events, documents)
    if not types or "co_mentioned" in types:
        found += co_mentions(documents, _named(build, articles), _limit(build.settings))
    by_id = {document.id: document for document in documents}
    others = (r for r in build.relations if r.type not in ("met", "co_mentioned") and (not types or r.type in types))
    found += [relation for one in others if (relation := _told_by(one, by_id)) is not None]
    return sorted(found, key=lambda relation: (relation.source, relation.target, relation.type))


def _named(build: Build, articles: Collection[str]) -> dict[str, list[tuple[Mention, Entity]]]:
    entities = {entity.id: entity for entity in build.entities}
    found: dict[str, list[tuple[Mention, Entity]]] = defaultdict(list)
    for mention, entity in build.mentions:
        if mention.article in articles:
            found[mention.article].append((mention, entities[entity]))
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
