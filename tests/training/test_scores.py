"""Scores per occurrence and per article."""

from __future__ import annotations

from kg.training.annotated import Example
from kg.training.scores import count_entities, count_spans, f1, row

TEXT = "Doe met Doe's friend Roe in Rome, said Poe."
EXAMPLE = Example(
    source="x",
    text=TEXT,
    spans=((0, 3, "PER"), (8, 11, "PER"), (21, 24, "PER"), (28, 32, "LOC"), (39, 42, None)),
    names=frozenset({("Doe", "PER"), ("Roe", "PER"), ("Rome", "LOC"), ("Poe", None)}),
    entities=(("PER", frozenset({"Doe"})), ("PER", frozenset({"Roe"})), ("LOC", frozenset({"Rome"}))),
)


def test_occurrences() -> None:
    counts = count_spans([EXAMPLE], [[(0, 3, "PER"), (28, 32, "ORG"), (39, 42, "PER")]])
    assert counts["PER"] == {"tp": 1, "fn": 2}
    assert counts["ORG"] == {"fp": 1}
    assert counts["LOC"] == {"fn": 1}


def test_articles_count_an_entity_once_and_take_a_possessive() -> None:
    counts = count_entities([EXAMPLE], [[(8, 13, "PER"), (28, 32, "LOC"), (14, 20, "PER"), (39, 42, "PER")]])
    assert counts["PER"] == {"tp": 1, "fn": 1, "fp": 1}
    assert counts["LOC"] == {"tp": 1}


def test_f1() -> None:
    assert f1({"tp": 1, "fp": 1, "fn": 0}) == (0.5, 1.0, 2 / 3)
    assert f1({}) == (0.0, 0.0, 0.0)
    assert row(count_spans([], [])).endswith("all 0.000 (0.00/0.00)")
