"""One article's contacts of countries that are those of their people: a headline says 'the Czech speaker visits Taiwan',
the text names him.

A country (or an agency) in a report gives way to a person of that country where another report of the same article has
him in its place: same status and kind, dates that agree, and the other side the same. Without a date of both, only
headlines of visits and meetings with a person on the other side can be told to be the same contact.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from kg.relations.parts import Party
from kg.relations.report import Report

Homes = Mapping[str, frozenset[str]]
"""Persons of an article to the entities that they stand for: their country, the bodies that their titles name."""


def homes_of(parties: Iterable[Party], countries: Mapping[str, str]) -> dict[str, frozenset[str]]:
    """Whom the persons among the parties of an article stand for. ``countries``: entity ids by country code."""
    found: dict[str, set[str]] = {}
    for party in parties:
        if party.type == "person":
            own = {countries[party.country]} if party.country and party.country in countries else set()
            found.setdefault(party.entity, set()).update(own, party.owners)
    return {person: frozenset(ids) for person, ids in found.items()}


def by_name(reports: Sequence[Report], homes: Homes) -> list[Report]:
    """The reports of one article, in their order, with persons for the countries that stand for them."""
    standing: dict[str, set[int]] = {}
    for number, report in enumerate(reports):
        for entity in {home for person in report.who for home in homes.get(person, ())}:
            standing.setdefault(entity, set()).add(number)
    return [_named(report, reports, standing, homes) for report in reports]


def _named(
    report: Report, reports: Sequence[Report], standing: Mapping[str, set[int]], homes: Homes
) -> Report:
    """``standing``: by a country or body the numbers of the reports that name a person who stands for it."""
    if report.who <= homes.keys():
        return report
    numbers = {number for entity in report.who for number in standing.get(entity, ())}
    others = [reports[number] for number in sorted(numbers, reverse=True) if reports[number] is not report]
    fits = {other.who: other for other in others if _tells_more(other, report, homes)}
    if len(fits) != 1:
        return report
    people = next(iter(fits.values())).participants
    return replace(report, participants=people, evidence=replace(report.evidence, participants=people))


def _tells_more(other: Report, report: Report, homes: Homes) -> bool:
    """Whether ``other`` is the same contact with a person in the place of a country."""
    if other.status != report.status or (other.mode == "visit") != (report.mode == "visit") or other.who == report.who:
        return False
    if not _same_day(other.occurred_on, report.occurred_on):
        return False
    shared = other.who & report.who
    dated = other.occurred_on is not None and other.occurred_on == report.occurred_on
    headline = report.mode == "visit" and report.evidence.span.start == 0
    if not (dated or headline or (report.mode != "visit" and shared & homes.keys())):
        return False  # 'its officials visit the island' need not be of the one whom the article names
    left, people = report.who - shared, other.who - shared
    stand = all(any(one in homes.get(person, ()) for person in people) for one in left)
    all_new = all(any(one in homes.get(person, ()) for one in left) for person in people)
    return bool(left) and stand and all_new


def _same_day(one: str | None, other: str | None) -> bool:
    return one is None or other is None or one.startswith(other) or other.startswith(one)
