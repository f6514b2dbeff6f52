"""What a corpus says about keys: how often, which stand for one thing in an article, and in what company.

Invariant: nothing here holds a text or a mention, and nothing depends on the order in which articles came. Memory grows
with the number of distinct things for bodies and places, and by some two hundred bytes for each person in each article.
"""

from __future__ import annotations

import sys
from array import array
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from kg.model import Document, EntityType
from kg.resolve.captions import captions
from kg.resolve.cluster import Clusters
from kg.resolve.inside import Local
from kg.resolve.keys import Key, Space, person_key

T = TypeVar("T")
Counts = dict[T, int]
_NOTHING: dict[Any, int] = {}
"""Shared by all that say nothing; never written to."""


@dataclass(slots=True, eq=False)
class Profile:
    """What articles say of one thing under one set of keys, added up: `Local` without its mentions. Persons have one
    profile per article, since two articles may mean two of one name; what equal ones say is held once, so that nobody may
    write to it."""

    space: Space
    keys: Counts[Key]
    glossed: frozenset[Key]
    known: Counts[str]
    names: Counts[tuple[str, str]]
    countries: Counts[str]
    roles: Counts[str]
    types: Counts[EntityType]
    german: frozenset[Key]
    articles: Sequence[int]
    mentions: int = 0
    sense: str = ""

    def all_keys(self) -> list[Key]:
        """The keys in this profile's sense, those of knowledge ids among them, sorted."""
        if len(self.keys) == 1 and not self.known:
            return [key.told(self.sense) for key in self.keys]
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

    @classmethod
    def of(cls, document: Document) -> Place:
        """Where the profiles of a document stand."""
        language, publisher = sys.intern(document.language), sys.intern(document.publisher or "")
        return cls(document.id, day_of(document.published), language, publisher)


class Evidence:
    """What the corpus says. First `add` every article, then `count`, then read.

    ``articles``: articles per key. ``together``: articles in which two keys are one thing; ``glossed``: those in which
    one glosses the other. ``german``: keys seen in German texts. ``rows``: per article the profiles that stand in it.
    ``homes`` is for `kg.resolve.homes`; who changes senses or counts sets it to None.
    """

    def __init__(self) -> None:
        self.profiles: list[Profile] = []
        self.places: list[Place] = []
        self.rows: list[array[int]] = []
        self.articles: Counter[Key] = Counter()
        self.together: dict[Key, Counter[Key]] = defaultdict(Counter)
        self.glossed: dict[Key, Counter[Key]] = defaultdict(Counter)
        self.german: set[Key] = set()
        self.homes: list[Key] | None = None
        self._merged: dict[object, int] = {}
        self._shared = _Shared()

    def add(self, document: Document | Place, locals_: Sequence[Local]) -> list[int]:
        """Takes in an article; returns the index of the profile of each of its things."""
        number = len(self.places)
        self.places.append(document if isinstance(document, Place) else Place.of(document))
        found = [self._profile(local, number) for local in locals_]
        self.rows.append(array("I", found))
        return found

    def _profile(self, local: Local, number: int) -> int:
        if local.space == "person" and not local.sense:
            self.profiles.append(self._person(local, number))
            return len(self.profiles) - 1
        signature = (
            local.space, frozenset(local.keys), frozenset(local.known), frozenset(local.glossed), local.sense
        )
        index = self._merged.get(signature)
        if index is None:
            index = self._merged[signature] = len(self.profiles)
            self.profiles.append(_empty(local))
        profile = self.profiles[index]
        _add(profile.known, local.known)
        _add(profile.names, local.names)
        _add(profile.countries, local.countries)
        _add(profile.types, local.types)
        profile.articles.append(number)  # type: ignore[attr-defined]  # an array: see _empty
        profile.mentions += len(local.mentions)
        return index

    def _person(self, local: Local, number: int) -> Profile:
        """A profile that is never added to. What it says, others say too: the counts are shared with them."""
        share = self._shared
        return Profile(
            local.space, share(local.keys), share.set(local.glossed), share(local.known), share(local.names),
            share(local.countries), share(local.roles), share(local.types), share.set(local.german), (number,),
            len(local.mentions), local.sense,
        )

    def count(self) -> None:
        """Counts keys, once every article is in and namesakes are told apart. Credits that gloss the names of many people
        are no names and go first."""
        none = captions(self.profiles)
        for profile in self.profiles if none else ():
            if not none.isdisjoint(profile.glossed) and profile.keys.keys() - none:
                profile.keys = {key: n for key, n in profile.keys.items() if key not in none}
                profile.glossed -= none
                profile.names = {pair: n for pair, n in profile.names.items() if person_key(pair[1]) not in none}
        self.homes = None
        self._shared = _Shared()
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


class _Shared:
    """Equal counts and sets, held once."""

    def __init__(self) -> None:
        self._counts: dict[object, Counts[Any]] = {}
        self._sets: dict[frozenset[Key], frozenset[Key]] = {}

    def __call__(self, counts: Mapping[T, int]) -> Counts[T]:
        if not counts:
            return _NOTHING
        rows: tuple[object, ...] = tuple(counts.items())
        sign = rows[0] if len(rows) == 1 else rows
        known = self._counts.get(sign)
        if known is None:
            known = self._counts[sign] = dict(counts)
        return known

    def set(self, keys: Set[Key]) -> frozenset[Key]:
        """The same keys."""
        found = frozenset(keys)
        return self._sets.setdefault(found, found)


def _empty(local: Local) -> Profile:
    """A profile to which every article adds."""
    return Profile(
        local.space, dict(local.keys), frozenset(local.glossed), {}, {}, {}, dict(local.roles) if local.roles else _NOTHING,
        {}, frozenset(local.german), array("I"), 0, local.sense,
    )


def _add(mine: Counts[T], theirs: Mapping[T, int]) -> None:
    for name, n in theirs.items():
        mine[name] = mine.get(name, 0) + n


def day_of(published: str | None) -> int:
    """The ordinal of an ISO date or datetime; 0 where there is none."""
    try:
        return date.fromisoformat((published or "")[:10]).toordinal()
    except ValueError:
        return 0
