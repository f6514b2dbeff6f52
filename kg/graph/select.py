"""A smaller build of a build: some articles, entities and relations of it, with counts that agree with what is left.

What each condition means:

- ``since``, ``until``: articles published then, and the events that took place then (in the whole of their month or year,
  where no more is known) with the articles that report them, whenever those appeared. An event without a date stays
  where one of the articles that report it stays.
- ``languages``, ``publishers``: articles in these languages (``zh``: both scripts) or of these publishers.
- ``status``: events of this status, and what their evidence says.
- ``types``: entities of these types; an event keeps those who took part in it, and needs two of them.
- ``relations``: links of these types; without ``met`` no event stays.
- ``min_weight``: links of at least this weight: of ``relations``, where they are given, else co-mentions alone, since one
  report of a meeting is a meeting.
- ``around``, ``hops``: entities within so many links of these; meetings link where one was held (or has ``status``).

Whatever conditions on articles leave out is counted no more: weights, dates, languages, NPMI and sentences are those of the
articles that stay. Conditions on entities and links only choose. Places of meetings always stay.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from typing import TypeVar

from kg.errors import KGError
from kg.graph.bounds import between, bound, ordered
from kg.graph.census import slim
from kg.graph.recount import fewer_reports, recounted
from kg.model import ENTITY_TYPES, STATUSES, Build, Document, Entity, Event, Evidence, Relation
from kg.registry import choices
from kg.rows import Made

T = TypeVar("T")
RELATIONS = ("met", "co_mentioned", "holds_role")


def part(
    values: Collection[T], keep: Callable[[T], bool] = lambda value: True, each: Callable[[T], T] = lambda value: value
) -> Collection[T]:
    """Those of the values that ``keep`` says yes to, as ``each`` makes them: of a tuple a tuple, of rows on disk rows."""
    def made() -> Iterator[T]:
        return (each(value) for value in values if keep(value))

    return tuple(made()) if isinstance(values, tuple) else Made(sum(1 for _ in made()), made)


def several(value: str | Iterable[str] | None) -> tuple[str, ...]:
    """One word or many as a tuple without repetition; empty for None."""
    return () if value is None else (value,) if isinstance(value, str) else tuple(dict.fromkeys(value))


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """What to keep, see the module. ``since`` and ``until`` are ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``, ``around`` has
    ids of entities; what is empty, None or 0 keeps everything. Raises `KGError` where a word is unknown."""

    since: str | None = None
    until: str | None = None
    types: tuple[str, ...] = ()
    relations: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    publishers: tuple[str, ...] = ()
    around: tuple[str, ...] = ()
    hops: int = 1
    min_weight: int = 0

    def __post_init__(self) -> None:
        object.__setattr__(self, "since", bound(self.since, "since"))
        object.__setattr__(self, "until", bound(self.until, "until"))
        ordered(self.since, self.until)
        _known("type", self.types, ENTITY_TYPES)
        _known("status", self.status, STATUSES)
        if self.hops < 0 or self.min_weight < 0:
            raise KGError("hops and min_weight can't be less than 0")

    @property
    def of_articles(self) -> bool:
        """Whether articles or reports may be left out, so that what is left has to be counted again."""
        return any((self.since, self.until, self.languages, self.publishers, self.status))

    def record(self) -> dict[str, object]:
        """What was asked for, as ``manifest.json`` says it."""
        asked = {name: list(value) if isinstance(value, tuple) else value for name, value in asdict(self).items() if value}
        return asked if self.around else {name: value for name, value in asked.items() if name != "hops"}


def _known(kind: str, words: Iterable[str], known: Collection[str]) -> None:
    for word in words:
        if word not in known:
            raise KGError(f"no {kind} {word!r}{choices(word, sorted(known))}")


def select(build: Build, selection: Selection) -> Build:
    """The part of ``build`` that ``selection`` asks for, as a build of its own; without problems, which belong to a run."""
    _known("relation", selection.relations, {r.type for r in build.relations} | set(RELATIONS))
    _check_articles(build.documents, selection)
    articles, events = _dated(build, selection)
    relations = recounted(build, articles, events, selection.relations) if selection.of_articles else build.relations
    links = part(relations, lambda relation: _strong(relation, selection))
    named = _entities(build, articles, links, selection)
    links = part(links, lambda link: link.source in named and link.target in named)
    kept = named
    if selection.relations or selection.min_weight or selection.around:  # what nothing links has no place in it
        kept = named & ({end for link in links for end in (link.source, link.target)} | set(selection.around))
    events = _events(events, kept, links, selection)
    return _assembled(build, articles, kept | {e.place for e in events if e.place}, links, events, selection)


def _check_articles(documents: Iterable[Document], selection: Selection) -> None:
    tags: set[str] = set()
    publishers: set[str] = set()
    for document in documents:
        tags |= {document.tag, document.language}
        publishers |= {document.publisher} if document.publisher else set()
    _known("language", selection.languages, tags)
    _known("publisher", selection.publishers, publishers)


def _dated(build: Build, selection: Selection) -> tuple[set[str], list[Event]]:
    """Ids of the articles that stay, and the events with the evidence that stays."""
    cited = {one.article for event in build.events for one in event.evidence}
    by_id = {document.id: slim(document) for document in build.documents if document.id in cited}
    since, until = selection.since, selection.until
    right: set[str] = set()
    articles: set[str] = set()
    for document in build.documents:
        if _told_by(document, selection):
            right.add(document.id)
            if between((document.published or "")[:10] or None, since, until):
                articles.add(document.id)
    events: list[Event] = []
    for event in build.events:
        if selection.status and event.status not in selection.status:
            continue
        if event.occurred_on and not between(event.occurred_on, since, until):
            continue
        allowed = right if event.occurred_on else articles
        left = tuple(evidence for evidence in event.evidence if evidence.article in allowed)
        if left:
            events.append(fewer_reports(event, left, by_id) if len(left) < len(event.evidence) else event)
    return articles | {evidence.article for event in events for evidence in event.evidence}, events


def _told_by(document: Document, selection: Selection) -> bool:
    languages, publishers = selection.languages, selection.publishers
    return (not languages or document.tag in languages or document.language in languages) and (
        not publishers or document.publisher in publishers
    )


def _strong(relation: Relation, selection: Selection) -> bool:
    if selection.relations and relation.type not in selection.relations:
        return False
    if not selection.relations and relation.type != "co_mentioned":
        return True
    weight = relation.weight
    if relation.type == "met":  # of meetings planned or refused, when they are asked for, the reports of those count
        weight = max([weight, *(int(relation.measures.get(status, 0)) for status in selection.status)])
    return weight >= selection.min_weight


def _entities(build: Build, articles: set[str], links: Iterable[Relation], selection: Selection) -> set[str]:
    """Ids of entities that are named in the articles, of the right type, and near enough."""
    named = {entity for mention, entity in build.mentions if mention.article in articles}
    if not selection.of_articles:  # what was counted by hand may be named nowhere
        named |= {entity.id for entity in build.entities}
    types, around = selection.types, set(selection.around)
    named = {e.id for e in build.entities if e.id in named and (not types or e.type in types)} | around
    if not around:
        return named
    near: dict[str, set[str]] = defaultdict(set)
    for link in links:
        if link.source in named and link.target in named and _leads(link, selection.status):
            near[link.source].add(link.target)
            near[link.target].add(link.source)
    found, edge = set(around), set(around)
    for _ in range(selection.hops):
        edge = {other for entity in edge for other in near[entity]} - found
        found |= edge
    return found


def _leads(link: Relation, status: tuple[str, ...]) -> bool:
    return link.type != "met" or any(link.measures.get(one) for one in status or ("held",))


def _events(
    events: Iterable[Event], kept: set[str], links: Iterable[Relation], selection: Selection
) -> list[Event]:
    """The events of those who stay, without the others."""
    if selection.relations and "met" not in selection.relations:
        return []
    pairs = {(link.source, link.target) for link in links if link.type == "met"}
    found: list[Event] = []
    for event in events:
        who = tuple(participant for participant in event.participants if participant.entity in kept)
        met = not selection.relations or any((a.entity, b.entity) in pairs for a in who for b in who)
        if len(who) > 1 and met:
            found.append(event if who == event.participants else replace(
                event, participants=who, evidence=tuple(_without(one, kept) for one in event.evidence)
            ))
    return found


def _without(evidence: Evidence, kept: set[str]) -> Evidence:
    who = tuple(participant for participant in evidence.participants if participant.entity in kept)
    return evidence if who == evidence.participants else replace(evidence, participants=who)


def _said_by(link: Relation, kept: set[str]) -> Relation:
    if link.type != "met":
        return link
    return replace(link, evidence=tuple(_without(one, kept) for one in link.evidence))


def _assembled(
    build: Build, articles: set[str], kept: set[str], links: Collection[Relation], events: Iterable[Event],
    selection: Selection,
) -> Build:
    mentions = part(build.mentions, lambda pair: pair[1] in kept and pair[0].article in articles)
    events = tuple(events)
    cited = {one.article for event in events for one in event.evidence} | {e.article for link in links for e in link.evidence}
    named = {mention.article for mention, _ in mentions} | cited
    counts = _counts((mention.article, entity) for mention, entity in mentions)
    known = {place for event in events if (place := event.place)} | kept
    return Build(
        documents=part(build.documents, lambda document: document.id in named),
        entities=tuple(_counted(entity, counts, selection) for entity in build.entities if entity.id in known),
        mentions=mentions,
        events=events,
        relations=part(links, each=lambda link: _said_by(link, kept)),
        settings={**build.settings, "selection": selection.record()},
        judgements=tuple(
            replace(one, articles=tuple(article for article in one.articles if article in named))
            for one in build.judgements if one.left_entity in known and one.right_entity in known
        ),
    )


def _counts(named: Iterable[tuple[str, str]]) -> dict[str, tuple[int, int]]:
    """Articles that name each entity, and mentions in them."""
    articles: dict[str, set[str]] = defaultdict(set)
    mentions: dict[str, int] = defaultdict(int)
    for article, entity in named:
        articles[entity].add(article)
        mentions[entity] += 1
    return {entity: (len(articles[entity]), mentions[entity]) for entity in articles}


def _counted(entity: Entity, counts: Mapping[str, tuple[int, int]], selection: Selection) -> Entity:
    if not selection.of_articles:
        return entity
    articles, mentions = counts.get(entity.id, (0, 0))
    return replace(entity, articles=articles, mentions=mentions)
