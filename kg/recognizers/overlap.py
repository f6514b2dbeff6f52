"""Settles which of several overlapping candidates stand.

The longest wins: 法国战略研究基金会 over 法国, 'New York Times' over 'New York'. Equal spans: the larger rank wins
(watchlist, then knowledge, then title patterns, then trained pipelines), then the larger confidence, then the table's
order. A country inside the name of an agency stands beside it (美国 in 美国国务院), as does the city of a consulate.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

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
    ordered = sorted(
        candidates,
        key=lambda c: (
            c.rank < RANKS["watchlist"],
            c.start - c.end,
            -c.rank,
            -c.confidence,
            c.start,
            c.recognizer,
            c.type,
        ),
    )
    taken: list[Candidate] = []
    owners: list[Candidate | None] = [None] * max((c.end for c in ordered), default=0)
    inside: dict[tuple[int, int], Candidate] = {}
    for candidate in ordered:
        held = owners[candidate.start : candidate.end]
        if held.count(None) == len(held) > 0:
            taken.append(candidate)
            owners[candidate.start : candidate.end] = [candidate] * len(held)
        elif candidate.known and _inside(held, candidate):
            inside.setdefault((candidate.start, candidate.end), replace(candidate, nested=True))
    return sorted([*taken, *_longest(inside)], key=lambda c: (c.start, -c.end))


def _inside(held: list[Candidate | None], inner: Candidate) -> bool:
    """True where one longer agency holds all of the span, and the span names its country or a mission's place."""
    whole = held[0] if held else None
    if whole is None or any(other is not whole for other in held):
        return False
    if whole.type != "agency" or len(whole.span) <= len(inner.span):
        return False
    return inner.type == "country" or (inner.type == "place" and whole.recognizer == "mission")


def _longest(inside: dict[tuple[int, int], Candidate]) -> list[Candidate]:
    kept: list[Candidate] = []
    for candidate in sorted(inside.values(), key=lambda c: (c.start - c.end, c.start)):
        if not any(candidate.overlaps(other) for other in kept):
            kept.append(candidate)
    return kept
