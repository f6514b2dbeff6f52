"""The global part of resolution: from what the articles say of names to entities. It reads no text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from kg.knowledge import Fact
from kg.model import Entity
from kg.resolve.across import relate
from kg.resolve.aliases import AliasTable
from kg.resolve.canonical import make_entity
from kg.resolve.cluster import Clusters
from kg.resolve.decisions import Decisions
from kg.resolve.evidence import Evidence
from kg.resolve.homes import Groups, numbered
from kg.resolve.ids import adopt, senses, unclaimed, variants, with_former
from kg.resolve.judge import Judgement
from kg.resolve.keys import Key


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """Entities by id, the entity id of each of the evidence's profiles, the judgements, the clusters that they made, and
    the entity id of each cluster, by its root; clusters of names that always stand for another one have none."""

    entities: Mapping[str, Entity]
    ids: tuple[str, ...]
    judgements: tuple[Judgement, ...]
    clusters: Clusters[Key]
    roots: Mapping[Key, str]

    def id_of(self, key: Key) -> str | None:
        """The id of the entity in whose cluster a key is."""
        return self.roots.get(self.clusters.find(key)) if key in self.clusters else None


def settle(
    evidence: Evidence, table: AliasTable, watched: Mapping[str, Fact] | None = None,
    decisions: Decisions = Decisions(),  # noqa: B008 (frozen, empty)
) -> Settled:
    """The entities behind all profiles of ``evidence`` (counted)."""
    clusters, judgements = relate(evidence, table, decisions)
    evidence.homes = None  # namesakes have changed senses and counts
    numbers, homes = numbered(evidence, clusters)
    entities: dict[str, Entity] = {}
    ids = [""] * len(evidence.profiles)
    roots: dict[Key, str] = {}
    told: dict[str, list[str]] = {}
    for root, found in zip(numbers, Groups(homes), strict=True):
        profiles = [evidence.profiles[index] for index in found]
        entity = make_entity(profiles, clusters.members(root), table, watched)
        if entity.id in entities:
            raise AssertionError(f"two clusters made the id {entity.id}")
        entities[entity.id] = entity
        if own := senses(profiles, evidence):
            told[entity.id] = own
        roots[root] = entity.id
        for index in found:
            ids[index] = entity.id
    made = tuple(sorted(judgements, key=lambda judgement: judgement.order))
    settled = Settled(entities=entities, ids=tuple(ids), judgements=made, clusters=clusters, roots=roots)
    for id_, former in adopt(_lost(settled, evidence, table)).items():
        entities[id_] = with_former(entities[id_], former)
    unclaimed(entities, told)
    return settled


def _lost(settled: Settled, evidence: Evidence, table: AliasTable) -> dict[Key, Counter[str]]:
    """Keys that no entity has, with the articles per entity in which their name stands: names that always stand for
    another one's, rows of the alias table that lost their names."""
    lost: dict[Key, Counter[str]] = {
        key: Counter()
        for members in settled.clusters.sets()
        if settled.clusters.find(members[0]) not in settled.roots
        for key in members
    }
    for profile, owner in zip(evidence.profiles, settled.ids, strict=True):
        n = len(profile.articles)
        if profile.sense:  # a name all of whose bearers were told apart
            for key in profile.keys:
                if key not in evidence.articles and settled.id_of(key) is None:
                    lost.setdefault(key, Counter())[owner] += n
        for key in profile.all_keys() if profile.sense else profile.keys:
            if key in lost:
                lost[key][owner] += n
    for key in [key for key in lost if key.form == "row"]:
        for name in variants(key, table):
            home = settled.id_of(name)
            if home is not None:
                lost[key][home] += evidence.articles[name]
            elif name in lost:
                lost[key].update(lost[name])
    return lost
