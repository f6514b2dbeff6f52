"""Which key decides a profile's cluster."""

from __future__ import annotations

from kg.resolve.evidence import Evidence, Profile
from kg.resolve.keys import Key

_PRECEDENCE = ("fact", "split", "latin", "dotted", "name", "han", "short", "family", "row")
"""Which of a thing's keys says best what it is."""


def home_of(profile: Profile, evidence: Evidence) -> Key:
    """The key that decides a profile's cluster: the knowledge id, else the fullest and most frequent name."""
    if profile.known:
        return Key(profile.space, "fact", min(profile.known, key=lambda id_: (-profile.known[id_], id_))).told(
            profile.sense
        )
    best = min(
        profile.keys,
        key=lambda key: (
            _PRECEDENCE.index(key.form), -profile.keys[key], -evidence.articles[key.told(profile.sense)], key
        ),
    )
    return best.told(profile.sense)
