"""KnowledgeGraph: what a build knows, asked by name."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cached_property
from typing import TYPE_CHECKING, overload

from kg.errors import KGError
from kg.graph.bounds import between, bound, one_of, ordered
from kg.graph.build import to_networkx
from kg.graph.changes import KINDS, changes
from kg.graph.doubts import Doubt, doubt, doubtful
from kg.graph.explain import NamesExplained, meant
from kg.graph.explain import explain as explain_names
from kg.graph.link import LinkExplained, numbers, strongest
from kg.graph.names import NameIndex, best_first, key, note
from kg.graph.passages import passage
from kg.graph.paths import between as chain
from kg.graph.results import Change, CoMention, Meeting, Moment, Neighbour, OfficeHeld, Quote, Report, Rows, Step
from kg.graph.schema import relation_status
from kg.graph.source import InMemory, Source
from kg.graph.stats import Stats
from kg.model import MODES, STATUSES, Build, Entity, Event, Evidence, Relation

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd
    import polars as pl

_LANGUAGES = frozenset({"de", "en", "zh", "zh-Hans", "zh-Hant"})
"""What may be asked for, whether or not a build has articles in it."""
_RELATIONS = frozenset({"met", "co_mentioned", "holds_role"})
SHOWN_QUOTES = 3
"""Quotes kept per office or step of a path, of the many that a link may have."""


class KnowledgeGraph:
    """Queries over one build. Names are any alias in any script and either letter case, or entity ids; unknown names
    raise `UnknownNameError` with near ones, ambiguous ones mean the entity that most articles name (the answer's
    ``note`` lists the others). Indexes are made, and files read, at the first question that needs them."""

    def __init__(self, build: Build | Source) -> None:
        self._source: Source = InMemory(build) if isinstance(build, Build) else build

    def __repr__(self) -> str:
        counts = self._source.counts()
        return (
            f"<KnowledgeGraph: {counts['articles']} articles, {counts['entities']} entities, {counts['events']} events, "
            f"{counts['relations']} relations>"
        )

    @cached_property
    def build(self) -> Build:
        """Everything that the build found; of a build in files, all of them are read now."""
        return self._source.build()

    @cached_property
    def graph(self) -> nx.MultiDiGraph:
        """The whole graph: every entity and relation, nothing left out. See `kg.graph.schema` for the attributes."""
        return to_networkx(self.build)

    @cached_property
    def names(self) -> NameIndex:
        """All names; `entity` and `candidates` do without them where there is a quicker way."""
        return self._source.names()

    def _label(self, id_: str) -> str:
        entity = self._source.entity(id_)
        return entity.label if entity else id_

    def _quotes(self, evidence: Iterable[Evidence]) -> tuple[Quote, ...]:
        return tuple(self._quote(one) for one in evidence)

    def _quote(self, evidence: Evidence) -> Quote:
        document = self._source.document(evidence.article)
        return Quote(
            publisher=document.publisher if document else None, published=document.published if document else None,
            language=document.tag if document else "", text=evidence.quote, title=document.title if document else None,
            source=document.source if document else evidence.article, url=document.url if document else None,
            article=evidence.article, start=evidence.span.start, end=evidence.span.end,
        )

    def _meeting(self, event: Event) -> Meeting:
        # reports that say what the event counts as come first: a held meeting is shown by one that says it was held
        evidence = sorted(event.evidence, key=lambda report: report.status != event.status)
        history = []
        for notice in event.history:
            document = self._source.document(notice.article)
            history.append(Report(
                published=notice.published, publisher=document.publisher if document else None, status=notice.status,
                article=notice.article,
            ))
        return Meeting(
            event=event.id, date=event.occurred_on, status=event.status, mode=event.mode,
            participants=tuple(self._label(participant.entity) for participant in event.participants),
            place=self._label(event.place) if event.place else None, confidence=event.confidence,
            evidence=self._quotes(evidence), reports=event.reports, languages=event.languages,
            publishers=event.publishers, history=tuple(history),
        )

    def _meetings(self, events: Iterable[Event], note: str) -> Rows[Meeting]:
        ordered = sorted(events, key=lambda event: (event.occurred_on or "9999", event.id))
        return Rows(Meeting, (self._meeting(event) for event in ordered), note)

    def entity(self, name: str) -> Entity:
        """The entity that a name means. Raises `UnknownNameError`; `KGError` where the name is no text."""
        if not isinstance(name, str):
            raise KGError(f"a name is text, such as '王毅' or 'Joe Biden', or the id of an entity, not {name!r}")
        found = self.candidates(name)
        return found[0] if found else self.names.find(name)

    def candidates(self, name: str) -> tuple[Entity, ...]:
        """All entities that a name may mean, the most reported first; empty where it is unknown."""
        known = self._source.entity(name)
        if known is not None:
            return (known,)
        return best_first(self._source.named(key(name))) or self.names.candidates(name)

    def _note(self, *names: str | None) -> str:
        return "; ".join(filter(None, (note(name, self.candidates(name)) for name in names if name is not None)))

    def _at(self, event: Event, place: Entity) -> bool:
        """Whether an event took place there: at the place itself, or, for a country, at a place in it."""
        where = self._source.entity(event.place) if event.place else None
        if where is None:
            return False
        return where.id == place.id or (place.type == "country" and where.country == place.country is not None)

    def _in_language(self, event: Event, language: str) -> bool:
        """Whether an article in this language reports the event; ``zh`` stands for both scripts."""
        documents = (self._source.document(evidence.article) for evidence in event.evidence)
        tags = event.languages or tuple(document.tag for document in documents if document)
        return any(tag == language or tag.startswith(language + "-") for tag in tags)

    def _check_language(self, language: str | None) -> None:
        if language is None:
            return
        tags = self._source.languages()
        if language not in _LANGUAGES | tags | {tag.split("-")[0] for tag in tags}:
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
        first, last = ordered(bound(since, "since"), bound(until, "until"))
        one_of(status, STATUSES, "status")
        one_of(mode, MODES, "mode")
        self._check_language(language)
        entity, where = self.entity(name), self.entity(place) if place else None
        found = [
            event for event in self._source.events_of(entity.id)
            if (status is None or event.status == status) and (mode is None or event.mode == mode)
            and between(event.occurred_on, first, last) and (where is None or self._at(event, where))
            and (language is None or self._in_language(event, language))
        ]
        return self._meetings(found, self._note(name))

    def meetings(self, a: str, b: str) -> Rows[Meeting]:
        """Meetings, calls and visits in which both took part, by date."""
        left, right = self.entity(a), self.entity(b)
        events = [
            event for event in self._source.events_of(left.id)
            if any(participant.entity == right.id for participant in event.participants) and left.id != right.id
        ]
        return self._meetings(events, self._note(a, b))

    def strongest_meetings(self, count: int = 10) -> Rows[Meeting]:
        """The meetings held that most publishers, then most articles report."""
        def strength(event: Event) -> tuple[int, int, str]:
            articles = {evidence.article for evidence in event.evidence}
            documents = map(self._source.document, articles)
            sources = {document.publisher or document.id for document in documents if document}
            return (-len(sources), -len(articles), event.id)

        held = sorted((event for event in self.build.events if event.status == "held"), key=strength)
        return Rows(Meeting, (self._meeting(event) for event in held[:count]))

    def changes(self, since: object = None, until: object = None, kind: str | None = None) -> Rows[Change]:
        """What was first told between two dates (both included, by publication): meetings, links and people that no
        earlier article names; meetings first, each sort by date. ``kind`` asks for one sort. Links are meetings and
        offices, and co-mentions that several articles have."""
        first, last = ordered(bound(since, "since"), bound(until, "until"))
        one_of(kind, KINDS, "kind")
        return Rows(Change, changes(self._source, self._quote, (first, last), kind))

    def offices(self, name: str) -> Rows[OfficeHeld]:
        """The offices that a person holds, or those held at an agency or country, the most named first."""
        entity = self.entity(name)
        found = []
        for relation in self._source.relations_of(entity.id):
            if relation.type != "holds_role":
                continue
            body = self._source.entity(relation.target)
            for office in relation.titles:
                said = [one for one in relation.evidence if one.trigger == office.title] or relation.evidence
                found.append(OfficeHeld(
                    person=self._label(relation.source), title=office.title, english=office.english,
                    body=self._label(relation.target), country=body.country if body else None,
                    language=office.language, count=office.count, first_seen=office.first_seen,
                    last_seen=office.last_seen, evidence=self._quotes(said[:SHOWN_QUOTES]),
                ))
        found.sort(key=lambda row: (-row.count, row.first_seen or "9999", row.person, row.body, row.title))
        return Rows(OfficeHeld, found, self._note(name))

    def co_mentions(self, a: str, b: str | None = None) -> Rows[CoMention]:
        """Who is named together with ``a`` (or how often with ``b``), the strongest first; ``left`` is ``a``."""
        left = self.entity(a)
        found = []
        for relation in self._co_mentions(left.id, self.entity(b).id if b is not None else None):
            other = relation.target if relation.source == left.id else relation.source
            measures = relation.measures
            found.append(CoMention(
                left=left.label, right=self._label(other), articles=int(measures.get("articles", 0)),
                sentences=int(measures.get("sentences", 0)), npmi=float(measures.get("npmi", 0.0)),
                weight=relation.weight, evidence=self._quotes(relation.evidence),
            ))
        found.sort(key=lambda row: (-row.weight, -row.sentences, -row.npmi, row.right))
        return Rows(CoMention, found, self._note(a, b))

    def _co_mentions(self, left: str, right: str | None) -> list[Relation]:
        if right is None:
            return [relation for relation in self._source.relations_of(left) if relation.type == "co_mentioned"]
        found = self._source.relation(min(left, right), max(left, right), "co_mentioned")
        return [found] if found else []

    def neighbours(self, name: str, relation: str | None = None) -> Rows[Neighbour]:
        """Entities that any relation (or the one named) links to this one, the strongest first."""
        entity = self.entity(name)
        one_of(relation, _RELATIONS, "relation")
        found = []
        for link in self._source.relations_of(entity.id):
            other = self._source.entity(link.target if link.source == entity.id else link.source)
            if relation in (None, link.type) and other is not None:
                found.append(Neighbour(
                    entity=other.id, label=other.label, type=other.type, relation=link.type, weight=link.weight,
                    count=link.count, status=relation_status(link) or None, first_seen=link.first_seen,
                    last_seen=link.last_seen, offices=tuple(dict.fromkeys(office.english for office in link.titles)),
                    evidence=self._quotes(link.evidence[:1]),
                ))
        found.sort(key=lambda row: (-row.weight, -row.count, row.label, row.entity, row.relation))
        return Rows(Neighbour, found, self._note(name))

    def path(self, a: str, b: str, relation: str | None = None) -> Rows[Step]:
        """The shortest chain of links from ``a`` to ``b``; empty where none is.

        Of chains with equally many links, one with more meetings (rather than co-mentions), then with stronger links.
        Meetings that were only planned or refused don't count.
        """
        one_of(relation, _RELATIONS, "relation")
        steps: list[Step] = []
        for before, after, link in chain(self._source, self.entity(a).id, self.entity(b).id, relation):
            found = self._source.relation(link.source, link.target, link.type)
            steps.append(Step(
                left=self._label(before), right=self._label(after), relation=link.type, weight=link.weight,
                evidence=self._quotes(found.evidence[:SHOWN_QUOTES]) if found else (),
            ))
        return Rows(Step, steps, self._note(a, b))

    def timeline(self, name: str) -> Rows[Moment]:
        """Dated meetings, calls and visits of an entity, and the dated articles that name it, by date."""
        entity = self.entity(name)
        found: list[Moment] = []
        for event in self._source.events_of(entity.id):
            if event.occurred_on:
                meeting = self._meeting(event)
                others = ", ".join(who for who in meeting.participants if who != entity.label)
                found.append(Moment(
                    date=event.occurred_on, kind=event.mode, status=event.status, text=others, place=meeting.place,
                    evidence=meeting.evidence,
                ))
        for article, span in self._source.spans_of(entity.id).items():
            document = self._source.document(article)
            if document and document.published:
                publisher = f" ({document.publisher})" if document.publisher else ""
                found.append(Moment(
                    date=document.published[:10], kind="article", status=None, place=None,
                    text=(document.title or document.source) + publisher, evidence=(self._quote(passage(document, span)),),
                ))
        found.sort(key=lambda moment: (moment.date, moment.kind, moment.text))
        return Rows(Moment, found, self._note(name))

    def stats(self) -> Stats:
        """Counts of articles, entities, events, relations and problems, each by its sorts."""
        return self._source.stats()

    def select(
        self, *, since: object = None, until: object = None, types: str | Iterable[str] | None = None,
        relation: str | Iterable[str] | None = None, around: str | Iterable[str] | None = None, hops: int = 1,
        min_weight: int = 0, languages: str | Iterable[str] | None = None, publishers: str | Iterable[str] | None = None,
        status: str | Iterable[str] | None = None,
    ) -> KnowledgeGraph:
        """A smaller graph with counts of its own; `kg.graph.select` says what each condition means.

        ``around`` takes names; each condition takes one word or several. Raises `KGError` where a word is unknown.
        """
        from kg.graph.select import Selection, select, several

        first, last = bound(since, "since"), bound(until, "until")
        selection = Selection(
            since=first, until=last, types=several(types), relations=several(relation), status=several(status),
            languages=several(languages), publishers=several(publishers), hops=hops, min_weight=min_weight,
            around=tuple(dict.fromkeys(self.entity(name).id for name in several(around))),
        )
        return KnowledgeGraph(select(self.build, selection))

    @overload
    def explain(self, edge: tuple[str, ...]) -> LinkExplained: ...

    @overload
    def explain(self, edge: str, other: str) -> NamesExplained: ...

    def explain(self, edge: str | tuple[str, ...], other: str | None = None) -> LinkExplained | NamesExplained:
        """Why two names are or are not one node: ``g.explain("拜登", "Joe Biden")``; or, with one argument, what links
        the ends of an edge, where each number of it comes from, and the passages that say so.

        ``edge`` is (name, name) for the strongest link, or (name, name, relation), as networkx gives the edges of
        ``graph``. Raises `KGError` where there is no such edge.
        """
        if isinstance(edge, str) and other is not None:
            left, right = (meant(self._source, name, self.candidates(name) or (self.entity(name),)) for name in (edge, other))
            return explain_names(self._source, (edge, left), (other, right))
        if isinstance(edge, str) or len(edge) not in (2, 3):
            raise KGError(f"an edge is (name, name) or (name, name, relation), such as ('王毅', '沙利文', 'met'), not {edge!r}")
        left, right, relation = self.entity(edge[0]), self.entity(edge[1]), edge[2] if len(edge) == 3 else None
        one_of(relation, _RELATIONS, "relation")
        links = [link for link in self._source.relations_of(left.id) if right.id in (link.source, link.target)]
        link = strongest(link for link in links if relation in (None, link.type))
        if link is None or left.id == right.id:
            there = f"; they are linked by {', '.join(sorted(link.type for link in links))}" if links else ""
            what = f" by {relation}" if relation else ""
            raise KGError(f"nothing links {left.label} and {right.label}{what}{there}; 'path' finds the links between")
        events = [e for e in self._source.events_of(left.id) if any(p.entity == right.id for p in e.participants)]
        return LinkExplained(
            source=self._label(link.source), target=self._label(link.target), relation=link.type,
            numbers=numbers(self._source, link, events), evidence=self._quotes(link.evidence),
            meetings=self._meetings(events if link.type == "met" else (), ""),
        )

    def doubts(
        self, name: str | None = None, wanted: Callable[[str, str], bool] | None = None, limit: int | None = None
    ) -> Rows[Doubt]:
        """Pairs of entities that may be one, those first on which most hangs (``kg review``). ``name``: only pairs with
        this entity; ``wanted`` says by two ids which pairs count; ``limit``: at most so many."""
        near = self.entity(name).id if name is not None else None
        rows = doubtful(self._source, near)
        chosen = [row for row in rows if wanted is None or wanted(row[1].id, row[2].id)][:limit]
        note_ = self._note(name)
        return Rows(Doubt, (doubt(self._source, self._quotes, row) for row in chosen), note_)

    def to_networkx(self) -> nx.MultiDiGraph:
        """A copy of ``graph``, to be changed at will."""
        return self.graph.copy()

    def to_pandas(self, table: str = "relations") -> pd.DataFrame:
        """``articles``, ``entities``, ``mentions``, ``events`` or ``relations`` as a pandas frame."""
        from kg.graph.frames import to_pandas

        return to_pandas(self.build, table)

    def to_polars(self, table: str = "relations") -> pl.DataFrame:
        """The same as a polars frame; needs the extra ``polars``."""
        from kg.graph.frames import to_polars

        return to_polars(self.build, table)

    def _repr_html_(self) -> str:
        from kg.graph.notebook import shown

        return shown(self._source)
