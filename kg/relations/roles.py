"""Who holds which office: ``holds_role`` from the titles that stand at persons' names (`kg.relations.officeholders`).

The source is the person, the target the agency or country whose office it is. The titles are kept as articles write
them and in English; those of the past begin with 'Former'. In the evidence, ``trigger`` is the title in the article's own
script. Until all articles were seen, titles wait in a file on disk; persons and bodies are numbers.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from kg.model import Document, Entity, Evidence, Mention, Office, Relation, Span
from kg.relations.officeholders import held_at
from kg.relations.scratch import Records, Scratch
from kg.relations.spots import Spot, spots
from kg.rows import Made, Rows

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Column = NDArray[Any]

Named = Sequence[tuple[Mention, Entity]]

TYPE = "holds_role"
MAX_EVIDENCE = 40
"""Sentences kept per person and body, the first ones; the counts go on."""

NOWHERE = -1
"""The number of no body."""

FEW = 20_000
"""Relations that stay in memory once they were made."""


Title = tuple[str, str, Sequence[str], str | None, str, str, int, int, str]
"""What one title says, as plain values: the person, the body (empty where there is none), the offices in English; day and
language of the article; the title as written, where its sentence begins and ends, and that sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A title at one mention, as written and in English, and the sentence; of the article its copies, day and language."""

    copies: int
    day: str | None
    tag: str
    title: str
    english: str
    evidence: Evidence


class Holders(NamedTuple):
    """Persons and the bodies whose offices they have, sorted, in columns; where the titles of each begin, and the end of the
    last; the titles, and whether their body is stated there."""

    persons: Column
    bodies: Column
    starts: Column
    rows: Column
    stated: Column


class Roles(Rows[Relation]):
    """The offices that articles name, one relation per person and body, sorted by them; `add` documents, then `count` once.

    ``entities`` are the ids of all entities, sorted. ``weight`` counts independent articles, ``count`` adds their folded
    copies; ``first_seen`` and ``last_seen`` are days of publication.

    A title without a body ('Secretary of State Pompeo') counts for the body that other articles give the same person
    with the same office, where there is one and no other.
    """

    def __init__(self, entities: Sequence[str], scratch: Scratch | None = None) -> None:
        scratch = scratch or Scratch()
        self._ids = entities
        self._numbers = {id_: number for number, id_ in enumerate(entities)}
        self._english: dict[str, int] = {}
        self._persons, self._bodies, self._offices = scratch.numbers(), scratch.numbers(), scratch.numbers()
        self._titles = scratch.records()
        self._made: Rows[Relation] = Made(0, tuple)

    def add(self, document: Document, named: Sequence[Spot]) -> None:
        """Looks at the titles at the persons in a document."""
        self.take(document.id, len(document.duplicates), titles(document, named))

    def take(self, article: str, copies: int, found: Iterable[Title]) -> None:
        """Takes the titles of an article that has so many copies."""
        for person, body, offices, day, tag, *place in found:
            for english in offices:
                self._persons.add((self._numbers[person],))
                self._bodies.add((self._numbers[body] if body else NOWHERE,))
                self._offices.add((self._english.setdefault(english, len(self._english)),))
                self._titles.add((english, article, copies, day, tag, *place))

    def count(self) -> None:
        """Sees which titles are of which bodies."""
        held = _held(self._persons.all(), self._bodies.all(), self._offices.all())
        self._made = Made(len(held.persons), partial(_relations, self._ids, held, self._titles), FEW)

    def __len__(self) -> int:
        return len(self._made)

    def __iter__(self) -> Iterator[Relation]:
        return iter(self._made)


def _held(persons: Column, bodies: Column, offices: Column) -> Holders:
    """Whose titles are of which bodies. A title without a body counts for that of which others tell that the same person
    has the same office, if it is one."""
    import numpy as np

    keys = persons.astype(np.int64) * (int(offices.max(initial=0)) + 1) + offices
    stated = bodies != NOWHERE
    order = np.lexsort((bodies[stated], keys[stated]))
    known, told = keys[stated][order], bodies[stated][order]
    starts = np.flatnonzero(np.diff(known, prepend=-1))
    last = np.append(starts[1:], len(known)) - 1
    single = starts[told[starts] == told[last]] if len(starts) else starts
    place = np.searchsorted(known[single], keys)
    found = np.append(known[single], -1)[place] == keys
    bodies = np.where(stated, bodies, np.append(told[single], NOWHERE)[place])
    rows = np.flatnonzero(stated | found)
    rows = rows[np.lexsort((bodies[rows], persons[rows]))]
    starts = np.flatnonzero(np.diff(persons[rows], prepend=-1) | np.diff(bodies[rows], prepend=-1))
    return Holders(persons[rows[starts]], bodies[rows[starts]], np.append(starts, len(rows)), rows, stated[rows])


def _relations(ids: Sequence[str], held: Holders, titles: Records) -> Iterator[Relation]:
    """The relations of `Holders`, in their order."""
    with titles.reading() as title:
        for person, body, (start, end) in zip(*(held.persons, held.bodies, pairwise(held.starts)), strict=True):
            rows = zip(held.rows[start:end].tolist(), held.stated[start:end].tolist(), strict=True)
            yield _relation(ids[person], ids[body], [_told(title(row), stated) for row, stated in rows])


def holds_role(documents: Sequence[Document], named_by_document: Mapping[str, Named]) -> list[Relation]:
    """The ``holds_role`` relations of a few documents."""
    found = Roles(sorted({entity.id for named in named_by_document.values() for _, entity in named}))
    for document in documents:
        found.add(document, spots(named_by_document.get(document.id, ())))
    found.count()
    return list(found)


def titles(document: Document, named: Sequence[Spot]) -> list[Title]:
    """The titles at the persons in a document."""
    day, tag = (document.published or "")[:10] or None, document.tag
    found: list[Title] = []
    for number, spot in enumerate(named):
        held = held_at(document, named, number) if spot[2].type == "person" else None
        body = held.body.id if held and held.body else ""
        if held and body != spot[2].id:
            found.append((spot[2].id, body, held.english, day, tag, *_place(document, spot, held.span)))
    return found


def _place(document: Document, spot: Spot, at: Span) -> tuple[str, int, int, str]:
    """The title, where its sentence begins and ends, and the sentence."""
    name = Span(start=spot[0], end=spot[1])
    sentence = document.original(next((s for s in document.sentences if s.contains(name)), name))
    return document.quote(at), sentence.start, sentence.end, sentence.of(document.text)


def _told(record: tuple[Any, ...], stated: bool) -> Told:
    english, article, copies, day, tag, title, first, last, quote = record
    evidence = Evidence(
        article=article,
        span=Span(start=first, end=last),
        quote=quote,
        extractor="title",
        trigger=title,
        confidence=0.9 if stated else 0.8,
    )
    return Told(copies=copies, day=day, tag=tag, title=title, english=english, evidence=evidence)


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
