"""What a line of the curation file points at: from ids and names to keys and entities of this build."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from kg.curation import Pointer
from kg.model import Entity
from kg.names.spelling import fold, simplify
from kg.resolve.evidence import Evidence
from kg.resolve.homes import home_of
from kg.resolve.ids import key_id, rank
from kg.resolve.keys import Key, body_key, person_key, place_key
from kg.resolve.settle import Settled

NEARLY_ALL = 20
"""An ambiguous name means the entity that it stands for in this many times the articles of all the others together."""
LISTED = 5
"""A message lists at most this many candidates or near names."""
NEAR = 75.0
"""Names below this similarity (0 to 100) are not worth suggesting."""


@dataclass(frozen=True, slots=True)
class Unfound:
    """Why a pointer points at nothing, and what would have worked."""

    reason: str
    hint: str


@lru_cache(maxsize=100_000)
def spelled(name: str) -> str:
    """A name as names are compared here: Simplified, folded."""
    return fold(simplify(name)) or name.strip()


class Pointing:
    """Finds what pointers mean. ``named`` are names that people gave to what they set apart, folded, with its key."""

    def __init__(self, evidence: Evidence, settled: Settled, named: Mapping[str, Key]) -> None:
        self._evidence, self._settled, self._named = evidence, settled, named

    def keys(self, pointer: Pointer) -> list[Key] | Unfound:
        """The keys that a pointer means: those of the name itself, wherever the cluster ends up that they are in."""
        for id_ in filter(None, (pointer.id, pointer.name)):
            if (key := self._key_of_id(id_)) is not None:
                return [key]
        if pointer.name is None:
            return Unfound(f"no entity has the id {pointer.id!r}", self._gone())
        found: Mapping[Key, int] = {}
        for look_up in (self._given, self._spelled, self._aliases):
            found = look_up(pointer.name)
            if found:
                break
        else:
            return Unfound(f"no entity is named {pointer.name!r}", self._gone(pointer.name))
        return self._one(pointer, found)

    def entity(self, pointer: Pointer) -> Entity | Unfound:
        """The entity that a pointer means."""
        keys = self.keys(pointer)
        if isinstance(keys, Unfound):
            return keys
        ids = sorted({id_ for key in keys if (id_ := self._settled.id_of(key))})
        if len(ids) == 1:
            return self._settled.entities[ids[0]]
        if ids:
            return self._ambiguous(pointer, [self._settled.entities[id_] for id_ in ids])
        return Unfound(f"{str(pointer)!r} always stands for something else", self._gone())

    def named(self, name: str) -> str | None:
        """The id of what a split entry named so."""
        key = self._named.get(spelled(name))
        return self._settled.id_of(key) if key is not None else None

    def _key_of_id(self, id_: str) -> Key | None:
        entity = self._by_id.get(id_)
        if entity is None:
            return None
        own = self._keys_by_id.get(id_)
        if own is not None and self._settled.id_of(own) == entity:
            return own
        return self._first[entity]

    def _given(self, name: str) -> dict[Key, int]:
        key = self._named.get(spelled(name))
        return {key: 1} if key is not None and self._settled.id_of(key) else {}

    def _spelled(self, name: str) -> dict[Key, int]:
        """Keys of what is spelled so, with their articles; of things under another name only where that is all. Where an
        article's thing under this name is of another entity than the name alone, it is the thing that counts."""
        own: dict[Key, int] = defaultdict(int)
        inside: dict[Key, int] = defaultdict(int)
        for index in self._profiles.get(spelled(name), ()):
            profile = self._evidence.profiles[index]
            keys = [key.told(profile.sense) for key in profile.keys if is_name_of(name, key)]
            mine = [key for key in keys if self._settled.id_of(key) == self._settled.ids[index]]
            for key in mine if mine and not profile.known else [home_of(profile, self._evidence)]:
                (own if keys or profile.known else inside)[key] += len(profile.articles)
        return dict(own or inside)

    def _aliases(self, name: str) -> dict[Key, int]:
        """First keys of entities that are known under the name, though no article uses it."""
        wanted = spelled(name)
        return {
            self._first[entity.id]: entity.articles
            for entity in self._settled.entities.values()
            if any(spelled(alias.name) == wanted for alias in entity.aliases)
        }

    def _one(self, pointer: Pointer, found: Mapping[Key, int]) -> list[Key] | Unfound:
        """The keys of the one entity among those found that the pointer's type and country fit."""
        groups: dict[str, list[Key]] = defaultdict(list)
        for key in sorted(found, key=rank):
            groups[self._settled.id_of(key) or ""].append(key)
        if len(groups) > 1:
            groups.pop("", None)
        fitting = [id_ for id_ in groups if not id_ or _fits(pointer, self._settled.entities[id_])]
        if not fitting:
            known = [self._settled.entities[id_] for id_ in groups if id_]
            return Unfound(f"no {pointer.name!r} is {_wanted(pointer)}", f"candidates: {_listed(known)}")
        weights = {id_: sum(found[key] for key in groups[id_]) for id_ in fitting}
        best = min(weights, key=lambda id_: (-weights[id_], id_))
        if len(fitting) > 1 and weights[best] < NEARLY_ALL * (sum(weights.values()) - weights[best]):
            return self._ambiguous(pointer, [self._settled.entities[id_] for id_ in fitting])
        return groups[best]

    def _ambiguous(self, pointer: Pointer, candidates: Iterable[Entity]) -> Unfound:
        found = list(candidates)
        return Unfound(
            f"{pointer.name or pointer.id!r} may mean {len(found)} entities",
            f"write the id of one of them, or its type or country: {_listed(found)}",
        )

    def _gone(self, name: str | None = None) -> str:
        """What to do about a line that points at nothing."""
        from rapidfuzz import process

        tail = "delete the line if it is done with, or keep it for builds that have it"
        if name is None:
            return tail
        names = {
            (entity.label, alias.name): spelled(alias.name)
            for entity in self._settled.entities.values()
            for alias in entity.aliases
        }
        near = process.extract(spelled(name), names, limit=4 * LISTED, score_cutoff=NEAR)
        labels = dict.fromkeys(label for _, _, (label, _) in sorted(near, key=lambda row: (-row[1], row[2])))
        return f"near names: {', '.join(list(labels)[:LISTED])}; {tail}" if labels else tail

    @cached_property
    def _by_id(self) -> dict[str, str]:
        """Ids and former ids, with the id of the entity."""
        found: dict[str, str] = {}
        for entity in self._settled.entities.values():
            found.update(dict.fromkeys(entity.former_ids, entity.id))
        found.update((id_, id_) for id_ in self._settled.entities)
        return found

    @cached_property
    def _keys_by_id(self) -> dict[str, Key]:
        return {key_id(key): key for members in self._settled.clusters.sets() for key in members}

    @cached_property
    def _first(self) -> dict[str, Key]:
        """The first key of each entity."""
        clusters = self._settled.clusters
        return {id_: min(clusters.members(root), key=rank) for root, id_ in self._settled.roots.items()}

    @cached_property
    def _profiles(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = defaultdict(list)
        for index, profile in enumerate(self._evidence.profiles):
            for name in {spelled(text) for _, text in profile.names}:
                found[name].append(index)
        return found


def is_name_of(name: str, key: Key) -> bool:
    """Is this key made from this name? Generic names of bodies (ministry) hold their country or article besides."""
    if key.space == "person":
        made = person_key(name)
        return (made.form, made.name) == (key.form, key.name)
    if key.space == "body":
        made = body_key(name, None)
        return made.form == key.form and made.name.rpartition("/")[2] == key.name.rpartition("/")[2]
    return key.form == "name" and key.name == place_key(name, key.space).name


def _fits(pointer: Pointer, entity: Entity) -> bool:
    return pointer.type in (None, entity.type) and pointer.country in (None, entity.country)


def _wanted(pointer: Pointer) -> str:
    return " in ".join(filter(None, (f"a {pointer.type}" if pointer.type else "", pointer.country)))


def _listed(entities: Iterable[Entity]) -> str:
    ordered = sorted(entities, key=lambda entity: (-entity.articles, entity.id))
    shown = "; ".join(
        f"{entity.id} = {entity.label} ({', '.join(filter(None, (entity.type, entity.country)))}, "
        f"{entity.articles} article{'s'[: entity.articles != 1]})"
        for entity in ordered[:LISTED]
    )
    return shown + (f"; and {len(ordered) - LISTED} more" if len(ordered) > LISTED else "")
