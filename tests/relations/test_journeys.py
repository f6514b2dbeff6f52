"""What one report of an article leaves open and another one tells; and that long articles cost in proportion."""

from __future__ import annotations

from dataclasses import replace

from kg.model import Evidence, Participant, Span
from kg.relations.journeys import complete
from kg.relations.namesakes import by_name
from kg.relations.report import Report


def report(*who: str, day: str | None = None, place: str | None = None, start: int = 0, quote: str = "q") -> Report:
    participants = tuple(Participant(entity=entity, role="participant") for entity in sorted(who))
    evidence = Evidence(
        article="a", span=Span(start=start, end=start + len(quote)), quote=quote, extractor="consult-en:met",
        trigger="met", confidence=0.8, participants=participants, status="held", occurred_on=day, place=place,
    )
    return Report(
        mode="meeting", status="held", participants=participants, occurred_on=day, place=place, evidence=evidence
    )


A, B, C, D = (f"person:{letter}" for letter in "abcd")


def test_a_journey_gives_its_day_and_place_to_reports_that_leave_them_open() -> None:
    told, bare = complete([report(A, B, day="2024-05-14", place="place:rome"), report(A, C)])
    assert (bare.occurred_on, bare.place) == ("2024-05-14", "place:rome")
    assert bare.evidence.place == "place:rome"
    assert told.occurred_on == "2024-05-14"


def test_two_days_of_a_journey_give_none() -> None:
    found = complete([report(A, B, day="2024-05-14"), report(A, C, day="2024-05-15"), report(A, D)])
    assert found[2].occurred_on is None


def test_what_only_a_report_itself_tells_is_no_news() -> None:
    alone = report(A, B, place="country:IT")
    assert complete([alone]) == [alone]
    twice = complete([alone, replace(alone)])
    assert [one.place for one in twice] == ["country:IT", "country:IT"]


def test_a_country_gives_way_to_the_person_who_stands_for_it() -> None:
    named, bare = report(A, B, day="2024-05-14"), report(A, "country:IT", day="2024-05-14")
    found = by_name([bare, named], {A: frozenset(), B: frozenset({"country:IT"})})
    assert [one.who for one in found] == [named.who, named.who]


def test_hundreds_of_reports_of_one_person_are_not_compared_pair_by_pair() -> None:
    class Counted(str):
        looks = 0

        def startswith(self, *prefix: object) -> bool:  # type: ignore[override]
            Counted.looks += 1
            return str.startswith(self, *prefix)  # type: ignore[arg-type]

    def cost(size: int) -> int:
        Counted.looks = 0
        places = (None, Counted("place:rome"))
        found = complete([report(A, f"person:{number:04}", place=places[number % 2]) for number in range(size)])
        assert {one.place for one in found} == {"place:rome"}
        return Counted.looks

    assert cost(500) <= 11 * cost(50)
