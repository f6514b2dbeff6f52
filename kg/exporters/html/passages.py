"""Passages that the page embeds, each once, with the places of names in it; and which of them, where all are too many."""

from __future__ import annotations

import bisect
import itertools
import math
from collections.abc import Iterable, Mapping, Sequence

from kg.exporters.html.pairs import Pair
from kg.model import Build, Document, Evidence

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

Passage = tuple[int, str, list[int]]


def cut(text: str, most: int) -> str:
    """The text, or its beginning with an ellipsis: at most ``most`` code points."""
    return text if len(text) <= most else text[: most - 1] + "…"


def utf16(text: str, at: int) -> int:
    """The offset that JavaScript counts for code point ``at``: characters beyond the basic plane count twice."""
    return at if text.isascii() else len(text[:at].encode("utf-16-le", "surrogatepass")) // 2


class Passages:
    """Passages by number, in the order in which they were asked for. ``articles``: the number of each article."""

    def __init__(self, build: Build, articles: Mapping[str, int]) -> None:
        self.found: list[Passage] = []
        self.chars = 0
        self._documents: dict[str, Document] = {document.id: document for document in build.documents}
        self._articles = articles
        self._number: dict[tuple[str, int, int], int] = {}
        self._marks: dict[str, list[tuple[int, int, int]]] = {}
        number = {entity.id: index for index, entity in enumerate(build.entities)}
        for mention, entity in build.mentions:
            marks = self._marks.setdefault(mention.article, [])
            marks.append((mention.span.start, mention.span.end, number[entity]))
        for marks in self._marks.values():
            marks.sort()

    def number(self, evidence: Evidence) -> int:
        """The number of a passage: (article, text, marks), marks flat: start, end, entity, start, end, ..."""
        key = (evidence.article, evidence.span.start, evidence.span.end)
        if key not in self._number:
            self._number[key] = len(self.found)
            text = cut(evidence.quote, QUOTE_CHARS)
            self.chars += len(text)
            self.found.append((self._articles.get(evidence.article, -1), text, self._shown_marks(evidence, text)))
        return self._number[key]

    def known(self, evidence: Evidence) -> bool:
        """Whether the page has the passage already."""
        return (evidence.article, evidence.span.start, evidence.span.end) in self._number

    def _within(self, evidence: Evidence) -> Iterable[tuple[int, int, int]]:
        marks = self._marks.get(evidence.article, [])
        for at in range(bisect.bisect_left(marks, (evidence.span.start, 0, 0)), len(marks)):
            if marks[at][0] >= evidence.span.end:
                return
            if marks[at][1] <= evidence.span.end:
                yield marks[at]

    def _shown_marks(self, evidence: Evidence, text: str) -> list[int]:
        found: list[int] = []
        used = 0
        for first, last, entity in self._within(evidence):
            start, end = first - evidence.span.start, last - evidence.span.start
            if start >= used and end <= len(text):
                found += [utf16(text, start), utf16(text, end), entity]
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
            named = {entity for _, _, entity in self._within(one)}
            document = self._documents.get(one.article)
            partly = not named.issuperset(both)
            turn = turns.setdefault((partly, document.tag if document else ""), 0)
            turns[partly, document.tag if document else ""] += 1
            ranked.append((partly, turn, place, one))
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
    for turn, number in itertools.product(range(TOGETHER_KEPT), waiting):
        if turn < len(waiting[number]):
            one = waiting[number][turn]
            if passages.chars < TEXT_BUDGET or passages.known(one):
                found[number].append(passages.number(one))
    return found
