"""Sentences with marked names, as values: ``{p:Wang Yi@CN}`` marks a person from China.

Letters: p person, a agency, o organization, c country, l place. A name's entity id is ``<letter>:<name>``, but names
that stand for one country share an entity by its code.
"""

from __future__ import annotations

import re
from functools import cache

from kg.model import Document, Entity, EntityType, Mention, Passage, Span, make_aliases

TYPES: dict[str, EntityType] = {"p": "person", "a": "agency", "o": "organization", "c": "country", "l": "place"}
MARK = re.compile(r"\{(?P<type>[paocl]):(?P<name>[^}@]+)(?:@(?P<country>[A-Z]{2}))?\}")


@cache
def _converter() -> object:
    import opencc

    return opencc.OpenCC("t2s")


def simplified(text: str) -> str:
    """Simplified script, of the same length (the sentences use no word that changes it)."""
    found = str(_converter().convert(text))  # type: ignore[attr-defined]
    assert len(found) == len(text)
    return found


def marked(text: str, language: str, published: str | None) -> tuple[Document, list[tuple[Mention, Entity]]]:
    """The document of a marked text, one sentence per line, and its mentions with their entities."""
    plain, spans = "", []
    position = 0
    for match in MARK.finditer(text):
        plain += text[position : match.start()]
        spans.append((Span(start=len(plain), end=len(plain) + len(match["name"])), match))
        plain += match["name"]
        position = match.end()
    plain += text[position:]
    analysed = simplified(plain) if language == "zh-Hant" else plain
    sentences = [Span(start=m.start(), end=m.end()) for m in re.finditer(r"[^\n]+", plain)]
    main = language[:2]
    document = Document(
        id="article",
        source="article.txt",
        language=main,
        script={"zh-Hant": "Hant", "zh-Hans": "Hans"}.get(language, "Latn"),
        text=plain,
        analysed=analysed,
        anchors=tuple(range(len(plain) + 1)),
        sentences=tuple(sentences),
        passages=(Passage(span=Span(start=0, end=len(plain)), language=main),),
        published=published,
    )
    return document, [(_mention(document, span, match), _entity(match)) for span, match in spans]


def _mention(document: Document, span: Span, match: re.Match[str]) -> Mention:
    return Mention.of(document, span, TYPES[match["type"]], "test")


def _entity(match: re.Match[str]) -> Entity:
    name, country, kind = match["name"], match["country"], TYPES[match["type"]]
    return Entity(
        id=f"country:{country}" if kind == "country" else f"{match['type']}:{name}",
        type=kind,
        label=name,
        aliases=make_aliases([("en", name)]),
        country=country,
    )


def ids(text: str) -> dict[str, str]:
    """Entity ids by marked name."""
    return {match["name"]: _entity(match).id for match in MARK.finditer(text)}
