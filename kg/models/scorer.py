"""A trained network laid out for speed: rows of features to label scores, in numpy alone.

It gives what the layers of `kg.models.network` give, but for rounding. What makes it fast: the first layer's products
of columns that come again together (those of a word) are remembered; a convolution takes two rows for four products,
not six (Winograd's F(2, 3)); numbers lie so that what is done to all is done along memory, with every second row apart;
every layer works on as many rows as fit into the processor's cache. To the last bit, a line's scores don't depend on
what is scored with it.
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
Ints = npt.NDArray[np.int64]
LookUp = Callable[[Hashes, Floats], int]
"""Writes rows of numbers for values to an array, and says how many columns it filled."""

LEAST = 16
"""Products are taken of at least so many rows: of fewer, the last bit of a row may depend on their number."""
PAIRS = 256
"""Pairs of rows that a convolution takes at a time: with what is made of them, about a megabyte."""
MIXED = 2048
"""Rows that are mixed at a time."""
SLOTS = 15
"""2 to the power of this products are remembered of each group of columns: 25 MB."""


@dataclass(frozen=True, slots=True)
class Dense:
    """A layer that takes the larger of two products and normalizes it. ``weight``: inputs x 2 * width, one product's
    beside the other's, as is ``bias``; ``gain`` and ``shift`` (width x 1) are those of the normalization."""

    weight: Floats
    bias: Floats
    gain: Floats
    shift: Floats

    def normalize(self, values: Floats) -> None:
        """Normalizes the columns of ``values`` (2 x width x pairs of rows) in their place."""
        width = np.float32(len(self.gain))
        values -= (np.add.reduce(values, axis=1) / width)[:, None]
        spread = np.add.reduce(values * values, axis=1) / width
        spread += np.float32(1e-8)
        values *= (1 / np.sqrt(spread))[:, None]
        values *= self.gain
        values += self.shift


class Columns:
    """Some columns of the features: what they look up, and its product with their part of the first layer."""

    def __init__(self, look_up: Mapping[int, LookUp], weight: Floats) -> None:
        self._look_up = look_up
        self._weight = weight

    def product(self, rows: Hashes) -> Floats:
        """``len(rows) x 2 * width`` numbers, in an array of their own."""
        found = np.zeros((max(len(rows), LEAST), len(self._weight)), dtype=np.float32)
        at = 0
        for column, look_up in self._look_up.items():
            at += look_up(rows[:, column], found[: len(rows), at:])
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
        keys = np.zeros(len(rows), dtype=np.uint64)
        for column, factor in zip(self._columns, self._factors, strict=True):
            keys += rows[:, column] * factor
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
        self.unused = frozenset(column for column, node in enumerate(n for n in ordered if "E" in n) if not node["E"].size)
        """The columns of features that the network doesn't look at."""

    def scores(self, rows: Hashes, lengths: Sequence[int]) -> Floats:
        """Label scores (tokens x labels) for the feature rows of lines of ``lengths`` tokens, one behind the other."""
        # between lines, as in training, as many rows of zeros as there are layers, or one more: lines begin at even rows
        gap = len(self._layers) + len(self._layers) % 2
        sizes = np.array(lengths, dtype=np.int64)
        taken = sizes + sizes % 2 + gap
        begins = np.cumsum(taken) - taken + gap
        at = np.arange(len(rows)) + np.repeat(begins - (np.cumsum(sizes) - sizes), sizes)
        room = -(-int(taken.sum() + gap) // (2 * LEAST)) * 2 * LEAST
        values = self._mixed(rows, at, room)
        for weights, layer in self._layers:
            values = _convolve(values, weights, layer)
        weight, bias = self._output
        scores: Floats = np.matmul(values[:, :, 1:-1].transpose(0, 2, 1), weight).transpose(1, 0, 2).reshape(room, -1)[at]
        scores += bias
        return scores

    def _mixed(self, rows: Hashes, at: Ints, room: int) -> Floats:
        """The first layer's values as `_convolve` takes them: those of ``rows`` at the places ``at``, else zeros."""
        width = len(self._mix.gain)
        values = np.zeros((room, width), dtype=np.float32)
        for first in range(0, len(rows), MIXED):
            part = rows[first : first + MIXED]
            product = self._columns[0].product(part)
            for columns in self._columns[1:]:
                product += columns.product(part)
            product += self._mix.bias
            values[at[first : first + MIXED]] = np.maximum(product[:, :width], product[:, width:])
        sides = np.zeros((2, width, room // 2 + 2), dtype=np.float32)
        pairs = values.reshape(-1, 2, width).transpose(1, 2, 0)
        for first in range(0, room // 2, PAIRS):
            some = np.ascontiguousarray(pairs[:, :, first : first + PAIRS])
            self._mix.normalize(some)
            sides[:, :, first + 1 : first + 1 + some.shape[2]] = some
        free = np.ones(room, dtype=bool)
        free[at] = False
        empty = np.flatnonzero(free)
        sides[empty % 2, :, empty // 2 + 1] = 0
        return sides


def _convolve(values: Floats, weights: Floats, layer: Dense) -> Floats:
    """``values`` (even and odd rows x width x pairs of rows, the first and last of zeros) and what the layer adds to each
    row, given the rows beside it.

    Of rows d0 d1 d2 d3 the layer's products for d1 and d2 are m0 + m1 + m2 and m1 - m2 - m3, with m0 = (d0 - d2) w0,
    m1 = (d1 + d2) (w0 + w1 + w2) / 2, m2 = (d2 - d1) (w0 - w1 + w2) / 2, m3 = (d1 - d3) w2.
    """
    _, width, count = values.shape
    found = np.zeros_like(values)
    sums, products = (np.empty((4, size, PAIRS), dtype=np.float32) for size in (width, 2 * width))
    for first in range(1, count - 1, PAIRS):
        last = min(first + PAIRS, count - 1)
        here, size = values[:, :, first:last], last - first
        (d1, d2), d0, d3 = here, values[1, :, first - 1 : last - 1], values[0, :, first + 1 : last + 1]
        s0, s1, s2, s3 = taken = sums[:, :, :size]
        np.subtract(d0, d2, out=s0)
        np.add(d1, d2, out=s1)
        np.subtract(d2, d1, out=s2)
        np.subtract(d1, d3, out=s3)
        m0, m1, m2, m3 = made = np.matmul(weights, taken, out=products[:, :, :size])
        m1 += layer.bias[:, None]
        m0 += m1
        m0 += m2
        m1 -= m2
        m1 -= m3
        best = np.maximum(made[:2, :width], made[:2, width:])
        layer.normalize(best)
        np.add(best, here, out=found[:, :, first:last])
    return found


def _for_pairs(weight: Floats) -> Floats:
    """4 x 2 * width x width: the weights of `_convolve`, given those for the rows before, at and behind a place."""
    w0, w1, w2 = np.split(np.ascontiguousarray(weight.T), 3, axis=1)
    return np.stack([w0, (w0 + w1 + w2) / 2, (w0 - w1 + w2) / 2, w2])


def _dense(maxout: Mapping[str, Any], norm: Mapping[str, Any]) -> Dense:
    weight = maxout["W"]  # width x pieces x inputs
    return Dense(
        weight=_floats(weight.transpose(2, 1, 0).reshape(weight.shape[2], -1)),
        bias=_floats(maxout["b"].T.ravel()),
        gain=_floats(norm["G"])[:, None],
        shift=_floats(norm["b"])[:, None],
    )


def _split(
    nodes: Sequence[Mapping[str, Any]], weight: Floats, together: Sequence[Sequence[int]]
) -> Iterator[Columns | Remembered]:
    """The first layer, cut into the groups of columns and, before them, the columns in none."""
    tables: list[tuple[int, LookUp]] = [
        (node["E"].shape[1], partial(_hashed, _floats(node["E"]), seed))
        for seed, node in enumerate((node for node in nodes if "E" in node), start=1)
    ]
    fixed = next((node for node in nodes if "table" in node), None)
    if fixed is not None:
        size = len(fixed["scale"])
        count = (len(weight) - sum(size for size, _ in tables)) // size
        tables += [(size, partial(_fixed, fixed["table"], fixed["scale"]))] * count
    ends = np.cumsum([size for size, _ in tables]).tolist()
    used = [column for column, (size, _) in enumerate(tables) if size]
    groups = [[column for column in group if column in used] for group in together]
    free = [column for column in used if not any(column in group for group in groups)]
    for group in filter(None, [free, *groups]):
        parts = np.concatenate([weight[ends[c] - tables[c][0] : ends[c]] for c in group])
        columns = Columns({c: tables[c][1] for c in group}, parts)
        yield columns if group is free else Remembered(group, columns, weight.shape[1])


def _hashed(table: Floats, seed: int, values: Hashes, out: Floats) -> int:
    """Writes what `values` look up to the first columns of ``out``; gives their number."""
    width = int(table.shape[1])
    first, *rest, last = rows_of(values, seed, len(table))
    found: Floats = table.take(first, axis=0)
    for more in rest:
        found += table.take(more, axis=0)
    np.add(found, table.take(last, axis=0), out=out[:, :width])
    return width


def _fixed(table: npt.NDArray[np.int8], scale: Floats, values: Hashes, out: Floats) -> int:
    """As `_hashed`."""
    np.multiply(table.take(values.astype(np.int64), axis=0), scale, out=out[:, : len(scale)])
    return len(scale)


def _floats(array: Any) -> Floats:
    return np.ascontiguousarray(array, dtype=np.float32)
