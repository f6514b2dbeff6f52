"""Word vectors: words in like places are alike, the same text gives the same numbers."""

from __future__ import annotations

import random

import numpy as np

from kg.training.vectors import embed


def _sentences() -> list[list[str]]:
    chance = random.Random(1)
    animals, verbs, dishes = ["cat", "dog", "cow"], ["eats", "likes"], ["soup", "bread"]
    return [["the", chance.choice(animals), chance.choice(verbs), "hot", chance.choice(dishes)] for _ in range(400)]


def test_like_words_are_near() -> None:
    words, vectors = embed(_sentences(), words=50, contexts=50, width=4)
    row = {word: vectors[i] for i, word in enumerate(words)}
    assert row["cat"] @ row["dog"] > 0.9
    assert row["cat"] @ row["dog"] > row["cat"] @ row["soup"] + 0.3
    assert np.linalg.norm(vectors, axis=1).max() < 1.001


def test_repeatable() -> None:
    first, second = (
        embed(_sentences(), words=50, contexts=50, width=4),
        embed(_sentences(), words=50, contexts=50, width=4),
    )
    assert first[0] == second[0]
    assert np.array_equal(first[1], second[1])


def test_rare_words_have_none() -> None:
    words, _ = embed([*_sentences(), ["once", "twice", "twice"]], words=50, contexts=50, width=4)
    assert "once" not in words
