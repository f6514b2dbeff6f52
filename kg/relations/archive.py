"""What counting keeps of articles: copies, day and language, and where the sentences are that name somebody; on disk."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from kg.model import Document, Span
from kg.relations.scratch import Scratch

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Column = NDArray[Any]

NEVER = -1
"""The number of no day."""


Sentence = tuple[str, int, int, str]
"""A sentence as evidence: its article, where it starts and ends there, its text."""


class Told(NamedTuple):
    """Columns of numbers. Of articles: further copies, day (ascending with the days, `NEVER` where it is not known), and
    language, a bit. Of sentences: the article."""

    copies: Column
    day: Column
    language: Column
    article: Column


class Archive:
    """Articles by number, in the order in which they came, and their sentences by number."""

    def __init__(self, scratch: Scratch) -> None:
        self.ids: list[str] = []
        self._days: dict[str, int] = {}
        self._tags: dict[str, int] = {}
        self._copies, self._day, self._tag = scratch.numbers(), scratch.numbers(), scratch.numbers()
        self._article, self._start, self._end = scratch.numbers(), scratch.numbers(), scratch.numbers()
        self._texts = scratch.records()

    def __len__(self) -> int:
        return len(self.ids)

    def add(self, document: Document, sentences: Sequence[int]) -> int:
        """One more article, and those of its sentences with these places, ascending; returns the number of the first. The
        others follow."""
        article, first = len(self.ids), len(self._article)
        self.ids.append(document.id)
        self._copies.add((len(document.duplicates),))
        day = (document.published or "")[:10]
        self._day.add((self._days.setdefault(day, len(self._days)) if day else NEVER,))
        self._tag.add((self._tags.setdefault(document.tag, len(self._tags)),))
        self._texts.add(document.text)
        spans = document.sentences or [Span(start=0, end=len(document.analysed)) for _ in sentences[:1]]
        starts, ends = [spans[number].start for number in sentences], [spans[number].end for number in sentences]
        if anchors := document.anchors:
            starts, ends = [anchors[start] for start in starts], [anchors[end] for end in ends]
            ends = [max(start + 1, end) for start, end in zip(starts, ends, strict=True)]  # as Document.original
        self._start.add(starts)
        self._end.add(ends)
        self._article.add((article,) * len(sentences))
        return first

    @property
    def days(self) -> list[str | None]:
        """The days of publication, by number; the last is none, for `NEVER`."""
        return [*sorted(self._days), None]

    def languages(self, known: int) -> tuple[str, ...]:
        """The languages whose bits are set in a number, sorted."""
        return tuple(sorted(tag for tag, number in self._tags.items() if known >> number & 1))

    def told(self) -> Told:
        """What counting must know of them."""
        import numpy as np

        rank = {day: number for number, day in enumerate(self.days)}
        ranks = np.array([*(rank[day] for day in self._days), NEVER])  # the last is that of `NEVER`
        return Told(self._copies.all(), ranks[self._day.all()], np.int64(1) << self._tag.all(), self._article.all())

    def sentences(self, places: Column) -> dict[int, Sentence]:
        """The sentences with these numbers, by number."""
        import numpy as np

        wanted = np.unique(places)
        articles, starts, ends = (column.all()[wanted].tolist() for column in (self._article, self._start, self._end))
        found: dict[int, Sentence] = {}
        with self._texts.reading() as text_of:
            last, text = -1, ""
            for number, article, start, end in zip(wanted.tolist(), articles, starts, ends, strict=True):
                if article != last:
                    last, text = article, text_of(article)
                found[number] = self.ids[article], start, end, text[start:end]
        return found
