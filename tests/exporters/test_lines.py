"""Lines of JSON."""

from __future__ import annotations

import json

import pytest

from kg.exporters import lines, records
from kg.exporters.lines import line, relation_lines
from kg.model import Evidence, Office, Relation, Span


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
