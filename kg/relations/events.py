"""Reports of one real meeting, from any article and language, become one event.

Invariant: the result depends on the set of reports alone, not on their order, and no participant, date or place of one
article's report enters the evidence of another article.
"""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from kg.knowledge import facts
from kg.model import Document, Event, Evidence, Mode, Participant, Role, Status, digest
from kg.relations.dates import published_day
from kg.relations.report import Report
from kg.relations.window import Window, window_of

TYPE = "consult"


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """A report with what its article tells of its time."""

    report: Report
    published: date | None
    window: Window
    who: frozenset[str]

    @property
    def article(self) -> str:
        """The id of the article that reports it."""
        return self.report.evidence.article

    @property
    def order(self) -> tuple[Any, ...]:
        """Stated days first, then months, years, undated ones; then larger gatherings; then by content."""
        report = self.report
        return (
            not self.window.stated,
            not self.window.known,
            self.window.days,
            self.window.first,
            -len(self.who),
            report.evidence.sort_key,
            sorted(self.who),
            report.mode,
            report.status,
        )


@dataclass(slots=True)
class Cluster:
    """The reports taken for one meeting so far, and the days that all of them allow."""

    members: list[Dated]
    window: Window
    who: set[str]
    places: set[str] = field(default_factory=set)

    def add(self, dated: Dated) -> None:
        """Take one more report for the same meeting."""
        self.members.append(dated)
        self.window = self.window.narrowed(dated.window)
        self.who |= dated.who
        if dated.report.place:
            self.places.add(dated.report.place)


def events(reports: Sequence[Report], documents: Iterable[Document]) -> list[Event]:
    """One event per real meeting, sorted by id.

    Reports agree where one's participants contain the other's (or they share two and the same day), their date windows
    meet, their places don't differ (unless they agree on the month), and call, meeting and visit are not confused.
    """
    published = {document.id: published_day(document.published) for document in documents}
    dated = sorted((_dated(report, published) for report in reports), key=lambda d: d.order)
    clusters: list[Cluster] = []
    by_pair: dict[tuple[str, str], list[int]] = defaultdict(list)
    for one in dated:
        near = sorted({i for pair in itertools.combinations(sorted(one.who), 2) for i in by_pair[pair]})
        index = _choose(one, [(i, clusters[i]) for i in near])
        if index is None:
            index = len(clusters)
            clusters.append(
                Cluster(
                    members=[one],
                    window=one.window,
                    who=set(one.who),
                    places={one.report.place} if one.report.place else set(),
                )
            )
        else:
            clusters[index].add(one)
        for pair in itertools.combinations(sorted(one.who), 2):
            if index not in by_pair[pair]:
                by_pair[pair].append(index)
    return sorted((_event(cluster) for cluster in clusters), key=lambda event: event.id)


def _dated(report: Report, published: dict[str, date | None]) -> Dated:
    day = published.get(report.evidence.article)
    return Dated(report=report, published=day, window=window_of(report.occurred_on, day, report.status), who=report.who)


def _choose(one: Dated, near: list[tuple[int, Cluster]]) -> int | None:
    """The cluster that a report joins, or None: one of its own article first, else the nearest in time."""
    fitting = [(i, cluster) for i, cluster in near if _agree(one, cluster)]
    own = [
        (i, c)
        for i, c in near
        if any(m.article == one.article for m in c.members)
        and _same_people(one, c)
        and _same_mode(one, c)
        and not _apart(one.report.place, c)
    ]
    if not one.window.stated and len(own) == 1 and not _contradicts(one, own[0][1]) and not _denies(one, own[0][1]):
        return own[0][0]
    if not fitting:
        return None
    if not one.window.known:
        return fitting[0][0] if len(fitting) == 1 else None
    middle = one.published or one.window.first
    return min(fitting, key=lambda pair: (pair[1].window.distance(middle), pair[0]))[0]


def _contradicts(one: Dated, cluster: Cluster) -> bool:
    """An undated plan beside a dated meeting that was held: 'they met in May and want to meet again'."""
    return {one.report.status} | {m.report.status for m in cluster.members if m.article == one.article} >= {
        "held",
        "planned",
    }


def _denies(one: Dated, cluster: Cluster) -> bool:
    """A meeting that was held beside one that was refused, without a day for both: 'he did not meet her' says nothing of
    the time when he did."""
    statuses = {m.report.status for m in cluster.members}
    mixed = (one.report.status == "refused") != ("refused" in statuses) and "held" in statuses | {one.report.status}
    return mixed and not (one.window.stated and cluster.window.stated)


def _agree(one: Dated, cluster: Cluster) -> bool:
    if not _same_people(one, cluster) or not _same_mode(one, cluster) or not one.window.meets(cluster.window):
        return False
    if _denies(one, cluster):
        return False
    if _apart(one.report.place, cluster):
        narrow = one.window.stated and cluster.window.stated and max(one.window.days, cluster.window.days) <= 31
        return narrow
    return True


def _apart(place: str | None, cluster: Cluster) -> bool:
    """Whether a place is another than the cluster's: none of them, nor around or inside one of them."""
    return bool(place and cluster.places and not any(_around(place, other) for other in cluster.places))


def _around(one: str, other: str) -> bool:
    """Whether two places are one, or one of them is the country or region of the other."""
    if one == other:
        return True
    first, second = facts().get(one), facts().get(other)
    if first is None or second is None or first.country != second.country:
        return False
    return any(fact.type == "country" or fact.kind == "region" for fact in (first, second))


def _same_people(one: Dated, cluster: Cluster) -> bool:
    if one.who <= cluster.who or cluster.who <= one.who:
        return True
    return len(one.who & cluster.who) > 1 and one.window.stated and one.window.days == cluster.window.days == 0


def _same_mode(one: Dated, cluster: Cluster) -> bool:
    modes = {member.report.mode for member in cluster.members}
    return one.report.mode in modes or (one.window.stated and one.window.days == cluster.window.days == 0)


def _event(cluster: Cluster) -> Event:
    members = sorted(cluster.members, key=lambda m: (m.report.evidence.sort_key, sorted(m.who)))
    winner = max(
        members, key=lambda m: (m.report.status == "held", m.published or date.min, m.report.evidence.sort_key)
    )
    status = winner.report.status
    ruling = [member for member in members if member.report.status == status]
    participants = tuple(_roles(members))
    first = members[0].report.evidence
    names = [participant.entity for participant in participants]
    occurred_on = _date(ruling) or _date(members)
    reporting = len({member.article for member in members})
    return Event(
        id="event:" + digest(TYPE, *names, first.article, str(first.span.start), first.trigger, occurred_on or ""),
        type=TYPE,
        mode=_most(m.report.mode for m in members),
        status=status,
        participants=participants,
        evidence=tuple(_evidence(members)),
        occurred_on=occurred_on,
        place=_place(ruling) or _place(members),
        confidence=round(1 - 0.25**reporting, 4),
    )


def _roles(members: Sequence[Dated]) -> Iterator[Participant]:
    """Each participant once; the role that most reports give, 'participant' only where none says more."""
    roles: dict[str, Counter[Role]] = defaultdict(Counter)
    for member in members:
        for participant in member.report.participants:
            roles[participant.entity][participant.role] += 1
    for entity in sorted(roles):
        said = roles[entity]
        yield Participant(entity=entity, role=min(said, key=lambda role: (role == "participant", -said[role], role)))


def _date(members: Sequence[Dated]) -> str | None:
    """The most precise date, of equally precise ones the one most reports give, then the earliest."""
    said = Counter(member.report.occurred_on for member in members if member.report.occurred_on)
    return min(said, key=lambda day: (-len(day), -said[day], day)) if said else None


def _place(members: Sequence[Dated]) -> str | None:
    """The place that most reports give; a country only where none gives a city."""
    said = Counter(member.report.place for member in members if member.report.place)
    return min(said, key=lambda place: (place.startswith("country:"), -said[place], place)) if said else None


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
