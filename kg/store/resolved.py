"""The articles of a build with the entities that their mentions are of: what relating, counting and exporting go through."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import pairwise
from operator import itemgetter

from kg.model import Document, Entity, Mention
from kg.rows import Made, Rows
from kg.store import codec
from kg.store.snapshot import Snapshot

FEW = 20_000
"""Documents or mentions that stay in memory once somebody went through them."""

HELD = 60_000
"""Places of mentions that do: some 15 MB."""

Place = tuple[str, int, int, str, str, str, float]
"""A mention as plain values: article, start and end in the article's own script, entity, text, recognizer, confidence."""

_BY_PLACE = itemgetter(1, 2, 3)

Spot = tuple[int, int, Entity]
"""Where a mention starts and ends in the analysed text, and its entity."""
Named = list[tuple[Mention, Entity]]
"""Mentions that have an entity, in the order of the text."""


class Resolved:
    """``entities`` by id; the ``numbers`` of those that the mentions are of, -1 for none, article after article, of which
    the next begins at each of ``starts``."""

    def __init__(
        self, articles: Snapshot, entities: Sequence[Entity], starts: array[int], numbers: array[int]
    ) -> None:
        self._articles = articles
        self._entities = entities
        self._starts = starts
        self._numbers = numbers

    def _homes(self) -> Iterator[list[Entity | None]]:
        """The entity of each mention, article by article."""
        entities = self._entities
        for start, end in pairwise(self._starts):
            yield [entities[number] if number >= 0 else None for number in self._numbers[start:end]]

    def rows(self) -> Iterator[tuple[codec.Row, bytes, list[Entity | None]]]:
        """Articles as they are kept, and the entity of each mention."""
        return ((*article, homes) for article, homes in zip(self._articles.rows(), self._homes(), strict=True))

    def named(self, row: codec.Row, packed: bytes, homes: Sequence[Entity | None]) -> tuple[Document, Named]:
        """The document and the mentions behind one of `rows`."""
        document = codec.document(row, self._articles.copies_of(row[0]))
        found = zip(codec.unpack_mentions(packed, document), homes, strict=True)
        return document, [(mention, entity) for mention, entity in found if entity is not None]

    def spots(self, packed: bytes, homes: Sequence[Entity | None]) -> list[Spot]:
        """The mentions behind one of `rows`, without making them."""
        places = zip(codec.unpack_spans(packed), homes, strict=True)
        return [(start, end, entity) for (start, end), entity in places if entity is not None]

    def document(self, row: codec.Row) -> Document:
        """The document of one of `rows`."""
        return codec.document(row, self._articles.copies_of(row[0]))

    def documents(self) -> Rows[Document]:
        """The documents alone."""
        return Made(len(self._articles), self._articles.documents, FEW)

    def mentions(self) -> Mentions:
        """Mentions with the ids of their entities, by article, start and end."""
        return Mentions(self, len(self._numbers) - self._numbers.count(-1))

    def copies(self, id_: str) -> int:
        """How many copies an article has."""
        return len(self._articles.copies_of(id_))

    def outline(self, row: codec.Row) -> Document:
        """The document of one of `rows`, without its text."""
        return codec.outline(row, self._articles.copies_of(row[0]))


class Mentions(Made[tuple[Mention, str]]):
    """Those of `Resolved` that have an entity, ``count``, each with its id."""

    def __init__(self, resolved: Resolved, count: int) -> None:
        super().__init__(count, partial(_pairs, resolved), FEW)  # a method of this object would keep it alive
        self._resolved = resolved
        self._places: tuple[Place, ...] | None = None

    def places(self) -> Iterable[Place]:
        """All of them as plain values, in the same order: much faster, where that is enough."""
        if self._places is None and len(self) <= HELD:
            self._places = tuple(self._found())
        return self._found() if self._places is None else self._places

    def _found(self) -> Iterator[Place]:
        for row, packed, homes in self._resolved.rows():
            article = row[0]
            found = [
                (article, start, end, entity.id, text, recognizer, confidence)
                for (start, end, text, recognizer, confidence), entity
                in zip(codec.unpack_places(packed, row), homes, strict=True) if entity is not None
            ]
            found.sort(key=_BY_PLACE)
            yield from found


def _pairs(resolved: Resolved) -> Iterator[tuple[Mention, str]]:
    for article in resolved.rows():
        found = [(mention, entity.id) for mention, entity in resolved.named(*article)[1]]
        yield from sorted(found, key=lambda pair: (pair[0].span, pair[1]))
