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
    count_pairs: bool = True,
) -> tuple[list[Floats], Floats, float]:
    """Probability of each label at each token, expected number of each transition, and the log partition sum.

    ``permitted`` (``T_b x L`` each) restricts the labelings that count; None permits all. Without ``count_pairs`` the
    transitions are not counted.
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
    ahead, scale = _forward(weight, move, begins)
    weight /= scale[:, :, None]
    last = (lengths - 1, np.arange(batch))
    back = _backward(weight, move, last, ends, alive)
    final = np.maximum((ahead[last] * ends).sum(axis=1), TINY)
    every = ahead * back
    every /= np.maximum(every.sum(axis=2, keepdims=True), TINY)
    log_sum = float((np.log(scale) + top[:, :, 0])[alive].sum() + np.log(final).sum())
    pairs = np.zeros((width, width), dtype=np.float32)
    if count_pairs and span > 1:
        coming = weight[1:] * back[1:] * (alive[1:, :] / final)[:, :, None]
        pairs = move * (ahead[:-1].reshape(-1, width).T @ coming.reshape(-1, width))
    return [every[: len(row), b] for b, row in enumerate(emissions)], pairs, log_sum


def _forward(weight: Floats, move: Floats, begins: Bools) -> tuple[Floats, Floats]:
    """Chances of the labels given what came before, and what each step was divided by (T x B x L, T x B)."""
    ahead = np.empty_like(weight)
    scale = np.empty((*weight.shape[:2], 1), dtype=np.float32)
    before: Floats | None = None
    for now, weights, sums in zip(ahead, weight, scale, strict=True):
        if before is None:
            np.multiply(weights, begins, out=now)
        else:
            np.matmul(before, move, out=now)
            np.multiply(now, weights, out=now)
        np.add.reduce(now, axis=1, keepdims=True, out=sums)
        np.maximum(sums, TINY, out=sums)
        np.divide(now, sums, out=now)
        before = now
    return ahead, scale[:, :, 0]


def _backward(weight: Floats, move: Floats, last: tuple[Ints, Ints], ends: Bools, alive: Bools) -> Floats:
    """Chances of what comes after, for each label (T x B x L), in the scale of the forward pass."""
    back = np.zeros_like(weight)
    back[last] = ends.astype(np.float32)
    turned = np.ascontiguousarray(move.T)
    for t in range(len(weight) - 2, -1, -1):
        value = (weight[t + 1] * back[t + 1]) @ turned
        np.copyto(back[t], value, where=alive[t + 1][:, None])
    return back


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


def likeliest(
    chances: Sequence[Floats], emissions: Sequence[Floats], transitions: Floats, steps: tuple[Bools, Bools, Bools]
) -> list[Ints]:
    """The most probable label of each token where these make a valid labeling of the line, else its `best_path`."""
    follows, begins, ends = steps
    paths = [chance.argmax(axis=1) for chance in chances]
    for i, path in enumerate(paths):
        if not (begins[path[0]] and ends[path[-1]] and follows[path[:-1], path[1:]].all()):
            paths[i] = best_path([emissions[i]], transitions, steps)[0]
    return paths


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
