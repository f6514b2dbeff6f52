"""Who is named together: counts per sentence and per article, NPMI over articles, and the sentences that show it.

Pairs are counted in a database on disk: of a million articles there are tens of millions. Articles and entities are
numbers there, in the order of their ids.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

from kg.model import Document, Entity, Evidence, Mention, Relation, Span
from kg.relations.parts import Spot, spots
from kg.relations.scratch import Scratch, steps
from kg.rows import Rows

MAX_EVIDENCE = 5
"""Sentences that name both kept per pair; the counts go on. Where none does, one that names the first of them is."""

LIST = 150
"""Entities of one article that count at all: longer ones are lists of names."""

STEP = 2_000_000
"""Pairs of entities in articles that are counted at a time; what a query holds in memory grows with it."""

CHUNK = 200_000
"""Relations whose sentences are looked up at a time."""

Named = Sequence[tuple[Mention, Entity]]

Places = Sequence[int]
Together = tuple[
    str, str, int, int, int, float, str | None, str | None, tuple[str, ...], Places, Mapping[int, Evidence]
]
"""Source, target, weight (articles), count, sentences, NPMI, first and last day, languages, the places of the sentences that
show it, and the evidence at such places: one mapping for many that follow each other."""

_TABLES = """
CREATE TABLE named (article INTEGER, entity INTEGER, sentence INTEGER, foremost BOOLEAN, copies INTEGER, day VARCHAR,
    tag INTEGER);
CREATE TABLE sentences (place BIGINT, first INTEGER, last INTEGER, quote BLOB);
CREATE TABLE pairs (number BIGINT, a INTEGER, b INTEGER, articles INTEGER, copies INTEGER, sentences INTEGER,
    first VARCHAR, last VARCHAR, tags BIGINT, places BIGINT[]);
"""
"""``named``: a sentence of an article that names an entity, with whether the entity is foremost there and what is told
of the article. ``place``: number of an article, shifted by `_SHIFT`, and of a sentence in it."""

_SHIFT = 24

_NAMED_ONCE = """CREATE TABLE places AS SELECT entity, article, min(sentence) AS sentence, foremost, copies, day, tag
    FROM named GROUP BY entity, article, foremost, copies, day, tag ORDER BY entity, article"""

_WORK = """SELECT entity, sum(entities)::BIGINT, count(*) FROM places JOIN
    (SELECT article, count(*) AS entities FROM places GROUP BY article) USING (article) GROUP BY entity ORDER BY entity"""
"""By entity: pairs to look at, articles that name it."""

_COUNT = f"""INSERT INTO pairs
WITH together AS (
    SELECT x.entity AS a, y.entity AS b, x.copies, x.day, x.tag, 1 AS article, 0 AS sentences,
        (x.article::BIGINT << {_SHIFT}) + least(x.sentence, y.sentence) AS place
    FROM places x JOIN places y ON x.article = y.article AND x.entity < y.entity
    WHERE x.entity >= $1 AND x.entity < $2 AND x.foremost AND y.foremost
), shared AS (
    SELECT x.entity AS a, y.entity AS b, x.copies, x.day, x.tag, (NOT (x.foremost AND y.foremost))::INTEGER AS article,
        count(*) AS sentences, (x.article::BIGINT << {_SHIFT}) + min(x.sentence) AS place
    FROM named x JOIN named y ON x.article = y.article AND x.sentence = y.sentence AND x.entity < y.entity
    WHERE x.entity >= $1 AND x.entity < $2
    GROUP BY a, b, x.article, x.copies, x.day, x.tag, x.foremost, y.foremost
), counted AS (
    SELECT a, b, sum(article) AS articles, sum(article * copies) AS copies, sum(sentences) AS sentences, min(day) AS first,
        max(day) AS last, bit_or(1::BIGINT << tag) AS tags,
        coalesce(min(place, {MAX_EVIDENCE}) FILTER (sentences > 0), [min(place)]) AS places
    FROM (FROM together UNION ALL FROM shared) GROUP BY a, b
)
SELECT $3 + row_number() OVER (ORDER BY a, b) - 1, * FROM counted ORDER BY a, b"""

_PLACES = "places[1] AS place, CASE WHEN len(places) > 1 THEN places END AS places"
"""Nearly all have but one, and a list takes as long to fetch as all other columns together."""


class CoMentions(Rows[Relation]):
    """``co_mentioned`` relations, sorted by pair; `add` documents in the order of their ids, then `count` once.

    ``entities`` are the ids of all entities, sorted. Two entities in one sentence count, unless the article is a list of
    names (`LIST`). Two that share only the article count where both are among its ``max_entities`` most mentioned ones
    (the first named where equal): of 15,547 news articles one in fifty names more than 50, and those made a tenth of all pairs.
    Time grows with the sum of the squares of the entities counted per article; memory does not.
    """

    def __init__(self, entities: Sequence[str], max_entities: int, scratch: Scratch | None = None) -> None:
        self._ids = entities
        self._numbers = {id_: number for number, id_ in enumerate(entities)}
        self._limit = max_entities
        self._scratch = scratch or Scratch()
        self._scratch.execute(_TABLES)
        self._articles: list[str] = []
        self._tags: list[str] = []
        self._sets: dict[int, tuple[str, ...]] = {}
        self._alone: dict[int, int] = {}
        self._length = 0

    def add(self, document: Document, named: Named) -> None:
        """Looks at a document and the mentions in it with their entities, by where they stand."""
        self.add_spots(document, spots(named))

    def add_spots(self, document: Document, named: Sequence[Spot]) -> None:
        """As `add`."""
        article = len(self._articles)
        self._articles.append(document.id)
        places, foremost = _sentences_by_entity(document, named, self._limit)
        if document.tag not in self._tags:
            self._tags.append(document.tag)
        told = (len(document.duplicates), (document.published or "")[:10] or None, self._tags.index(document.tag))
        numbers = self._numbers
        self._scratch.add("named", [
            (article, numbers[entity], sentence, entity in foremost, *told)
            for entity, sentences in places.items() for sentence in sentences
        ])
        shown = sorted({sentence for sentences in places.values() for sentence in sentences})
        self._scratch.add("sentences", [_sentence(document, article, sentence) for sentence in shown])

    def count(self) -> None:
        """Counts the pairs of all that was added."""
        scratch = self._scratch
        scratch.flush("named")
        scratch.flush("sentences")
        scratch.execute(_NAMED_ONCE)
        entities, work, articles = (column.tolist() for column in scratch.columns(_WORK))
        self._alone = dict(zip(entities, articles, strict=True))
        for first, last in pairwise(steps(entities, work, STEP)):
            scratch.execute(_COUNT, [first, last, self._length])
            self._length = int(scratch.columns("SELECT count(*) FROM pairs")[0][0])

    def __len__(self) -> int:
        return self._length

    def weights(self) -> Iterator[tuple[int, int]]:
        """Each weight with how many relations have it."""
        return self._scratch.rows("SELECT articles, count(*) FROM pairs GROUP BY articles ORDER BY articles")

    def __iter__(self) -> Iterator[Relation]:
        return self.from_weight(0)

    def from_weight(self, least: int) -> Iterator[Relation]:
        """Those of this weight and more."""
        return map(_relation, self.plain(least))

    def plain(self, least: int = 0) -> Iterator[Together]:
        """The same as plain values: what only wants to write them down need not have a `Relation` made of each."""
        for start in range(0, self._length, CHUNK):
            where = f"WHERE number >= {start} AND number < {start + CHUNK} AND articles >= {least:d}"
            block = dict(map(self._evidence, self._scratch.rows(
                f"SELECT * FROM sentences WHERE place IN (SELECT unnest(places) FROM pairs {where})"
            )))
            yield from self._plain(where, block)

    def _plain(self, where: str, block: Mapping[int, Evidence]) -> Iterator[Together]:
        ids, alone, total = self._ids, self._alone, len(self._articles)
        for a, b, articles, copies, sentences, first, last, tags, place, places in self._scratch.rows(
            f"SELECT * EXCLUDE (number, places), {_PLACES} FROM pairs {where} ORDER BY number"
        ):
            measured = npmi(articles, alone[a], alone[b], total)
            languages = self._sets.get(tags) or self._languages(tags)
            yield (
                ids[a], ids[b], articles, articles + copies, sentences, measured, first, last, languages,
                places or (place,), block,
            )

    def _evidence(self, row: tuple[int, int, int, bytes]) -> tuple[int, Evidence]:
        place, first, last, quote = row
        article, text = self._articles[place >> _SHIFT], quote.decode("utf-8", "surrogatepass")
        return place, Evidence(article=article, span=Span(start=first, end=last), quote=text, extractor="co-mention")

    def _languages(self, tags: int) -> tuple[str, ...]:
        if tags not in self._sets:
            self._sets[tags] = tuple(sorted(tag for number, tag in enumerate(self._tags) if tags >> number & 1))
        return self._sets[tags]


def _relation(together: Together) -> Relation:
    source, target, articles, count, sentences, measured, first, last, languages, places, evidence = together
    return Relation(
        source=source,
        target=target,
        type="co_mentioned",
        weight=articles,
        count=count,
        evidence=tuple([evidence[place] for place in places]),
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
    starts = [sentence.start for sentence in document.sentences]
    places: dict[str, list[int]] = {}
    for start, _, entity in named:
        index = max(bisect_right(starts, start) - 1, 0)
        own = places.setdefault(entity.id, [])
        if not own or own[-1] != index:
            own.append(index)
    if len(places) <= max_entities:
        return places, places.keys()
    order = {entity: number for number, entity in enumerate(places)}
    mentions = Counter([entity.id for _, _, entity in named])
    ranked = sorted(places, key=lambda entity: (-mentions[entity], order[entity]))
    return {entity: places[entity] for entity in ranked[: max(LIST, max_entities)]}, frozenset(ranked[:max_entities])


def _sentence(document: Document, article: int, index: int) -> tuple[int, int, int, bytes]:
    """A row of ``sentences``."""
    sentence = document.sentences[index] if document.sentences else Span(start=0, end=len(document.analysed))
    span = document.original(sentence)
    return (article << _SHIFT) + index, span.start, span.end, span.of(document.text).encode("utf-8", "surrogatepass")


@lru_cache(maxsize=100_000)
def npmi(both: int, one: int, other: int, total: int) -> float:
    """Normalised pointwise mutual information, -1 to 1, of two events that were seen ``one`` and ``other`` times, and
    ``both`` times together, in ``total`` articles; 0 where nothing can be told (together in every article)."""
    if both in (0, total):
        return 0.0
    return round(math.log(both * total / (one * other)) / -math.log(both / total), 4)
