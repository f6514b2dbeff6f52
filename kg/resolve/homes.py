"""Which key decides a profile's cluster."""

from __future__ import annotations

from kg.resolve.cluster import Clusters
from kg.resolve.evidence import Evidence, Profile
from kg.resolve.keys import Key

_FORMS = ("fact", "split", "latin", "dotted", "name", "han", "short", "family", "row")
_PRECEDENCE = {form: rank for rank, form in enumerate(_FORMS)}
"""Which of a thing's keys says best what it is."""


def home_of(profile: Profile, evidence: Evidence) -> Key:
    """The key that decides a profile's cluster: the knowledge id, else the fullest and most frequent name."""
    if profile.known:
        return Key(profile.space, "fact", min(profile.known, key=lambda id_: (-profile.known[id_], id_))).told(
            profile.sense
        )
    if len(profile.keys) == 1:
        return next(iter(profile.keys)).told(profile.sense)
    best = min(
        profile.keys,
        key=lambda key: (
            _PRECEDENCE[key.form], -profile.keys[key], -evidence.articles[key.told(profile.sense)], key
        ),
    )
    return best.told(profile.sense)


def homes_of(evidence: Evidence) -> list[Key]:
    """`home_of` for each profile, found once as long as nothing changes what the evidence counts."""
    if evidence.homes is None:
        evidence.homes = [home_of(profile, evidence) for profile in evidence.profiles]
    return evidence.homes


def numbered(evidence: Evidence, clusters: Clusters[Key]) -> tuple[dict[Key, int], list[int]]:
    """Numbers for the clusters, as they are now, by their roots; and the number of each profile's cluster."""
    numbers: dict[Key, int] = {}
    by_key: dict[Key, int] = {}
    homes: list[int] = []
    for key in homes_of(evidence):
        number = by_key.get(key)
        if number is None:
            number = by_key[key] = numbers.setdefault(clusters.find(key), len(numbers))
        homes.append(number)
    return numbers, homes
