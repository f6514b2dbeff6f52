"""Where nodes are drawn."""

from __future__ import annotations

import itertools
import math

import pytest

from kg.graph import layout
from kg.graph.layout import EXTENT, force_layout


def _two_clusters(size: int) -> tuple[list[str], dict[tuple[str, str], float]]:
    """Two groups, each linked in itself all over, with one link between them."""
    nodes = [f"{group}{number:03}" for number in range(size) for group in "ab"]
    links = {(f"{g}{i:03}", f"{g}{j:03}"): 1.0 for g in "ab" for i, j in itertools.combinations(range(size), 2)}
    return nodes, links | {("a000", "b000"): 1.0}


@pytest.mark.parametrize("exact", [True, False])
def test_clusters_stand_apart(exact: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    if not exact:
        monkeypatch.setattr(layout, "EXACT_NODES", 0)
    nodes, links = _two_clusters(12)
    at = force_layout(nodes, links)
    inside = [math.dist(at[x], at[y]) for x, y in itertools.combinations(nodes, 2) if x[0] == y[0]]
    between = [math.dist(at[x], at[y]) for x, y in itertools.combinations(nodes, 2) if x[0] != y[0]]
    assert max(inside) < min(between)


def test_the_same_every_time_and_within_the_extent() -> None:
    nodes, links = _two_clusters(8)
    at = force_layout(nodes, links)
    assert at == force_layout(nodes, links)
    assert max(abs(value) for place in at.values() for value in place) == EXTENT


def test_parts_without_a_link_between_them_stay_in_sight() -> None:
    nodes = [f"n{number:02}" for number in range(20)]
    links = {(nodes[i], nodes[i + 1]): 1.0 for i in range(0, 20, 2)}
    at = force_layout(nodes, links)
    linked = [math.dist(at[a], at[b]) for a, b in links]
    assert len(set(at.values())) == 20 and max(linked) < EXTENT


@pytest.mark.parametrize("nodes", [[], ["a"], ["a", "b"]])
def test_small_graphs(nodes: list[str]) -> None:
    at = force_layout(nodes, {})
    assert list(at) == nodes and all(math.isfinite(value) for place in at.values() for value in place)


def test_masses_on_a_grid_push_as_single_ones_do() -> None:
    import numpy as np

    source = np.random.default_rng(0)
    at, mass = source.normal(size=(300, 2)) * 30, 1.0 + source.integers(0, 5, 300)
    exact, grid = layout._push_exact(at, mass), layout._push_grid(at, mass)
    off = np.linalg.norm(exact - grid, axis=1) / np.linalg.norm(exact, axis=1)
    assert float(np.median(off)) < 0.02
