"""Who is named together: counts per sentence and per article, NPMI over articles, and the sentences that show it.

What is counted lies in files on disk: of a million articles there are tens of millions of pairs. Articles, entities, and
sentences that name some are numbers there, in their order.
"""

from __future__ import annotations

import math
from array import array
from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from kg.model import Document, Entity, Evidence, Mention, Relation, Span
from kg.relations.archive import Archive, Sentence
from kg.relations.scratch import Scratch, steps
from kg.relations.spots import Spot, spots
from kg.rows import Rows

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kg.relations.paircounts import Counts

LIST = 150
"""Entities of one article that count at all: longer ones are lists of names."""

STEP = 250_000
"""Pairs of entities in articles that are counted at a time; what that holds in memory grows with it."""

FETCHED = 2_000
"""Relations that are made at a time."""

SHOWN = 50_000
"""Relations whose sentences are held at a time."""

HELD = 100_000
"""Values of NPMI that are held."""

EXTRACTOR = "co-mention"

Named = Sequence[tuple[Mention, Entity]]

Places = tuple[int, ...]
Together = tuple[str, str, int, int, int, float, str | None, str | None, tuple[str, ...], Places]
"""Source, target, weight (articles), count, sentences, NPMI, first and last day, languages, and the places of the sentences
that show it."""


class CoMentions(Rows[Relation]):
    """``co_mentioned`` relations, sorted by pair; `add` documents in the order of their ids, then `count` once.

    ``entities`` are the ids of all entities, sorted. Two entities in one sentence count, unless the article is a list of
    names (`LIST`). Two that share only the article count where both are among its ``max_entities`` most mentioned ones
    (the first named where equal): of 15,547 news articles one in fifty names more than 50, and those made a tenth of all pairs.
    Time grows with the sum of the squares of the entities counted per article; memory with the pairs of the one entity that
    has most.
    """

    def __init__(self, entities: Sequence[str], max_entities: int, scratch: Scratch | None = None) -> None:
        from kg.relations.paircounts import Beside

        scratch = scratch or Scratch()
        self._ids = entities
        self._numbers = {id_: number for number, id_ in enumerate(entities)}
        self._limit = max_entities
        self._archive = Archive(scratch)
        self._sentences, self._articles = Beside(scratch), Beside(scratch)
        self._alone = array("q", bytes(8 * len(entities)))
        self._blocks = scratch.records()
        self._weights: Counter[int] = Counter()
        self._chances = _Chances(self._archive.ids)

    def add(self, document: Document, named: Named) -> None:
        """Looks at a document and the mentions in it with their entities, by where they stand."""
        self.add_spots(document, spots(named))

    def add_spots(self, document: Document, named: Sequence[Spot]) -> None:
        """As `add`."""
        places, foremost = _sentences_by_entity(document, named, self._limit)
        entities = sorted([(self._numbers[entity], entity) for entity in places])
        groups: dict[int, list[int]] = {sentence: [] for sentence in sorted({at for own in places.values() for at in own})}
        first = self._archive.add(document, list(groups))
        place = {sentence: number for number, sentence in enumerate(groups, first)}
        for number, entity in entities:
            self._alone[number] += 1
            for sentence in places[entity]:
                groups[sentence].append(number)
        front = {number: place[places[entity][0]] for number, entity in entities if entity in foremost}
        self._articles.add([(list(front), list(front.values()))], front)
        self._sentences.add([(own, [place[sentence]] * len(own)) for sentence, own in groups.items()], front)

    def count(self) -> None:
        """Counts the pairs of all that was added."""
        from kg.relations.paircounts import counted

        told, entities = self._archive.told(), len(self._ids)
        work = self._sentences.work(entities) + self._articles.work(entities)
        for step in pairwise(steps(range(entities), work.tolist(), STEP)):
            counts = counted(self._sentences, self._articles, told, entities, step)
            self._blocks.add(counts.packed())
            self._weights.update(counts.articles.tolist())
        self._sentences.rest()
        self._articles.rest()

    def __len__(self) -> int:
        return self._weights.total()

    def weights(self) -> Iterator[tuple[int, int]]:
        """Each weight with how many relations have it."""
        return iter(sorted(self._weights.items()))

    def __iter__(self) -> Iterator[Relation]:
        return self.from_weight(0)

    def from_weight(self, least: int) -> Iterator[Relation]:
        """Those of this weight and more."""
        for _, _, rows, sentences in self.runs(least):
            shown = _Shown(sentences)
            for one in rows:
                yield _relation(one, shown)

    def runs(self, least: int = 0) -> Iterator[tuple[list[str], list[str], Iterator[Together], Mapping[int, Sentence]]]:
        """The same as plain values, many at a time: sources, targets, what there is of both, and the sentences that show it.
        What only wants to write them down need not have a `Relation` made of each."""
        from kg.relations.paircounts import Counts

        with self._blocks.reading() as block:
            for number in range(len(self._blocks)):
                counts = Counts.of(block(number)).from_weight(least)
                for many in counts.parts(SHOWN):
                    sentences = self._archive.sentences(many.places)
                    for part in many.parts(FETCHED):
                        yield *self._rows(part), sentences

    def _rows(self, counts: Counts) -> tuple[list[str], list[str], Iterator[Together]]:
        """Column by column: row by row costs twice as much."""
        import numpy as np

        days, chances, name = self._archive.days, self._chances, self._ids.__getitem__
        alone = np.frombuffer(self._alone, np.int64)
        a, b, articles, copies, sentences, first, last, known = counts[:8]
        sources, targets, weights = list(map(name, a.tolist())), list(map(name, b.tolist())), articles.tolist()
        languages = {number: self._archive.languages(number) for number in set(known.tolist())}
        return sources, targets, zip(
            sources, targets, weights, (articles + copies).tolist(), sentences.tolist(),
            map(chances.__getitem__, zip(weights, (alone[a] * alone[b]).tolist(), strict=True)),
            map(days.__getitem__, first.tolist()), map(days.__getitem__, last.tolist()),
            map(languages.__getitem__, known.tolist()), _pieces(counts.places, counts.shown), strict=True,
        )  # fmt: skip


class _Shown(dict[int, Evidence]):
    """Evidence by place, made when it is asked for first: relations share it."""

    def __init__(self, sentences: Mapping[int, Sentence]) -> None:
        super().__init__()
        self._sentences = sentences

    def __missing__(self, place: int) -> Evidence:
        article, start, end, quote = self._sentences[place]
        self[place] = made = Evidence(article=article, span=Span(start=start, end=end), quote=quote, extractor=EXTRACTOR)
        return made


class _Chances(dict[tuple[int, int], float]):
    """NPMI by the number of articles that name both, and the product of the numbers of those that name each; held for a
    while. ``articles``: of how many."""

    def __init__(self, articles: Sequence[str]) -> None:
        super().__init__()
        self._articles = articles

    def __missing__(self, seen: tuple[int, int]) -> float:
        if len(self) >= HELD:
            self.clear()
        self[seen] = measured = npmi(seen[0], seen[1], 1, len(self._articles))
        return measured


def _pieces(values: NDArray[Any], sizes: NDArray[Any]) -> list[Places]:
    """Values in pieces of these sizes; nearly all are one."""
    ends = sizes.cumsum()
    found: list[Places] = list(zip(values[ends - sizes].tolist(), strict=True))
    for number in (sizes > 1).nonzero()[0].tolist():
        found[number] = tuple(values[ends[number] - sizes[number] : ends[number]].tolist())
    return found


def _relation(together: Together, shown: Mapping[int, Evidence]) -> Relation:
    source, target, articles, count, sentences, measured, first, last, languages, places = together
    return Relation(
        source=source,
        target=target,
        type="co_mentioned",
        weight=articles,
        count=count,
        evidence=tuple([shown[place] for place in places]),
        first_seen=first,
        last_seen=last,
        languages=languages,
        measures={"sentences": sentences, "articles": articles, "npmi": measured},
    )


def co_mentions(documents: Sequence[Document], named: Mapping[str, Named], max_entities: int) -> list[Relation]:
    """The ``co_mentioned`` relations of a few documents; ``named`` has each document's mentions by its id."""
    found = CoMentions(sorted({entity.id for pairs in named.values() for _, entity in pairs}), max_entities)
    for document in sorted(documents, key=lambda document: document.id):
        found.add(document, named.get(document.id, ()))
    found.count()
    return list(found)


def _sentences_by_entity(
    document: Document, named: Sequence[Spot], max_entities: int
) -> tuple[dict[str, list[int]], Collection[str]]:
    """The indexes of the sentences that name each entity, ascending and distinct, and the most mentioned entities."""
    starts = [sentence.start for sentence in document.sentences[1:]]
    places: dict[str, list[int]] = {}
    for start, _, entity in named:
        index, own = bisect_right(starts, start), places.get(entity.id)
        if own is None:
            places[entity.id] = [index]
        elif own[-1] != index:
            own.append(index)
    if len(places) <= max_entities:
        return places, places.keys()
    order = {entity: number for number, entity in enumerate(places)}
    mentions = Counter([entity.id for _, _, entity in named])
    ranked = sorted(places, key=lambda entity: (-mentions[entity], order[entity]))
    return {entity: places[entity] for entity in ranked[: max(LIST, max_entities)]}, frozenset(ranked[:max_entities])


def npmi(both: int, one: int, other: int, total: int) -> float:
    """Normalised pointwise mutual information, -1 to 1, of two events that were seen ``one`` and ``other`` times, and
    ``both`` times together, in ``total`` articles; 0 where nothing can be told (together in every article)."""
    if both in (0, total):
        return 0.0
    return round(math.log(both * total / (one * other)) / -math.log(both / total), 4)
