"""Who is named together: counts per sentence and per article, NPMI over articles, and the sentences that show it."""

from __future__ import annotations

import itertools
import math
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from kg.model import Document, Entity, Evidence, Mention, Relation, Span

MAX_EVIDENCE = 5
"""Sentences that name both kept per pair; the counts go on. Where none does, one that names the first of them is."""

LIST = 150
"""Entities of one article that count at all: longer ones are lists of names."""

Named = Sequence[tuple[Mention, Entity]]


@dataclass(slots=True)
class Pair:
    """What was counted for two entities so far. ``shown`` and ``near`` hold (document index, sentence index): of sentences
    that name both, and of the first that names one of them."""

    articles: int = 0
    copies: int = 0
    sentences: int = 0
    shown: list[tuple[int, int]] = field(default_factory=list)
    near: tuple[int, int] | None = None
    first: str | None = None
    last: str | None = None
    languages: set[str] = field(default_factory=set)


def co_mentions(documents: Sequence[Document], named: Mapping[str, Named], max_entities: int) -> list[Relation]:
    """``co_mentioned`` relations, sorted by pair.

    ``named`` has each document's mentions by its id. Two entities in one sentence always count. Two that share only the
    article count where both are among its ``max_entities`` most mentioned ones (the first named where equal): of 15,547
    news articles one in fifty names more than 50, and those made a tenth of all pairs.
    Time grows with the sum of the squares of the entities counted per article.
    """
    ordered = sorted(documents, key=lambda document: document.id)
    pairs: dict[tuple[str, str], Pair] = defaultdict(Pair)
    alone: Counter[str] = Counter()
    for number, document in enumerate(ordered):
        places, foremost = _sentences_by_entity(document, named.get(document.id, ()), max_entities)
        alone.update(places.keys())
        day = (document.published or "")[:10] or None
        for a, b in itertools.combinations(sorted(places), 2):
            shared = sorted(set(places[a]).intersection(places[b]))
            if shared or (a in foremost and b in foremost):
                _count(pairs[a, b], (document, day), (number, min(places[a][0], places[b][0])), shared)
    total = len(ordered)
    return [_relation(ordered, key, pairs[key], alone, total) for key in sorted(pairs)]


def _sentences_by_entity(
    document: Document, named: Named, max_entities: int
) -> tuple[dict[str, list[int]], Collection[str]]:
    """The indexes of the sentences that name each entity, ascending and distinct, and the most mentioned entities."""
    starts = [sentence.start for sentence in document.sentences]
    places: dict[str, list[int]] = defaultdict(list)
    mentions: Counter[str] = Counter()
    for mention, entity in named:
        index = max(bisect_right(starts, mention.at.start) - 1, 0)
        mentions[entity.id] += 1
        if not places[entity.id] or places[entity.id][-1] != index:
            places[entity.id].append(index)
    if len(places) <= max_entities:
        return places, places.keys()
    order = {entity: number for number, entity in enumerate(places)}
    ranked = sorted(places, key=lambda entity: (-mentions[entity], order[entity]))
    return {entity: places[entity] for entity in ranked[:LIST]}, frozenset(ranked[:max_entities])


def _count(pair: Pair, told: tuple[Document, str | None], near: tuple[int, int], shared: list[int]) -> None:
    document, day = told
    pair.articles += 1
    pair.copies += len(document.duplicates)
    pair.sentences += len(shared)
    if shared and len(pair.shown) < MAX_EVIDENCE:
        pair.shown.append((near[0], shared[0]))
    elif pair.near is None:
        pair.near = near
    if day:
        pair.first = min(pair.first or day, day)
        pair.last = max(pair.last or day, day)
    pair.languages.add(document.tag)


def npmi(both: int, one: int, other: int, total: int) -> float:
    """Normalised pointwise mutual information, -1 to 1, of two events that were seen ``one`` and ``other`` times, and
    ``both`` times together, in ``total`` articles; 0 where nothing can be told (together in every article)."""
    if both in (0, total):
        return 0.0
    return round(math.log(both * total / (one * other)) / -math.log(both / total), 4)


def _relation(
    documents: Sequence[Document], key: tuple[str, str], pair: Pair, alone: Counter[str], total: int
) -> Relation:
    evidence = []
    for number, index in pair.shown or [pair.near or (0, 0)]:
        document = documents[number]
        sentence = document.sentences[index] if document.sentences else Span(start=0, end=len(document.analysed))
        evidence.append(
            Evidence(
                article=document.id,
                span=document.original(sentence),
                quote=document.quote(sentence),
                extractor="co-mention",
            )
        )
    return Relation(
        source=key[0],
        target=key[1],
        type="co_mentioned",
        weight=pair.articles,
        count=pair.articles + pair.copies,
        evidence=tuple(evidence),
        first_seen=pair.first,
        last_seen=pair.last,
        languages=tuple(sorted(pair.languages)),
        measures={
            "sentences": pair.sentences,
            "articles": pair.articles,
            "npmi": npmi(pair.articles, alone[key[0]], alone[key[1]], total),
        },
    )
