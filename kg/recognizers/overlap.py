"""Settles which of several overlapping candidates stand.

The longest wins: 法国战略研究基金会 over 法国, 'New York Times' over 'New York'. Equal spans: the larger rank wins
(watchlist, then knowledge, then title patterns, then trained pipelines), then the larger confidence, then the table's
order. A country inside the name of an agency stands beside it (美国 in 美国国务院), as does the city of a consulate.
"""

from __future__ import annotations

from collections.abc import Iterable
from operator import itemgetter

from kg.recognizers.candidate import Candidate

RANKS = {
    "watchlist": 9,
    "gloss": 8,
    "mission": 7,
    "gazetteer": 6,
    "title": 5,
    "statistical": 4,
    "jieba": 3,
    "consistency": 2,
}
"""Rank of each recognizer in ties of equal length."""


def settle(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Candidates by start that don't overlap, but for countries inside an agency and places inside a mission."""
    settled: list[Candidate] = []
    first = reach = 0  # which of them overlap each other, and how far they go
    for candidate in sorted(candidates, key=itemgetter(0)):
        start, end = candidate.start, candidate.end
        if end <= start:
            continue
        if start >= reach:  # it overlaps none of those before, and most overlap none at all
            if len(settled) - first > 1:
                settled[first:] = _settle(settled[first:])
            first = len(settled)
        settled.append(candidate)
        reach = end if end > reach else reach
    if len(settled) - first > 1:
        settled[first:] = _settle(settled[first:])
    return settled


def _settle(candidates: list[Candidate]) -> list[Candidate]:
    """As `settle`, for candidates by start in one stretch of text."""
    first, last = candidates[0].start, max([c.end for c in candidates])
    if candidates[-1].start == first and last == min([c.end for c in candidates]):  # one span, as of most
        top = max([c.rank for c in candidates])
        best = [c for c in candidates if c.rank == top]
        return best if len(best) == 1 else [min(best, key=_precedence)]
    taken: list[Candidate] = []
    owners: list[Candidate | None] = [None] * (last - first)
    inside: dict[tuple[int, int], Candidate] = {}
    for candidate in sorted(candidates, key=_precedence):
        start, end = candidate.start, candidate.end
        held = owners[start - first : end - first]
        if held.count(None) == len(held):
            taken.append(candidate)
            owners[start - first : end - first] = [candidate] * len(held)
        elif candidate.known and _inside(held, candidate):
            inside.setdefault((start, end), candidate._replace(nested=True))
    return sorted([*taken, *_longest(inside)], key=lambda c: (c.start, -c.end))


def _precedence(c: Candidate) -> tuple[bool, int, int, float, int, str, str]:
    return c.rank < RANKS["watchlist"], c.start - c.end, -c.rank, -c.confidence, c.start, c.recognizer, c.type


def _inside(held: list[Candidate | None], inner: Candidate) -> bool:
    """True where one longer agency holds all of the span, and the span names its country or a mission's place."""
    whole = held[0]
    if whole is None or whole.type != "agency" or whole.end - whole.start <= inner.end - inner.start:
        return False
    if held.count(whole) != len(held):
        return False
    return inner.type == "country" or (inner.type == "place" and whole.recognizer == "mission")


def _longest(inside: dict[tuple[int, int], Candidate]) -> list[Candidate]:
    kept: list[Candidate] = []
    for candidate in sorted(inside.values(), key=lambda c: (c.start - c.end, c.start)):
        if not any(candidate.overlaps(other) for other in kept):
            kept.append(candidate)
    return kept
