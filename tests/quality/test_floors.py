"""What the shipped configuration finds in `articles` stays above the floors in ``floors.toml``, and gains get pinned."""

from __future__ import annotations

from pathlib import Path

import pytest

import kg
from kg.evaluation import Evaluation, evaluate, figures, read_gold, tables
from tests.quality.floors import fallen, read_floors, risen

HERE = Path(__file__).parent
FLOORS = read_floors(HERE / "floors.toml")


@pytest.fixture(scope="module")
def measured() -> Evaluation:
    result = evaluate(read_gold(HERE / "articles" / "ann"), kg.build(HERE / "articles" / "docs").build)
    print(tables(result))
    for line in result.errors:
        print(line)
    return result


def test_every_article_is_in_the_build(measured: Evaluation) -> None:
    assert measured.absent == ()


def test_no_figure_fell_below_its_floor(measured: Evaluation) -> None:
    assert fallen(figures(measured), FLOORS) == []


def test_no_gain_is_left_unpinned(measured: Evaluation) -> None:
    assert risen(figures(measured), FLOORS) == [], "raise the floor in tests/quality/floors.toml"


def test_every_language_and_type_has_a_floor() -> None:
    for language in ("zh-Hans", "zh-Hant", "en", "de"):
        for kind in ("person", "org", "country", "place", "all"):
            assert f"languages.{language}.{kind}" in FLOORS
    assert {"linking.b3_f1", "linking.cross_language_recall", "contacts.persons", "contacts.all"} <= FLOORS.keys()
