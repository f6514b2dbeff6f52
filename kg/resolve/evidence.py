"""What a corpus says about keys: how often, which stand for one thing in an article, and in what company.

Invariant: nothing here holds a text or a mention, and nothing depends on the order in which articles came. Memory grows
with the number of distinct things for bodies and places, and by some hundred bytes for each person in each article.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from kg.model import Document
from kg.resolve.captions import captions
from kg.resolve.cluster import Clusters
from kg.resolve.inside import Local
from kg.resolve.keys import Key, person_key
from kg.resolve.profiles import Place, Profile, Shared


class _Partners(dict[Key, Counter[Key]]):
    """Counts of other keys by key. Reading one that has none leaves nothing behind: most names have none."""

    def __missing__(self, key: Key) -> Counter[Key]:
        return _NOBODY

    def count(self, key: Key, other: Key, n: int) -> None:
        """Adds to the count of a pair."""
        own = self.get(key)
        if own is None:
            own = self[key] = Counter()
        own[other] += n


_NOBODY: Counter[Key] = Counter()
"""Never written to."""


class Evidence:
    """What the corpus says. First `add` every article, then `count`, then read.

    ``articles``: articles per key. ``together``: articles in which two keys are one thing; ``glossed``: those in which
    one glosses the other. ``german``: keys seen in German texts. ``rows``: per article the profiles that stand in it.
    ``spread``: articles per profile. ``homes`` is for `kg.resolve.homes`; who changes senses or counts sets it to None.
    """

    def __init__(self) -> None:
        self.profiles: list[Profile] = []
        self.places: list[Place] = []
        self.rows: list[array[int]] = []
        self.spread: array[int] = array("I")
        self.articles: Counter[Key] = Counter()
        self.together = _Partners()
        self.glossed = _Partners()
        self.german: set[Key] = set()
        self.homes: tuple[list[Key], array[int]] | None = None
        self._ranks: Sequence[int] = ()
        self._merged: dict[object, int] = {}
        self._shared = Shared()

    def add(self, document: Document | Place, locals_: Sequence[Local]) -> list[int]:
        """Takes in an article; returns the index of the profile of each of its things."""
        here = (len(self.places),)
        self.places.append(document if isinstance(document, Place) else Place.of(document))
        found = [self._profile(local, here) for local in locals_]
        self.rows.append(array("I", found))
        return found

    def _profile(self, local: Local, here: tuple[int]) -> int:
        if local.space == "person" and not local.sense:
            self.profiles.append(Profile(self._shared.said(local), here))
            return len(self.profiles) - 1
        signature = _signature(local)
        index = self._merged.get(signature)
        if index is None:
            index = self._merged[signature] = len(self.profiles)
            self.profiles.append(Profile(self._shared.said(local), here, local.sense))
            return index
        self.profiles[index].add(local, here[0])
        return index

    def count(self) -> None:
        """Counts keys, once every article is in and namesakes are told apart. Credits that gloss the names of many people
        are no names and go first."""
        none = captions(self.profiles)
        for profile in self.profiles if none else ():
            if not none.isdisjoint(profile.glossed) and profile.keys.keys() - none:
                profile.said = replace(
                    profile.said,
                    keys={key: n for key, n in profile.keys.items() if key not in none},
                    glossed=profile.glossed - none,
                    names={pair: n for pair, n in profile.names.items() if person_key(pair[1]) not in none},
                )
        self.homes = None
        self._merged, self._shared = {}, Shared()
        self.spread = array("I", [len(profile.articles) for profile in self.profiles])
        for profile, n in zip(self.profiles, self.spread, strict=True):
            keys = profile.all_keys()
            said, sense = profile.said, profile.sense
            for key in keys:
                self.articles[key] += n
            if said.german:
                self.german |= {key.told(sense) for key in said.german}
            if len(keys) == 1:
                continue
            glossed = {key.told(sense) for key in said.glossed}
            for key in keys:
                for other in keys:
                    if other != key:
                        self.together.count(key, other, n)
                        if key in glossed and other in glossed:
                            self.glossed.count(key, other, n)

    def ranks(self) -> Sequence[int]:
        """The rank of each article by id, so that a choice of some doesn't depend on the order of the input."""
        if len(self._ranks) != len(self.places):
            self._ranks = _ranks([place.article for place in self.places])
        return self._ranks

    def bearers(self, clusters: Clusters[Key]) -> Counter[Key]:
        """Articles by cluster of persons, as the clusters are now; surnames standing alone don't count."""
        found: Counter[Key] = Counter()
        for profile in self.profiles:
            if profile.space == "person":
                roots = {clusters.find(key) for key in profile.all_keys() if key.form != "family"}
                found.update(dict.fromkeys(roots, len(profile.articles)))
        return found


def _signature(local: Local) -> object:
    """What the things have in common that share a profile: for nearly all of them one key."""
    if len(local.keys) == 1 and not local.known and not local.glossed and not local.sense:
        key = next(iter(local.keys))
        if key.space == local.space:
            return key
    return local.space, frozenset(local.keys), frozenset(local.known), frozenset(local.glossed), local.sense


def _ranks(ids: Sequence[str]) -> Sequence[int]:
    order = sorted(range(len(ids)), key=ids.__getitem__)
    if order == list(range(len(ids))):
        return range(len(ids))
    ranks = array("I", order)
    for rank, number in enumerate(order):
        ranks[number] = rank
    return ranks
