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
    (x, y), mass = source.normal(size=(2, 300)) * 30, 1.0 + source.integers(0, 5, 300)
    exact, grid = np.stack(layout._Near(mass).push(x, y)), np.stack(layout._Grid(mass).push(x, y))
    off = np.linalg.norm(exact - grid, axis=0) / np.linalg.norm(exact, axis=0)
    assert float(np.median(off)) < 0.02


@pytest.mark.parametrize("kind", [layout._Near, layout._Grid])
def test_a_round_leaves_nothing_behind_for_the_next(kind: type[layout._Near] | type[layout._Grid]) -> None:
    import numpy as np

    source = np.random.default_rng(1)
    (x, y), mass = source.normal(size=(2, 60)), 1.0 + source.integers(0, 5, 60)
    pushing = kind(mass)
    first = pushing.push(x, y)
    pushing.push(y, x)
    assert all(np.array_equal(one, other) for one, other in zip(first, pushing.push(x, y), strict=True))


def test_every_pair_pushes_with_its_masses_over_the_distance() -> None:
    import numpy as np

    source = np.random.default_rng(2)
    (x, y), mass = source.normal(size=(2, 9)), 1.0 + source.integers(0, 5, 9)
    dx, dy = x[:, None] - x, y[:, None] - y
    share = mass[:, None] * mass / (dx * dx + dy * dy + 1e-4)
    found = layout._Near(mass).push(x, y)
    assert np.array_equal(found[0], (dx * share).sum(axis=1)) and np.array_equal(found[1], (dy * share).sum(axis=1))
