"""Passages that the page embeds, each once, with the places of names in it; and which of them, where all are too many."""

from __future__ import annotations

import bisect
import math
import re
from array import array
from collections.abc import Collection, Iterable, Mapping, Sequence

from kg.exporters.html.pairs import Pair
from kg.graph.census import places_of
from kg.model import Build, Evidence

QUOTE_CHARS = 600
"""A longer passage is cut."""
REPORTS_KEPT = 30
"""Passages per meeting and per office."""
TOGETHER_KEPT = 6
"""Passages per pair that is named together."""
LOOKED_AT = 8
"""Passages of a pair, spread over all that its relation keeps, from which those are taken."""
TEXT_BUDGET = 5_000_000
"""Characters of passages in all: each pair gets its first passage before any gets a second, and what the page leaves out
it counts. Some 10 MB of page."""

HELD = 20_000
"""Passages of which the names in them are held."""

Passage = tuple[int, str, list[int]]
Place = tuple[str, int, int]
"""Article, start and end of a passage."""

_START, _LENGTH = 40, 24
_MOST_START, _MOST_LENGTH, _MOST_NUMBER = 1 << 24, (1 << 16) - 1, (1 << 24) - 1
_NO_MARKS: array[int] = array("Q")
_ASTRAL = re.compile("[\U00010000-\U0010ffff]")


def cut(text: str, most: int) -> str:
    """The text, or its beginning with an ellipsis: at most ``most`` code points."""
    return text if len(text) <= most else text[: most - 1] + "…"


def utf16(text: str, at: int) -> int:
    """The offset that JavaScript counts for code point ``at``: characters beyond the basic plane count twice."""
    return at if text.isascii() else len(text[:at].encode("utf-16-le", "surrogatepass")) // 2


def _marks(build: Build, articles: Collection[str]) -> dict[str, array[int]]:
    """The places of names in each of these articles, ascending, each as one number: start, length and entity."""
    found: dict[str, array[int]] = {}
    number = {entity.id: index for index, entity in enumerate(build.entities)}
    for article, start, end, entity, _, _, _ in places_of(build.mentions):
        if article in articles and entity in number:
            length = end - start
            if start < _MOST_START and length <= _MOST_LENGTH:
                mark = start << _START | length << _LENGTH | number[entity]
                marks = found.get(article)
                if marks is None:
                    found[article] = array("Q", (mark,))
                elif mark >= marks[-1]:
                    marks.append(mark)
                else:
                    bisect.insort(marks, mark)
    return found


def _place(evidence: Evidence) -> Place:
    span = evidence.span
    return evidence.article, span.start, span.end


class Passages:
    """Passages by number, in the order in which they were asked for. ``articles``: the number of each article."""

    def __init__(self, build: Build, articles: Mapping[str, int]) -> None:
        self.found: list[Passage] = []
        self.chars = 0
        self._tags = {document.id: document.tag for document in build.documents}
        self._articles = articles
        self._number: dict[Place, int] = {}
        self._marks = _marks(build, articles)
        self._names: dict[Place, frozenset[int]] = {}

    def number(self, evidence: Evidence) -> int:
        """The number of a passage: (article, text, marks), marks flat: start, end, entity, start, end, ..."""
        key = _place(evidence)
        number = self._number.get(key)
        if number is None:
            number = self._number[key] = len(self.found)
            text = cut(evidence.quote, QUOTE_CHARS)
            self.chars += len(text)
            self.found.append((self._articles.get(evidence.article, -1), text, self._shown_marks(evidence, text)))
        return number

    def known(self, evidence: Evidence) -> bool:
        """Whether the page has the passage already."""
        return _place(evidence) in self._number

    def _named(self, evidence: Evidence) -> frozenset[int]:
        """The entities in a passage, which many pairs share."""
        key = _place(evidence)
        found = self._names.get(key)
        if found is None:
            if len(self._names) >= HELD:
                self._names.clear()
            found = self._names[key] = frozenset([entity for _, _, entity in self._within(evidence)])
        return found

    def _within(self, evidence: Evidence) -> Iterable[tuple[int, int, int]]:
        marks, last = self._marks.get(evidence.article, _NO_MARKS), evidence.span.end
        for at in range(bisect.bisect_left(marks, evidence.span.start << _START), len(marks)):
            mark = marks[at]
            start = mark >> _START
            if start >= last:
                return
            end = start + (mark >> _LENGTH & _MOST_LENGTH)
            if end <= last:
                yield start, end, mark & _MOST_NUMBER

    def _shown_marks(self, evidence: Evidence, text: str) -> list[int]:
        found: list[int] = []
        used = 0
        wide = _ASTRAL.search(text) is not None
        for first, last, entity in self._within(evidence):
            start, end = first - evidence.span.start, last - evidence.span.start
            if start >= used and end <= len(text):
                found += [utf16(text, start), utf16(text, end), entity] if wide else [start, end, entity]
                used = end
        return found

    def chosen(self, evidence: Sequence[Evidence], both: tuple[int, int], most: int) -> list[Evidence]:
        """The ``most`` passages to show for a pair: those that name both first, the languages taking turns."""
        if len(evidence) <= 1:
            return list(evidence)
        evidence = evidence[:: math.ceil(len(evidence) / LOOKED_AT)]
        turns: dict[tuple[bool, str], int] = {}
        ranked = []
        for place, one in enumerate(evidence):
            tongue = not self._named(one).issuperset(both), self._tags.get(one.article, "")
            turn = turns.setdefault(tongue, 0)
            turns[tongue] += 1
            ranked.append((tongue[0], turn, place, one))
        ranked.sort(key=lambda entry: entry[:3])
        return [one for _, _, _, one in ranked[:most]]


def together(pairs: Sequence[Pair], passages: Passages, order: Sequence[int]) -> list[list[int]]:
    """For each pair the passages that name both. ``order``: numbers of pairs, those first that matter most; within
    `TEXT_BUDGET` each gets one, then each a second, and so on up to `TOGETHER_KEPT`."""
    found: list[list[int]] = [[] for _ in pairs]
    waiting = {
        number: passages.chosen(relation.evidence, (pairs[number].a, pairs[number].b), TOGETHER_KEPT)
        for number in order if (relation := pairs[number].co_mentioned)
    }
    for turn in range(TOGETHER_KEPT):
        waiting = {number: chosen for number, chosen in waiting.items() if turn < len(chosen)}
        for number, chosen in waiting.items():
            if passages.chars < TEXT_BUDGET or passages.known(chosen[turn]):
                found[number].append(passages.number(chosen[turn]))
    return found
