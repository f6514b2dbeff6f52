"""The conditional random field against enumeration of every labeling."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from kg.models.crf import (
    allowed_steps,
    best_path,
    gradient,
    label_chances,
    label_names,
    likeliest,
    marginals,
    read_spans,
)

LABELS = label_names(["PER"])
STEPS = allowed_steps(LABELS)


def _labelings(length: int) -> list[tuple[int, ...]]:
    follows, begins, ends = STEPS
    return [
        path
        for path in itertools.product(range(len(LABELS)), repeat=length)
        if begins[path[0]] and ends[path[-1]] and all(follows[a, b] for a, b in itertools.pairwise(path))
    ]


def _score(path: tuple[int, ...], emissions: np.ndarray, transitions: np.ndarray) -> float:
    steps = sum(transitions[a, b] for a, b in itertools.pairwise(path))
    return float(sum(emissions[i, label] for i, label in enumerate(path)) + steps)


@pytest.fixture
def case() -> tuple[list[np.ndarray], np.ndarray]:
    chance = np.random.default_rng(5)
    emissions = [chance.normal(size=(length, len(LABELS))).astype(np.float32) for length in (4, 1, 3)]
    return emissions, chance.normal(size=(len(LABELS), len(LABELS))).astype(np.float32)


def test_labels_and_steps() -> None:
    assert LABELS == ("O", "B-PER", "I-PER", "L-PER", "U-PER")
    follows, begins, ends = STEPS
    assert follows[LABELS.index("B-PER"), LABELS.index("L-PER")]
    assert not follows[LABELS.index("B-PER"), LABELS.index("O")]
    assert not begins[LABELS.index("I-PER")]
    assert not ends[LABELS.index("B-PER")]


def test_best_path_is_the_best_of_all(case: tuple[list[np.ndarray], np.ndarray]) -> None:
    emissions, transitions = case
    for found, scores in zip(best_path(emissions, transitions, STEPS), emissions, strict=True):
        best = max(_labelings(len(scores)), key=lambda path, s=scores: _score(path, s, transitions))
        assert tuple(found.tolist()) == best


def test_marginals_and_sum_are_those_of_all_labelings(case: tuple[list[np.ndarray], np.ndarray]) -> None:
    emissions, transitions = case
    found, pairs, log_sum = marginals(emissions, transitions, STEPS)
    total, steps = 0.0, np.zeros_like(pairs)
    for scores, chances in zip(emissions, found, strict=True):
        paths = _labelings(len(scores))
        weights = np.exp([_score(path, scores, transitions) for path in paths])
        total += np.log(weights.sum())
        expected = np.zeros_like(chances)
        for path, weight in zip(paths, weights / weights.sum(), strict=True):
            expected[np.arange(len(path)), path] += weight
            for a, b in itertools.pairwise(path):
                steps[a, b] += weight
        np.testing.assert_allclose(chances, expected, atol=1e-4)
    assert log_sum == pytest.approx(total, abs=1e-3)
    np.testing.assert_allclose(pairs, steps, atol=1e-4)


def test_likeliest_labels_are_valid_and_the_best_where_sure() -> None:
    sure = np.full((3, len(LABELS)), -8.0, dtype=np.float32)
    for i, label in enumerate(("B-PER", "L-PER", "O")):
        sure[i, LABELS.index(label)] = 8.0
    torn = np.zeros((2, len(LABELS)), dtype=np.float32)
    torn[0, [LABELS.index("B-PER"), LABELS.index("U-PER")]] = 2.0
    torn[1, LABELS.index("O")] = 0.5
    still = np.zeros((len(LABELS), len(LABELS)), dtype=np.float32)
    scores, lengths = np.concatenate([sure, torn]), [3, 2]
    chances = label_chances(scores, lengths, still, STEPS)
    path = likeliest(chances, scores, lengths, still, STEPS)
    first, second = path[:3], path[3:]
    assert [LABELS[i] for i in first] == ["B-PER", "L-PER", "O"]
    follows, begins, ends = STEPS
    assert begins[second[0]] and follows[second[0], second[1]] and ends[second[1]]


def test_chances_of_labels_are_the_marginals_whatever_lines_are_beside() -> None:
    chance = np.random.default_rng(6)
    lengths = [7, 1, 90, 2, 7]
    lines = [(8 * chance.normal(size=(length, len(LABELS)))).astype(np.float32) for length in lengths]
    transitions = chance.normal(size=(len(LABELS), len(LABELS))).astype(np.float32)
    found = label_chances(np.concatenate(lines), lengths, transitions, STEPS)
    expected, _, _ = marginals(lines, transitions, STEPS)
    np.testing.assert_allclose(found, np.concatenate(expected), atol=1e-5)
    alone = [label_chances(line, [len(line)], transitions, STEPS) for line in lines]
    assert np.concatenate(alone).tobytes() == found.tobytes()


def test_chances_stay_right_where_scores_are_far_apart() -> None:
    scores = np.zeros((300, len(LABELS)), dtype=np.float32)
    scores[:, LABELS.index("I-PER")] = 60.0  # nothing that may begin a line is likely
    scores[150, LABELS.index("O")] = 200.0
    still = np.zeros((len(LABELS), len(LABELS)), dtype=np.float32)
    found = label_chances(scores, [len(scores)], still, STEPS)
    np.testing.assert_allclose(found.sum(axis=1), 1.0, atol=1e-5)
    path = likeliest(found, scores, [len(scores)], still, STEPS)
    names = [(0, 150, "PER"), (151, 300, "PER")]
    assert read_spans(path, LABELS) == names


def test_gradient_is_the_slope_of_the_loss(case: tuple[list[np.ndarray], np.ndarray]) -> None:
    emissions, transitions = case
    permitted = [np.ones(row.shape, dtype=bool) for row in emissions]
    permitted[0][:] = False
    for i, label in enumerate(("B-PER", "L-PER", "O")):
        permitted[0][i, LABELS.index(label)] = True
    permitted[0][3] = True  # an open token
    slopes, steps, loss = gradient(emissions, transitions, STEPS, permitted)
    assert loss > 0
    for place in ((0, 1), (2, 0), (3, 4)):
        moved = [row.copy() for row in emissions]
        moved[0][place] += 0.01
        after = gradient(moved, transitions, STEPS, permitted)[2]
        assert (after - loss) / 0.01 == pytest.approx(float(slopes[0][place]), abs=0.02)
    moved_steps = transitions.copy()
    moved_steps[0, 0] += 0.01
    after = gradient(emissions, moved_steps, STEPS, permitted)[2]
    assert (after - loss) / 0.01 == pytest.approx(float(steps[0, 0]), abs=0.02)
    np.testing.assert_allclose(slopes[1], 0, atol=1e-5)  # a line that is all open teaches nothing


def test_read_spans() -> None:
    path = [LABELS.index(label) for label in ("U-PER", "O", "B-PER", "I-PER", "L-PER")]
    assert read_spans(np.array(path), LABELS) == [(0, 1, "PER"), (2, 5, "PER")]
