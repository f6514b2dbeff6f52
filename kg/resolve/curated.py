"""Resolution with people's decisions. The machine's own result is made first: it tells what names and ids mean."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace

from kg.curation import Curation, Different, Same, Split
from kg.knowledge import Fact
from kg.model import Document, Entity, Mention
from kg.resolve.aliases import AliasTable
from kg.resolve.curate import Seen, curate
from kg.resolve.decisions import Decisions
from kg.resolve.evidence import Evidence
from kg.resolve.ids import with_former
from kg.resolve.inside import Local, locals_of
from kg.resolve.overheard import Beside
from kg.resolve.override import BlockedTexts, override
from kg.resolve.pointing import Pointing
from kg.resolve.recorded import recorded
from kg.resolve.resolution import Articles, Completed, Later, Owners, Resolution, numbered, placed
from kg.resolve.settle import Settled, settle
from kg.resolve.things import Things


def curated(
    curation: Curation, articles: Articles, table: AliasTable, watched: Mapping[str, Fact], beside: Beside
) -> Resolution:
    """`kg.resolve.resolve` under a curation file. Holds no documents; what it needs of the articles to take things apart
    lies packed, and only where an entry says who is who."""

    def machine(things: Things, decisions: Decisions) -> Seen:
        evidence, _ = things.gather()
        return evidence, settle(evidence, table, watched, decisions)

    texts = BlockedTexts(curation)
    read = _Read(curation)
    for document, mentions in articles:
        kept = texts.without(mentions)
        read.put(document, mentions, locals_of(document, kept, table))
    evidence, before = read.evidence, read.owners
    evidence.count()
    plain = settle(evidence, table, watched, beside=beside)
    found = curate(curation, read.names, read.things, machine, (evidence, plain))
    settled, owners = plain, before
    if found.decisions.pairs or found.things.changed:
        evidence, owners = found.things.gather()
        settled = settle(evidence, table, watched, found.decisions)
        settled = replace(settled, entities=_heirs(plain, before, settled, owners))
    done = override(curation, found.active, Pointing(evidence, settled, found.named), settled.entities)
    entities = tuple(done.entities[id_] for id_ in sorted(done.entities))
    completed = Completed(
        entities=entities,
        recorded=tuple(
            one for one in recorded(settled, evidence)
            if {one.left_entity, one.right_entity} <= {*done.entities, ""}
        ),
    )
    ids = [entity.id for entity in entities]
    return Resolution(
        ids=ids,
        found=entities,
        owners=owners.mapped(numbered(settled.ids, ids)),
        judgements=settled.judgements,
        complete=Later(lambda: completed),
        blocked=(*texts.blocked(), *done.blocked),
        problems=tuple(sorted({*texts.problems(), *found.problems, *done.problems})),
    )


class _Read:
    """What was read of the articles: counted, and as far as the entries may want it later."""

    def __init__(self, curation: Curation) -> None:
        decisions = [entry.decision for entry in curation.entries]
        self._deciding = any(isinstance(one, Same | Different | Split) for one in decisions)
        self._splitting = any(isinstance(one, Split) for one in decisions)
        self.evidence, self.owners, self.things = Evidence(), Owners(), Things()
        self.names: dict[str, str] = {}

    def put(self, document: Document, mentions: Sequence[Mention], locals_: list[Local]) -> None:
        """Takes in the next article."""
        self.owners.put(document.id, placed(mentions, locals_, self.evidence.add(document, locals_)))
        if self._deciding:
            self.things.put(document, mentions, locals_)
        if self._splitting:
            self.names.update(dict.fromkeys((*document.duplicates, document.source, document.id), document.id))


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


def _heirs(plain: Settled, before: Owners, settled: Settled, owners: Owners) -> dict[str, Entity]:
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
    went: dict[str, Counter[str]] = {entity: Counter() for entity, _ in lost}
    for was, is_ in zip(before.numbers, owners.numbers, strict=True) if lost else ():
        if was >= 0 and (entity := plain.ids[was]) in went:
            went[entity][settled.ids[is_]] += 1
    for entity, id_ in lost:
        heir = min(went[entity], key=lambda other: (-went[entity][other], other))
        entities[heir] = with_former(entities[heir], [id_])
    return entities
