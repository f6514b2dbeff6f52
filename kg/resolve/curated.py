"""Resolution with people's decisions. The machine's own result is made first: it tells what names and ids mean."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace

from kg.curation import Curation
from kg.knowledge import Fact
from kg.model import Document, Entity, Mention
from kg.resolve.aliases import AliasTable
from kg.resolve.curate import Seen, curate
from kg.resolve.decisions import Decisions
from kg.resolve.ids import with_former
from kg.resolve.inside import locals_of
from kg.resolve.override import override, without_texts
from kg.resolve.pointing import Pointing
from kg.resolve.recorded import recorded
from kg.resolve.resolution import Placed, Resolution, gather
from kg.resolve.settle import Settled, settle
from kg.resolve.splitting import Things


def curated(
    curation: Curation, documents: Sequence[Document], mentions: Mapping[str, Sequence[Mention]], table: AliasTable,
    watched: Mapping[str, Fact],
) -> Resolution:
    """`kg.resolve.resolve` under a curation file."""

    def machine(things: Things, decisions: Decisions) -> Seen:
        evidence, placed = gather(documents, lambda document: things[document.id])
        return evidence, settle(evidence, table, watched, decisions), placed

    mentions, texts, problems = without_texts(curation, mentions)
    things = {d.id: locals_of(d, mentions.get(d.id, ()), table) for d in documents}
    evidence, before = gather(documents, lambda document: things[document.id])
    plain = settle(evidence, table, watched)
    found = curate(curation, documents, things, machine, (evidence, plain, before))
    evidence, placed = gather(documents, lambda document: found.things[document.id])
    settled = settle(evidence, table, watched, found.decisions)
    settled = replace(settled, entities=_heirs(plain, before, settled, placed))
    done = override(curation, found.active, Pointing(evidence, settled, found.named), settled.entities)
    return Resolution(
        entities=tuple(done.entities[id_] for id_ in sorted(done.entities)),
        entity_of={m: id_ for m, id_ in _owners(settled, placed).items() if id_ in done.entities},
        judgements=settled.judgements,
        recorded=tuple(
            one for one in recorded(settled, evidence)
            if {one.left_entity, one.right_entity} <= {*done.entities, ""}
        ),
        blocked=(*texts, *done.blocked),
        problems=tuple(sorted({*problems, *found.problems, *done.problems})),
    )


def summary(curation: Curation, resolution: Resolution) -> dict[str, object]:
    """What ``manifest.json`` says of the decisions: how many there are and don't apply, and all that was removed."""
    if not curation.entries:
        return {}
    unapplied = {problem.source for problem in resolution.problems}
    return {
        "curation": {
            "file": curation.file, "decisions": len(curation.entries), "unapplied": len(unapplied),
            "blocked": [asdict(one) for one in resolution.blocked],
        }
    }


def _owners(settled: Settled, placed: Placed) -> dict[Mention, str]:
    return {mention: settled.ids[index] for found, index in placed for mention in found}


def _heirs(plain: Settled, before: Placed, settled: Settled, placed: Placed) -> dict[str, Entity]:
    """The entities of ``settled``. Ids that there would be without decisions, and that no entity has now, go to the
    entity that most of their mentions went to."""
    entities = dict(settled.entities)
    held = {id_ for entity in entities.values() for id_ in (entity.id, *entity.former_ids)}
    lost = [
        (entity.id, id_)
        for entity in plain.entities.values()
        for id_ in (entity.id, *entity.former_ids)
        if id_ not in held
    ]
    owners = _owners(settled, placed) if lost else {}
    went: dict[str, Counter[str]] = defaultdict(Counter)
    for mentions, index in before if lost else ():
        went[plain.ids[index]].update(owners[mention] for mention in mentions)
    for entity, id_ in lost:
        heir = min(went[entity], key=lambda other: (-went[entity][other], other))
        entities[heir] = with_former(entities[heir], [id_])
    return entities
