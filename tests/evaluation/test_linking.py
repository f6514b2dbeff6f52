"""B-cubed on the examples of the paper that defined it, and pairs over languages, counted by hand."""

from __future__ import annotations

import pytest

from kg.evaluation.linking import Row, linking

TRUE = {**dict.fromkeys(range(1, 6), "a"), **dict.fromkeys((6, 7), "b"), **dict.fromkeys(range(8, 13), "c")}


def rows(found: dict[int, str]) -> list[Row]:
    return [Row(language="en", key=TRUE[number], id=found[number]) for number in TRUE]


def test_b_cubed_of_the_examples_in_bagga_and_baldwin() -> None:
    first = linking(rows({n: "x" if n <= 5 else "y" for n in TRUE}))  # the small cluster joined to a large one
    assert (first.precision, first.recall) == (pytest.approx(16 / 21), 1.0)
    second = linking(rows({n: "y" if n in (6, 7) else "x" for n in TRUE}))  # the two large ones joined
    assert (second.precision, second.recall) == (pytest.approx(7 / 12), 1.0)
    assert first.f1 > second.f1


def test_splitting_costs_recall_alone() -> None:
    measured = linking(rows({n: str(n) for n in TRUE}))
    assert measured.precision == 1.0
    assert measured.recall == pytest.approx((5 / 5 + 2 / 2 + 5 / 5) / 12)


def test_pairs_over_languages() -> None:
    measured = linking([
        Row("en", "wang-yi", "1"), Row("zh", "wang-yi", "1"), Row("de", "wang-yi", "2"),
        Row("zh", "wang-yang", "1"), Row("zh", "wang-yi", "1"),
    ])
    # wang-yi: en-zh, en-de, zh-de, en-zh, de-zh; under one id: the two en-zh
    assert (measured.across_recall.right, measured.across_recall.total) == (2, 5)
    # id 1: en-zh right, en-zh (Wang Yang) wrong, en-zh right
    assert (measured.across_precision.right, measured.across_precision.total) == (2, 3)


def test_countries_and_pairs_in_one_language_are_no_pairs_over_languages() -> None:
    measured = linking([Row("en", "CN", "1"), Row("zh", "CN", "1"), Row("zh", "dea", "2"), Row("zh", "dea", "2")])
    assert measured.across_recall.value is None and measured.across_precision.value is None


def test_nothing_found_is_nothing_linked() -> None:
    assert linking([]).f1 == 0.0
