"""What resolution gives, and the evidence that it starts from."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.errors import Problem
from kg.model import Document, Entity, Mention
from kg.resolve.evidence import Evidence
from kg.resolve.inside import Local
from kg.resolve.judge import Judgement

if TYPE_CHECKING:
    from kg.model import Judgement as Recorded
    from kg.resolve.override import Blocked

Placed = list[tuple[list[Mention], int]]
"""Mentions of one thing in one article, and the index of the thing's profile."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """Entities sorted by id, the entity id of every mention, and the judgements behind the clusters, in rule order, also
    as a build records them. ``blocked`` is what a person removed, ``problems`` which of their lines don't apply."""

    entities: tuple[Entity, ...]
    entity_of: Mapping[Mention, str]
    judgements: tuple[Judgement, ...]
    recorded: tuple[Recorded, ...] = ()
    blocked: tuple[Blocked, ...] = ()
    problems: tuple[Problem, ...] = ()


def gather(
    documents: Sequence[Document], things: Callable[[Document], Sequence[Local]]
) -> tuple[Evidence, Placed]:
    """What the articles say, counted, and where the mentions of each of their things went."""
    evidence = Evidence()
    placed: Placed = []
    for document in sorted(documents, key=lambda document: document.id):
        locals_ = things(document)
        placed += zip((local.mentions for local in locals_), evidence.add(document, locals_), strict=True)
    evidence.count()
    return evidence, placed
