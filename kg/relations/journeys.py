"""What one report of an article leaves open and another one of the same article tells: one journey, one place, one day.

Who visits a country meets his hosts there: the reports of one article that share a person and agree on status are parts
of one journey. A day or a place is taken over only where all the others that tell one tell the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from kg.knowledge import facts
from kg.relations.report import Report


def complete(reports: Sequence[Report]) -> list[Report]:
    """The reports of one article, in their order, with days and places filled in from those of the same journey."""
    reports = [_still_to_come(report, reports) for report in reports]
    dated = [_with_day(report, reports) for report in reports]
    return [_with_place(report, dated) for report in dated]


def _still_to_come(report: Report, reports: Sequence[Report]) -> Report:
    """A headline's 'minister visits Taiwan' is a plan where the text says that he will, and nowhere that he did."""
    same = [r for r in reports if r.who == report.who and r.mode == report.mode and r is not report and not r.plain]
    if not report.plain or {r.status for r in same} != {"planned"}:
        return report
    return replace(report, status="planned", evidence=replace(report.evidence, status="planned"))


def _with_day(report: Report, reports: Sequence[Report]) -> Report:
    if report.occurred_on or report.status != "held" or report.mode == "call" or LONG_AGO.search(report.evidence.quote):
        return report
    day = _only(report, reports, lambda other: other.occurred_on if _near(report.place, other.place) else None)
    day = day if day and len(day) == 10 else None
    return replace(report, occurred_on=day, evidence=replace(report.evidence, occurred_on=day)) if day else report


def _with_place(report: Report, reports: Sequence[Report]) -> Report:
    if report.mode == "call" or (report.place and not report.place.startswith("country:")):
        return report
    same = [r for r in reports if r.occurred_on == report.occurred_on or not r.occurred_on or not report.occurred_on]
    place = _only(report, same, lambda other: other.place if _near(report.place, other.place) else None)
    return replace(report, place=place, evidence=replace(report.evidence, place=place)) if place else report


def _only(report: Report, reports: Sequence[Report], told: Callable[[Report], str | None]) -> str | None:
    """What the other reports of a journey tell, where it is one thing; cities say more than countries."""
    people = {p.entity for p in report.participants if p.entity.startswith(PERSON)}
    values = {
        value
        for other in reports
        if other is not report and other.status == report.status and other.mode != "call"
        if people & {p.entity for p in other.participants}
        if (value := told(other)) and (other.mode == "visit" or not value.startswith("country:"))
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
