"""Headlines and capitals keep the places of names."""

from __future__ import annotations

from kg.training.annotated import Example
from kg.training.variants import capitals, headline, variants

EXAMPLE = Example(source="x", text="the mayor's aide von Groß met Ann Lee", spans=((17, 25, "PER"), (30, 37, "PER")))


def test_headline() -> None:
    assert headline(EXAMPLE).text == "The Mayor's Aide Von Groß Met Ann Lee"
    assert headline(EXAMPLE).spans == EXAMPLE.spans


def test_capitals_keep_the_length() -> None:
    assert capitals(EXAMPLE).text == "THE MAYOR'S AIDE VON GROß MET ANN LEE"


def test_shares() -> None:
    many = [EXAMPLE] * 100
    assert len(list(variants(many, "en"))) == 15
    assert len(list(variants(many, "de"))) == 5
    assert list(variants(many, "zh")) == []
