"""Blocking by sound: full Latin names for transliterated Han ones, where no gloss ties them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache

from kg.names.latin import parse
from kg.names.transliterate import likely_initials, plausible, similarity
from kg.resolve.cluster import Clusters
from kg.resolve.guards import same_latin
from kg.resolve.judge import Pair, judged
from kg.resolve.keys import Key

GOOD_PART, GOOD_MEAN = 0.5, 0.75
"""What given name and family name need each, and on average."""
SURNAME_SOUND = 0.95
"""What a surname needs that has to do without the given name."""
NEAR = 0.1


class SurnameIndex:
    """Latin names of people by surname, and surnames by their first letter: the cost of a look-up is that of the
    distinct surnames with one initial."""

    def __init__(self, latin: Sequence[Key]) -> None:
        self._bearers: dict[str, list[Key]] = defaultdict(list)
        for key in latin:
            parts = parse(key.name)
            for family in {_letters(parts.family), _letters(parts.bare_family)} - {""}:
                self._bearers[family].append(key)
        self._by_initial: dict[str, list[str]] = defaultdict(list)
        for family in sorted(self._bearers):
            self._by_initial[family[0]].append(family)

    def bearers(self, family: str) -> list[Key]:
        """The names with this surname (letters only)."""
        return self._bearers[family]

    @lru_cache(maxsize=100_000)  # noqa: B019  an index lives as long as one resolution
    def like(self, han: str, least: float) -> tuple[tuple[str, float], ...]:
        """Surnames that a Han word sounds like, with the similarity."""
        found = []
        for initial in likely_initials(han[0]):
            for family in self._by_initial.get(initial, ()):
                if plausible(han, family) and (score := similarity(han, family)) >= least:
                    found.append((family, score))
        return tuple(found)


def transliterations(dotted: Sequence[Key], latin: Sequence[Key]) -> Iterable[Pair]:
    """Dotted Han names and full Latin ones that sound alike in given name and family name, with no near rival."""
    index = SurnameIndex(latin)
    for key in dotted:
        scored = sorted(_scored(key.name.split("·"), index), key=lambda pair: (-pair[0], pair[1]))
        if not scored:
            continue
        best, chosen = scored[0]
        rivals = [one for score, one in scored[1:] if score > best - NEAR and not same_latin(one.name, chosen.name)]
        reasons = (f"sounds like it, {best:.2f}", *(f"rival {rival.name}" for rival in rivals[:2]))
        yield judged(key, chosen, "transliteration", best, *reasons, share=0.5 if rivals else 1.0)


def _scored(han: Sequence[str], index: SurnameIndex) -> Iterable[tuple[float, Key]]:
    """Bearers whose given name sounds alike too; else, where the surname of three or more characters sounds exactly
    right, those whose given name could begin alike: 希沙姆·迈希希, Hichem Mechichi."""
    families = index.like(han[-1], GOOD_PART)
    good = []
    for family, score in families:
        for key in index.bearers(family):
            given = similarity(han[0], parse(key.name).given)
            if given >= GOOD_PART and (given + score) / 2 >= GOOD_MEAN:
                good.append(((given + score) / 2, key))
    if good or len(han[-1]) < 3:
        return good
    firsts = likely_initials(han[0][0])
    return [
        (0.8, key)
        for family, score in families
        if score >= SURNAME_SOUND
        for key in index.bearers(family)
        if parse(key.name).given[:1] in firsts
    ]


def sounding_surnames(shorts: Sequence[Key], latin: Sequence[Key], clusters: Clusters[Key]) -> Iterable[Pair]:
    """Han names of four or more characters that sound like the surname of exactly one person: 法赫法赫, Fakhfakh."""
    index = SurnameIndex(latin)
    for short in shorts:
        if len(short.name) < 4:
            continue
        families = [family for family, _ in index.like(short.name, SURNAME_SOUND) if len(family) >= 5]
        bearers = {clusters.find(key): key for family in families for key in reversed(index.bearers(family))}
        if len(bearers) == 1:
            (key,) = bearers.values()
            yield judged(short, key, "transliteration", 0.85, f"sounds like {key.name}")


def _letters(family: str) -> str:
    return "".join(char for char in family if "a" <= char <= "z")
