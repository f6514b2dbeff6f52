"""Who holds which office: ``holds_role`` from the titles that stand at persons' names (`kg.relations.officeholders`).

The source is the person, the target the agency or country whose office it is. The titles are kept as articles write
them and in English; those of the past begin with 'Former'. In the evidence, ``trigger`` is the title in the article's own
script.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.model import Document, Entity, Evidence, Mention, Office, Relation, Span
from kg.relations.officeholders import Held, held_at

Named = Sequence[tuple[Mention, Entity]]

TYPE = "holds_role"
MAX_EVIDENCE = 40
"""Sentences kept per person and body, the first ones; the counts go on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A title at one mention: where, as written, in English, and the sentence."""

    document: Document
    title: str
    english: str
    evidence: Evidence


def holds_role(documents: Sequence[Document], named_by_document: Mapping[str, Named]) -> list[Relation]:
    """The offices that articles name, one relation per person and body. ``weight`` counts independent articles,
    ``count`` adds their folded copies; ``first_seen`` and ``last_seen`` are days of publication.

    A title without a body ('Secretary of State Pompeo') counts for the body that other articles give the same person
    with the same office, where there is one and no other.
    """
    told: dict[tuple[str, str], list[Told]] = defaultdict(list)
    bare: list[tuple[str, Told]] = []
    for document in documents:
        named = named_by_document.get(document.id, ())
        for mention, person, held in _titles(document, named):
            for english in held.english:
                one = _told(document, mention, held, english)
                if held.body is None:
                    bare.append((person.id, one))
                elif held.body.id != person.id:
                    told[person.id, held.body.id].append(one)
    bodies = _bodies(told)
    for person_id, one in bare:
        known = bodies.get((person_id, one.english), set())
        if len(known) == 1:
            told[person_id, min(known)].append(one)
    return [_relation(pair, told[pair]) for pair in sorted(told)]


def _titles(document: Document, named: Named) -> Iterator[tuple[Mention, Entity, Held]]:
    for number, (mention, entity) in enumerate(named):
        held = held_at(document, named, number) if entity.type == "person" else None
        if held:
            yield mention, entity, held


def _bodies(told: Mapping[tuple[str, str], Sequence[Told]]) -> dict[tuple[str, str], set[str]]:
    """The bodies at which each person is told to hold each office."""
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for (person, body), titles in told.items():
        for one in titles:
            found[person, one.english].add(body)
    return found


def _told(document: Document, mention: Mention, held: Held, english: str) -> Told:
    sentence = next((s for s in document.sentences if s.contains(mention.at)), mention.at)
    title = document.quote(held.span)
    return Told(
        document=document,
        title=title,
        english=english,
        evidence=Evidence(
            article=document.id,
            span=document.original(sentence),
            quote=document.quote(Span(start=sentence.start, end=sentence.end)),
            extractor="title",
            trigger=title,
            confidence=0.9 if held.body else 0.8,
        ),
    )


def _relation(pair: tuple[str, str], told: Sequence[Told]) -> Relation:
    documents = {one.document.id: one.document for one in told}
    days = [document.published[:10] for document in documents.values() if document.published]
    evidence = sorted({one.evidence for one in told}, key=lambda e: e.sort_key)
    return Relation(
        source=pair[0],
        target=pair[1],
        type=TYPE,
        weight=len(documents),
        count=len(documents) + sum(len(document.duplicates) for document in documents.values()),
        evidence=tuple(evidence[:MAX_EVIDENCE]),
        first_seen=min(days, default=None),
        last_seen=max(days, default=None),
        languages=tuple(sorted({document.tag for document in documents.values()})),
        titles=tuple(_offices(told)),
    )


def _offices(told: Sequence[Told]) -> list[Office]:
    """One per title and language, the most used first."""
    articles: dict[tuple[str, str, str], dict[str, Document]] = defaultdict(dict)
    for one in told:
        articles[one.english, one.title, one.document.tag][one.document.id] = one.document
    uses = Counter({english: 0 for english, _, _ in articles})
    found = []
    for (english, title, language), documents in articles.items():
        days = [document.published[:10] for document in documents.values() if document.published]
        uses[english] += len(documents)
        found.append(
            Office(
                title=title, english=english, language=language, count=len(documents),
                first_seen=min(days, default=None), last_seen=max(days, default=None),
            )
        )
    return sorted(found, key=lambda o: (-uses[o.english], o.english, -o.count, o.language, o.title))
