"""Blocking by sound: Latin surnames that a Han word may stand for, without comparing it with all of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from kg.names.latin import parse
from kg.names.transliterate import chunk_odds, similarity
from kg.resolve.keys import Key

LEAST_SOUND = 0.45
"""The similarity from which a Han word may be a surname's."""
PARTIAL = (0.8, 1.0)
"""What each character of a Han word must bring on average in log odds, less what may be made up for later."""

Sounding = tuple[tuple[str, float], ...]
"""Surnames (letters only) with the similarity, sorted by surname."""


class Surnames:
    """Surnames (letters only, sorted) as a tree of letters. A look-up follows the letters that the characters may stand for
    and leaves branches that sound wrong, so that its cost hardly grows with their number."""

    def __init__(self, families: tuple[str, ...]) -> None:
        self._families = frozenset(families)
        self._next: dict[str, str] = {"": ""}
        for family in families:
            for end in range(len(family)):
                before = self._next.get(family[:end], "")
                if not before.endswith(family[end]):
                    self._next[family[:end]] = before + family[end]
            self._next.setdefault(family, "")
        self._way: list[tuple[str, dict[str, float]]] = []

    def like(self, han: str) -> Sounding:
        """Those that a Han word sounds like. Whether one does, does not depend on the others."""
        return tuple(
            (family, score)
            for family in sorted(self._reached(han))
            if family in self._families and (score := similarity(han, family)) >= LEAST_SOUND
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


class SurnameIndex:
    """Latin names of people by surname. ``heard``: what is known of Han words already, for these surnames and maybe others."""

    def __init__(self, latin: Sequence[Key], heard: Mapping[str, Sounding] = MappingProxyType({})) -> None:
        self._bearers: dict[str, list[Key]] = defaultdict(list)
        for key in latin:
            for family in families_of(key):
                self._bearers[family].append(key)
        self._surnames = Surnames(tuple(sorted(self._bearers)))
        self._heard = heard
        self._found: dict[str, Sounding] = {}

    def bearers(self, family: str) -> list[Key]:
        """The names with this surname (letters only)."""
        return self._bearers.get(family, [])

    def like(self, han: str) -> Sounding:
        """Surnames that a Han word sounds like, with the similarity."""
        found = self._found.get(han)
        if found is None:
            heard = self._heard.get(han)
            if heard is None:
                found = self._surnames.like(han)
            else:
                found = tuple([(family, score) for family, score in heard if family in self._bearers])
            self._found[han] = found
        return found


def families_of(latin: Key) -> list[str]:
    """The surnames (letters only) by which a Latin name is compared."""
    parts = parse(latin.name)
    words = {parts.family, parts.bare_family, parts.bare_family.rpartition("-")[2]}
    return sorted({letters(word) for word in words} - {""})


@dataclass(frozen=True, slots=True)
class Words:
    """Han words to be compared with surnames (letters only, sorted)."""

    han: tuple[str, ...]
    surnames: tuple[str, ...]


def hear(words: Words) -> list[tuple[str, Sounding]]:
    """For each of the words the surnames that it sounds like: a task for worker processes."""
    surnames = _surnames(words.surnames)
    return [(word, surnames.like(word)) for word in words.han]


_surnames = lru_cache(maxsize=1)(Surnames)
"""Those of the last piece: the next one mostly has the same."""


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

