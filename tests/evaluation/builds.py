"""Small builds and annotations, made by hand."""

from __future__ import annotations

from collections.abc import Iterable

from kg.evaluation import GoldArticle
from kg.model import (
    Build,
    Document,
    Entity,
    EntityType,
    Event,
    Evidence,
    Mention,
    Participant,
    Span,
    Status,
    make_aliases,
)
from tests.factory import mention


def entity(id_: str, type_: EntityType, *names: str) -> Entity:
    return Entity(id=id_, type=type_, label=names[0], aliases=make_aliases(("en", name) for name in names))


def build(
    *found: tuple[Document, Entity, tuple[str, ...]], events: Iterable[Event] = (), others: Iterable[Entity] = ()
) -> Build:
    """A build in which each document names entities under these texts."""
    mentions: list[tuple[Mention, str]] = []
    for doc, one, texts in found:
        mentions += [(mention(doc, text, one.type), one.id) for text in texts]
    return Build(
        documents=tuple({doc.id: doc for doc, _, _ in found}.values()),
        entities=tuple({one.id: one for one in (*(one for _, one, _ in found), *others)}.values()),
        mentions=tuple(mentions), events=tuple(events), relations=(),
    )


def event(
    doc: Document, *who: str, status: Status = "held", occurred_on: str | None = None, place: str | None = None
) -> Event:
    """A meeting that one document reports."""
    participants = tuple(sorted(Participant(entity=id_) for id_ in who))
    said = Evidence(
        article=doc.id, span=Span(start=0, end=1), quote=doc.text[:1], extractor="hand", participants=participants,
        status=status, occurred_on=occurred_on, place=place,
    )
    return Event(
        id="-".join(who), type="consult", mode="meeting", status=status, participants=participants, evidence=(said,),
        occurred_on=occurred_on, place=place,
    )


def gold(doc: Document, *entities: tuple[str, str, list[str]], **more: object) -> GoldArticle:
    """The annotation of a document: entities as (key, type, names)."""
    rows = [{"key": key, "type": type_, "names": names} for key, type_, names in entities]
    known = {"id": doc.source.removesuffix(".txt"), "lang": doc.tag, "entities": rows}
    return GoldArticle.model_validate(known | more)
