"""The articles of a build with the entities that their mentions are of: what relating, counting and exporting go through."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from itertools import pairwise

from kg.model import Document, Entity, Mention
from kg.rows import Made, Rows
from kg.store import codec
from kg.store.snapshot import Snapshot

FEW = 20_000
"""Documents or mentions that stay in memory once somebody went through them."""

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

    def documents(self) -> Rows[Document]:
        """The documents alone."""
        return Made(len(self._articles), self._articles.documents, FEW)

    def mentions(self) -> Rows[tuple[Mention, str]]:
        """Mentions with the ids of their entities, by article, start and end."""
        return Made(len(self._numbers) - self._numbers.count(-1), self._mentions, FEW)

    def _mentions(self) -> Iterator[tuple[Mention, str]]:
        for article in self.rows():
            found = [(mention, entity.id) for mention, entity in self.named(*article)[1]]
            yield from sorted(found, key=lambda pair: (pair[0].span, pair[1]))

    def outline(self, row: codec.Row) -> Document:
        """The document of one of `rows`, without its text."""
        return codec.outline(row, self._articles.copies_of(row[0]))
