"""Relations: co-mentions and the projection of events."""

from __future__ import annotations

import pytest

from kg.config import GraphConfig
from kg.relations import events, relations
from kg.relations.comentions import npmi
from kg.relations.pairs import met
from tests.relations.cases import document, entity, named, report

ANN, BEN, CAL = entity("Ann"), entity("Ben"), entity("Cal")
A = document("a", "Ann\nAnn saw Ben\nBen and Ann\nCal", published="2024-05-15", copies=2)
B = document("b", "Ben\nAnn", published="2024-06-01", language="de")
C = document("c", "Cal", published=None)
NAMED = {d.id: named(d, ANN, BEN, CAL) for d in (A, B, C)}


def test_co_mentions_count_articles_copies_and_sentences() -> None:
    found = {(r.source, r.target): r for r in relations([A, B, C], NAMED, [], GraphConfig())}
    assert set(found) == {("Ann", "Ben"), ("Ann", "Cal"), ("Ben", "Cal")}
    pair = found["Ann", "Ben"]
    assert (pair.type, pair.weight, pair.count) == ("co_mentioned", 2, 4)
    assert pair.measures == {"sentences": 2, "articles": 2, "npmi": 1.0}
    assert (pair.first_seen, pair.last_seen, pair.languages) == ("2024-05-15", "2024-06-01", ("de", "en"))


def test_the_evidence_is_the_first_sentence_that_has_both_else_where_one_is_first_named() -> None:
    found = {(r.source, r.target): r for r in relations([A, B, C], NAMED, [], GraphConfig())}
    assert [e.quote for e in found["Ann", "Ben"].evidence] == ["Ann saw Ben"]
    assert [e.quote for e in found["Ann", "Cal"].evidence] == ["Ann"]


def test_of_long_lists_only_the_most_mentioned_count() -> None:
    found = relations([A], NAMED, [], GraphConfig(max_entities=2))
    assert [(r.source, r.target) for r in found] == [("Ann", "Ben")]


def test_two_in_one_sentence_always_count() -> None:
    found = relations([A], NAMED, [], GraphConfig(max_entities=1))
    assert [(r.source, r.target) for r in found] == [("Ann", "Ben")]


def test_the_order_of_documents_changes_nothing() -> None:
    assert relations([A, B, C], NAMED, [], GraphConfig()) == relations([C, B, A], NAMED, [], GraphConfig())


@pytest.mark.parametrize(
    ("both", "one", "other", "total", "expected"),
    [
        (2, 2, 2, 4, 1.0),
        (1, 2, 2, 4, 0.0),
        (4, 4, 4, 4, 0.0),
        (0, 2, 2, 4, 0.0),
        (1, 3, 3, 4, -0.585),
    ],
)
def test_npmi(both: int, one: int, other: int, total: int, expected: float) -> None:
    assert npmi(both, one, other, total) == pytest.approx(expected, abs=1e-3)


def test_met_counts_reports_by_status() -> None:
    found = events(
        [
            report("a", ["Ann", "Ben"], on="2024-05-14"),
            report("a", ["Ann", "Ben"], on="2024-05-14", start=12),
            report("b", ["Ann", "Ben"], status="planned", on="2024-07-01"),
        ],
        [A, B],
    )
    (pair,) = met(found, [A, B])
    assert (pair.type, pair.weight, pair.count) == ("met", 1, 4)
    assert pair.measures == {"held": 1, "planned": 1, "refused": 0}
    assert (pair.first_seen, pair.last_seen, pair.languages) == ("2024-05-14", "2024-07-01", ("de", "en"))
    assert len(pair.evidence) == 3


def test_a_summit_links_every_two_of_its_participants() -> None:
    found = events(
        [report("a", ["Ann", "Ben", "Cal"], on="2024-05-14"), report("b", ["Ann", "Ben"], on="2024-05-14")], [A, B]
    )
    pairs = {(r.source, r.target): r for r in met(found, [A, B])}
    assert {pair: r.weight for pair, r in pairs.items()} == {("Ann", "Ben"): 2, ("Ann", "Cal"): 1, ("Ben", "Cal"): 1}


def test_without_a_day_the_publication_dates_the_edge() -> None:
    (pair,) = met(events([report("b", ["Ann", "Ben"], on="2023")], [B]), [B])
    assert pair.first_seen == pair.last_seen == "2024-06-01"


def test_what_one_sentence_tells_twice_stands_in_one_order() -> None:
    days = [f"{year}" for year in range(1990, 2002)]
    told = [report("b", ["Ann", "Ben"], on=day) for day in days]
    (pair,) = met(events(told, [B]), [B])
    assert [evidence.occurred_on for evidence in pair.evidence] == days
