"""Small corpora for tests of resolution: documents with the mentions that a recognizer would find."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields

from kg.curation import Curation
from kg.model import Document, Entity, EntityType, Mention
from kg.resolve import Resolution, resolve
from kg.resolve.aliases import AliasRow, AliasTable, table_of
from tests.factory import all_mentions, document

EMPTY = table_of(())


def row(
    latin: str, hans: Mapping[str, int], count: int, hant: Mapping[str, int] | None = None, *, person: bool = True
) -> AliasRow:
    """An alias row; ``latin`` separates spellings by a bar."""
    return AliasRow(
        latin=tuple(latin.split("|")), person=person, hans=hans, hant=hant or {}, count=count, origin="test"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Found(Resolution):
    """A resolution, and the entity id of every mention that has one."""

    entity_of: Mapping[Mention, str]


def resolved(
    documents: Iterable[Document], mentions: Mapping[str, Sequence[Mention]], table: AliasTable,
    curation: Curation | None = None,
) -> Found:
    """What `resolve` makes of these documents, in the order in which it wants them."""
    articles = [(doc, mentions.get(doc.id, ())) for doc in sorted(documents, key=lambda doc: doc.id)]
    found = resolve(iter(articles), aliases=table, curation=curation)
    entity_of = {
        mention: id_
        for doc, own in articles
        for mention, id_ in zip(own, found.homes_of(doc.id), strict=True) if id_ is not None
    }
    return Found(entity_of=entity_of, **{field.name: getattr(found, field.name) for field in fields(Resolution)})


class Corpus:
    """Documents with mentions. `add` returns the corpus, so that calls can be chained."""

    def __init__(self, *rows: AliasRow) -> None:
        self.table: AliasTable = table_of(rows)
        self.documents: list[Document] = []
        self.mentions: dict[str, Sequence[Mention]] = {}

    def add(self, text: str, language: str, *names: str | tuple[str, EntityType]) -> Corpus:
        """A document in which every place of these names is a mention; a bare string is a person's name."""
        doc = document(text, language, source=f"{len(self.documents)}.txt")
        self.documents.append(doc)
        pairs: list[tuple[str, EntityType]] = [(name, "person") if isinstance(name, str) else name for name in names]
        self.mentions[doc.id] = all_mentions(doc, *pairs)
        return self

    def resolve(self) -> Found:
        return resolved(self.documents, self.mentions, self.table)

    def names(self) -> set[frozenset[str]]:
        """The mention texts of each entity."""
        found: dict[str, set[str]] = {}
        for mention, id_ in self.resolve().entity_of.items():
            found.setdefault(id_, set()).add(mention.text)
        return {frozenset(texts) for texts in found.values()}

    def entity(self, name: str) -> Entity:
        """The entity of the first mention with this text."""
        resolution = self.resolve()
        ids = {id_ for mention, id_ in resolution.entity_of.items() if mention.text == name}
        assert len(ids) == 1, f"{name} stands for {len(ids)} entities"
        return next(entity for entity in resolution.entities if entity.id in ids)
