"""Mention -> Entity: inside a document first, then across documents and scripts.

Invariant: every mention belongs to exactly one entity (but for those that a person blocked), and the result is a
function of the set of documents and of the decisions, not of their order. A wrong merge is worse than a missed one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from kg.knowledge import Fact
from kg.model import Document, Mention
from kg.resolve.aliases import AliasTable, alias_table
from kg.resolve.inside import locals_of
from kg.resolve.judge import RULES, Judgement
from kg.resolve.recorded import recorded
from kg.resolve.resolution import Resolution, gather
from kg.resolve.settle import settle

if TYPE_CHECKING:
    from kg.curation import Curation

__all__ = ["RULES", "Judgement", "Resolution", "resolve", "summary"]


def resolve(
    documents: Sequence[Document], mentions: Mapping[str, Sequence[Mention]], aliases: AliasTable | None = None,
    watched: Mapping[str, Fact] | None = None, curation: Curation | None = None,
) -> Resolution:
    """The entities behind the mentions (by document id; sorted, not overlapping). ``aliases`` replaces the shipped
    alias table; ``watched`` are facts of the user's own, by id; ``curation`` holds people's decisions."""
    table = alias_table() if aliases is None else aliases
    if curation is not None and curation.entries:
        from kg.resolve.curated import curated

        return curated(curation, documents, mentions, table, watched or {})
    evidence, placed = gather(documents, lambda d: locals_of(d, mentions.get(d.id, ()), table))
    settled = settle(evidence, table, watched)
    return Resolution(
        entities=tuple(settled.entities[id_] for id_ in sorted(settled.entities)),
        entity_of={mention: settled.ids[index] for found, index in placed for mention in found},
        judgements=settled.judgements,
        recorded=recorded(settled, evidence),
    )


def summary(curation: Curation, resolution: Resolution) -> dict[str, object]:
    """What ``manifest.json`` says of people's decisions."""
    from kg.resolve.curated import summary

    return summary(curation, resolution)
