"""What the shipped configuration finds in ``articles/`` stays above ``floors.toml``, and gains get pinned."""

from __future__ import annotations

import pytest

import kg
from kg.evaluation import Evaluation, evaluate, figures, read_gold, tables
from tests.quality import floors
from tests.quality.floors import ARTICLES, fallen, read_floors, risen

FLOORS = read_floors(floors.FLOORS)


@pytest.fixture(scope="module")
def measured() -> Evaluation:
    return evaluate(read_gold(ARTICLES / "ann"), kg.build(ARTICLES / "docs").build)


def test_every_article_is_in_the_build(measured: Evaluation) -> None:
    assert measured.absent == ()


def test_no_figure_fell_below_its_floor(measured: Evaluation, capsys: pytest.CaptureFixture[str]) -> None:
    with capsys.disabled():
        print(f"\n{tables(measured)}")
    print("\n".join(measured.errors))  # shown where the test fails
    assert fallen(figures(measured), FLOORS) == []


def test_no_gain_is_left_unpinned(measured: Evaluation) -> None:
    assert risen(figures(measured), FLOORS) == [], "raise the floor: python -m tests.quality.floors"


def test_every_language_and_type_has_a_floor() -> None:
    for language in ("zh-Hans", "zh-Hant", "en", "de"):
        for kind in ("person", "org", "country", "place", "all"):
            assert f"languages.{language}.{kind}" in FLOORS
    assert {"linking.b3_f1", "linking.cross_language_recall", "contacts.persons", "contacts.all"} <= FLOORS.keys()
