"""KnowledgeGraph: what a build knows, asked by name."""

from __future__ import annotations

import heapq
import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING

from kg.errors import KGError
from kg.graph.build import to_networkx
from kg.graph.names import NameIndex
from kg.graph.results import CoMention, Meeting, Moment, Neighbour, Quote, Rows, Step
from kg.graph.schema import relation_status
from kg.graph.stats import Stats, count
from kg.model import MODES, STATUSES, Build, Document, Entity, Event, Evidence, Relation

if TYPE_CHECKING:
    import networkx as nx

_DATE = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")
_LANGUAGES = frozenset({"de", "en", "zh", "zh-Hans", "zh-Hant"})
"""What may be asked for, whether or not a build has articles in it."""


def _bound(value: object, name: str) -> str | None:
    """A date bound as text. Raises `KGError` where it is none."""
    if value is None:
        return None
    text = str(value)
    try:
        if len(text) > len("2024-01-31"):  # of a datetime, the day counts
            text = datetime.fromisoformat(text).date().isoformat()
        if not _DATE.fullmatch(text):
            raise ValueError
        date.fromisoformat(text + "0001-01-01"[len(text) :])
    except ValueError:
        raise KGError(
            f"{name} must be a day, month or year of the calendar, such as 2024-01-31, 2024-01 or 2024, not {value!r}"
        ) from None
    return text


def _between(when: str | None, since: str | None, until: str | None) -> bool:
    """Whether a date, exact to the day, month or year, may lie between two bounds. No date: only without bounds."""
    if since is None and until is None:
        return True
    if when is None:
        return False
    return (since is None or when >= since[: len(when)]) and (until is None or when[: len(until)] <= until)


def _one_of(value: str | None, known: Iterable[str], name: str) -> None:
    if value is not None and value not in known:
        raise KGError(f"{name} must be one of {', '.join(sorted(known))}, not {value!r}")


class KnowledgeGraph:
    """Queries over one build. Names are any alias in any script and either letter case, or entity ids; unknown names
    raise `UnknownNameError` with near ones, ambiguous ones mean the entity that most articles name (the answer's
    ``note`` lists the others). Indexes are made at the first question that needs them."""

    def __init__(self, build: Build) -> None:
        self.build = build

    def __repr__(self) -> str:
        b = self.build
        return (
            f"<KnowledgeGraph: {len(b.documents)} articles, {len(b.entities)} entities, {len(b.events)} events, "
            f"{len(b.relations)} relations>"
        )

    @cached_property
    def graph(self) -> nx.MultiDiGraph:
        """The whole graph: every entity and relation, nothing left out. See `kg.graph.schema` for the attributes."""
        return to_networkx(self.build)

    @cached_property
    def names(self) -> NameIndex:
        return NameIndex(self.build.entities)

    @cached_property
    def _documents(self) -> dict[str, Document]:
        return {document.id: document for document in self.build.documents}

    @cached_property
    def _entities(self) -> dict[str, Entity]:
        return {entity.id: entity for entity in self.build.entities}

    @cached_property
    def _events_of(self) -> dict[str, list[Event]]:
        found: dict[str, list[Event]] = {}
        for event in self.build.events:
            for participant in event.participants:
                found.setdefault(participant.entity, []).append(event)
        return found

    @cached_property
    def _relations_of(self) -> dict[str, list[Relation]]:
        found: dict[str, list[Relation]] = {}
        for relation in self.build.relations:
            found.setdefault(relation.source, []).append(relation)
            found.setdefault(relation.target, []).append(relation)
        return found

    def _label(self, entity: str) -> str:
        return self._entities[entity].label if entity in self._entities else entity

    def _quotes(self, evidence: Iterable[Evidence]) -> tuple[Quote, ...]:
        return tuple(self._quote(one) for one in evidence)

    def _quote(self, evidence: Evidence) -> Quote:
        document = self._documents.get(evidence.article)
        return Quote(
            publisher=document.publisher if document else None, published=document.published if document else None,
            language=document.tag if document else "", text=evidence.quote, title=document.title if document else None,
            source=document.source if document else evidence.article, url=document.url if document else None,
            article=evidence.article, start=evidence.span.start, end=evidence.span.end,
        )

    def _meeting(self, event: Event) -> Meeting:
        # reports that say what the event counts as come first: a held meeting is shown by one that says it was held
        evidence = sorted(event.evidence, key=lambda report: report.status != event.status)
        return Meeting(
            event=event.id, date=event.occurred_on, status=event.status, mode=event.mode,
            participants=tuple(self._label(participant.entity) for participant in event.participants),
            place=self._label(event.place) if event.place else None, confidence=event.confidence,
            evidence=self._quotes(evidence),
        )

    def _meetings(self, events: Iterable[Event], note: str) -> Rows[Meeting]:
        ordered = sorted(events, key=lambda event: (event.occurred_on or "9999", event.id))
        return Rows(Meeting, (self._meeting(event) for event in ordered), note)

    def entity(self, name: str) -> Entity:
        """The entity that a name means. Raises `UnknownNameError`."""
        return self.names.find(name)

    def candidates(self, name: str) -> tuple[Entity, ...]:
        """All entities that a name may mean, the most reported first; empty where it is unknown."""
        return self.names.candidates(name)

    def _at(self, event: Event, place: Entity) -> bool:
        """Whether an event took place there: at the place itself, or, for a country, at a place in it."""
        where = self._entities.get(event.place) if event.place else None
        if where is None:
            return False
        return where.id == place.id or (place.type == "country" and where.country == place.country is not None)

    def _in_language(self, event: Event, language: str) -> bool:
        """Whether an article in this language reports the event; ``zh`` stands for both scripts."""
        tags = (self._documents[e.article].tag for e in event.evidence if e.article in self._documents)
        return any(tag == language or tag.startswith(language + "-") for tag in tags)

    def _check_language(self, language: str | None) -> None:
        tags = {document.tag for document in self.build.documents}
        if language is not None and language not in _LANGUAGES | tags | {tag.split("-")[0] for tag in tags}:
            has = f"this build has {', '.join(sorted(tags))}" if tags else "this build has no articles"
            raise KGError(f"no language {language!r}; {has}, and zh stands for both scripts")

    def who_met(
        self, name: str, since: object = None, until: object = None, place: str | None = None,
        status: str | None = None, mode: str | None = None, language: str | None = None,
    ) -> Rows[Meeting]:
        """Meetings, calls and visits of an entity by date, undated ones last.

        ``since`` and ``until`` are ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD`` (or dates), both included; with either,
        undated meetings are left out. ``place`` is a name (a country stands for the places in it), ``status`` ``held``,
        ``planned`` or ``refused`` (None: all), ``mode`` ``meeting``, ``call`` or ``visit``, ``language`` that of at
        least one report.
        """
        first, last = _bound(since, "since"), _bound(until, "until")
        _one_of(status, STATUSES, "status")
        _one_of(mode, MODES, "mode")
        self._check_language(language)
        entity, where = self.entity(name), self.entity(place) if place else None
        found = [
            event for event in self._events_of.get(entity.id, ())
            if (status is None or event.status == status) and (mode is None or event.mode == mode)
            and _between(event.occurred_on, first, last) and (where is None or self._at(event, where))
            and (language is None or self._in_language(event, language))
        ]
        return self._meetings(found, self.names.note(name))

    def meetings(self, a: str, b: str) -> Rows[Meeting]:
        """Meetings, calls and visits in which both took part, by date."""
        left, right = self.entity(a), self.entity(b)
        events = [
            event for event in self._events_of.get(left.id, ())
            if any(participant.entity == right.id for participant in event.participants) and left.id != right.id
        ]
        return self._meetings(events, "; ".join(filter(None, (self.names.note(a), self.names.note(b)))))

    def strongest_meetings(self, count: int = 10) -> Rows[Meeting]:
        """The meetings held that most publishers, then most articles report."""
        def strength(event: Event) -> tuple[int, int, str]:
            articles = {evidence.article for evidence in event.evidence}
            sources = {self._documents[a].publisher or a for a in articles if a in self._documents}
            return (-len(sources), -len(articles), event.id)

        held = sorted((event for event in self.build.events if event.status == "held"), key=strength)
        return Rows(Meeting, (self._meeting(event) for event in held[:count]))

    def co_mentions(self, a: str, b: str | None = None) -> Rows[CoMention]:
        """Who is named together with ``a`` (or how often with ``b``), the strongest first; ``left`` is ``a``."""
        left = self.entity(a)
        right = self.entity(b) if b is not None else None
        found = []
        for relation in self._relations_of.get(left.id, ()):
            other = relation.target if relation.source == left.id else relation.source
            if relation.type == "co_mentioned" and (right is None or other == right.id):
                measures = relation.measures
                found.append(CoMention(
                    left=left.label, right=self._label(other), articles=int(measures.get("articles", 0)),
                    sentences=int(measures.get("sentences", 0)), npmi=float(measures.get("npmi", 0.0)),
                    weight=relation.weight, evidence=self._quotes(relation.evidence),
                ))
        found.sort(key=lambda row: (-row.weight, -row.sentences, -row.npmi, row.right))
        notes = (self.names.note(name) for name in (a, b) if name is not None)
        return Rows(CoMention, found, "; ".join(filter(None, notes)))

    def neighbours(self, name: str, relation: str | None = None) -> Rows[Neighbour]:
        """Entities that any relation (or the one named) links to this one, the strongest first."""
        entity = self.entity(name)
        self._check_relation(relation)
        found = []
        for link in self._relations_of.get(entity.id, ()):
            if relation in (None, link.type):
                other = self._entities[link.target if link.source == entity.id else link.source]
                found.append(Neighbour(
                    entity=other.id, label=other.label, type=other.type, relation=link.type, weight=link.weight,
                    count=link.count, status=relation_status(link) or None, first_seen=link.first_seen,
                    last_seen=link.last_seen,
                ))
        found.sort(key=lambda row: (-row.weight, -row.count, row.label, row.entity, row.relation))
        return Rows(Neighbour, found, self.names.note(name))

    def _check_relation(self, relation: str | None) -> None:
        if relation is not None:
            _one_of(relation, {link.type for link in self.build.relations} | {"met", "co_mentioned"}, "relation")

    def _links(self, entity: str, relation: str | None) -> Iterator[tuple[float, str, Relation]]:
        """(cost, other entity, relation) of each link that a path may take. Meetings count only where one was held."""
        for link in self._relations_of.get(entity, ()):
            if relation not in (None, link.type) or (link.type == "met" and not link.measures.get("held", link.weight)):
                continue
            loose = 0.01 if link.type == "co_mentioned" else 0.0
            yield 1.0 + loose + 0.009 / (1 + link.weight), link.target if link.source == entity else link.source, link

    def path(self, a: str, b: str, relation: str | None = None) -> Rows[Step]:
        """The shortest chain of links from ``a`` to ``b``; empty where none is.

        Of chains with equally many links, one with more meetings (rather than co-mentions), then with stronger links.
        Meetings that were only planned or refused don't count.
        """
        self._check_relation(relation)
        start, goal = self.entity(a), self.entity(b)
        came: dict[str, tuple[str, Relation]] = {}
        best = {start.id: 0.0}
        queue = [(0.0, start.id)]
        done: set[str] = set()
        while queue:
            cost, here = heapq.heappop(queue)
            if here == goal.id:
                break
            if here in done:
                continue
            done.add(here)
            for step, other, link in self._links(here, relation):
                if cost + step < best.get(other, float("inf")):
                    best[other] = cost + step
                    came[other] = (here, link)
                    heapq.heappush(queue, (cost + step, other))
        steps: list[Step] = []
        at = goal.id
        while at in came and at != start.id:
            before, link = came[at]
            steps.append(Step(
                left=self._label(before), right=self._label(at), relation=link.type, weight=link.weight,
                evidence=self._quotes(link.evidence[:3]),
            ))
            at = before
        return Rows(Step, reversed(steps), "; ".join(filter(None, (self.names.note(a), self.names.note(b)))))

    def timeline(self, name: str) -> Rows[Moment]:
        """Dated meetings, calls and visits of an entity, and the dated articles that name it, by date."""
        entity = self.entity(name)
        found: list[Moment] = []
        for event in self._events_of.get(entity.id, ()):
            if event.occurred_on:
                meeting = self._meeting(event)
                others = ", ".join(who for who in meeting.participants if who != entity.label)
                found.append(Moment(
                    date=event.occurred_on, kind=event.mode, status=event.status, text=others, place=meeting.place,
                    evidence=meeting.evidence,
                ))
        named = {mention.article for mention, who in self.build.mentions if who == entity.id}
        for document in self.build.documents:
            if document.id in named and document.published:
                publisher = f" ({document.publisher})" if document.publisher else ""
                found.append(Moment(
                    date=document.published[:10], kind="article", status=None, place=None, evidence=(),
                    text=(document.title or document.source) + publisher,
                ))
        found.sort(key=lambda moment: (moment.date, moment.kind, moment.text))
        return Rows(Moment, found, self.names.note(name))

    def stats(self) -> Stats:
        """Counts of articles, entities, events, relations and problems, each by its sorts."""
        return count(self.build)
