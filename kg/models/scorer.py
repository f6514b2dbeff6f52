"""A trained network laid out for speed: rows of features to label scores, in numpy alone.

It gives what the layers of `kg.models.network` give, but for rounding. To the last bit, a line's scores don't depend on
what is scored with it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

import numpy as np

from kg.models.hashing import Hashes
from kg.models.layers import PAIRS, ROWS, Convolution, Dense, Floats, Ints, floats
from kg.models.mixing import Mixing


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
        self.transitions = floats(ordered[0]["transitions"])
        self._output = next((floats(n["W"].T), floats(n["b"])) for n in ordered if "W" in n and n["W"].ndim == 2)
        mix, *layers = (Dense.of(a, b) for a, b in pairwise(ordered) if "G" in b)
        self._mixing = Mixing(ordered, mix, together)
        self._layers = [Convolution.of(layer) for layer in layers]
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
        values = self._mixing.blocks(rows, at, -(-int(taken.sum() + gap) // ROWS))
        for layer in self._layers:
            layer.add(values)
        weight, bias = self._output
        scores: Floats = np.matmul(values.transpose(0, 1, 3, 2), weight).reshape(-1, len(bias)).take(_places(at), axis=0)
        scores += bias
        return scores


def _places(at: Ints) -> Ints:
    """Where rows are in blocks, even ones apart from odd ones."""
    places: Ints = at // ROWS * ROWS + at % 2 * PAIRS + at % ROWS // 2
    return places
