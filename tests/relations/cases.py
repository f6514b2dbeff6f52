"""Documents and reports built by hand."""

from __future__ import annotations

from collections.abc import Sequence

from kg.model import (
    Document,
    Entity,
    EntityType,
    Evidence,
    Mention,
    Mode,
    Participant,
    Passage,
    Span,
    Status,
    make_aliases,
)
from kg.relations import Report


def document(
    id_: str, text: str, *, published: str | None = "2024-05-15", language: str = "en", copies: int = 0
) -> Document:
    """A document whose sentences are its lines."""
    sentences, start = [], 0
    for line in text.split("\n"):
        sentences.append(Span(start=start, end=start + len(line)))
        start += len(line) + 1
    return Document(
        id=id_,
        source=f"{id_}.txt",
        language=language,
        script="Hans" if language == "zh" else "Latn",
        text=text,
        analysed=text,
        passages=(Passage(span=Span(start=0, end=len(text)), language=language),),
        sentences=tuple(sentences),
        published=published,
        duplicates=tuple(f"{id_}-{n}.txt" for n in range(copies)),
    )


def entity(name: str, type_: EntityType = "person", country: str | None = None) -> Entity:
    return Entity(id=name, type=type_, label=name, aliases=make_aliases([("en", name)]), country=country)


def named(document: Document, *entities: Entity) -> list[tuple[Mention, Entity]]:
    """Every occurrence of the entities' labels."""
    found = []
    for one in entities:
        start = document.analysed.find(one.label)
        while start >= 0:
            span = Span(start=start, end=start + len(one.label))
            found.append((Mention.of(document, span, one.type, "test"), one))
            start = document.analysed.find(one.label, span.end)
    return sorted(found, key=lambda pair: pair[0].at)


def report(
    article: str,
    who: Sequence[str],
    *,
    status: Status = "held",
    mode: Mode = "meeting",
    on: str | None = None,
    place: str | None = None,
    start: int = 0,
) -> Report:
    participants = tuple(Participant(entity=name) for name in sorted(who))
    return Report(
        mode=mode,
        status=status,
        participants=participants,
        occurred_on=on,
        place=place,
        evidence=Evidence(
            article=article,
            span=Span(start=start, end=start + 10),
            quote="0123456789",
            extractor="test",
            trigger="met",
            participants=participants,
            status=status,
            occurred_on=on,
            place=place,
        ),
    )
