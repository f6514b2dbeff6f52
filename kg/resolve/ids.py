"""Ids of entities: a function of the cluster's keys alone.

Each key has an id, the one that it would give to an entity alone. A cluster takes the id of its first key and lists those
of the others as former ids: so the id that a smaller build gave, or a build before a decision joined two names, goes on
to point at the entity that the name is of now.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from kg.model import Entity, digest
from kg.names.latin import parse
from kg.resolve.aliases import AliasTable
from kg.resolve.evidence import Evidence
from kg.resolve.keys import Key
from kg.resolve.namesakes import RISK, risk
from kg.resolve.profiles import Profile

MAX_FORMER = 50
"""An entity lists at most this many ids of its own names, those of full names first."""

_FORMS = ("fact", "row", "latin", "dotted", "name", "han", "short", "family", "split")
_ORDER = {form: place for place, form in enumerate(_FORMS)}
"""Forms of keys from which an id is made, best first."""


def key_id(key: Key) -> str:
    """The id of an entity with this one key: the knowledge id, else ``person``, ``body``, ``place`` or ``country`` and
    a digest. Agencies and organizations are both bodies: which of them one is, may change with the next article."""
    if key.form == "fact" and not key.sense:
        return key.name
    parts = key[:3] if not key.sense else key
    return f"{key.space}:{digest(*parts)}"


def rank(key: Key) -> tuple[int, str, str, str]:
    """Sort key: the key that says best what a thing is comes first."""
    return (_ORDER[key.form], key.name, key.space, key.sense)


def ids_of(keys: Iterable[Key]) -> tuple[str, tuple[str, ...]]:
    """(id, former ids) of the cluster with these keys."""
    first, *others = dict.fromkeys(map(key_id, sorted(keys, key=rank)))
    return first, tuple(others[:MAX_FORMER])


def senses(profiles: Sequence[Profile], evidence: Evidence) -> list[str]:
    """Ids that a smaller build may have given to some of these people, who may have namesakes, when it told them apart:
    there a name counts in the sense of the first article of those that stayed together. The most probable ones first."""
    found: dict[tuple[int, str], set[Key]] = {}
    for profile in profiles:
        for number in profile.articles:
            place = evidence.places[number]
            found.setdefault((place.day or 9**9, place.article), set()).update(profile.keys)
    first = dict(sorted(found.items())[:MAX_FORMER])
    keys = sorted({key for own in first.values() for key in own if key.form != "split"}, key=rank)
    near = [key_id(key.told(article)) for (_, article), own in first.items() for key in keys if key in own]
    far = [key_id(key.told(article)) for (_, article), own in first.items() for key in keys if key not in own]
    return [*near, *far][:MAX_FORMER]


def unclaimed(entities: dict[str, Entity], told: Mapping[str, Sequence[str]]) -> None:
    """Gives each entity those of the ids told for it that no other one has, in the order of ids and of probability."""
    taken = {id_ for entity in entities.values() for id_ in (entity.id, *entity.former_ids)}
    given: dict[str, list[str]] = {}
    left, position = [entity for entity in sorted(told) if told[entity]], 0
    while left:
        for entity in left:
            if (id_ := told[entity][position]) not in taken:
                taken.add(id_)
                given.setdefault(entity, []).append(id_)
        position += 1
        left = [entity for entity in left if position < len(told[entity])]
    for entity, ids in given.items():
        entities[entity] = with_former(entities[entity], ids)


def has_namesakes(profile: Profile, table: AliasTable) -> bool:
    """Was somebody of this name told apart from others of it, or might be in a smaller build?"""
    return bool(profile.sense) or risk(profile, table) >= RISK


def with_former(entity: Entity, ids: Iterable[str]) -> Entity:
    """The entity with further former ids."""
    former = dict.fromkeys((*entity.former_ids, *ids))
    former.pop(entity.id, None)
    return replace(entity, former_ids=tuple(former))


def variants(row: Key, table: AliasTable) -> list[Key]:
    """The keys of the names in a row of the alias table, surnames among them."""
    found = table.row(row)
    if found is None:
        return []
    names = [*found.latin_keys(), *found.han_counts()]
    families = {
        family for key in names if key.form == "latin"
        for family in (parse(key.name).family, parse(key.name).bare_family)
    }
    return [*names, *(Key("person", "family", family) for family in sorted(families))]


def adopt(lost: Mapping[Key, Mapping[str, int]]) -> dict[str, list[str]]:
    """Ids of keys that no entity has (their name always stands for another one), by the entity that takes them over:
    ``lost`` gives the articles per entity in which the key's name stands."""
    found: dict[str, list[str]] = {}
    for key in sorted(lost, key=rank):
        if lost[key]:
            entity = min(lost[key], key=lambda id_: (-lost[key][id_], id_))
            found.setdefault(entity, []).append(key_id(key))
    return found
