"""Finds names of a large table in a text (Aho-Corasick; EntityRuler is ten times slower from 10,000 names on)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Generic, TypeVar

T = TypeVar("T")


class Automaton(Generic[T]):
    """Maps spellings to values; `find` yields every occurrence, overlapping ones included."""

    def __init__(self, table: Mapping[str, T]) -> None:
        import ahocorasick_rs

        self._values = list(table.values())
        self._machine = ahocorasick_rs.AhoCorasick(list(table)) if table else None

    def find(self, text: str) -> Iterator[tuple[int, int, T]]:
        """(start, end, value) of every occurrence, by end and then start."""
        if self._machine is None:
            return
        for index, start, end in self._machine.find_matches_as_indexes(text, overlapping=True):
            yield start, end, self._values[index]


def longest(hits: Iterable[tuple[int, int, T]]) -> list[tuple[int, int, T]]:
    """The hits without those that a longer one overlaps, by start."""
    taken: list[tuple[int, int, T]] = []
    used: set[int] = set()
    for start, end, value in sorted(hits, key=lambda hit: (hit[0] - hit[1], hit[0])):
        if used.isdisjoint(range(start, end)):
            taken.append((start, end, value))
            used.update(range(start, end))
    return sorted(taken, key=lambda hit: hit[0])
