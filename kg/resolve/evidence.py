"""What a corpus says about keys: how often, which stand for one thing in an article, and in what company.

Invariant: nothing here holds a text or a mention, and nothing depends on the order in which articles came. Memory grows
with the number of distinct things for bodies and places, and by a few hundred bytes for each person in each article.
"""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from kg.model import Document, EntityType
from kg.resolve.cluster import Clusters
from kg.resolve.inside import Local
from kg.resolve.keys import Key, Space

T = TypeVar("T")
_NOTHING: Mapping[str, int] = {}


@dataclass(slots=True, eq=False)
class Profile:
    """What articles say of one thing under one set of keys, added up: `Local` without its mentions. Persons have one
    profile per article, since two articles may mean two of one name."""

    space: Space
    keys: Mapping[Key, int]
    glossed: frozenset[Key]
    known: dict[str, int]
    names: dict[tuple[str, str], int]
    countries: dict[str, int]
    roles: Mapping[str, int]
    types: dict[EntityType, int]
    german: frozenset[Key]
    articles: array[int]
    mentions: int = 0
    sense: str = ""

    def all_keys(self) -> list[Key]:
        """The keys in this profile's sense, those of knowledge ids among them, sorted."""
        found = {*self.keys, *(Key(self.space, "fact", known) for known in self.known)}
        return sorted(key.told(self.sense) for key in found) if self.sense else sorted(found)


@dataclass(frozen=True, slots=True)
class Place:
    """Where profiles stand: the article's id, the day it was published (ordinal, 0 where unknown), language and
    publisher."""

    article: str
    day: int
    language: str
    publisher: str


class Evidence:
    """What the corpus says. First `add` every article, then `count`, then read.

    ``articles``: articles per key. ``together``: articles in which two keys are one thing; ``glossed``: those in which
    one glosses the other. ``german``: keys seen in German texts. ``rows``: per article the profiles that stand in it.
    """

    def __init__(self) -> None:
        self.profiles: list[Profile] = []
        self.places: list[Place] = []
        self.rows: list[array[int]] = []
        self.articles: Counter[Key] = Counter()
        self.together: dict[Key, Counter[Key]] = defaultdict(Counter)
        self.glossed: dict[Key, Counter[Key]] = defaultdict(Counter)
        self.german: set[Key] = set()
        self._merged: dict[object, int] = {}

    def add(self, document: Document, locals_: Sequence[Local]) -> list[int]:
        """Takes in an article; returns the index of the profile of each of its things."""
        number = len(self.places)
        self.places.append(
            Place(document.id, day_of(document.published), document.language, document.publisher or "")
        )
        found = [self._profile(local, number) for local in locals_]
        self.rows.append(array("L", found))
        return found

    def _profile(self, local: Local, number: int) -> int:
        if local.space != "person" or local.sense:
            signature = (
                local.space, frozenset(local.keys), frozenset(local.known), frozenset(local.glossed), local.sense
            )
            index = self._merged.get(signature)
            if index is None:
                index = self._merged[signature] = self._new(local)
        else:
            index = self._new(local)
        profile = self.profiles[index]
        _add(profile.known, local.known)
        _add(profile.names, local.names)
        _add(profile.countries, local.countries)
        _add(profile.types, local.types)
        profile.articles.append(number)
        profile.mentions += len(local.mentions)
        return index

    def _new(self, local: Local) -> int:
        self.profiles.append(
            Profile(
                space=local.space, keys=dict(local.keys), glossed=frozenset(local.glossed), known={}, names={},
                countries={}, roles=dict(local.roles) if local.roles else _NOTHING, types={},
                german=frozenset(local.german), articles=array("L"), sense=local.sense,
            )
        )
        return len(self.profiles) - 1

    def count(self) -> None:
        """Counts keys, once every article is in and namesakes are told apart."""
        for profile in self.profiles:
            keys, n = profile.all_keys(), len(profile.articles)
            sense = profile.sense
            glossed = {key.told(sense) for key in profile.glossed}
            for key in keys:
                self.articles[key] += n
            self.german |= {key.told(sense) for key in profile.german}
            if len(keys) == 1:
                continue
            for key in keys:
                together = self.together[key]
                for other in keys:
                    if other != key:
                        together[other] += n
                        if key in glossed and other in glossed:
                            self.glossed[key][other] += n

    def bearers(self, clusters: Clusters[Key]) -> Counter[Key]:
        """Articles by cluster of persons, as the clusters are now; surnames standing alone don't count."""
        found: Counter[Key] = Counter()
        for profile in self.profiles:
            if profile.space == "person":
                roots = {clusters.find(key) for key in profile.all_keys() if key.form != "family"}
                found.update(dict.fromkeys(roots, len(profile.articles)))
        return found


def _add(mine: dict[T, int], theirs: Mapping[T, int]) -> None:
    for name, n in theirs.items():
        mine[name] = mine.get(name, 0) + n


def day_of(published: str | None) -> int:
    """The ordinal of an ISO date or datetime; 0 where there is none."""
    try:
        return date.fromisoformat((published or "")[:10]).toordinal()
    except ValueError:
        return 0
