"""The first layer of a shipped network: what features look up in tables, mixed.

What the features of a word or a character look up comes again with it, so what is made of that is remembered; the tables
of other features are multiplied with the layer's weights beforehand. So nearly all that is left is to add up rows.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt

from kg.models.hashing import Hashes, rows_of
from kg.models.layers import PAIRS, ROWS, Dense, Floats, Ints, floats

LookUp = tuple[Floats, npt.NDArray[np.int64] | npt.NDArray[np.uint32]]
"""A table, and its row for each token."""
Fixed = tuple[npt.NDArray[np.int8], Floats]
"""A table of numbers in eight bits, and what those of each column are multiplied by."""

LEAST = 16
"""Products are taken of at least so many rows: of fewer, the last bit of a row may depend on their number."""
SLOTS = 16
"""2 to the power of this rows are remembered: up to 25 MB."""
SPARE = 1 << 13
"""Rows for what was not met before; more are made where that is not enough."""


class Columns:
    """Some columns of the features: what they look up, and its product with their part of the first layer."""

    def __init__(self, hashed: Mapping[int, Floats], fixed: Mapping[int, Fixed], weight: Floats) -> None:
        """``hashed``: the table of each column of hashes; ``fixed``: that of each column of rows; ``weight``: inputs x
        outputs, the inputs in the order of these columns."""
        self.numbers = [*hashed, *fixed]
        self._hashed, self._fixed, self._weight = hashed, fixed, weight
        self._seeds = np.array([[column + 1] for column in hashed], dtype=np.uint64)
        self._counts = np.array([[len(table)] for table in hashed.values()], dtype=np.uint32)

    def product(self, rows: Hashes) -> Floats:
        """For each row of features its outputs."""
        count, at = len(rows), 0
        found = np.zeros((max(count, LEAST), len(self._weight)), dtype=np.float32)
        four = rows_of(rows.T[list(self._hashed)], self._seeds, self._counts)
        for table, first, second, third, last in zip(self._hashed.values(), *four, strict=True):
            out = found[:count, at : at + table.shape[1]]
            np.add(table.take(first, axis=0), table.take(second, axis=0), out=out)
            out += table.take(third, axis=0)
            out += table.take(last, axis=0)
            at += table.shape[1]
        for column, (small, scale) in self._fixed.items():
            out = found[:count, at : at + len(scale)]
            np.multiply(small.take(rows[:, column].astype(np.int64), axis=0), scale, out=out)
            at += len(scale)
        product: Floats = (found @ self._weight)[:count]
        return product


class Multiplied:
    """Columns as `Columns` takes them, with tables that are multiplied with the first layer already."""

    def __init__(self, hashed: Mapping[int, Floats], fixed: Mapping[int, Fixed], weight: Floats) -> None:
        tables = {**hashed, **{column: small * scale for column, (small, scale) in fixed.items()}}
        parts = np.split(weight, np.cumsum([table.shape[1] for table in tables.values()])[:-1])
        self._tables = {c: floats(table @ part) for (c, table), part in zip(tables.items(), parts, strict=True)}
        self._fixed = frozenset(fixed)

    def look_ups(self, rows: Hashes) -> list[LookUp]:
        """Tables and their rows, the sum of which is the product for each row of features."""
        found: list[LookUp] = []
        for column, table in self._tables.items():
            values = rows[:, column]
            if column in self._fixed:
                found.append((table, values.astype(np.int64)))
            else:
                found += [(table, places) for places in rows_of(values, column + 1, len(table))]
        return found


class Remembered:
    """Columns whose values come again together, with what was made of those that were met last in a table: a place for
    each remainder of a key that stands for the values."""

    def __init__(self, columns: Sequence[int], make: Callable[[Hashes], Floats], width: int) -> None:
        """``make`` makes ``width`` numbers of each row of features."""
        self._columns, self._make = columns, make
        self._factors = np.arange(1, len(columns) + 1, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C16) + np.uint64(1)
        self._keys = np.zeros(1 << SLOTS, dtype=np.uint64)
        self._keys[0] = 1  # the key 0 belongs here, and 1 doesn't: no place claims to hold what it doesn't
        self._made = np.zeros(((1 << SLOTS) + SPARE, width), dtype=np.float32)
        self._new = np.zeros(0, dtype=np.uint64)

    def look_ups(self, rows: Hashes) -> list[LookUp]:
        """A table with what is made of ``rows``, until this is called again, and its rows. What was not met before stands
        behind the places for now: one of its keys may belong where another's that is asked for stands."""
        self._made[self._places(self._new)] = self._made[1 << SLOTS :][: len(self._new)]
        self._keys[self._places(self._new)] = self._new
        keys = np.zeros(len(rows), dtype=np.uint64)
        for column, factor in zip(self._columns, self._factors, strict=True):
            keys += rows[:, column] * factor
        keys ^= keys >> np.uint64(32)
        keys *= np.uint64(0xC4CEB9FE1A85EC53)
        places = self._places(keys)
        unmet = np.flatnonzero(self._keys[places] != keys)
        new, first, which = np.unique(keys[unmet], return_index=True, return_inverse=True)
        self._new = new[:0]  # until all are made
        if len(new):
            more = (1 << SLOTS) + len(new) - len(self._made)
            if more > 0:
                self._made = np.concatenate([self._made, np.zeros((more, self._made.shape[1]), dtype=np.float32)])
            self._made[1 << SLOTS :][: len(new)] = self._make(rows[unmet[first]])
            places[unmet] = which + (1 << SLOTS)
            self._new = new
        return [(self._made, places)]

    def _places(self, keys: Hashes) -> Ints:
        return (keys >> np.uint64(64 - SLOTS)).astype(np.int64)


class Mixing:
    """The first layer of a network with fixed weights."""

    def __init__(self, nodes: Sequence[Mapping[str, Any]], dense: Dense, together: Sequence[Sequence[int]]) -> None:
        """``nodes``: the arrays of each node of the network, in order; ``together``: groups of the columns of features whose
        values come again together."""
        self._dense, self._width = dense, len(dense.gain)
        self._bias = np.ascontiguousarray(dense.bias[:, 0])
        self._parts: list[Multiplied | Remembered] = []
        free, *groups = _split(nodes, dense.weight, together)
        if free:
            self._parts.append(Multiplied(*free))
        columns = [Columns(*group) for group in groups if group]
        self._whole = columns[0] if len(columns) == 1 and not free else None
        """All columns, where they come again together: what is remembered are the values themselves then."""
        if self._whole:
            self._parts = [Remembered(self._whole.numbers, self._made, self._width)]
        else:
            self._parts += [Remembered(group.numbers, group.product, 2 * self._width) for group in columns]

    def blocks(self, rows: Hashes, at: Ints, count: int) -> Floats:
        """``count`` blocks (see `kg.models.layers`) with the values for ``rows`` at the places ``at``, else zeros."""
        values = np.empty((count, 2, self._width, PAIRS), dtype=np.float32)
        (first, own), *others = (look_up for part in self._parts for look_up in part.look_ups(rows))
        some = np.zeros((ROWS, self._width), dtype=np.float32)
        borders = np.searchsorted(at, np.arange(count + 1) * ROWS).tolist()
        for number, (start, end) in enumerate(pairwise(borders)):
            places = at[start:end] - number * ROWS
            found = first.take(own[start:end], axis=0)
            for table, numbers in others:
                found += table.take(numbers[start:end], axis=0)
            some[places] = found if self._whole else self._larger(found)
            block = values[number]
            np.copyto(block, some.reshape(PAIRS, 2, self._width).transpose(1, 2, 0))
            if not self._whole:
                self._dense.normalize(block)
            empty = np.ones(ROWS, dtype=bool)
            empty[places] = False
            block.transpose(2, 0, 1)[empty.reshape(PAIRS, 2)] = 0
        return values

    def _larger(self, product: Floats) -> Floats:
        product += self._bias
        larger: Floats = np.maximum(product[:, : self._width], product[:, self._width :])
        return larger

    def _made(self, rows: Hashes) -> Floats:
        """The values for ``rows``."""
        assert self._whole is not None
        values = np.zeros((1, self._width, max(len(rows), LEAST)), dtype=np.float32)
        values[0, :, : len(rows)] = self._larger(self._whole.product(rows)).T
        self._dense.normalize(values)
        made: Floats = values[0, :, : len(rows)].T
        return made


def _split(
    nodes: Sequence[Mapping[str, Any]], weight: Floats, together: Sequence[Sequence[int]]
) -> list[tuple[dict[int, Floats], dict[int, Fixed], Floats] | None]:
    """The arguments of `Columns` for the columns in no group, and for each group; None for no column."""
    hashed = dict(enumerate(floats(node["E"]) for node in nodes if "E" in node))
    fixed: dict[int, Fixed] = {}
    sizes = [table.shape[1] for table in hashed.values()]
    for node in nodes:
        if "table" in node:
            size = len(node["scale"])
            count = (len(weight) - sum(sizes)) // size
            fixed = dict.fromkeys(range(len(sizes), len(sizes) + count), (node["table"], node["scale"]))
            sizes += [size] * count
    ends = np.cumsum(sizes).tolist()
    used = [column for column, size in enumerate(sizes) if size]
    grouped = [[column for column in sorted(group) if column in used] for group in together]
    free = [column for column in used if not any(column in group for group in grouped)]
    return [
        (
            {column: hashed[column] for column in group if column in hashed},
            {column: fixed[column] for column in group if column in fixed},
            np.concatenate([weight[ends[column] - sizes[column] : ends[column]] for column in group]),
        )
        if group
        else None
        for group in [free, *grouped]
    ]
