"""A trained network laid out for speed: rows of features to label scores, in numpy alone.

It gives what the layers of `kg.models.network` give, but for rounding. What makes it fast: the first layer's products
of columns that come again together (those of a word) are remembered; a convolution takes two rows for four products,
not six (Winograd's F(2, 3)); every layer works on as many rows as fit into the processor's cache; nothing is kept that
only training needs. To the last bit, a line's scores don't depend on what is scored with it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt

from kg.models.hashing import Hashes, rows_of

Floats = npt.NDArray[np.float32]

LEAST = 16
"""Products are taken of at least so many rows: of fewer, the last bit of a row may depend on their number."""
PAIRS = 128
"""Pairs of rows that a convolution takes at a time: with what is made of them, less than a megabyte."""
MIXED = 1024
"""Rows that are mixed at a time."""
SLOTS = 15
"""2 to the power of this products are remembered of each group of columns: 25 MB."""


@dataclass(frozen=True, slots=True)
class Dense:
    """A layer that takes the larger of two products and normalizes it. ``weight``: inputs x 2 * width, one product's
    beside the other's, as is ``bias``; ``gain`` and ``shift`` are those of the normalization."""

    weight: Floats
    bias: Floats
    gain: Floats
    shift: Floats

    def settle(self, product: Floats, out: Floats) -> None:
        """Write to ``out`` (rows x width) what the layer makes of its ``product`` (rows x 2 * width; spoiled)."""
        width = len(self.gain)
        product += self.bias
        np.maximum(product[:, :width], product[:, width:], out=out)
        out -= np.add.reduce(out, axis=1, keepdims=True) / np.float32(width)
        spread = np.einsum("ij,ij->i", out, out)[:, None] / np.float32(width)
        out *= 1 / np.sqrt(spread + np.float32(1e-8))
        out *= self.gain
        out += self.shift


class Columns:
    """Some columns of the features: what they look up, and its product with their part of the first layer."""

    def __init__(self, look_up: Mapping[int, Callable[[Hashes], Floats]], weight: Floats) -> None:
        self._look_up = look_up
        self._weight = weight

    def product(self, rows: Hashes) -> Floats:
        """``len(rows) x 2 * width`` numbers, in an array of their own."""
        found = np.zeros((max(len(rows), LEAST), len(self._weight)), dtype=np.float32)
        at = 0
        for column, look_up in self._look_up.items():
            values = look_up(rows[:, column])
            found[: len(rows), at : at + values.shape[1]] = values
            at += values.shape[1]
        product: Floats = (found @ self._weight)[: len(rows)]
        return product


class Remembered:
    """Columns whose values come again together, with the products of those that were met last in a table: a place for
    each remainder of a key that stands for the values."""

    def __init__(self, columns: Sequence[int], plain: Columns, width: int) -> None:
        self._columns, self._plain = list(columns), plain
        self._factors = np.arange(1, len(columns) + 1, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C16) + np.uint64(1)
        self._keys = np.zeros(1 << SLOTS, dtype=np.uint64)
        self._keys[0] = 1  # the key 0 belongs here, and 1 doesn't: no place claims to hold what it doesn't
        self._products = np.zeros((1 << SLOTS, width), dtype=np.float32)

    def product(self, rows: Hashes) -> Floats:
        """As `Columns.product`."""
        keys = (rows[:, self._columns] * self._factors).sum(axis=1)
        keys ^= keys >> np.uint64(32)
        keys *= np.uint64(0xC4CEB9FE1A85EC53)
        places = (keys >> np.uint64(64 - SLOTS)).astype(np.int64)
        unmet = np.flatnonzero(self._keys[places] != keys)
        found: Floats = self._products.take(places, axis=0)
        if not len(unmet):
            return found
        _, first, which = np.unique(keys[unmet], return_index=True, return_inverse=True)
        new = unmet[first]
        made = self._plain.product(rows[new])
        self._keys[places[new]] = keys[new]
        self._products[places[new]] = made
        found[unmet] = made[which]
        return found


class Scorer:
    """The label scores of a network with fixed weights."""

    def __init__(self, arrays: Mapping[str, Any], together: Sequence[Sequence[int]]) -> None:
        """``arrays`` as `kg.models.network.write_weights` names them; ``together``: groups of the columns of features
        whose values come again together."""
        nodes: dict[int, dict[str, Any]] = {}
        for name, array in arrays.items():
            number, _, part = name.partition(".")
            nodes.setdefault(int(number), {})[part] = array
        ordered = [nodes[number] for number in sorted(nodes)]
        self.transitions = _floats(ordered[0]["transitions"])
        self._output = next((_floats(n["W"].T), _floats(n["b"])) for n in ordered if "W" in n and n["W"].ndim == 2)
        self._mix, *layers = (_dense(a, b) for a, b in pairwise(ordered) if "G" in b)
        self._layers = [(_for_pairs(layer.weight), layer) for layer in layers]
        self._columns = list(_split(ordered, self._mix.weight, together))

    def scores(self, rows: Hashes, lengths: Sequence[int]) -> Floats:
        """Label scores (tokens x labels) for the feature rows of lines of ``lengths`` tokens, one behind the other."""
        # between lines, as in training, as many rows of zeros as there are layers, or one more: lines begin at even rows
        gap = len(self._layers) + len(self._layers) % 2
        sizes = np.array(lengths, dtype=np.int64)
        taken = sizes + sizes % 2 + gap
        begins = np.cumsum(taken) - taken + gap
        at = np.arange(len(rows)) + np.repeat(begins - (np.cumsum(sizes) - sizes), sizes)
        room = -(-int(taken.sum() + gap) // (2 * LEAST)) * 2 * LEAST
        values = np.zeros((room, len(self._mix.gain)), dtype=np.float32)
        for first in range(0, len(rows), MIXED):
            part = rows[first : first + MIXED]
            product = self._columns[0].product(part)
            for columns in self._columns[1:]:
                product += columns.product(part)
            mixed = np.empty((len(part), values.shape[1]), dtype=np.float32)
            self._mix.settle(product, mixed)
            values[at[first : first + MIXED]] = mixed
        for weights, layer in self._layers:
            values = _convolve(values, weights, layer)
        weight, bias = self._output
        scores: Floats = (values @ weight)[at]
        scores += bias
        return scores


def _convolve(values: Floats, weights: Floats, layer: Dense) -> Floats:
    """``values`` (an even number of rows x width) and what the layer adds to each row, given the rows beside it.

    Of rows d0 d1 d2 d3 the layer's products for d1 and d2 are m0 + m1 + m2 and m1 - m2 - m3, with m0 = (d0 - d2) w0,
    m1 = (d1 + d2) (w0 + w1 + w2) / 2, m2 = (d2 - d1) (w0 - w1 + w2) / 2, m3 = (d1 - d3) w2.
    """
    count, width = len(values) // 2, values.shape[1]
    pairs = np.zeros((count + 2, 2, width), dtype=np.float32)
    pairs[1:-1] = values.reshape(count, 2, width)
    found = np.empty((count, 2, width), dtype=np.float32)
    sums, products, best = (np.empty((4, PAIRS, size), dtype=np.float32) for size in (width, 2 * width, width))
    for first in range(0, count, PAIRS):
        size = min(PAIRS, count - first)
        (_, d0), (d1, d2), (d3, _) = (pairs[first + i : first + i + size].transpose(1, 0, 2) for i in range(3))
        s0, s1, s2, s3 = sums[:, :size]
        np.subtract(d0, d2, out=s0)
        np.add(d1, d2, out=s1)
        np.subtract(d2, d1, out=s2)
        np.subtract(d1, d3, out=s3)
        m0, m1, m2, m3 = np.matmul(sums[:, :size], weights, out=products[:, :size])
        m0 += m1
        m0 += m2
        m1 -= m2
        m1 -= m3
        for side, product in enumerate((m0, m1)):
            layer.settle(product, best[side, :size])
            found[first : first + size, side] = best[side, :size]
    found += pairs[1:-1]
    return found.reshape(values.shape)


def _for_pairs(weight: Floats) -> Floats:
    """4 x width x 2 * width: the weights of `_convolve`, given those for the rows before, at and behind a place."""
    w0, w1, w2 = np.split(weight, 3)
    return np.stack([w0, (w0 + w1 + w2) / 2, (w0 - w1 + w2) / 2, w2])


def _dense(maxout: Mapping[str, Any], norm: Mapping[str, Any]) -> Dense:
    weight = maxout["W"]  # width x pieces x inputs
    return Dense(
        weight=_floats(weight.transpose(2, 1, 0).reshape(weight.shape[2], -1)),
        bias=_floats(maxout["b"].T.ravel()),
        gain=_floats(norm["G"]),
        shift=_floats(norm["b"]),
    )


def _split(
    nodes: Sequence[Mapping[str, Any]], weight: Floats, together: Sequence[Sequence[int]]
) -> Iterator[Columns | Remembered]:
    """The first layer, cut into the groups of columns and, before them, the columns in none."""
    tables: list[tuple[int, Callable[[Hashes], Floats]]] = [
        (node["E"].shape[1], partial(_hashed, _floats(node["E"]), seed))
        for seed, node in enumerate((node for node in nodes if "E" in node), start=1)
    ]
    fixed = next((node for node in nodes if "table" in node), None)
    if fixed is not None:
        size = len(fixed["scale"])
        count = (len(weight) - sum(size for size, _ in tables)) // size
        tables += [(size, partial(_fixed, fixed["table"], fixed["scale"]))] * count
    ends = np.cumsum([size for size, _ in tables]).tolist()
    groups = [[column for column in group if column < len(tables)] for group in together]
    free = [column for column in range(len(tables)) if not any(column in group for group in groups)]
    for group in ([free] if free else []) + groups:
        parts = np.concatenate([weight[ends[c] - tables[c][0] : ends[c]] for c in group])
        columns = Columns({c: tables[c][1] for c in group}, parts)
        yield columns if group is free else Remembered(group, columns, weight.shape[1])


def _hashed(table: Floats, seed: int, values: Hashes) -> Floats:
    rows = rows_of(values, seed, len(table))
    found: Floats = table.take(rows[0], axis=0)
    for more in rows[1:]:
        found += table.take(more, axis=0)
    return found


def _fixed(table: npt.NDArray[np.int8], scale: Floats, values: Hashes) -> Floats:
    found: Floats = table.take(values.astype(np.int64), axis=0) * scale
    return found


def _floats(array: Any) -> Floats:
    return np.ascontiguousarray(array, dtype=np.float32)
