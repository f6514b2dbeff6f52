"""Who is named together: counts per sentence and per article, NPMI over articles, and the sentences that show it."""

from __future__ import annotations

import itertools
import math
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from kg.model import Document, Entity, Evidence, Mention, Relation, Span

MAX_EVIDENCE = 20
"""Sentences kept per pair; the counts go on."""

Named = Sequence[tuple[Mention, Entity]]


@dataclass(slots=True)
class Pair:
    """What was counted for two entities so far. ``shown`` holds (document index, sentence index)."""

    articles: int = 0
    copies: int = 0
    sentences: int = 0
    shown: list[tuple[int, int]] = field(default_factory=list)
    first: str | None = None
    last: str | None = None
    languages: set[str] = field(default_factory=set)


def co_mentions(documents: Sequence[Document], named: Mapping[str, Named], max_entities: int) -> list[Relation]:
    """``co_mentioned`` relations, sorted by pair.

    ``named`` has each document's mentions by its id. Of an article with more than ``max_entities`` entities only the
    most mentioned ones count (the first named where equal): one per cent of articles would else make a third of all
    pairs. Time grows with the sum of the squares of the entities counted per article.
    """
    ordered = sorted(documents, key=lambda document: document.id)
    pairs: dict[tuple[str, str], Pair] = defaultdict(Pair)
    alone: Counter[str] = Counter()
    for number, document in enumerate(ordered):
        places = _sentences_by_entity(document, named.get(document.id, ()), max_entities)
        alone.update(places.keys())
        day = (document.published or "")[:10] or None
        for a, b in itertools.combinations(sorted(places), 2):
            _count(pairs[a, b], number, document, day, places[a], places[b])
    total = len(ordered)
    return [_relation(ordered, key, pairs[key], alone, total) for key in sorted(pairs)]


def _sentences_by_entity(document: Document, named: Named, max_entities: int) -> dict[str, list[int]]:
    """The indexes of the sentences that name each entity, ascending and distinct; capped."""
    starts = [sentence.start for sentence in document.sentences]
    places: dict[str, list[int]] = defaultdict(list)
    mentions: Counter[str] = Counter()
    for mention, entity in named:
        index = max(bisect_right(starts, mention.at.start) - 1, 0)
        mentions[entity.id] += 1
        if not places[entity.id] or places[entity.id][-1] != index:
            places[entity.id].append(index)
    if len(places) <= max_entities:
        return places
    order = {entity: number for number, entity in enumerate(places)}
    kept = sorted(places, key=lambda entity: (-mentions[entity], order[entity]))[:max_entities]
    return {entity: places[entity] for entity in kept}


def _count(pair: Pair, number: int, document: Document, day: str | None, a: list[int], b: list[int]) -> None:
    shared = sorted(set(a) & set(b))
    pair.articles += 1
    pair.copies += len(document.duplicates)
    pair.sentences += len(shared)
    if len(pair.shown) < MAX_EVIDENCE:
        pair.shown.append((number, shared[0] if shared else min(a[0], b[0])))
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
    for number, index in pair.shown:
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
