"""Which of many candidates stand inside a stretch of text, without a look at all of them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from operator import itemgetter

from kg.recognizers.candidate import Candidate


class Within:
    """Candidates by start."""

    def __init__(self, candidates: Iterable[Candidate]) -> None:
        self._candidates = sorted(candidates, key=itemgetter(0))
        self._starts = [c.start for c in self._candidates]

    def __iter__(self) -> Iterator[Candidate]:
        return iter(self._candidates)

    def inside(self, start: int, end: int) -> list[Candidate]:
        """Those that go beyond neither end of ``start..end``, by start."""
        first = bisect_left(self._starts, start)
        if first == len(self._starts) or self._starts[first] > end:
            return []  # as for most
        last = bisect_right(self._starts, end, first)
        return [candidate for candidate in self._candidates[first:last] if candidate.end <= end]
