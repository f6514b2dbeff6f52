"""Events and documents to relations between two entities: ``met``, ``co_mentioned`` and ``holds_role``."""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from kg.config import GraphConfig
from kg.model import STATUSES, Document, Entity, Event, Evidence, Mention, Relation
from kg.relations.comentions import co_mentions
from kg.relations.roles import holds_role

Named = Sequence[tuple[Mention, Entity]]


def relations(
    documents: Sequence[Document],
    named_by_document: Mapping[str, Named],
    events: Iterable[Event],
    graph_config: GraphConfig | None = None,
) -> list[Relation]:
    """All relations, sorted by source, target and type. ``named_by_document`` has mentions and entities by document id;
    duplicates are folded before, so that an article is an independent report."""
    limit = (graph_config or GraphConfig()).max_entities
    found = [
        *co_mentions(documents, named_by_document, limit),
        *met(events, documents),
        *holds_role(documents, named_by_document),
    ]
    return sorted(found, key=lambda relation: (relation.source, relation.target, relation.type))


def met(events: Iterable[Event], documents: Iterable[Document]) -> list[Relation]:
    """Who met whom: every pair of participants of every event.

    ``weight`` counts independent reports (articles) of contacts that were held, ``count`` the reports of any status
    with their folded copies; the measures count reports by status. ``first_seen`` and ``last_seen`` are the event's day
    where it is known, else the day of publication.
    """
    by_id = {document.id: document for document in documents}
    told: dict[tuple[str, str], list[tuple[Event, Evidence]]] = defaultdict(list)
    for event in sorted(events, key=lambda event: event.id):
        names = [participant.entity for participant in event.participants]
        for pair in itertools.combinations(names, 2):
            own = [e for e in event.evidence if {p.entity for p in e.participants} >= set(pair)]
            told[pair] += [(event, evidence) for evidence in own or event.evidence]
    return [_met(pair, told[pair], by_id) for pair in sorted(told)]


def _met(pair: tuple[str, str], told: Sequence[tuple[Event, Evidence]], documents: Mapping[str, Document]) -> Relation:
    statuses: dict[tuple[str, str], set[str]] = defaultdict(set)
    days: list[str] = []
    for event, evidence in told:
        statuses[event.id, evidence.article].add(evidence.status or event.status)
        document = documents.get(evidence.article)
        day = (
            event.occurred_on if event.occurred_on and len(event.occurred_on) == 10 else document and document.published
        )
        days += [day[:10]] if day else []
    # one article's several sentences on one event are one report; the surest status counts
    counts = Counter(next(status for status in STATUSES if status in said) for said in statuses.values())
    articles = {article for _, article in statuses}
    copies = sum(len(documents[article].duplicates) for _, article in statuses if article in documents)
    return Relation(
        source=pair[0],
        target=pair[1],
        type="met",
        weight=counts["held"],
        count=len(statuses) + copies,
        evidence=tuple(sorted({evidence for _, evidence in told}, key=lambda e: (e.sort_key, e.participants))),
        measures={status: counts[status] for status in STATUSES},
        first_seen=min(days, default=None),
        last_seen=max(days, default=None),
        languages=tuple(sorted({documents[article].tag for article in articles if article in documents})),
    )
