"""Which key decides a profile's cluster."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence

from kg.resolve.cluster import Clusters
from kg.resolve.evidence import Evidence
from kg.resolve.keys import Key
from kg.resolve.profiles import Profile

_FORMS = ("fact", "split", "latin", "dotted", "name", "han", "short", "family", "row")
_PRECEDENCE = {form: rank for rank, form in enumerate(_FORMS)}
"""Which of a thing's keys says best what it is."""


def home_of(profile: Profile, evidence: Evidence) -> Key:
    """The key that decides a profile's cluster: the knowledge id, else the fullest and most frequent name."""
    said, sense = profile.said, profile.sense
    keys, known = said.keys, said.known
    if known:
        first = next(iter(known)) if len(known) == 1 else min(known, key=lambda id_: (-known[id_], id_))
        return Key(said.space, "fact", first, sense)
    if len(keys) == 1:
        only = next(iter(keys))
        return only.told(sense) if sense else only
    best = min(
        keys, key=lambda key: (_PRECEDENCE[key.form], -keys[key], -evidence.articles[key.told(sense)], key)
    )
    return best.told(sense)


def homes_of(evidence: Evidence) -> tuple[list[Key], array[int]]:
    """The different keys that `home_of` gives, in the order of the profiles, and for each profile which of them; found once
    as long as nothing changes what the evidence counts."""
    if evidence.homes is None:
        places: dict[Key, int] = {}
        found = [places.setdefault(home_of(profile, evidence), len(places)) for profile in evidence.profiles]
        evidence.homes = list(places), array("I", found)
    return evidence.homes


def numbered(evidence: Evidence, clusters: Clusters[Key]) -> tuple[dict[Key, int], list[int]]:
    """Numbers for the clusters, as they are now, by their roots; and the number of each profile's cluster."""
    keys, places = homes_of(evidence)
    numbers: dict[Key, int] = {}
    by_key = [numbers.setdefault(clusters.find(key), len(numbers)) for key in keys]
    return numbers, list(map(by_key.__getitem__, places))


class Groups:
    """The profiles of each cluster, ascending: ``homes`` gives the number of each profile's cluster. Four bytes a profile, where
    lists of them take thirty."""

    def __init__(self, homes: Sequence[int]) -> None:
        import numpy as np

        self._homes = np.array(homes, dtype=np.int32)
        self._order = np.argsort(self._homes, kind="stable").astype(np.int32)
        ends = np.cumsum(np.bincount(self._homes)) if len(homes) else np.zeros(0, dtype=np.int64)
        self._starts: list[int] = [0, *ends.tolist()]

    def __len__(self) -> int:
        return len(self._starts) - 1

    def __getitem__(self, home: int) -> list[int]:
        found: list[int] = self._order[self._starts[home] : self._starts[home + 1]].tolist()
        return found

    def __iter__(self) -> Iterator[list[int]]:
        return (self[home] for home in range(len(self)))

    def sums(self, counts: array[int]) -> list[int]:
        """The counts of the profiles of each cluster, added up."""
        import numpy as np

        if not len(self):
            return []
        found: list[int] = np.bincount(self._homes, weights=np.array(counts)).astype(np.int64).tolist()
        return found
