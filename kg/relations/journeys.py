"""What one report of an article leaves open and another one of the same article tells: one journey, one place, one day.

Who visits a country meets his hosts there: the reports of one article that share a person and agree on status are parts
of one journey. A day or a place is taken over only where all the others that tell one tell the same.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from kg.knowledge import facts
from kg.relations.report import Report


def complete(reports: Sequence[Report]) -> list[Report]:
    """The reports of one article, in their order, with days and places filled in from those of the same journey."""
    statuses: dict[tuple[frozenset[str], str], set[str]] = defaultdict(set)
    for report in reports:
        if not report.plain:
            statuses[report.who, report.mode].add(report.status)
    reports = [_still_to_come(report, statuses) for report in reports]
    journeys = _journeys(reports)
    dated = [_with_day(report, journeys) for report in reports]
    journeys = _journeys(dated)
    return [_with_place(report, journeys) for report in dated]


Part = tuple[bool, str | None, str | None]
"""What a report tells of a journey: whether of a visit, the day, and the place."""
Journeys = Mapping[tuple[str, str], Counter[Part]]
"""What reports of one status tell of one person, and how many tell just that."""


def _journeys(reports: Sequence[Report]) -> Journeys:
    found: dict[tuple[str, str], Counter[Part]] = defaultdict(Counter)
    for report in reports:
        for person in _people(report) if report.mode != "call" else ():
            found[person, report.status][_part(report)] += 1
    return found


def _people(report: Report) -> list[str]:
    return [p.entity for p in report.participants if p.entity.startswith(PERSON)]


def _part(report: Report) -> Part:
    return report.mode == "visit", report.occurred_on, report.place


def _still_to_come(report: Report, statuses: Mapping[tuple[frozenset[str], str], set[str]]) -> Report:
    """A headline's 'minister visits Taiwan' is a plan where the text says that he will, and nowhere that he did."""
    if not report.plain or statuses.get((report.who, report.mode)) != {"planned"}:
        return report
    return replace(report, status="planned", evidence=replace(report.evidence, status="planned"))


def _with_day(report: Report, journeys: Journeys) -> Report:
    if report.occurred_on or report.status != "held" or report.mode == "call" or LONG_AGO.search(report.evidence.quote):
        return report
    day = _only(report, journeys, lambda day, place: day if _near(report.place, place) else None)
    day = day if day and len(day) == 10 else None
    return replace(report, occurred_on=day, evidence=replace(report.evidence, occurred_on=day)) if day else report


def _with_place(report: Report, journeys: Journeys) -> Report:
    if report.mode == "call" or (report.place and not report.place.startswith("country:")):
        return report

    def there(day: str | None, place: str | None) -> str | None:
        same = day == report.occurred_on or not day or not report.occurred_on
        return place if same and _near(report.place, place) else None

    place = _only(report, journeys, there)
    return replace(report, place=place, evidence=replace(report.evidence, place=place)) if place else report


def _only(report: Report, journeys: Journeys, told: Callable[[str | None, str | None], str | None]) -> str | None:
    """What the other reports of a journey tell, where it is one thing; cities say more than countries."""
    own = _part(report)
    values = {
        value
        for person in _people(report)
        for (visit, day, place), count in journeys[person, report.status].items()
        if count > ((visit, day, place) == own)  # others tell it too
        if (value := told(day, place)) and (visit or not value.startswith("country:"))
    }
    precise = {value for value in values if not value.startswith("country:")} or values
    return next(iter(precise)) if len(precise) == 1 else None


LONG_AGO = re.compile(r"过去|過去|曾|当年|當年|多次|上次|此前|以前|生前")
"""Words for another time than that which the article is about."""
PERSON = ("person:", "p:")


def _near(one: str | None, other: str | None) -> bool:
    """Whether two places can belong to one stop of a journey: one is open, or they share a country."""
    if one is None or other is None or one == other:
        return True
    first, second = facts().get(one), facts().get(other)
    return first is not None and second is not None and first.country == second.country
