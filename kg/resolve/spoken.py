"""Chinese characters read aloud: Han names of East Asians to their Latin spelling (張建宗 = Matthew Cheung Kin-chung,
茂木敏充 = Toshimitsu Motegi), where no gloss ties them.

Several names are read alike, so that a reading counts less the more common it is, company speaks for or against it, and a
second Han name with the same reading and as good a company leaves it open.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from kg.names.commonness import doubt
from kg.names.readings import Reading, System, read_as, spellings
from kg.resolve.bridges import MARGIN, SAME, weigh
from kg.resolve.cluster import Clusters
from kg.resolve.company import Company
from kg.resolve.evidence import Evidence
from kg.resolve.homes import numbered
from kg.resolve.judge import Judgement, Pair
from kg.resolve.keys import Key

BASE, EXACT, DOUBT = 0.8, 6.0, 3.5
"""Log odds of a rare name whose reading fits (at 0.85), per point of the reading's score, and what a doubt of 1 costs."""
SYSTEMS: tuple[System, ...] = ("pinyin", "taiwanese", "cantonese", "korean", "japanese", "vietnamese")
LONGEST = 4
"""Words of a Latin name that is compared."""

Readable = tuple[tuple[str, Reading], ...]
"""Latin names that a Han one may be read as."""


@dataclass(frozen=True, slots=True)
class _Option:
    han: Key
    latin: Key
    odds: float
    reading: Reading


def spoken(evidence: Evidence, clusters: Clusters[Key], heard: Mapping[str, Readable]) -> Iterator[Pair]:
    """Judgements on Han names of people, in clusters without a Latin name, and Latin names in clusters without a Han
    one. ``heard``: what is known of Han names already, for these Latin names and maybe others."""
    numbers, homes = numbered(evidence, clusters)
    company = Company(evidence, homes)
    roots = [root for root in sorted(numbers) if root.space == "person"]
    hans = [key for root in roots if (key := _only(clusters.members(root), "han", evidence)) is not None]
    latins = [key for root in roots if (key := _only(clusters.members(root), "latin", evidence)) is not None]
    by_name = {key.name: key for key in latins}
    options: list[_Option] = []
    words = _Words(tuple(by_name))
    for han in hans:
        mine = company.context(numbers[clusters.find(han)])
        known = heard.get(han.name)
        for name, reading in _read(han.name, words) if known is None else known:
            if (latin := by_name.get(name)) is None:
                continue
            likeness = company.likeness(mine, company.context(numbers[clusters.find(latin)]))
            odds = BASE + EXACT * (reading.score - 0.85) - DOUBT * doubt(latin.name) + weigh(likeness)
            options.append(_Option(han, latin, odds, reading))
    yield from _choose(options, clusters)


def _only(members: Sequence[Key], form: str, evidence: Evidence) -> Key | None:
    """The most frequent key of a cluster that has keys of this form alone."""
    if any(key.form != form or key.sense for key in members):
        return None
    names = [key for key in members if key.form == form and evidence.articles[key]]
    return min(names, key=lambda key: (-evidence.articles[key], key), default=None)


class _Words:
    """Latin names by each of their words; the words that are a reading of a family name are looked up once."""

    def __init__(self, latin: tuple[str, ...]) -> None:
        self.names: dict[str, list[str]] = defaultdict(list)
        for name in latin:
            words = name.split()
            for word in {*words} if len(words) <= LONGEST else ():
                self.names[word].append(name)
        self._beginnings = {word[:end] for word in self.names for end in range(1, len(word) + 1)}
        self._families: dict[str, list[str]] = {}

    def family(self, han: str) -> list[str]:
        """The words that the characters of a family name may be read as."""
        if han not in self._families:
            found: set[str] = set()
            for system in SYSTEMS:
                begun = [""]
                for char in han:
                    read = spellings(char, system, len(han) == 1)
                    begun = [text for before in begun for part in read if (text := before + part) in self._beginnings]
                found.update(begun)
            self._families[han] = sorted(found & self.names.keys())
        return self._families[han]


def readable(han: str) -> bool:
    """Whether a Han name may be read as a Latin one: a family name and a given name."""
    return 2 <= len(han) <= 4


def _read(han: str, words: _Words) -> Iterator[tuple[str, Reading]]:
    """The Latin names that a Han one may be. Whether one is, does not depend on the others."""
    if not readable(han):
        return
    seen: set[str] = set()
    for size in (1, 2):
        if len(han) > size:
            for word in words.family(han[:size]):
                for latin in words.names[word]:
                    if latin not in seen:
                        seen.add(latin)
                        reading = read_as(han, latin)
                        if reading is not None and reading.score >= 0.7:
                            yield latin, reading


@dataclass(frozen=True, slots=True)
class Names:
    """Han names to be read as Latin ones."""

    han: tuple[str, ...]
    latin: tuple[str, ...]


def read_aloud(names: Names) -> list[tuple[str, Readable]]:
    """For each of the Han names the Latin ones that it may be: a task for worker processes."""
    words = _words(names.latin)
    return [(han, tuple(_read(han, words))) for han in names.han]


_words = lru_cache(maxsize=1)(_Words)
"""Those of the last piece: the next one mostly has the same."""


def _choose(options: Sequence[_Option], clusters: Clusters[Key]) -> Iterator[Pair]:
    best: dict[tuple[str, Key], list[_Option]] = defaultdict(list)
    for option in options:
        best[("han", clusters.find(option.han))].append(option)
        best[("latin", clusters.find(option.latin))].append(option)
    for found in best.values():
        found.sort(key=lambda option: (-option.odds, option.han, option.latin))
    for (side, _), found in sorted(best.items()):
        option = found[0]
        others = best[("latin", clusters.find(option.latin))]
        if side != "han" or others[0] is not option:
            continue
        rivals = [one.odds for one in (*found[1:2], *others[1:2])]
        probability = 1 / (1 + math.exp(-option.odds))
        clear = not rivals or option.odds - max(rivals) >= MARGIN
        left, right = sorted((option.han, option.latin))
        yield left, right, Judgement(
            left=str(left), right=str(right), rule="reading", score=round(probability, 3),
            verdict="same" if clear and probability >= SAME else "unsure",
            reasons=(
                f"read {option.latin.name} in {option.reading.system}, {option.reading.score:.2f}",
                f"{len(rivals)} other readings, doubt {doubt(option.latin.name):.2f}",
            ),
        )
