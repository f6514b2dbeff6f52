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
    owner: dict[int, Candidate] = {}
    inside: dict[tuple[int, int], Candidate] = {}
    for candidate in ordered:
        holders = {owner.get(at) for at in range(candidate.start, candidate.end)}
        if holders == {None}:
            taken.append(candidate)
            owner.update(dict.fromkeys(range(candidate.start, candidate.end), candidate))
        elif candidate.known and _inside(holders, candidate):
            inside.setdefault((candidate.start, candidate.end), replace(candidate, nested=True))
    return sorted([*taken, *_longest(inside)], key=lambda c: (c.start, -c.end))


def _inside(holders: set[Candidate | None], inner: Candidate) -> bool:
    """True where one longer agency holds all of the span, and the span names its country or a mission's place."""
    whole = next(iter(holders)) if len(holders) == 1 else None
    if whole is None or whole.type != "agency" or len(whole.span) <= len(inner.span):
        return False
    return inner.type == "country" or (inner.type == "place" and whole.recognizer == "mission")


def _longest(inside: dict[tuple[int, int], Candidate]) -> list[Candidate]:
    kept: list[Candidate] = []
    for candidate in sorted(inside.values(), key=lambda c: (c.start - c.end, c.start)):
        if not any(candidate.overlaps(other) for other in kept):
            kept.append(candidate)
    return kept
