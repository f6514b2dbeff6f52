"""Networks that don't look at every column."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from kg.models.network import build_network, read_weights, use_openblas, write_weights
from kg.models.scorer import Scorer


def test_a_column_of_size_0_makes_no_difference_and_the_others_keep_their_places(tmp_path: Path) -> None:
    network = build_network([50, 30, 40, 20], [8, 0, 6, 4], width=16, depth=2, labels=5, pieces=2)
    network.initialize()
    use_openblas(network)
    numbers = np.random.default_rng(0)
    for node in network.walk():
        for name in node.param_names:
            value: Any = numbers.standard_normal(node.get_param(name).shape).astype(np.float32)
            node.set_param(name, value)
    write_weights(network, tmp_path / "weights.npz")
    read_weights(network, tmp_path / "weights.npz")
    with np.load(tmp_path / "weights.npz") as arrays:
        scorer = Scorer(dict(arrays), ((0, 1), (3,)))
    rows = numbers.integers(0, 99, (30, 4)).astype(np.uint64)
    other = rows.copy()
    other[:, 1] += np.uint64(7)
    (expected,) = network.predict([rows])
    np.testing.assert_allclose(scorer.scores(rows, [30]), expected, rtol=1e-3, atol=1e-3)
    np.testing.assert_array_equal(scorer.scores(other, [30]), scorer.scores(rows, [30]))
