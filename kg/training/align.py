"""Expectation maximization over monotone segmentations: which letters each character of a name stands for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

Pair = tuple[str, str, float]
"""Letters, characters, weight."""

_FLOOR = 1e-6


def learn(pairs: Iterable[Pair], rounds: int = 6, longest: int = 5) -> dict[str, dict[str, float]]:
    """Expected counts of letter chunks per character; every character takes one to ``longest`` letters."""
    data = list(pairs)
    model: dict[str, dict[str, float]] | None = None
    counts: dict[str, dict[str, float]] = {}
    for _ in range(rounds):
        counts = defaultdict(lambda: defaultdict(float))
        for pair in data:
            _collect(pair, model, counts, longest)
        model = {char: _normalized(chunks) for char, chunks in counts.items()}
    return {char: dict(chunks) for char, chunks in counts.items()}


def _normalized(chunks: Mapping[str, float]) -> dict[str, float]:
    total = sum(chunks.values())
    return {chunk: count / total for chunk, count in chunks.items()}


def _collect(
    pair: Pair, model: dict[str, dict[str, float]] | None, counts: dict[str, dict[str, float]], longest: int
) -> None:
    """One pair's expected counts: forward and backward sums over all segmentations."""
    letters, han, weight = pair
    n, m = len(han), len(letters)
    cells: list[tuple[int, int, int, float]] = []
    forward = [[0.0] * (m + 1) for _ in range(n + 1)]
    forward[0][0] = 1.0
    for i, char in enumerate(han):
        known = None if model is None else model.get(char, {})
        for j in range(i, m - (n - i) + 1):
            reach = forward[i][j]
            if not reach:
                continue
            for k in range(j + 1, min(m - (n - i - 1), j + longest) + 1):
                p = 1.0 if known is None else known.get(letters[j:k], _FLOOR)
                cells.append((i, j, k, p))
                forward[i + 1][k] += reach * p
    total = forward[n][m]
    if not total:
        return
    backward = [[0.0] * (m + 1) for _ in range(n + 1)]
    backward[n][m] = 1.0
    for i, j, k, p in reversed(cells):
        ahead = backward[i + 1][k]
        if ahead:
            backward[i][j] += p * ahead
            counts[han[i]][letters[j:k]] += weight * forward[i][j] * p * ahead / total
