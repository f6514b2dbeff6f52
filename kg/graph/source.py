"""Where a `KnowledgeGraph` looks things up: a build in memory, or the files of one, read only as far as a question needs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from typing import Protocol

from kg.graph.census import slim, strong
from kg.graph.columns import Columns, Link, Naming
from kg.graph.names import NameIndex
from kg.graph.stats import Stats, count
from kg.model import Build, Document, Entity, Event, Judgement, Relation

WHOLE_TEXTS = 20_000
"""Articles of a build in memory at most whose texts are kept for answers; of more the passages that no stage has chosen
(where a name stands first) are empty. The files of a build have no such bound: `kg.exporters.stored`."""


INDEXED = 300_000
"""Relations of a build in memory at most that are kept by entity; of more all are gone through for each question."""


class Source(Protocol):
    """What queries need of a build. Ids that don't exist give None or nothing."""

    def build(self) -> Build:
        """Everything."""

    def counts(self) -> Mapping[str, int]:
        """How many ``articles``, ``entities``, ``events`` and ``relations`` there are."""

    def languages(self) -> frozenset[str]:
        """The tags of the articles' languages."""

    def names(self) -> NameIndex:
        """The names of all entities."""

    def named(self, key: str) -> tuple[Entity, ...]:
        """Entities with a name of that key (see `kg.graph.names.key`), or nothing where there is no quick way to know."""

    def entities(self) -> Iterable[Entity]:
        """All entities, by id."""

    def events(self) -> Iterable[Event]:
        """All events, by id."""

    def first_named(self) -> Mapping[str, Naming]:
        """Where each entity is named first, of all dated articles."""

    def entity(self, id_: str) -> Entity | None: ...

    def document(self, id_: str) -> Document | None: ...

    def events_of(self, entity: str) -> Sequence[Event]:
        """The events that an entity took part in, by id."""

    def relations_of(self, entity: str) -> Sequence[Relation]:
        """The relations of an entity, by source, target and type."""

    def relation(self, source: str, target: str, type_: str) -> Relation | None: ...

    def links(self, least: int = 1, told: Callable[[str], bool] | None = None) -> Iterable[Link]:
        """All relations without their evidence, by source, target and type; of co-mentions those of this weight or more.
        ``told``: of all but meetings those whose ``first_seen`` it says yes to."""

    def columns(self) -> Columns:
        """The same in columns, without dates."""

    def links_of(self, entity: str) -> Sequence[Link]:
        """The relations of an entity without their evidence, in the same order."""

    def spans_of(self, entity: str) -> Mapping[str, tuple[int, int]]:
        """The articles that name an entity, each with start and end of the first mention."""

    def texts_of(self, entity: str) -> Mapping[str, Sequence[tuple[int, int, str]]]:
        """The articles that name an entity, each with start, end and text of every mention."""

    def judgements(self) -> Iterable[Judgement]:
        """What was decided about names, in the order of rules."""

    def judgements_of(self, entity: str) -> Sequence[Judgement]:
        """The judgements about names of an entity."""

    def stats(self) -> Stats: ...


def _link(relation: Relation) -> Link:
    held = int(relation.measures["held"]) if "held" in relation.measures else None
    return Link(
        relation.source, relation.target, relation.type, relation.weight, held, relation.first_seen or ""
    )


class InMemory:
    """A build that is there as a whole; indexes are made at the first question that needs them."""

    def __init__(self, build: Build) -> None:
        self._build = build

    def build(self) -> Build:
        return self._build

    def counts(self) -> Mapping[str, int]:
        b = self._build
        return {
            "articles": len(b.documents), "entities": len(b.entities), "events": len(b.events), "relations": len(b.relations),
        }

    def languages(self) -> frozenset[str]:
        return frozenset(document.tag for document in self._build.documents)

    def names(self) -> NameIndex:
        return NameIndex(self._build.entities)

    def named(self, key: str) -> tuple[Entity, ...]:
        return ()

    def entities(self) -> Iterable[Entity]:
        return self._build.entities

    def events(self) -> Iterable[Event]:
        return self._build.events

    def first_named(self) -> Mapping[str, Naming]:
        days = {document.id: document.published[:10] for document in self._build.documents if document.published}
        found: dict[str, Naming] = {}
        for mention, entity in self._build.mentions:
            if mention.article in days:
                naming = Naming(days[mention.article], mention.article, mention.span.start, mention.span.end)
                found[entity] = min(naming, found.get(entity, naming))
        return found

    @cached_property
    def _entities(self) -> dict[str, Entity]:
        return {entity.id: entity for entity in self._build.entities}

    def entity(self, id_: str) -> Entity | None:
        return self._entities.get(id_)

    @cached_property
    def _documents(self) -> dict[str, Document]:
        documents: Iterable[Document] = self._build.documents
        if len(self._build.documents) > WHOLE_TEXTS:
            documents = map(slim, documents)
        return {document.id: document for document in documents}

    def document(self, id_: str) -> Document | None:
        return self._documents.get(id_)

    @cached_property
    def _events(self) -> dict[str, list[Event]]:
        found: dict[str, list[Event]] = {}
        for event in self._build.events:
            for participant in event.participants:
                found.setdefault(participant.entity, []).append(event)
        return found

    def events_of(self, entity: str) -> Sequence[Event]:
        return self._events.get(entity, ())

    @cached_property
    def _relations(self) -> dict[str, list[Relation]]:
        found: dict[str, list[Relation]] = {}
        for relation in self._build.relations:
            found.setdefault(relation.source, []).append(relation)
            found.setdefault(relation.target, []).append(relation)
        return found

    def relations_of(self, entity: str) -> Sequence[Relation]:
        if len(self._build.relations) > INDEXED:
            return [r for r in self._build.relations if entity in (r.source, r.target)]
        return self._relations.get(entity, ())

    def relation(self, source: str, target: str, type_: str) -> Relation | None:
        wanted = (source, target, type_)
        return next((r for r in self.relations_of(source) if (r.source, r.target, r.type) == wanted), None)

    def links(self, least: int = 1, told: Callable[[str], bool] | None = None) -> Iterable[Link]:
        found = map(_link, strong(self._build.relations, least))
        return (link for link in found if told is None or link.type == "met" or told(link.first_seen))

    def links_of(self, entity: str) -> Sequence[Link]:
        return [_link(relation) for relation in self.relations_of(entity)]

    def columns(self) -> Columns:
        return Columns.of(self.links())

    @cached_property
    def _spans(self) -> dict[str, dict[str, tuple[int, int]]]:
        found: dict[str, dict[str, tuple[int, int]]] = {}
        for mention, entity in self._build.mentions:
            found.setdefault(entity, {}).setdefault(mention.article, (mention.span.start, mention.span.end))
        return found

    def spans_of(self, entity: str) -> Mapping[str, tuple[int, int]]:
        return self._spans.get(entity, {})

    def texts_of(self, entity: str) -> Mapping[str, Sequence[tuple[int, int, str]]]:
        found: dict[str, list[tuple[int, int, str]]] = {}
        for mention, owner in self._build.mentions:
            if owner == entity:
                found.setdefault(mention.article, []).append((mention.span.start, mention.span.end, mention.text))
        return found

    def judgements(self) -> Iterable[Judgement]:
        return self._build.judgements

    def judgements_of(self, entity: str) -> Sequence[Judgement]:
        return [one for one in self._build.judgements if entity in (one.left_entity, one.right_entity)]

    def stats(self) -> Stats:
        return count(self._build)
