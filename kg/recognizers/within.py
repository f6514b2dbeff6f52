"""Which of many candidates stand inside a stretch of text, without a look at all of them."""

from __future__ import annotations

from bisect import bisect_left
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
        found = []
        for at in range(bisect_left(self._starts, start), len(self._starts)):
            candidate = self._candidates[at]
            if candidate.start > end:
                break
            if candidate.end <= end:
                found.append(candidate)
        return found
