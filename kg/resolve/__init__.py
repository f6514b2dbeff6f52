"""Mention -> Entity: inside a document first, then across documents and scripts.

Invariant: every mention belongs to exactly one entity, and the result is a function of the set of documents, not of
their order. A wrong merge is worse than a missed one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.knowledge import Fact
from kg.model import Document, Entity, Mention
from kg.resolve.across import relate
from kg.resolve.aliases import AliasTable, alias_table
from kg.resolve.canonical import make_entity
from kg.resolve.evidence import Evidence
from kg.resolve.inside import Local, locals_of
from kg.resolve.judge import RULES, Judgement
from kg.resolve.keys import Key

__all__ = ["RULES", "Judgement", "Resolution", "resolve"]

_PRECEDENCE = ("fact", "latin", "dotted", "name", "han", "short", "family", "row")
"""Which of a local thing's keys says best what it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """Entities sorted by id, the entity id of every mention, and the judgements behind the clusters, in rule order."""

    entities: tuple[Entity, ...]
    entity_of: Mapping[Mention, str]
    judgements: tuple[Judgement, ...]


def resolve(
    documents: Sequence[Document], mentions: Mapping[str, Sequence[Mention]], aliases: AliasTable | None = None,
    watched: Mapping[str, Fact] | None = None,
) -> Resolution:
    """The entities behind the mentions (by document id; sorted, not overlapping). ``aliases`` replaces the shipped
    alias table; ``watched`` are facts of the user's own, by id."""
    table = alias_table() if aliases is None else aliases
    things = [local for document in documents for local in locals_of(document, mentions.get(document.id, ()), table)]
    evidence = Evidence(things)
    clusters, judgements = relate(evidence, table)
    homes: dict[Key, list[Local]] = defaultdict(list)
    for local in things:
        homes[clusters.find(_home(local, evidence))].append(local)
    entities: dict[str, Entity] = {}
    entity_of: dict[Mention, str] = {}
    for root, found in homes.items():
        entity = make_entity(found, clusters.members(root), table, watched)
        if entity.id in entities:
            raise AssertionError(f"two clusters made the id {entity.id}")
        entities[entity.id] = entity
        for local in found:
            entity_of.update((mention, entity.id) for mention in local.mentions)
    return Resolution(
        entities=tuple(entities[id_] for id_ in sorted(entities)),
        entity_of=entity_of,
        judgements=tuple(sorted(judgements, key=lambda judgement: judgement.order)),
    )


def _home(local: Local, evidence: Evidence) -> Key:
    """The key that decides a local thing's cluster: the knowledge id, else the fullest and most frequent name."""
    if local.known:
        return Key(local.space, "fact", min(local.known, key=lambda id_: (-local.known[id_], id_)))
    return min(
        local.keys, key=lambda key: (_PRECEDENCE.index(key.form), -local.keys[key], -evidence.articles[key], key)
    )
