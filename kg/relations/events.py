"""Reports of one real meeting, from any article and language, become one event.

Invariant: the result depends on the set of reports alone, not on their order, and no participant, date or place of one
article's report enters the evidence of another article.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from kg.model import Document, Entity, Event, Evidence, Mode, Notice, Participant, Role, Status, digest
from kg.relations.gather import Dated, gather
from kg.relations.independent import originals
from kg.relations.report import Report

TYPE = "consult"
CROWD = 5
"""A participant must be named by one of this many articles that report a meeting."""


def homes_of(entities: Iterable[Entity]) -> dict[str, str]:
    """For persons and agencies, the id of the country that they come from or belong to."""
    return {
        entity.id: f"country:{entity.country}"
        for entity in entities
        if entity.country and entity.type in ("person", "agency")
    }


def events(
    reports: Sequence[Report], documents: Iterable[Document], homes: Mapping[str, str] | None = None
) -> list[Event]:
    """One event per real meeting, sorted by id; see `kg.relations.gather` for which reports are one meeting. ``homes``
    (`homes_of`) tells which countries may stand for whom.

    Contradictions stay: ``history`` and each piece of evidence keep what their article says. The event's own status is
    held where any article reports so, else that of the latest report; date and place are those of the reports with
    that status, as precise as they are, most reported first.
    """
    by_id = {document.id: document for document in documents}
    clusters = gather(reports, by_id.values(), homes)
    return sorted((_event(cluster.members, by_id) for cluster in clusters), key=lambda event: event.id)


def _event(members: Sequence[Dated], documents: Mapping[str, Document]) -> Event:
    members = sorted(members, key=lambda m: (m.report.evidence.sort_key, sorted(m.who)))
    winner = max(
        members, key=lambda m: (m.report.status == "held", m.published or date.min, m.report.evidence.sort_key)
    )
    status = winner.report.status
    ruling = [member for member in members if member.report.status == status]
    evidence = tuple(_evidence(members))
    history = _history(members, documents)
    known = [documents[notice.article] for notice in history if notice.article in documents]
    reports = len(set(originals(evidence, documents).values())) if len(known) > 1 else 1
    return Event(
        id=_id(members),
        type=TYPE,
        mode=_most(m.report.mode for m in members),
        status=status,
        participants=tuple(_roles(members)),
        evidence=evidence,
        occurred_on=_date(ruling) or _date(members),
        place=_place(ruling) or _place(members),
        confidence=round(1 - 0.25**reports, 4),
        reports=reports,
        languages=tuple(sorted({document.tag for document in known})),
        publishers=tuple(sorted({document.publisher for document in known if document.publisher})),
        history=history,
    )


def _id(members: Sequence[Dated]) -> str:
    """A function of the report that came first alone: later articles add to an event and leave its id."""
    first = min(members, key=lambda m: (m.published or date.max, m.report.evidence.sort_key, sorted(m.who), m.order))
    report, evidence = first.report, first.report.evidence
    return "event:" + digest(
        *(TYPE, evidence.article, str(evidence.span.start), str(evidence.span.end), evidence.trigger),
        *(evidence.extractor, report.mode, report.status, report.occurred_on or "", report.place or "", *sorted(report.who)),
    )


def _history(members: Iterable[Dated], documents: Mapping[str, Document]) -> tuple[Notice, ...]:
    """One notice per article and status, in the order of publication."""
    told = {(member.article, member.report.status) for member in members}
    published = {article: documents[article].published for article, _ in told if article in documents}
    notices = (Notice(published=published.get(article), status=status, article=article) for article, status in told)
    return tuple(sorted(notices, key=lambda notice: notice.sort_key))


def _roles(members: Sequence[Dated]) -> Iterator[Participant]:
    """Each participant once; the role that most reports give, 'participant' only where none says more.

    Left out are countries that stand for persons who come from there, and, of meetings that many articles report, those
    whom hardly any names.
    """
    roles: dict[str, Counter[Role]] = defaultdict(Counter)
    articles: dict[str, set[str]] = defaultdict(set)
    for member in members:
        for participant in member.report.participants:
            roles[participant.entity][participant.role] += 1
            articles[participant.entity].add(member.article)
    stand_ins = {name for name in roles if _stands_in(name, members)}
    least = len({member.article for member in members}) / CROWD
    kept = [name for name in roles if name not in stand_ins and len(articles[name]) >= least]
    for entity in sorted(kept if len(kept) > 1 else roles):
        said = roles[entity]
        yield Participant(entity=entity, role=min(said, key=lambda role: (role == "participant", -said[role], role)))


def _stands_in(country: str, members: Sequence[Dated]) -> bool:
    """Whether a participant is the country of others who took part, and never named beside one of them."""
    people = {name for member in members for name in member.who if member.homes.get(name) == country}
    return bool(people) and not any(country in member.who and people & member.who for member in members)


def _date(members: Sequence[Dated]) -> str | None:
    """The most precise date, of equally precise ones the one most articles give, then the earliest."""
    said = _told((member.report.occurred_on, member.article) for member in members)
    return min(said, key=lambda day: (-len(day), -said[day], day)) if said else None


def _place(members: Sequence[Dated]) -> str | None:
    """The place that most articles give; a country only where none gives a city."""
    said = _told((member.report.place, member.article) for member in members)
    return min(said, key=lambda place: (place.startswith("country:"), -said[place], place)) if said else None


def _told(pairs: Iterable[tuple[str | None, str]]) -> Counter[str]:
    """How many articles tell each value."""
    return Counter(value for value, _ in set(pairs) if value)


def _most(modes: Iterable[Mode]) -> Mode:
    said = Counter(modes)
    return min(said, key=lambda mode: (-said[mode], mode))


def _evidence(members: Sequence[Dated]) -> Iterator[Evidence]:
    """One item per sentence and participants. What one sentence leaves open, the other sentences of the same article
    on the same meeting may fill."""
    by_article: dict[str, list[Dated]] = defaultdict(list)
    for member in members:
        by_article[member.article].append(member)
    seen: set[tuple[object, ...]] = set()
    for member in members:
        evidence = member.report.evidence
        where = (evidence.article, evidence.span, member.who)
        if where in seen:
            continue
        seen.add(where)
        own: list[Dated] = by_article[member.article]
        same: list[Dated] = [other for other in own if _status_fits(other.report.status, member.report.status)]
        yield replace(
            evidence,
            occurred_on=evidence.occurred_on or _date(same),
            place=evidence.place or _place(same),
        )


def _status_fits(one: Status, other: Status) -> bool:
    return one == other or "held" not in (one, other)
