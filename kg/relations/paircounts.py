"""Pairs of those who stand beside each other, counted: many at a time, as columns of numbers.

Days are numbers in their order, `NEVER` for none; a set of languages is a number with a bit for each.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from kg.relations.archive import NEVER, Told
from kg.relations.scratch import Scratch

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Column = NDArray[Any]

MAX_EVIDENCE = 5
"""Sentences that name both kept per pair; the counts go on. Where none does, one that names the first of them is."""

SLICE = 1 << 20
"""Rows that are looked through at a time."""

_BEHIND = np.iinfo(np.int64).max
"""Behind every day and every sentence."""


class Beside:
    """Entities in groups: those that one sentence names, or one article. In columns the entities, the sentence that names
    each, how many of its group are left behind it, and whether it is one of the foremost of its article."""

    def __init__(self, scratch: Scratch) -> None:
        self._entities, self._places = scratch.numbers(), scratch.numbers("q")
        self._left, self._foremost = scratch.numbers(), scratch.numbers("b")
        self._order: Column | None = None

    def add(self, groups: Iterable[tuple[list[int], list[int]]], foremost: Collection[int]) -> None:
        """The groups of an article: entities, ascending, and the sentences that name them. One alone stands beside nobody."""
        entities: list[int] = []
        sentences: list[int] = []
        left: list[int] = []
        for own, places in groups:
            if len(own) > 1:
                entities += own
                sentences += places
                left += range(len(own) - 1, -1, -1)
        self._entities.add(entities)
        self._places.add(sentences)
        self._left.add(left)
        self._foremost.add([entity in foremost for entity in entities])

    @property
    def entities(self) -> Column:
        """The entities, group after group."""
        return self._entities.all()

    @property
    def places(self) -> Column:
        """The sentence that names each."""
        return self._places.all()

    @property
    def foremost(self) -> Column:
        """Whether each is one of the foremost of its article."""
        return self._foremost.all().view(bool)

    def work(self, entities: int) -> Column:
        """Of each of so many entities, how many larger ones stand beside it, counted each time."""
        found = np.zeros(entities)
        own, left = self._entities.all(), self._left.all()
        for start in range(0, len(own), SLICE):
            part = slice(start, start + SLICE)
            found += np.bincount(own[part], left[part], entities)
        return found.astype(np.int64)

    def pairs(self, first: int, last: int) -> tuple[Column, Column]:
        """The rows of every two that stand beside each other, of which the smaller is of ``first`` to ``last`` (exclusive),
        group after group."""
        rows = self._rows(first, last)
        times = self._left.all()[rows].astype(np.int64)
        smaller = np.repeat(rows, times)
        begin = np.repeat(np.cumsum(times) - times, times)
        return smaller, smaller + (np.arange(1, len(smaller) + 1) - begin)


    def _rows(self, first: int, last: int) -> Column:
        """The rows of the entities from ``first`` to ``last`` (exclusive), group after group. Looking through all rows for each
        step would take time that grows with the square of the articles."""
        entities = self._entities.all()
        if self._order is None:
            self._order = np.argsort(entities, kind="stable")
        begin, end = np.searchsorted(entities, (first, last), sorter=self._order)
        found: Column = np.sort(self._order[begin:end])
        return found

    def rest(self) -> None:
        """Lets go what no other `pairs` will need."""
        self._order = None


class Counts(NamedTuple):
    """Pairs, sorted: both entities, articles, copies, sentences, first and last day, languages; how many sentences show
    each (``shown``), and which, pair after pair (``places``)."""

    a: Column
    b: Column
    articles: Column
    copies: Column
    sentences: Column
    first: Column
    last: Column
    languages: Column
    shown: Column
    places: Column

    def packed(self) -> tuple[bytes, ...]:
        """As bytes."""
        return tuple(column.astype(np.int64).tobytes() for column in self)

    @classmethod
    def of(cls, packed: Iterable[bytes]) -> Counts:
        """What `packed` gave."""
        return cls(*(np.frombuffer(data, np.int64) for data in packed))

    def parts(self, size: int) -> Iterator[Counts]:
        """So many at a time."""
        *columns, places = self
        ends = np.append(0, self.shown.cumsum())
        for start in range(0, len(self.a), size):
            end = min(start + size, len(self.a))
            yield Counts._make([*(column[start:end] for column in columns), places[ends[start] : ends[end]]])

    def from_weight(self, least: int) -> Counts:
        """Those of so many articles and more."""
        if least <= 1:
            return self
        kept = self.articles >= least
        *columns, places = self
        return Counts._make([*(column[kept] for column in columns), places[np.repeat(kept, self.shown)]])


class _Shared(NamedTuple):
    """Pairs that sentences name, by ascending code: in how many sentences, and as in `Counts`. ``besides`` are codes of
    pairs with articles (``whose``) that name both in a sentence, but not among their foremost."""

    codes: Column
    sentences: Column
    shown: Column
    places: Column
    besides: Column
    whose: Column


def counted(sentences: Beside, articles: Beside, told: Told, entities: int, step: tuple[int, int]) -> Counts:
    """The pairs of which the smaller entity is one of a step (first, end): whom one sentence names, and whom one article
    names among its foremost. An article counts once for a pair, whatever makes it one. ``entities``: how many there are."""
    shared = _shared(sentences, told, entities, step)
    smaller, larger, codes = _pairs(articles, entities, step)
    near = np.minimum(articles.places[smaller], articles.places[larger])
    codes = np.concatenate([codes, shared.besides])
    order = np.argsort(codes)
    codes = codes[order]
    starts = np.flatnonzero(_changes(codes))
    codes, sizes = codes[starts], _sizes(starts, len(codes))
    article = np.concatenate([told.article[near], shared.whose])[order]
    nearest = np.concatenate([near, np.full(len(shared.whose), _BEHIND)])[order]
    day = told.day[article].astype(np.int64)
    first = np.minimum.reduceat(np.where(day == NEVER, _BEHIND, day), starts)
    at = np.searchsorted(codes, shared.codes)
    times, shown, seen = np.zeros_like(sizes), np.ones_like(sizes), np.zeros(len(sizes), bool)
    times[at], shown[at], seen[at] = shared.sentences, shared.shown, True
    places = np.repeat(np.minimum.reduceat(nearest, starts), shown)
    places[np.repeat(seen, shown)] = shared.places
    a, b = np.divmod(codes, entities)
    return Counts(
        a=a + step[0], b=b, articles=sizes, copies=np.add.reduceat(told.copies[article], starts), sentences=times,
        first=np.where(first == _BEHIND, NEVER, first), last=np.maximum.reduceat(day, starts),
        languages=np.bitwise_or.reduceat(told.language[article], starts), shown=shown, places=places,
    )


def _shared(sentences: Beside, told: Told, entities: int, step: tuple[int, int]) -> _Shared:
    smaller, larger, codes = _pairs(sentences, entities, step)
    order = np.argsort(codes, kind="stable")  # of each pair sentence after sentence
    smaller, larger, codes = smaller[order], larger[order], codes[order]
    places = sentences.places[smaller]
    article = told.article[places]
    starts = _changes(codes)
    new = starts | _changes(article)
    pair = np.cumsum(starts) - 1
    starts = np.flatnonzero(starts)
    rank = np.cumsum(new)
    shows = new & (rank - rank[starts][pair] < MAX_EVIDENCE)
    besides = np.flatnonzero(new & ~(sentences.foremost[smaller] & sentences.foremost[larger]))
    return _Shared(
        codes=codes[starts], sentences=_sizes(starts, len(codes)), shown=np.bincount(pair[shows], minlength=len(starts)),
        places=places[shows], besides=codes[besides], whose=article[besides],
    )


def _pairs(beside: Beside, entities: int, step: tuple[int, int]) -> tuple[Column, Column, Column]:
    """`Beside.pairs`, and a number for each by which pairs are sorted."""
    smaller, larger = beside.pairs(*step)
    own = beside.entities
    return smaller, larger, (own[smaller] - np.int64(step[0])) * entities + own[larger]


def _changes(values: Column) -> Column:
    """Whether each value is another than the one before it."""
    return np.concatenate([np.ones(min(len(values), 1), bool), values[1:] != values[:-1]])


def _sizes(starts: Column, end: int) -> Column:
    """How long each stretch is, of which the last goes up to ``end``."""
    return np.diff(starts, append=end)
