"""Finds names of a large table in a text (Aho-Corasick; EntityRuler is ten times slower from 10,000 names on)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from operator import itemgetter
from typing import Generic, TypeVar

T = TypeVar("T")

SHORT = 3_000
"""Code points of a text in which names of its own are faster looked for one by one than all together."""


class Automaton(Generic[T]):
    """Maps spellings to values; `find` gives every occurrence, overlapping ones included."""

    def __init__(self, table: Mapping[str, T]) -> None:
        import ahocorasick_rs

        self._values = list(table.values())
        kind = ahocorasick_rs.Implementation.ContiguousNFA  # made several times as fast as what small tables get otherwise
        self._machine = ahocorasick_rs.AhoCorasick(list(table), store_patterns=False, implementation=kind) if table else None

    def find(self, text: str) -> list[tuple[int, int, T]]:
        """(start, end, value) of every occurrence, by end and then start."""
        values = self._values
        found = self._machine.find_matches_as_indexes(text, overlapping=True) if self._machine else ()
        return [(start, end, values[index]) for index, start, end in found]


def occurrences(table: Mapping[str, T], text: str, taken: bytearray) -> list[tuple[int, int, T]]:
    """What ``Automaton(table).find(text)`` gives, where no code point is ``taken`` (1, and 0 for others); for a table that
    is used but once: no automaton for a short text."""
    if len(text) > SHORT:
        return [hit for hit in Automaton(table).find(text) if taken.find(1, hit[0], hit[1]) < 0]
    found: list[tuple[int, int, T]] = []
    for spelling, value in table.items():
        size = len(spelling)
        at = text.find(spelling)
        while at >= 0:
            if taken.find(1, at, at + size) < 0:
                found.append((at, at + size, value))
            at = text.find(spelling, at + 1)
    return sorted(found, key=lambda hit: (hit[1], hit[0]))


def longest(hits: Iterable[tuple[int, int, T]]) -> list[tuple[int, int, T]]:
    """The hits without those that a longer one overlaps, by start."""
    taken: list[tuple[int, int, T]] = []
    first = reach = 0  # which of those taken overlap each other, and how far they go
    for hit in sorted(hits, key=itemgetter(0)):
        if hit[0] >= reach:
            if len(taken) - first > 1:
                taken[first:] = _longest(taken[first:])
            first = len(taken)
        taken.append(hit)
        reach = hit[1] if hit[1] > reach else reach
    if len(taken) - first > 1:
        taken[first:] = _longest(taken[first:])
    return taken


def _longest(hits: list[tuple[int, int, T]]) -> list[tuple[int, int, T]]:
    taken: list[tuple[int, int, T]] = []
    used: set[int] = set()
    for hit in sorted(hits, key=lambda hit: (hit[0] - hit[1], hit[0])):
        at = range(hit[0], hit[1])
        if used.isdisjoint(at):
            taken.append(hit)
            used.update(at)
    return sorted(taken, key=itemgetter(0))
