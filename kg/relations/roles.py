"""Who holds which office: ``holds_role`` from the titles that stand at persons' names (`kg.relations.officeholders`).

The source is the person, the target the agency or country whose office it is. The titles are kept as articles write
them and in English; those of the past begin with 'Former'. In the evidence, ``trigger`` is the title in the article's own
script. Until all articles were seen, titles wait in a database on disk, in which persons and bodies are numbers.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Any

from kg.model import Document, Entity, Evidence, Mention, Office, Relation, Span
from kg.relations.officeholders import Held, held_at
from kg.relations.parts import Spot, spots
from kg.relations.scratch import Scratch, steps
from kg.rows import Rows

Named = Sequence[tuple[Mention, Entity]]

TYPE = "holds_role"
MAX_EVIDENCE = 40
"""Sentences kept per person and body, the first ones; the counts go on."""

STEP = 100_000
"""Titles that are looked at together."""

_TABLE = """CREATE TABLE titles (person INTEGER, body INTEGER, english VARCHAR, article VARCHAR, copies INTEGER,
    day VARCHAR, tag VARCHAR, title BLOB, first INTEGER, last INTEGER, quote BLOB)"""
"""``body`` is -1 where the text names none; ``first`` and ``last`` are where the sentence begins and ends."""

_HELD = """CREATE TABLE held AS
WITH bodies AS (
    SELECT person, english, min(body) AS body FROM titles WHERE body >= 0 GROUP BY person, english
    HAVING min(body) = max(body)
)
SELECT *, true AS stated FROM titles WHERE body >= 0
UNION ALL
SELECT t.person, b.body, t.* EXCLUDE (person, body), false
FROM titles t JOIN bodies b ON t.person = b.person AND t.english = b.english WHERE t.body < 0"""
"""A title without a body counts for the body of which others tell that the same person has the same office, if it is one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A title at one mention, as written and in English, and the sentence; of the article its copies, day and language."""

    copies: int
    day: str | None
    tag: str
    title: str
    english: str
    evidence: Evidence


class Roles(Rows[Relation]):
    """The offices that articles name, one relation per person and body, sorted by them; `add` documents, then `count` once.

    ``entities`` are the ids of all entities, sorted. ``weight`` counts independent articles, ``count`` adds their folded
    copies; ``first_seen`` and ``last_seen`` are days of publication.

    A title without a body ('Secretary of State Pompeo') counts for the body that other articles give the same person
    with the same office, where there is one and no other.
    """

    def __init__(self, entities: Sequence[str], scratch: Scratch | None = None) -> None:
        self._ids = entities
        self._numbers = {id_: number for number, id_ in enumerate(entities)}
        self._scratch = scratch or Scratch()
        self._scratch.execute(_TABLE)
        self._length = 0

    def add(self, document: Document, named: Sequence[Spot]) -> None:
        """Looks at the titles at the persons in a document."""
        told = (document.id, len(document.duplicates), (document.published or "")[:10] or None, document.tag)
        found: list[tuple[object, ...]] = []
        for spot, held in _titles(document, named):
            person = spot[2].id
            if held.body is None or held.body.id != person:
                who = (self._numbers[person], self._numbers[held.body.id] if held.body else -1)
                place = _place(document, spot, held)
                found += [(*who, english, *told, *place) for english in held.english]
        self._scratch.add("titles", found)

    def count(self) -> None:
        """Sees which titles are of which bodies."""
        self._scratch.flush("titles")
        self._scratch.execute(_HELD)
        (count,) = self._scratch.columns("SELECT count(*) FROM (SELECT DISTINCT person, body FROM held)")
        self._length = int(count[0])

    def __len__(self) -> int:
        return self._length

    def __iter__(self) -> Iterator[Relation]:
        persons, titles = self._scratch.columns("SELECT person, count(*) FROM held GROUP BY person ORDER BY person")
        for first, last in pairwise(steps(persons.tolist(), titles.tolist(), STEP)):
            query = "FROM held WHERE person >= ? AND person < ? ORDER BY person, body"
            for (person, body), rows in groupby(self._scratch.rows(query, [first, last]), key=lambda row: row[:2]):
                yield _relation(self._ids[person], self._ids[body], [_told(row) for row in rows])


def holds_role(documents: Sequence[Document], named_by_document: Mapping[str, Named]) -> list[Relation]:
    """The ``holds_role`` relations of a few documents."""
    found = Roles(sorted({entity.id for named in named_by_document.values() for _, entity in named}))
    for document in documents:
        found.add(document, spots(named_by_document.get(document.id, ())))
    found.count()
    return list(found)


def _titles(document: Document, named: Sequence[Spot]) -> Iterator[tuple[Spot, Held]]:
    for number, spot in enumerate(named):
        held = held_at(document, named, number) if spot[2].type == "person" else None
        if held:
            yield spot, held


def _place(document: Document, spot: Spot, held: Held) -> tuple[bytes, int, int, bytes]:
    """The title, where its sentence begins and ends, and the sentence."""
    at = Span(start=spot[0], end=spot[1])
    sentence = document.original(next((s for s in document.sentences if s.contains(at)), at))
    return _bytes(document.quote(held.span)), sentence.start, sentence.end, _bytes(sentence.of(document.text))


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _told(row: tuple[Any, ...]) -> Told:
    english, article, copies, day, tag, title, first, last, quote, stated = row[2:]
    trigger = title.decode("utf-8", "surrogatepass")
    evidence = Evidence(
        article=article,
        span=Span(start=first, end=last),
        quote=quote.decode("utf-8", "surrogatepass"),
        extractor="title",
        trigger=trigger,
        confidence=0.9 if stated else 0.8,
    )
    return Told(copies=copies, day=day, tag=tag, title=trigger, english=english, evidence=evidence)


def _relation(person: str, body: str, told: Sequence[Told]) -> Relation:
    articles = {one.evidence.article: one for one in told}
    evidence = sorted({one.evidence for one in told}, key=lambda e: (e.sort_key, -e.confidence))
    return Relation(
        source=person,
        target=body,
        type=TYPE,
        weight=len(articles),
        count=len(articles) + sum(one.copies for one in articles.values()),
        evidence=tuple(evidence[:MAX_EVIDENCE]),
        first_seen=min((one.day for one in told if one.day), default=None),
        last_seen=max((one.day for one in told if one.day), default=None),
        languages=tuple(sorted({one.tag for one in told})),
        titles=tuple(_offices(told)),
    )


def _offices(told: Sequence[Told]) -> list[Office]:
    """One per title and language, the most used first."""
    articles: dict[tuple[str, str, str], dict[str, str | None]] = defaultdict(dict)
    for one in told:
        articles[one.english, one.title, one.tag][one.evidence.article] = one.day
    uses = Counter({english: 0 for english, _, _ in articles})
    found = []
    for (english, title, language), days_by_article in articles.items():
        days = [day for day in days_by_article.values() if day]
        uses[english] += len(days_by_article)
        found.append(
            Office(
                title=title, english=english, language=language, count=len(days_by_article),
                first_seen=min(days, default=None), last_seen=max(days, default=None),
            )
        )
    return sorted(found, key=lambda o: (-uses[o.english], o.english, -o.count, o.language, o.title))
