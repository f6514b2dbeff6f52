"""Which reports speak of one real meeting: participants, days and places agree.

Invariant: what a report joins depends on the set of reports alone, not on the order in which they come. The rules, each
with what put it there, stand in `Cluster.takes` and in `_choose`.
"""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from kg.model import Document, Mode, Status
from kg.names.spelling import fold, simplify
from kg.relations.dates import published_day
from kg.relations.nearby import apart
from kg.relations.report import Report
from kg.relations.window import Window, window_of

VISIT_GAP = timedelta(days=5)
"""Days of one visit that reports name may lie this far apart: arrival, talks on the third day, departure."""
MOVED = timedelta(days=3)
"""A meeting is held this much before or after the day for which it was announced, and is the same."""
VISIT_SPAN = 14
"""Days that a visit takes at most."""
GROWTH = 2
"""A gathering that holds another's participants is the same only up to this many times as large: two who met among
twenty had a meeting of their own."""
ONE_STORY = 400
"""Code points within which an article goes on about the old meeting that it has just dated."""
CURRENT = timedelta(days=31)
"""A meeting that lies further back than this is history, and what an article tells undated need not be about it."""
REMEMBERED = timedelta(days=45)
"""For so long articles come back to a meeting without saying when it was."""
BODIES = ("country:", "agency:", "organization:")
"""How the ids of those begin that are no persons."""
COMING = timedelta(days=10)
"""Whoever speaks of a visit undated, and a visit by the same follows within these days, speaks of that one."""
SENTENCE = 14
"""Letters from which on a sentence found twice is a copy, and tells of one meeting."""
LEAD = 160
"""Code points at the beginning of an article that tell what is new."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """A report with what its article tells of its time. ``homes`` has the countries behind persons and bodies."""

    report: Report
    published: date | None
    window: Window
    who: frozenset[str]
    homes: Mapping[str, str]

    @property
    def article(self) -> str:
        """The id of the article that reports it."""
        return self.report.evidence.article

    @property
    def start(self) -> int:
        """Where in the article it stands."""
        return self.report.evidence.span.start

    @property
    def exact(self) -> bool:
        """Whether the text gives a day."""
        return self.window.stated and self.window.days == 0

    @property
    def order(self) -> tuple[Any, ...]:
        """Persons before countries, which may stand for them; stated days first, then months, years, undated ones; then by
        content, smaller gatherings first: what the larger ones contain must be there before."""
        report = self.report
        return (
            not _personal(self.who),
            not self.window.stated,
            not self.window.known,
            self.window.days,
            self.window.first,
            len(self.who),
            report.evidence.sort_key,
            sorted(self.who),
            report.mode,
            report.status,
            report.place or "",
            report.occurred_on or "",
            report.evidence.extractor,
        )


@dataclass(slots=True)
class Cluster:
    """The reports taken for one meeting so far, and the days that all of them allow (of a visit: the days it spans)."""

    number: int
    members: list[Dated] = field(default_factory=list)
    window: Window | None = None
    sets: Counter[frozenset[str]] = field(default_factory=Counter)
    places: set[str] = field(default_factory=set)
    modes: set[Mode] = field(default_factory=set)
    statuses: Counter[Status] = field(default_factory=Counter)
    by_article: dict[str, list[Dated]] = field(default_factory=dict)
    exact: bool = False
    core: frozenset[str] = frozenset()
    """The participants that most reports name, of equally many the fewest: others join by these alone, so that one odd
    report can't string two meetings together."""

    def add(self, dated: Dated) -> None:
        """Take one more report for the same meeting."""
        if self.window is None:
            self.window = dated.window
        elif dated.report.mode == "visit" and dated.exact and self.exact:
            self.window = self.window.hull(dated.window)
        elif dated.exact or not self.exact:  # a month or a day of publication says nothing against a day that is given
            self.window = self.window.narrowed(dated.window)
        self.members.append(dated)
        self.by_article.setdefault(dated.article, []).append(dated)
        self.modes.add(dated.report.mode)
        self.statuses[dated.report.status] += 1
        self.exact |= dated.exact
        self.sets[dated.who] += 1
        self.core = min(self.core or dated.who, dated.who, key=lambda who: (-self.sets[who], len(who), sorted(who)))
        if dated.report.place:
            self.places.add(dated.report.place)

    @property
    def days(self) -> Window:
        """The window; there is one as soon as there is a report."""
        assert self.window is not None
        return self.window

    def tells_of(self, article: str) -> list[Dated]:
        """Its reports from one article."""
        return self.by_article.get(article, [])

    def takes(self, one: Dated) -> bool:
        """Whether a report may speak of this meeting: its people, mode, days and place agree."""
        if not (self.same_days(one) and self.same_mode(one) and self.same_people(one)) or self.denies(one):
            return False
        if apart(one.report.place, self.places):
            return one.window.stated and self.days.stated and max(one.window.days, self.days.days) <= 31
        return True

    def same_people(self, one: Dated) -> bool:
        """Whether the participants agree: equal, or one's contain the other's, or two in common on one day, or persons
        here where the report names their countries."""
        core = self.core
        if one.who == core:
            return True
        if one.who < core or core < one.who:
            return max(len(one.who), len(core)) <= GROWTH * min(len(one.who), len(core))
        if len(one.who & core) > 1 and one.exact and self.exact:
            return True
        return self._stands_for(one)

    def _stands_for(self, one: Dated) -> bool:
        """捷克议长访台 and 'Vystrčil visits Taiwan': a country for the person who comes from it. Of meetings, only where
        both give the day: the talks of two countries have many rounds."""
        if self.modes != {one.report.mode} or (one.report.mode != "visit" and not (one.exact and self.exact)):
            return False
        return _covers(self.core, one.who, one.homes)

    def same_mode(self, one: Dated) -> bool:
        """Whether call, meeting and visit are not confused; on one day, a visit is a meeting too, and whoever meets a
        country, meets it on a visit."""
        country = any(name.startswith("country:") for name in one.who)
        if country and _personal(one.who) and one.report.mode != "call" and self.modes != {"call"}:
            return True
        return one.report.mode in self.modes or (one.exact and self.days.stated and self.days.days == 0)

    def same_days(self, one: Dated) -> bool:
        """Whether the days agree; those of a visit may follow each other."""
        if one.report.mode == "visit" and one.exact and self.exact:
            span = self.days.hull(one.window)
            return span.days <= VISIT_SPAN and self.days.gap(one.window) <= VISIT_GAP
        if one.exact and self.exact and {one.report.status, *self.statuses} == {"planned", "held"}:
            return one.who == self.core and self.days.gap(one.window) <= MOVED
        if one.report.mode == "visit" and self.exact and one.published is not None and not one.window.stated:
            return one.window.meets(self.days) or timedelta(0) <= self.days.first - one.published <= COMING
        return one.window.meets(self.days)

    def denies(self, one: Dated) -> bool:
        """A meeting that was held beside one that was refused, without a day for both: 'he did not meet her' says
        nothing of the time when he did. A single refusal among many who saw it held counts for little."""
        if one.window.stated and self.days.stated:
            return False
        if one.report.status == "refused":  # 'they will not meet' denies no meeting of the past
            ahead = one.published is not None and self.days.stated and self.days.last >= one.published
            return self.statuses["held"] > 0 and not ahead
        return one.report.status == "held" and self.statuses["refused"] > self.statuses["held"] / 2

    def contradicts(self, one: Dated) -> bool:
        """An undated plan beside a dated meeting that was held: 'they met in May and want to meet again'."""
        return {one.report.status} | {m.report.status for m in self.tells_of(one.article)} >= {"held", "planned"}


def gather(
    reports: Sequence[Report], documents: Iterable[Document], homes: Mapping[str, str] | None = None
) -> list[Cluster]:
    """The reports in clusters, one per real meeting. ``homes``: for persons and bodies, the id of their country."""
    published = {document.id: published_day(document.published) for document in documents}
    dated = [_dated(report, published, homes or {}) for report in dict.fromkeys(reports)]
    clusters: list[Cluster] = []
    by_pair: dict[tuple[str, str], list[Cluster]] = defaultdict(list)
    by_homes: dict[tuple[str, str], list[Cluster]] = defaultdict(list)
    by_sentence: dict[tuple[str, frozenset[str]], Cluster] = {}
    for one in sorted(dated, key=lambda d: d.order):
        near = [by_pair[pair] for pair in _pairs(one.who)]
        if not _personal(one.who):
            near += [by_homes[pair] for pair in _pairs(one.who)]
        met = {cluster.number: cluster for found in near for cluster in found}
        sentence = _sentence(one)
        chosen = by_sentence.get((sentence, one.who)) if sentence else None
        chosen = chosen or _choose(one, [met[number] for number in sorted(met)])
        if chosen is None:
            chosen = Cluster(number=len(clusters))
            clusters.append(chosen)
        chosen.add(one)
        if sentence:
            by_sentence.setdefault((sentence, one.who), chosen)
        _enter(chosen, by_pair, one.who)
        if _personal(one.who):
            _enter(chosen, by_homes, {one.homes.get(name, name) for name in one.who})
    return clusters


def _sentence(one: Dated) -> str:
    """The letters of an undated sentence, by which copies of it are known; empty for short ones."""
    letters = "" if one.window.stated else fold(simplify(one.report.evidence.quote)).replace(" ", "")
    return letters if len(letters) >= SENTENCE else ""


def _pairs(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Every two of the names, the smaller first."""
    return itertools.combinations(sorted(names), 2)


def _enter(cluster: Cluster, index: dict[tuple[str, str], list[Cluster]], names: Iterable[str]) -> None:
    for pair in _pairs(names):
        if all(other.number != cluster.number for other in index[pair]):
            index[pair].append(cluster)


def _covers(persons: frozenset[str], group: frozenset[str], homes: Mapping[str, str]) -> bool:
    """Whether ``group`` is ``persons`` with countries in the place of some who come from there."""
    missing, extra = persons - group, group - persons
    return bool(extra) and {homes.get(name) for name in missing} == extra and len(missing) == len(extra)


def _dated(report: Report, published: Mapping[str, date | None], homes: Mapping[str, str]) -> Dated:
    day = published.get(report.evidence.article)
    window = window_of(report.occurred_on, day, report.status, bodies=not _personal(report.who))
    return Dated(report=report, published=day, window=window, who=report.who, homes=homes)


def _choose(one: Dated, near: Sequence[Cluster]) -> Cluster | None:
    """The cluster that a report joins, or None.

    1. An undated sentence goes on about the meeting that its own article has dated.
    2. Else the clusters that take it: those with just its participants first, then those of its own article, then, for
       one of which only the month is known, the most reported one, then the nearest in time. A gathering that holds the
       people of several meetings of one day is none of them.
    3. An undated sentence that no cluster takes, behind the lead, comes back to the latest meeting of the last weeks.
    """
    if not one.window.stated:
        own = [cluster for cluster in near if _goes_on(one, cluster)]
        if len(own) == 1:
            return own[0]
    fitting = [cluster for cluster in near if cluster.takes(one)]
    if not fitting:
        return _recalled(one, near)
    equal = [cluster for cluster in fitting if one.who in cluster.sets]
    if not equal and len(fitting) > 1:
        return None
    if not one.window.known:
        people = [name for name in one.who if not name.startswith(BODIES)]
        return fitting[0] if len(fitting) == 1 and len(people) > 1 else None  # without any date, two persons at least
    middle = one.published or one.window.first
    return min(
        equal or fitting,
        key=lambda cluster: (
            not cluster.tells_of(one.article),
            -len(cluster.members) if one.window.stated and not one.exact else 0,
            cluster.days.distance(middle),
        ),
    )


def _personal(who: Iterable[str]) -> bool:
    """Whether a person takes part, not only countries and bodies."""
    return not all(name.startswith(BODIES) for name in who)


def _goes_on(one: Dated, cluster: Cluster) -> bool:
    """Whether an undated sentence belongs to a meeting of its own article. What lies long back must stand just before:
    'In 1914 the three held a conference' leaves the talks of this week, elsewhere in the article, alone."""
    own = cluster.tells_of(one.article)
    if not own or apart(one.report.place, cluster.places):
        return False
    if not (cluster.same_people(one) and cluster.same_mode(one)) or cluster.contradicts(one) or cluster.denies(one):
        return False
    recent = one.published is None or cluster.days.distance(one.published) <= CURRENT.days
    return recent or any(0 < one.start - member.start <= ONE_STORY for member in own)


def _recalled(one: Dated, near: Sequence[Cluster]) -> Cluster | None:
    """The latest meeting of the same people, known to the day, that an undated sentence comes back to."""
    if one.window.stated or one.published is None or one.report.status != "held" or one.start < LEAD:
        return None
    if not _personal(one.who):
        return None
    past = [
        cluster
        for cluster in near
        if one.who in cluster.sets
        and cluster.exact
        and cluster.same_mode(one)
        and not apart(one.report.place, cluster.places)
        and cluster.statuses["held"] > 0
        and timedelta(0) <= one.published - cluster.days.last <= REMEMBERED
    ]
    return max(past, key=lambda cluster: cluster.days.last, default=None)
