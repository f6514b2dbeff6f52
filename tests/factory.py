"""Values built by hand, so that a test of one stage needs no other stage."""

from __future__ import annotations

import re

from kg.model import Document, EntityType, Mention, Passage, Span, digest
from kg.names.spelling import simplify

_SENTENCE = re.compile(r"[^。！？.!?\n]+[。！？.!?]*(?:\s+|$)|\n+")


def document(
    text: str,
    language: str = "en",
    *,
    source: str | None = None,
    published: str | None = None,
    title: str | None = None,
) -> Document:
    """A document of one passage. ``language`` is a tag: ``en``, ``de``, ``zh-Hans`` or ``zh-Hant`` (converted for
    analysis; the conversion must keep the text's length). With a title, the text begins with it and a blank line."""
    base, _, script = language.partition("-")
    full = f"{title}\n\n{text}" if title else text
    analysed = simplify(full) if script == "Hant" else full
    assert len(analysed) == len(full), "use text whose conversion keeps its length"
    sentences = tuple(
        Span(start=found.start(), end=found.end()) for found in _SENTENCE.finditer(analysed) if found.group().strip()
    )
    return Document(
        id=digest(source or "test", language, full),
        source=source or f"{digest(language, full)}.txt",
        language=base,
        script=script or "Latn",
        text=full,
        analysed=analysed,
        anchors=None if analysed == full else range(len(full) + 1),
        passages=(Passage(span=Span(start=0, end=len(analysed)), language=base),) if analysed else (),
        sentences=sentences,
        title=title,
        published=published,
    )


def mention(
    doc: Document,
    name: str,
    type: EntityType = "person",
    *,
    nth: int = 0,
    known: str | None = None,
    country: str | None = None,
    role: str | None = None,
    recognizer: str = "hand",
) -> Mention:
    """The ``nth`` place (from 0) where ``name`` stands in the document's own text, as a mention."""
    start = -1
    for _ in range(nth + 1):
        start = doc.text.index(name, start + 1)
    return Mention.of(
        doc, Span(start=start, end=start + len(name)), type, recognizer, known=known, country=country, role=role
    )


def all_mentions(doc: Document, *names: tuple[str, EntityType]) -> list[Mention]:
    """All places where these names stand, longest names first, not overlapping, sorted."""
    found: list[Mention] = []
    for name, type_ in sorted(names, key=lambda pair: -len(pair[0])):
        for match in re.finditer(re.escape(name), doc.text):
            span = Span(start=match.start(), end=match.end())
            if not any(span.overlaps(other.at) for other in found):
                found.append(Mention.of(doc, span, type_, "hand"))
    return sorted(found, key=lambda one: one.at)
