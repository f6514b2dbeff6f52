"""Contacts: whether the build tells who met whom, pair by pair and article by article.

A contact of many counts as every unordered pair of its participants; organizations are left out, as the annotations
leave them out. A pair is right where article and build both tell of a contact of the two; on the right pairs, the
shares with the right status, date and place are counted.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from kg.evaluation.alignment import Alignment
from kg.evaluation.counts import Counts, Share
from kg.evaluation.gold import GoldArticle, GoldContact
from kg.evaluation.names import comparable
from kg.model import Build, Entity, Evidence

Pair = tuple[str, str]
"""Two annotated keys, sorted; an entity without one is ``?`` and its id."""


@dataclass(slots=True, kw_only=True)
class Contacts:
    """``persons`` counts pairs of two persons, ``everyone`` all pairs. Of the right pairs: ``status``; ``date`` (equal
    as far as both go, a month at least; where the article gives none, none must be told); ``place`` (where the article
    gives one)."""

    persons: Counts = field(default_factory=Counts)
    everyone: Counts = field(default_factory=Counts)
    status: Share = field(default_factory=Share)
    date: Share = field(default_factory=Share)
    place: Share = field(default_factory=Share)
    errors: list[str] = field(default_factory=list)


def contacts(aligned: Iterable[Alignment], build: Build) -> Contacts:
    """Counts over all aligned articles."""
    entities = {entity.id: entity for entity in build.entities}
    reports: dict[str, list[Evidence]] = defaultdict(list)
    for event in build.events:
        if event.type == "consult":
            for evidence in event.evidence:
                reports[evidence.article].append(evidence)
    result = Contacts()
    for one in aligned:
        wanted = _wanted(one.gold)
        told = _told(one, reports.get(one.article or "", ()), entities)
        people = {entity.key for entity in one.gold.entities if entity.type == "person"}
        people |= {f"?{id_}" for id_ in one.found if entities[id_].type == "person"}
        for pair in sorted(wanted.keys() | told.keys()):
            _count(result.everyone, pair in wanted, pair in told)
            if people.issuperset(pair):
                _count(result.persons, pair in wanted, pair in told)
            if pair in wanted and pair in told:
                _compare(result, wanted[pair], told[pair], entities)
            else:
                what = "missed" if pair in wanted else "false"
                result.errors.append(f"{one.gold.id}: {what} contact {' – '.join(pair)}")
    return result


def _wanted(gold: GoldArticle) -> dict[Pair, list[GoldContact]]:
    organizations = {entity.key for entity in gold.entities if entity.type == "organization"}
    wanted: dict[Pair, list[GoldContact]] = defaultdict(list)
    for contact in gold.contacts:
        for a, b in itertools.combinations(sorted(set(contact.participants) - organizations), 2):
            wanted[a, b].append(contact)
    return wanted


def _told(one: Alignment, reports: Iterable[Evidence], entities: Mapping[str, Entity]) -> dict[Pair, list[Evidence]]:
    """What the article itself reports, less participants that it doesn't name."""
    told: dict[Pair, list[Evidence]] = defaultdict(list)
    key_of = {id_: f"?{id_}" for id_ in one.found if entities[id_].type != "organization"}
    key_of |= {id_: key for id_, key in one.key_of.items() if id_ in key_of}
    for report in reports:
        keys = {key_of[participant.entity] for participant in report.participants if participant.entity in key_of}
        for a, b in itertools.combinations(sorted(keys), 2):
            told[a, b].append(report)
    return told


def _count(counts: Counts, wanted: bool, told: bool) -> None:
    counts.right += wanted and told
    counts.missed += wanted and not told
    counts.false += told and not wanted


def _compare(
    result: Contacts, wanted: Sequence[GoldContact], told: Sequence[Evidence], entities: Mapping[str, Entity]
) -> None:
    result.status.count(bool({contact.status for contact in wanted} & {report.status for report in told}))
    result.date.count(_same_date([c.date for c in wanted if c.date], [report.occurred_on or "" for report in told]))
    places = {comparable(contact.place) for contact in wanted if contact.place}
    if places:
        names = set()
        for report in told:
            if report.place and report.place in entities:
                names |= {comparable(alias.name) for alias in entities[report.place].aliases}
        result.place.count(bool(places & names))


def _same_date(wanted: Sequence[str], told: Sequence[str]) -> bool:
    if not wanted:
        return not all(told)  # no date can be known: one that is given was invented
    return any(b and (b.startswith(a) or (len(b) >= len("2024-05") and a.startswith(b))) for a in wanted for b in told)
