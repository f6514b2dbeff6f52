"""Latin words in brackets behind many people's names that are nobody's name: credits such as 'Public Domain'."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from kg.names.han import split_surname
from kg.names.readings import read_as
from kg.names.transliterate import foreignness
from kg.resolve.keys import Key

if TYPE_CHECKING:
    from kg.resolve.profiles import Profile

PEOPLE = 3
"""Chinese people whose names the words gloss, from which they are no name."""
FOREIGN = 1.2


def captions(profiles: Iterable[Profile]) -> frozenset[Key]:
    """Latin keys that gloss the names of several Chinese people, and are no reading of any."""
    glossed: dict[Key, set[str]] = defaultdict(set)
    for profile in profiles:
        if profile.space == "person" and len(profile.glossed) > 1:
            hans = {key.name for key in profile.glossed if key.form == "han" and _chinese(key.name)}
            for key in profile.glossed:
                if key.form == "latin":
                    glossed[key] |= hans
    return frozenset(key for key, hans in glossed.items() if len(hans) >= PEOPLE and not _read(sorted(hans), key.name))


def _chinese(han: str) -> bool:
    return 2 <= len(han) <= 4 and split_surname(han) is not None and foreignness(han) < FOREIGN


def _read(hans: Sequence[str], latin: str) -> bool:
    return any(read_as(han, latin) is not None for han in hans)
