"""Contacts, counted by hand: pairs of participants, and what is told of the right ones."""

from __future__ import annotations

import pytest

from kg.evaluation.alignment import align
from kg.evaluation.contacts import Contacts, contacts
from kg.evaluation.gold import GoldArticle
from kg.model import Build, Event
from tests.evaluation.builds import build, entity, event, gold
from tests.factory import document

TEXT = "Wang Yi met Jake Sullivan and Annalena Baerbock of Reuters in Bangkok. Olaf Scholz stayed away."
DOC = document(TEXT, source="talks.txt")
WANG, SULLIVAN = entity("p1", "person", "Wang Yi"), entity("p2", "person", "Jake Sullivan")
BAERBOCK, SCHOLZ = entity("p3", "person", "Annalena Baerbock"), entity("p4", "person", "Olaf Scholz")
BANGKOK, REUTERS = entity("l1", "place", "Bangkok", "Krung Thep"), entity("o1", "organization", "Reuters")
ELSEWHERE = entity("p5", "person", "Xi Jinping")


def found(*events: Event) -> Build:
    named = [(DOC, one, (one.label,)) for one in (WANG, SULLIVAN, BAERBOCK, SCHOLZ, BANGKOK, REUTERS)]
    return build(*named, events=events, others=[ELSEWHERE])


def answers(*told: dict[str, object]) -> GoldArticle:
    people = [(one.label.lower(), "person", [one.label]) for one in (WANG, SULLIVAN, BAERBOCK)]
    meetings = [{"kind": "meeting", **one} for one in told]
    return gold(DOC, *people, ("reuters", "organization", ["Reuters"]), contacts=meetings)


def measured(gold_: GoldArticle, made: Build) -> Contacts:
    return contacts(align([gold_], made), made)


def test_a_contact_of_many_counts_as_its_pairs_less_organizations() -> None:
    result = measured(
        answers({"participants": ["wang yi", "jake sullivan", "annalena baerbock", "reuters"], "status": "held"}),
        found(event(DOC, "p1", "p2", "o1")),
    )
    assert (result.everyone.right, result.everyone.false, result.everyone.missed) == (1, 0, 2)
    assert (result.persons.right, result.persons.false, result.persons.missed) == (1, 0, 2)


def test_a_person_whom_the_annotation_lacks_makes_a_false_pair() -> None:
    result = measured(answers(), found(event(DOC, "p1", "p4")))
    assert (result.persons.right, result.persons.false, result.persons.missed) == (0, 1, 0)
    assert result.errors == ["talks: false contact ?p4 – wang yi"]


def test_participants_whom_the_article_does_not_name_are_left_out() -> None:
    assert measured(answers(), found(event(DOC, "p1", "p5"))).everyone.false == 0


@pytest.mark.parametrize(
    "wanted, told, right",
    [
        ("2024-05-14", "2024-05-14", True), ("2024-05-14", "2024-05-13", False),
        ("2024-05-14", "2024-05", True), ("2024-05", "2024-05-14", True),  # as far as both go
        ("2024-05-14", "2024", False), ("2024", "2024-05-14", True), ("2024-05-14", None, False),
        (None, None, True), (None, "2024", False),  # no date can be known: one that is told was invented
    ],
)
def test_dates(wanted: str | None, told: str | None, right: bool) -> None:
    contact = {"participants": ["wang yi", "jake sullivan"], "status": "held", "date": wanted}
    assert measured(answers(contact), found(event(DOC, "p1", "p2", occurred_on=told))).date.value == float(right)


def test_status_and_place() -> None:
    contact = {"participants": ["wang yi", "jake sullivan"], "status": "planned", "place": "Krung Thep"}
    result = measured(answers(contact), found(event(DOC, "p1", "p2", place="l1")))
    assert (result.status.value, result.place.value) == (0.0, 1.0)
    nowhere = {"participants": ["wang yi", "jake sullivan"], "status": "held"}
    result = measured(answers(nowhere), found(event(DOC, "p1", "p2", place="l1")))
    assert (result.status.value, result.place.value) == (1.0, None)
