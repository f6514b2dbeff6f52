"""Blocking by sound: Latin surnames that a Han word may stand for, without comparing it with all of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
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
        self._prefixes: set[str] = set()
        for family in self._bearers:
            self._prefixes.update(family[:end] for end in range(1, len(family) + 1))

    def bearers(self, family: str) -> list[Key]:
        """The names with this surname (letters only)."""
        return self._bearers.get(family, [])

    @lru_cache(maxsize=100_000)  # noqa: B019  an index lives as long as one resolution
    def like(self, han: str, least: float) -> tuple[tuple[str, float], ...]:
        """Surnames that a Han word sounds like, with the similarity."""
        return tuple(
            (family, score)
            for family in sorted(self._reached(han))
            if family in self._bearers and (score := similarity(han, family)) >= least
        )

    def _reached(self, han: str) -> Iterable[str]:
        """The letters that a Han word can stand for, among the beginnings of surnames."""
        each, slack = PARTIAL
        reached = {"": 0.0}
        for number, char in enumerate(han, 1):
            least = each * number - slack
            longer: dict[str, float] = {}
            for prefix, odds in reached.items():
                for chunk, more in chunk_odds(char).items():
                    text, total = prefix + chunk, odds + more
                    if total >= least and text in self._prefixes and total > longer.get(text, -99.0):
                        longer[text] = total
            reached = longer
        return reached


def letters(word: str) -> str:
    """The letters a to z of a folded word."""
    return "".join(char for char in word if "a" <= char <= "z")

