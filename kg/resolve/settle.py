"""The global part of resolution: from what the articles say of names to entities. It reads no text.

Relations wait for what `clustered` gives; `with_heirs` completes the entities.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import overload

from kg.knowledge import Fact
from kg.model import Entity
from kg.resolve.across import relate
from kg.resolve.aliases import AliasTable
from kg.resolve.canonical import make_entity
from kg.resolve.cluster import Clusters
from kg.resolve.decisions import Decisions
from kg.resolve.evidence import Evidence
from kg.resolve.guards import compatible
from kg.resolve.homes import Groups, numbered
from kg.resolve.ids import adopt, has_namesakes, ids_of, senses, unclaimed, variants, with_former
from kg.resolve.judge import Judgement
from kg.resolve.keys import Key
from kg.resolve.overheard import Beside, nobody
from kg.resolve.profiles import Profile


class Entities(Sequence[Entity]):
    """Entities in the order of their ``ids``, sorted, each made when it is asked for first; what they are made from is let go
    with the last one."""

    def __init__(self, ids: Sequence[str], make: Callable[[int], Entity]) -> None:
        self.ids = ids
        self._make: Callable[[int], Entity] | None = make if ids else None
        self._made: list[Entity | None] = [None] * len(ids)
        self._left = len(ids)

    def __len__(self) -> int:
        return len(self.ids)

    @overload
    def __getitem__(self, place: int) -> Entity: ...

    @overload
    def __getitem__(self, place: slice) -> tuple[Entity, ...]: ...

    def __getitem__(self, place: int | slice) -> Entity | tuple[Entity, ...]:
        if isinstance(place, slice):
            return tuple([self[number] for number in range(len(self))[place]])
        found = self._made[place]
        if found is None:
            assert self._make is not None
            found = self._made[place] = self._make(place)
            self._left -= 1
            if not self._left:
                self._make = None
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Clustered:
    """The clusters that the judgements made, their entities but for some former ids, the entity id of each of the evidence's
    profiles, and that of each cluster, by its root; clusters of names that always stand for another one have none."""

    found: Entities = field(repr=False)
    ids: tuple[str, ...]
    judgements: tuple[Judgement, ...]
    clusters: Clusters[Key]
    roots: Mapping[Key, str]

    def id_of(self, key: Key) -> str | None:
        """The id of the entity in whose cluster a key is."""
        return self.roots.get(self.clusters.find(key)) if key in self.clusters else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled(Clustered):
    """``entities`` by id, with all former ids. ``silent``: keys, by their text, whose names stand in no article: their ids
    only go on to point."""

    entities: Mapping[str, Entity]
    silent: Collection[str]


def settle(
    evidence: Evidence, table: AliasTable, watched: Mapping[str, Fact] | None = None,
    decisions: Decisions = Decisions(),  # noqa: B008 (frozen, empty)
    beside: Beside = nobody,
) -> Settled:
    """The entities behind all profiles of ``evidence`` (counted)."""
    return with_heirs(clustered(evidence, table, watched, decisions, beside), evidence, table)


def clustered(
    evidence: Evidence, table: AliasTable, watched: Mapping[str, Fact] | None = None,
    decisions: Decisions = Decisions(),  # noqa: B008 (frozen, empty)
    beside: Beside = nobody,
) -> Clustered:
    """The clusters of all names in ``evidence`` (counted); their entities are made when they are asked for."""
    clusters, judgements = relate(evidence, table, decisions, beside)
    evidence.homes = None  # namesakes have changed senses and counts
    numbers, homes = numbered(evidence, clusters)
    groups, own = Groups(homes), [ids_of(clusters.members(root)) for root in numbers]
    roots = {root: id_ for root, (id_, _) in zip(numbers, own, strict=True)}
    order = sorted(range(len(own)), key=own.__getitem__)
    if len({id_ for id_, _ in own}) < len(own):
        raise AssertionError("two clusters made one id")
    by_number = list(numbers)

    def make(place: int) -> Entity:
        number = order[place]
        profiles = [evidence.profiles[index] for index in groups[number]]
        return make_entity(own[number], profiles, clusters.members(by_number[number]), table, watched)

    return Clustered(
        found=Entities([own[number][0] for number in order], make), ids=tuple([own[number][0] for number in homes]),
        judgements=tuple(sorted(judgements, key=lambda judgement: judgement.order)), clusters=clusters, roots=roots,
    )


def with_heirs(found: Clustered, evidence: Evidence, table: AliasTable) -> Settled:
    """Makes the entities, and has them take over ids that none has: of names that always stand for another one's, and of
    senses that a smaller build may have given to namesakes."""
    made = {entity.id: entity for entity in found.found}
    entities = {id_: made[id_] for id_ in dict.fromkeys(found.ids)}  # in the order of the profiles
    lost, silent = _lost(found, evidence, table)
    for id_, former in adopt(lost).items():
        entities[id_] = with_former(entities[id_], former)
    common: dict[str, list[Profile]] = {}
    for profile, owner in zip(evidence.profiles, found.ids, strict=True):
        if profile.space == "person" and has_namesakes(profile, table):
            common.setdefault(owner, []).append(profile)
    unclaimed(entities, {owner: senses(profiles, evidence) for owner, profiles in common.items()})
    return Settled(
        found=found.found, ids=found.ids, judgements=found.judgements, clusters=found.clusters, roots=found.roots,
        entities=entities, silent=silent.keys(),
    )


def _lost(
    found: Clustered, evidence: Evidence, table: AliasTable
) -> tuple[dict[Key, Counter[str]], dict[str, Key]]:
    """Keys that no entity has, with the articles per entity in which their name stands: names that always stand for
    another one's, rows of the alias table that lost their names. And those of them, by their text, that stand nowhere; theirs
    are the articles of names that they were compared with."""
    clusters = [members for members in found.clusters.sets() if found.clusters.find(members[0]) not in found.roots]
    lost: dict[Key, Counter[str]] = {key: Counter() for members in clusters for key in members}
    for profile, owner in zip(evidence.profiles, found.ids, strict=True):
        n = len(profile.articles)
        if profile.sense:  # a name all of whose bearers were told apart
            for key in profile.keys:
                if key not in evidence.articles and found.id_of(key) is None:
                    lost.setdefault(key, Counter())[owner] += n
        for key in profile.all_keys() if profile.sense else profile.keys:
            if key in lost:
                lost[key][owner] += n
    for key in [key for key in lost if key.form == "row"]:
        for name in variants(key, table):
            home = found.id_of(name)
            if home is not None:
                lost[key][home] += evidence.articles[name]
            elif name in lost:
                lost[key].update(lost[name])
    for members in clusters:  # a fact goes where the names of its cluster went, such as its short form
        went = sum((lost[key] for key in members), Counter[str]())
        lost.update({key: went for key in members if key.form == "fact" and not lost[key]})
    silent = {str(key): key for members in clusters if not any(lost[key] for key in members) for key in members}
    for key, others in _compared(silent, found).items():
        for other in others:
            home = found.id_of(other)
            if home is not None and compatible(found.clusters.members(key), [other], table):
                lost[key][home] += evidence.articles[other]
    return lost, silent


def _compared(silent: Mapping[str, Key], found: Clustered) -> dict[Key, list[Key]]:
    """For keys whose names stand in no article, by their text, the keys that those of their cluster were compared with: a
    row's own spelling is looked for because of a name that stands there (Vladimir Putin because of Wladimir Putin), and may
    have joined it in a smaller build."""
    others: dict[Key, set[str]] = {}
    for one in found.judgements:
        for own, other in ((one.left, one.right), (one.right, one.left)):
            if own in silent and other not in silent:
                others.setdefault(found.clusters.find(silent[own]), set()).add(other)
    wanted = {text for texts in others.values() for text in texts}
    if not wanted:
        return {}
    by_text = {text: key for members in found.clusters.sets() for key in members if (text := str(key)) in wanted}
    return {
        key: sorted(by_text[text] for text in others.get(found.clusters.find(key), ()) if text in by_text)
        for key in silent.values()
    }
