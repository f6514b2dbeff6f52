"""Events and documents to relations between two entities: ``met``, ``co_mentioned`` and ``holds_role``."""

from __future__ import annotations

import heapq
import itertools
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice

from kg.config import GraphConfig
from kg.model import STATUSES, Document, Entity, Event, Evidence, Mention, Relation, Status
from kg.relations.archive import Sentence
from kg.relations.comentions import CoMentions, Together
from kg.relations.independent import originals
from kg.relations.roles import Roles, Title, titles
from kg.relations.scratch import Scratch
from kg.relations.spots import Spot, spots
from kg.rows import Rows

Named = Sequence[tuple[Mention, Entity]]
Told = tuple[Event, Evidence, str]
"""An event, what an article says of it, and the article that this one repeats (itself where it does not)."""
Run = tuple[Iterator[Together], Mapping[int, Sentence]]
"""Co-mentions that follow each other, and the sentences at their places."""


class Relations(Rows[Relation]):
    """All relations, sorted by source, target and type; `add` documents by ascending id, then `count` once.

    Duplicates are folded before, so that an article is an independent report. ``entities`` are the ids of all entities,
    sorted. Relations are kept on disk, and gone with this object.
    """

    def __init__(self, entities: Sequence[str], graph_config: GraphConfig | None = None) -> None:
        scratch = Scratch()
        self._co_mentions = CoMentions(entities, (graph_config or GraphConfig()).max_entities, scratch)
        self._roles = Roles(entities, scratch)
        self._met: Sequence[Relation] = ()
        self._closed = False

    def add(self, document: Document, named: Named) -> None:
        """Looks at a document and the mentions in it with their entities."""
        own = spots(named)
        self.add_spots(document, own)
        self.add_titles(document.id, len(document.duplicates), titles(document, own))

    def add_spots(self, document: Document, named: Sequence[Spot]) -> None:
        """Looks at a document and the mentions in it, but not at titles."""
        self._co_mentions.add_spots(document, named)

    def add_titles(self, article: str, copies: int, found: Iterable[Title]) -> None:
        """Takes the titles in an article that has so many copies, in any order of articles."""
        self._roles.take(article, copies, found)

    def close(self) -> None:
        """Counts the mentions that were added: only titles come any more. `count` does it where nobody did before."""
        if not self._closed:
            self._closed = True
            self._co_mentions.count()

    def count(self, events: Iterable[Event], documents: Iterable[Document]) -> None:
        """Counts what was added, and who met in ``events``; ``documents`` are those that report them (`met`)."""
        self.close()
        self._roles.count()
        self._met = met(events, documents)

    def __len__(self) -> int:
        return len(self._co_mentions) + len(self._met) + len(self._roles)

    def __iter__(self) -> Iterator[Relation]:
        return self.from_weight(0)

    def from_weight(self, least: int) -> Iterator[Relation]:
        """All relations but co-mentions that weigh less than this."""
        return _merged(self._co_mentions.from_weight(least), self._others())

    def plain(self) -> Iterator[Relation | Run]:
        """All relations; co-mentions as plain values, as many at a time as no other stands between. Go through each such run
        before you ask for what follows."""
        others = self._others()
        waiting = next(others, None)
        for sources, targets, rows, sentences in self._co_mentions.runs():
            done, count = 0, len(sources)
            while waiting is not None:
                ends = waiting.source, waiting.target
                at = bisect_right(range(count), ends, lo=done, key=lambda place: (sources[place], targets[place]))
                if at == count:
                    break
                yield islice(rows, at - done), sentences
                yield waiting
                done, waiting = at, next(others, None)
            yield rows, sentences
        if waiting is not None:
            yield waiting
            yield from others

    def _others(self) -> Iterator[Relation]:
        """All but co-mentions."""
        return heapq.merge(self._met, self._roles, key=lambda relation: (relation.source, relation.target, relation.type))

    def weights(self) -> Iterator[tuple[str, int, int]]:
        """Types and weights with how many relations have them, in no order worth knowing, without reading evidence of
        co-mentions. A pair of type and weight may come several times."""
        for weight, count in self._co_mentions.weights():
            yield "co_mentioned", weight, count
        for relation in itertools.chain(self._met, self._roles):
            yield relation.type, relation.weight, 1


def _merged(co_mentions: Iterator[Relation], others: Iterator[Relation]) -> Iterator[Relation]:
    """All by their ends; co-mentions, whose type is the first of all, before others of the same ends."""
    waiting = next(others, None)
    for one in co_mentions:
        while waiting is not None and (waiting.source, waiting.target) < (one.source, one.target):
            yield waiting
            waiting = next(others, None)
        yield one
    if waiting is not None:
        yield waiting
        yield from others


def relations(
    documents: Sequence[Document],
    named_by_document: Mapping[str, Named],
    events: Iterable[Event],
    graph_config: GraphConfig | None = None,
) -> list[Relation]:
    """The relations of a few documents (`Relations`). ``named_by_document`` has mentions and entities by document id."""
    found = Relations(sorted({entity.id for named in named_by_document.values() for _, entity in named}), graph_config)
    for document in sorted(documents, key=lambda document: document.id):
        found.add(document, named_by_document.get(document.id, ()))
    found.count(events, documents)
    return list(found)


def met(events: Iterable[Event], documents: Iterable[Document]) -> list[Relation]:
    """Who met whom: every pair of participants of every event.

    ``weight`` counts independent reports of contacts that were held (`kg.relations.independent`), ``count`` the articles
    of any status with their folded copies; the measures count independent reports by status. ``first_seen`` and
    ``last_seen`` are the event's day where it is known, else the day of publication.
    """
    by_id = {document.id: document for document in documents}
    told: dict[tuple[str, str], list[Told]] = defaultdict(list)
    for event in sorted(events, key=lambda event: event.id):
        names = [participant.entity for participant in event.participants]
        original_of = originals(event.evidence, by_id) if len(event.evidence) > 1 else {}
        for pair in itertools.combinations(names, 2):
            own = [e for e in event.evidence if {p.entity for p in e.participants} >= set(pair)]
            told[pair] += [(event, e, original_of.get(e.article, e.article)) for e in own or event.evidence]
    return [_met(pair, told[pair], by_id) for pair in sorted(told)]


def _met(pair: tuple[str, str], told: Sequence[Told], documents: Mapping[str, Document]) -> Relation:
    statuses: dict[tuple[str, str], set[Status]] = defaultdict(set)
    for event, evidence, original in told:
        statuses[event.id, original].add(evidence.status or event.status)
    # several sentences and copies of one report are one; the surest status counts
    counts = Counter(next(status for status in STATUSES if status in said) for said in statuses.values())
    articles = {(event.id, evidence.article) for event, evidence, _ in told}
    known = [documents[article] for _, article in sorted(articles) if article in documents]
    days = sorted({day for event, evidence, _ in told if (day := _day(event, evidence, documents))})
    return Relation(
        source=pair[0],
        target=pair[1],
        type="met",
        weight=counts["held"],
        count=len(articles) + sum(len(document.duplicates) for document in known),
        evidence=tuple(sorted({evidence for _, evidence, _ in told}, key=_order)),
        measures={status: counts[status] for status in STATUSES},
        first_seen=days[0] if days else None,
        last_seen=days[-1] if days else None,
        languages=tuple(sorted({document.tag for document in known})),
    )


def _order(evidence: Evidence) -> tuple[object, ...]:
    """By place; then so that no two have the same order: a sentence can name a day or a place for a second trigger alone."""
    told = (evidence.status, evidence.occurred_on, evidence.place, evidence.extractor)
    return evidence.sort_key, evidence.participants, *(value or "" for value in told)


def _day(event: Event, evidence: Evidence, documents: Mapping[str, Document]) -> str | None:
    """The event's day where it is known, else the day of publication."""
    if event.occurred_on and len(event.occurred_on) == len("2024-01-31"):
        return event.occurred_on
    document = documents.get(evidence.article)
    return document.published[:10] if document and document.published else None
