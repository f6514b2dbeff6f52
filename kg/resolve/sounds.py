"""Blocking by sound: Latin surnames that a Han word may stand for, without comparing it with all of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from kg.names.latin import parse
from kg.names.transliterate import chunk_odds, similarity
from kg.resolve.keys import Key

PARTIAL = (0.8, 1.0)
"""What each character of a Han word must bring on average in log odds, less what may be made up for later."""


class SurnameIndex:
    """Latin names of people by surname, and the surnames as a tree of letters. A look-up follows the letters that the
    characters may stand for and leaves branches that sound wrong, so that its cost hardly grows with the index."""

    def __init__(self, latin: Sequence[Key]) -> None:
        self._bearers: dict[str, list[Key]] = defaultdict(list)
        for key in latin:
            parts = parse(key.name)
            words = {parts.family, parts.bare_family, parts.bare_family.rpartition("-")[2]}
            for family in sorted({letters(word) for word in words} - {""}):
                self._bearers[family].append(key)
        self._next: dict[str, str] = {"": ""}
        for family in sorted(self._bearers):
            for end in range(len(family)):
                before = self._next.get(family[:end], "")
                if not before.endswith(family[end]):
                    self._next[family[:end]] = before + family[end]
            self._next.setdefault(family, "")
        self._found: dict[tuple[str, float], tuple[tuple[str, float], ...]] = {}
        self._way: list[tuple[str, dict[str, float]]] = []

    def bearers(self, family: str) -> list[Key]:
        """The names with this surname (letters only)."""
        return self._bearers.get(family, [])

    def like(self, han: str, least: float) -> tuple[tuple[str, float], ...]:
        """Surnames that a Han word sounds like, with the similarity."""
        found = self._found.get((han, least))
        if found is None:
            found = self._found[(han, least)] = self._like(han, least)
        return found

    def _like(self, han: str, least: float) -> tuple[tuple[str, float], ...]:
        return tuple(
            (family, score)
            for family in sorted(self._reached(han))
            if family in self._bearers and (score := similarity(han, family)) >= least
        )

    def _reached(self, han: str) -> Iterable[str]:
        """The letters that a Han word can stand for, among the beginnings of surnames."""
        way = self._way  # of the word before: words come sorted, and share beginnings
        same = 0
        while same < min(len(way), len(han)) and way[same][0] == han[same]:
            same += 1
        del way[same:]
        for char in han[same:]:
            reached = way[-1][1] if way else {"": 0.0}
            way.append((char, self._longer(reached, char, len(way) + 1)))
        return way[-1][1] if way else {"": 0.0}

    def _longer(self, reached: Mapping[str, float], char: str, number: int) -> dict[str, float]:
        """The beginnings that a further character, the one with this number, leads to."""
        each, slack = PARTIAL
        least = each * number - slack
        longer: dict[str, float] = {}
        groups, next_ = _chunks(char), self._next
        for prefix, odds in reached.items():
            for letter in next_[prefix]:
                for chunk, more in groups.get(letter, ()):
                    if (total := odds + more) < least:
                        break
                    text = prefix + chunk
                    if text in next_ and total > longer.get(text, -99.0):
                        longer[text] = total
        return longer


@lru_cache(maxsize=10_000)
def _chunks(char: str) -> dict[str, tuple[tuple[str, float], ...]]:
    """What a character may stand for, by the first letter, the most probable first."""
    found: dict[str, list[tuple[str, float]]] = defaultdict(list)
    for chunk, odds in sorted(chunk_odds(char).items(), key=lambda pair: -pair[1]):
        found[chunk[0]].append((chunk, odds))
    return {letter: tuple(chunks) for letter, chunks in found.items()}


def letters(word: str) -> str:
    """The letters a to z of a folded word."""
    return "".join(char for char in word if "a" <= char <= "z")

