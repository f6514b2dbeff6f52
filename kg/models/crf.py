"""A linear-chain conditional random field over BILUO labels, in numpy, batched over sequences.

All functions take scores in log space; forward and backward run in probability space with one scale per step, so that
a step is a small matrix product. Shapes: ``B`` sequences, ``T`` steps, ``L`` labels.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Bools = npt.NDArray[np.bool_]
Ints = npt.NDArray[np.int64]

TINY = np.float32(1e-30)
SCALED = 8
"""Steps after which chances are scaled in 64 bits: in so few none gets too small."""
_LEAST = 1e-290
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
    last = np.where(ends, np.float32(0), IMPOSSIBLE)
    current = score[0] + np.where(begins, np.float32(0), IMPOSSIBLE)
    came = np.zeros(score.shape, dtype=np.int8)
    closing = np.zeros(len(lengths), dtype=np.int64)
    stops = frozenset(lengths.tolist())
    for t, own in enumerate(score):
        if t:
            options = current[:, None, :] + move
            came[t] = options.argmax(axis=2)
            current = np.maximum.reduce(options, axis=2)
            current += own
        if t + 1 in stops:
            here = lengths == t + 1
            closing[here] = (current[here] + last).argmax(axis=1)
    paths = []
    for b, length in enumerate(lengths.tolist()):
        back, label = came[:, b].tolist(), int(closing[b])
        path = [label]
        for t in range(length - 1, 0, -1):
            label = back[t][label]
            path.append(label)
        paths.append(np.array(path[::-1], dtype=np.int64))
    return paths


def label_chances(
    scores: Floats, lengths: Sequence[int], transitions: Floats, steps: tuple[Bools, Bools, Bools]
) -> Floats:
    """Probability of each label at each token (tokens x L), for the scores of lines of ``lengths`` tokens, one behind the
    other: as `marginals`, but faster. A line's don't depend on the lines beside it.
    """
    follows, begins, ends = steps
    if not len(scores):
        return scores
    ways = _Ways.of(np.array(lengths, dtype=np.int64))
    weight = np.exp(scores - np.maximum.reduce(scores, axis=1, keepdims=True)).astype(np.float64)
    # the forward pass and, from the last tokens of the lines, the backward pass go side by side: what comes to a token
    # from those before, in ``coming``, and that times its own weight
    going = np.empty((2, *weight.shape))
    weight.take(ways.ahead, axis=0, out=going[0], mode="clip")
    weight.take(ways.back, axis=0, out=going[1], mode="clip")
    move = np.where(follows, np.exp(transitions), 0.0)
    moves = np.stack([move, move.T])
    coming = np.empty_like(going)
    at = ways.counts[0]
    coming[:, :at] = np.stack([begins, ends])[:, None]
    going[:, :at] *= coming[:, :at]
    at = 0
    for step, (before, count) in enumerate(pairwise(ways.counts), start=1):
        last, at = going[:, at : at + count], at + before
        if step % SCALED == 0:
            last = last / np.maximum(np.add.reduce(last, axis=2, keepdims=True), _LEAST)
        here, made = going[:, at : at + count], coming[:, at : at + count]
        if count == 1:  # of one row alone, the last bit of a product may differ from what it is beside others
            made[:] = np.matmul(np.repeat(last, 2, axis=1), moves)[:, :1]
        else:
            np.matmul(last, moves, made)
        np.multiply(here, made, here)
    place = np.empty_like(ways.back)
    place[ways.back] = np.arange(len(place))
    chances = coming[1].take(place[ways.ahead], axis=0, out=weight, mode="clip")
    chances *= going[0]
    chances /= np.maximum(np.add.reduce(chances, axis=1, keepdims=True), _LEAST)
    found = np.empty_like(scores)
    found[ways.ahead] = chances
    return found


@dataclass(frozen=True, slots=True)
class _Ways:
    """The order in which two passes over lines take tokens, the longest lines first: all first ones, all second ones.
    ``ahead`` from the beginnings of lines, ``back`` from their ends; ``counts``: of all first ones, all second ones."""

    ahead: Ints
    back: Ints
    counts: list[int]

    @classmethod
    def of(cls, lengths: Ints) -> _Ways:
        ends = np.cumsum(lengths)
        order = np.argsort(-lengths, kind="stable")
        counts = np.searchsorted(np.sort(lengths), np.arange(lengths.max(initial=0)), side="right")
        counts = len(lengths) - counts
        step = np.repeat(np.arange(len(counts)), counts)
        line = order[np.arange(len(step)) - np.repeat(np.cumsum(counts) - counts, counts)]
        return cls((ends - lengths)[line] + step, ends[line] - 1 - step, counts.tolist())


def likeliest(
    chances: Floats, scores: Floats, lengths: Sequence[int], transitions: Floats, steps: tuple[Bools, Bools, Bools]
) -> Ints:
    """The most probable label of each token where these make a valid labeling of the line, else its `best_path`. The lines
    are of ``lengths`` tokens, one behind the other."""
    follows, begins, ends = steps
    path: Ints = chances.argmax(axis=1)
    last = np.cumsum(lengths) - 1
    first = last + 1 - np.array(lengths, dtype=np.int64)
    wrong = np.append(~follows[path[:-1], path[1:]], False)
    wrong[last] = ~ends[path[last]]
    wrong[first] |= ~begins[path[first]]
    lines = np.unique(np.searchsorted(last, np.flatnonzero(wrong))).tolist()
    if lines:
        parts = [slice(first[line], last[line] + 1) for line in lines]
        for part, best in zip(parts, best_path([scores[part] for part in parts], transitions, steps), strict=True):
            path[part] = best
    return path


def read_spans(path: Ints, labels: Sequence[str]) -> list[tuple[int, int, str]]:
    """(first token, token after the last, type) of each name in valid labelings, one behind the other."""
    begins = np.array([label[0] in "BU" for label in labels])
    ends = np.array([label[0] in "LU" for label in labels])
    first, last = np.flatnonzero(begins[path]).tolist(), np.flatnonzero(ends[path]).tolist()
    kinds = [labels[number][2:] for number in path[first].tolist()]
    return [(start, end + 1, kind) for start, end, kind in zip(first, last, kinds, strict=True)]
