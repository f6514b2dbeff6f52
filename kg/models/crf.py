"""A linear-chain conditional random field over BILUO labels, in numpy, batched over sequences.

All functions take scores in log space; forward and backward run in probability space with one scale per step, so that
a step is a small matrix product. Shapes: ``B`` sequences, ``T`` steps, ``L`` labels.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Bools = npt.NDArray[np.bool_]
Ints = npt.NDArray[np.int64]

TINY = np.float32(1e-30)
IMPOSSIBLE = np.float32(-1e9)


def label_names(types: Sequence[str]) -> tuple[str, ...]:
    """``O`` and, for each type, the labels for the first, an inner, the last and the only token of a name."""
    return ("O", *(f"{part}-{name}" for name in types for part in "BILU"))


def allowed_steps(labels: Sequence[str]) -> tuple[Bools, Bools, Bools]:
    """Which label may follow which (``L x L``), which may begin and which may end a sequence (``L``)."""
    opens = np.array([label[0] in "BI" for label in labels])
    begins = np.array([label[0] in "OBU" for label in labels])
    steps = np.zeros((len(labels), len(labels)), dtype=bool)
    for i, before in enumerate(labels):
        for j, after in enumerate(labels):
            steps[i, j] = (before[2:] == after[2:] and after[0] in "IL") if opens[i] else begins[j]
    return steps, begins, ~opens


def pad(rows: Sequence[Floats], fill: float) -> Floats:
    """Arrays of ``T_b x L`` as one of ``T x B x L`` (time first), filled up with ``fill``."""
    out = np.full((max(map(len, rows)), len(rows), rows[0].shape[1]), fill, dtype=np.float32)
    for b, row in enumerate(rows):
        out[: len(row), b] = row
    return out


def marginals(
    emissions: Sequence[Floats],
    transitions: Floats,
    steps: tuple[Bools, Bools, Bools],
    permitted: Sequence[Bools] | None = None,
) -> tuple[list[Floats], Floats, float]:
    """Probability of each label at each token, expected number of each transition, and the log partition sum.

    ``permitted`` (``T_b x L`` each) restricts the labelings that count; None permits all.
    """
    follows, begins, ends = steps
    lengths = np.array([len(row) for row in emissions])
    score = pad(emissions, 0.0)
    top = score.max(axis=2, keepdims=True)
    weight = np.exp(score - top)
    if permitted is not None:
        weight *= pad([row.astype(np.float32) for row in permitted], 1.0)
    move = np.where(follows, np.exp(transitions), np.float32(0)).astype(np.float32)
    span, batch, width = weight.shape
    alive = np.arange(span)[:, None] < lengths[None, :]
    ahead, scale = _forward(weight, move, begins, alive)
    back = np.zeros((span, batch, width), dtype=np.float32)
    back[lengths - 1, np.arange(batch)] = ends.astype(np.float32)
    final = (ahead[lengths - 1, np.arange(batch)] * ends).sum(axis=1)
    pairs = np.zeros((width, width), dtype=np.float32)
    for t in range(span - 2, -1, -1):
        coming = weight[t + 1] * back[t + 1] / scale[t + 1][:, None]
        value = coming @ move.T
        on = alive[t + 1]
        back[t] = np.where(on[:, None], value, back[t])
        joint = ahead[t][on].T @ (coming[on] / np.maximum(final[on], TINY)[:, None])
        pairs += joint * move
    every = ahead * back
    every /= np.maximum(every.sum(axis=2, keepdims=True), TINY)
    log_sum = float(
        (np.log(np.maximum(scale, TINY)) + top[:, :, 0])[alive].sum() + np.log(np.maximum(final, TINY)).sum()
    )
    return [every[: len(row), b] for b, row in enumerate(emissions)], pairs, log_sum


def _forward(weight: Floats, move: Floats, begins: Bools, alive: Bools) -> tuple[Floats, Floats]:
    ahead = np.empty_like(weight)
    scale = np.ones(weight.shape[:2], dtype=np.float32)
    current = weight[0] * begins
    for t in range(len(weight)):
        if t:
            current = (current @ move) * weight[t]
        total = np.maximum(current.sum(axis=1), TINY)
        scale[t] = np.where(alive[t], total, 1.0)
        current = current / total[:, None]
        ahead[t] = current
    return ahead, scale


def gradient(
    emissions: Sequence[Floats],
    transitions: Floats,
    steps: tuple[Bools, Bools, Bools],
    permitted: Sequence[Bools],
) -> tuple[list[Floats], Floats, float]:
    """Gradients of the negative log likelihood of the permitted labelings, and that sum itself."""
    free, free_pairs, free_sum = marginals(emissions, transitions, steps)
    bound, bound_pairs, bound_sum = marginals(emissions, transitions, steps, permitted)
    return [a - b for a, b in zip(free, bound, strict=True)], free_pairs - bound_pairs, free_sum - bound_sum


def best_path(emissions: Sequence[Floats], transitions: Floats, steps: tuple[Bools, Bools, Bools]) -> list[Ints]:
    """The most probable valid labeling of each sequence (Viterbi), as label numbers."""
    follows, begins, ends = steps
    move = np.where(follows, transitions, IMPOSSIBLE).astype(np.float32).T
    lengths = np.array([len(row) for row in emissions])
    score = pad(emissions, 0.0)
    span, batch, _ = score.shape
    last = np.where(ends, np.float32(0), IMPOSSIBLE)
    current = score[0] + np.where(begins, np.float32(0), IMPOSSIBLE)
    came = np.zeros(score.shape, dtype=np.int8)
    closing = np.zeros(batch, dtype=np.int64)
    for t in range(span):
        if t:
            options = current[:, None, :] + move
            came[t] = options.argmax(axis=2)
            current = np.take_along_axis(options, came[t][:, :, None].astype(np.int64), axis=2)[:, :, 0] + score[t]
        here = lengths == t + 1
        if here.any():
            closing[here] = (current[here] + last).argmax(axis=1)
    paths = []
    for b, length in enumerate(lengths):
        path = np.empty(length, dtype=np.int64)
        path[-1] = closing[b]
        for t in range(length - 1, 0, -1):
            path[t - 1] = came[t, b, path[t]]
        paths.append(path)
    return paths


BEYOND_DOUBT = 6.5
"""A token whose score for O is higher than all others by this (8,000 to 1) is outside of names; what transitions between
labels add is far smaller."""


def doubtful(scores: Floats) -> list[tuple[int, int]]:
    """The stretches (first token, token after the last) of a line that hold all tokens that may belong to a name, each
    with one token more on either side where the line has one."""
    unsure = scores[:, 0] - scores[:, 1:].max(axis=1) < BEYOND_DOUBT
    wide = unsure.copy()
    wide[1:] |= unsure[:-1]
    wide[:-1] |= unsure[1:]
    edges = np.flatnonzero(np.diff(np.concatenate(([False], wide, [False]))))
    return [(int(a), int(b)) for a, b in edges.reshape(-1, 2)]


def read_spans(path: Sequence[int], labels: Sequence[str]) -> list[tuple[int, int, str]]:
    """(first token, token after the last, type) of each name in a valid labeling."""
    spans = []
    start = 0
    for i, number in enumerate(path):
        label = labels[number]
        if label[0] in "BU":
            start = i
        if label[0] in "LU":
            spans.append((start, i + 1, label[2:]))
    return spans
