"""Lines of JSON."""

from __future__ import annotations

import json

import pytest

from kg.exporters import lines, records
from kg.exporters.lines import line, place_lines, relation_lines
from kg.graph.census import Weighed, places_of
from kg.model import Event, Evidence, Office, Participant, Relation, Span
from kg.relations import Relations, comentions
from tests.factory import document as made
from tests.factory import mention
from tests.relations.cases import document, entity, named


def told(quote: str, article: str = "a") -> Evidence:
    return Evidence(article=article, span=Span(start=0, end=9), quote=quote, extractor="co-mention")


def relation(target: str, *evidence: Evidence, **more: object) -> Relation:
    return Relation(source="a", target=target, type="co_mentioned", weight=1, count=1, evidence=evidence, **more)  # type: ignore[arg-type]


SHARED = told('王毅 met "them"\u2028there\x85 and left')
OFFICE = Office(title="外长", english="Foreign Minister", language="zh-Hans")
RELATIONS = [
    relation("b", SHARED),
    relation("c", told("Ann"), SHARED, measures={"npmi": -0.5, "articles": 1, "own": 2}),
    relation("d", SHARED, titles=(OFFICE,), first_seen="2024-05-15", languages=("en", "zh-Hans")),
    relation("e", told("a lone \ud800 surrogate"), SHARED),
    relation("\u2029f", SHARED),
]


@pytest.mark.parametrize("held", [1, 2, 100])
def test_lines_of_relations_are_those_of_their_records(held: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines, "HELD", held)
    assert list(relation_lines(RELATIONS)) == [line(records.relation_record(one)) for one in RELATIONS]


def test_a_line_is_one_line_and_reads_back() -> None:
    for one, found in zip(RELATIONS, relation_lines(RELATIONS), strict=True):
        assert len(found.decode().splitlines()) == 1
        assert records.relation_of(json.loads(found)) == one


def test_evidence_made_anew_is_not_taken_for_another() -> None:
    found = relation_lines(relation("b", told(f"sentence {number}")) for number in range(500))
    assert [json.loads(one)["evidence"][0]["quote"] for one in found] == [f"sentence {number}" for number in range(500)]


@pytest.mark.parametrize(("held", "fetched", "chunk"), [(1, 100, 100), (100, 100, 100), (100, 1, 2), (1, 2, 1)])
def test_co_mentions_as_plain_values_make_the_same_lines(
    held: int, fetched: int, chunk: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lines, "HELD", held)
    monkeypatch.setattr(comentions, "FETCHED", fetched)
    monkeypatch.setattr(comentions, "STEP", chunk)
    people = [entity(name) for name in ("Ann", "Ben", "Cal", "Dan")]
    docs = [
        document("1", "Ann Ben met \"Cal\"\u2028there.\nBen Cal", published="2024-05-15"),
        document("2", "Ann Ben and a lone \ud800 surrogate.\nDan", language="de"), document("3", "王毅 Ann Ben."),
    ]
    found = Relations([one.id for one in people])
    for doc in docs:
        found.add(doc, named(doc, *people))
    who = tuple(Participant(entity=one.id) for one in people[:2])
    found.count([Event(
        id="e", type="contact", mode="meeting", status="held", participants=who,
        evidence=(Evidence(article="1", span=Span(start=0, end=7), quote="Ann Ben", extractor="x", participants=who),),
    )], docs)
    assert isinstance(found, Weighed) and {relation.type for relation in found} == {"co_mentioned", "met"}
    assert list(relation_lines(found.plain())) == [line(records.relation_record(one)) for one in found]


@pytest.mark.parametrize("evidence", [
    SHARED, told(""), Evidence(article="a", span=Span(start=1, end=2), quote="x", extractor="e", confidence=0.5),
    Evidence(article="a", span=Span(start=1, end=2), quote="x", extractor="e", trigger="met\x85", status="held"),
    Evidence(article="a", span=Span(start=1, end=2), quote="x", extractor="e", place="place:x", occurred_on="2024"),
])
def test_evidence_is_written_as_its_record_says(evidence: Evidence) -> None:
    (found,) = relation_lines([relation("b", evidence)])
    assert found == line(records.relation_record(relation("b", evidence)))


@pytest.mark.parametrize("held", [1, 100])
def test_the_lines_of_mentions_are_those_of_their_records(held: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines, "HELD", held)
    names = ["Ann", 'A "B" \\', "王毅", "\u2028 there", "a lone \ud800", "Ann"]
    found = [(mention(made(f"So says {name}."), name, recognizer="hand"), "person:é") for name in names]
    assert list(place_lines(places_of(found))) == [line(records.mention_record(*one)) for one in found]
