"""The layers of the shipped networks, laid out for speed, in numpy alone.

Values lie in blocks of `PAIRS` pairs of neighbouring rows, the even rows apart from the odd ones and the rows along memory:
blocks x 2 x width x `PAIRS`. So what is done to all of a block is done in one sweep over memory that stays in the
processor's cache, and a convolution takes two rows for four products, not six (Winograd's F(2, 3)).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]

PAIRS = 384
"""Pairs of rows in a block: with what a convolution makes of them, as much as the processor's cache takes."""
ROWS = 2 * PAIRS
"""Rows in a block."""


@dataclass(frozen=True, slots=True)
class Dense:
    """A layer that takes the larger of two products and normalizes it. ``weight``: inputs x 2 * width, one product's
    beside the other's. ``bias`` (2 * width), ``gain`` and ``shift`` (width, both of the normalization) are repeated for
    each pair of rows."""

    weight: Floats
    bias: Floats
    gain: Floats
    shift: Floats

    @classmethod
    def of(cls, maxout: Mapping[str, Any], norm: Mapping[str, Any]) -> Dense:
        """That of two nodes of a network; the first one's weights are width x pieces x inputs."""
        weight = maxout["W"].transpose(2, 1, 0)
        return cls(
            weight=floats(weight.reshape(len(weight), -1)),
            bias=_repeated(maxout["b"].T.ravel()),
            gain=_repeated(norm["G"]),
            shift=_repeated(norm["b"]),
        )

    def normalize(self, values: Floats) -> None:
        """Normalizes the rows of ``values`` (any number x width x rows) in their place."""
        width, whole = np.float32(values.shape[1]), values.shape[2] == PAIRS
        mean = np.add.reduce(values, axis=1)
        mean /= width
        values -= mean[:, None]
        spread = np.add.reduce(values * values, axis=1)
        spread /= width
        spread += np.float32(1e-8)
        values *= (1 / np.sqrt(spread))[:, None]
        values *= self.gain if whole else self.gain[:, :1]
        values += self.shift if whole else self.shift[:, :1]


@dataclass(frozen=True, slots=True)
class Convolution:
    """A `Dense` layer of each row and the two beside it, as ``weights`` for pairs of rows (4 x 2 * width x width)."""

    weights: Floats
    dense: Dense

    @classmethod
    def of(cls, dense: Dense) -> Convolution:
        """That with the weights of ``dense`` for the rows before, at and behind a place."""
        w0, w1, w2 = np.split(np.ascontiguousarray(dense.weight.T), 3, axis=1)
        return cls(np.stack([w0, (w0 + w1 + w2) / 2, (w0 - w1 + w2) / 2, w2]), dense)

    def add(self, values: Floats) -> None:
        """Adds to the rows in blocks what the layer makes of each and those beside it.

        Of rows d0 d1 d2 d3 its products for d1 and d2 are m0 + m1 + m2 and m1 - m2 - m3, with m0 = (d0 - d2) w0,
        m1 = (d1 + d2) (w0 + w1 + w2) / 2, m2 = (d2 - d1) (w0 - w1 + w2) / 2, m3 = (d1 - d3) w2.
        """
        width = values.shape[2]
        sums, products = (np.empty((4, size, PAIRS), dtype=np.float32) for size in (width, 2 * width))
        (s0, s1, s2, s3), (m0, m1, m2, m3) = sums, products
        best = np.empty((2, width, PAIRS), dtype=np.float32)
        ends = np.concatenate([np.zeros((1, width), np.float32), values[:-1, 1, :, -1]])
        begins = np.concatenate([values[1:, 0, :, 0], np.zeros((1, width), np.float32)])
        for here, before, behind in zip(values, ends, begins, strict=True):
            even, odd = here
            np.subtract(before, odd[:, 0], out=s0[:, 0])
            np.subtract(odd[:, :-1], odd[:, 1:], out=s0[:, 1:])
            np.add(even, odd, out=s1)
            np.subtract(odd, even, out=s2)
            np.subtract(even[:, :-1], even[:, 1:], out=s3[:, :-1])
            np.subtract(even[:, -1], behind, out=s3[:, -1])
            np.matmul(self.weights, sums, out=products)
            m1 += self.dense.bias
            m0 += m1
            m0 += m2
            m1 -= m2
            m1 -= m3
            np.maximum(products[:2, :width], products[:2, width:], out=best)
            self.dense.normalize(best)
            here += best


def floats(array: Any) -> Floats:
    """A copy in 32 bits, or the array itself if it has them in order."""
    return np.ascontiguousarray(array, dtype=np.float32)


def _repeated(array: Any) -> Floats:
    return np.repeat(floats(array)[:, None], PAIRS, axis=1)
