"""Where nodes are drawn: a force layout in numpy, the same for the same graph.

The model is LinLog (Noack 2007), in which what hangs together stands together and clusters stay apart: a link pulls with
its weight whatever its length, and nodes push each other away with the product of their masses over their distance. As
in Noack's own program the pull begins proportional to the length, which untangles, and loses that during the run.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import networkx as nx

EXTENT = 1000.0
"""Coordinates run from -EXTENT to EXTENT."""
EXACT_NODES = 600
"""Up to here every pair of nodes is weighed; above, the push comes from masses on a grid (a convolution)."""
ROUNDS, GRID_ROUNDS = 400, 120
GRID = 256
"""Cells to a side of that grid."""
COARSE, COARSE_ROUNDS = 128, 0.6
"""While nodes still go far, in this part of the rounds, fewer cells do, at a quarter of the cost."""
GRAVITY = 0.05
"""Pull to the middle, in parts of the mean push: keeps parts that no link joins in sight."""

Positions = dict[str, tuple[float, float]]
Array = Any  # numpy arrays; numpy is imported when a layout is asked for


def _weight(attributes: Mapping[str, object]) -> float:
    weight = attributes.get("weight")
    value = float(weight) if isinstance(weight, (int, float)) else 1.0
    return math.log2(1 + max(value, 1.0)) * (3.0 if attributes.get("relation") == "met" else 1.0)


def _sunflower(count: int) -> Array:
    """Places of seeds in a sunflower: even over a disc, whatever the count."""
    import numpy as np

    number = np.arange(count)
    angle, radius = 2.399963229728653 * number, np.sqrt(number + 0.5)
    return np.stack([radius * np.cos(angle), radius * np.sin(angle)], axis=1)


def _push_exact(at: Array, mass: Array) -> Array:
    """The push on each node by all others: mass times mass over distance."""
    import numpy as np

    x, y = np.ascontiguousarray(at[:, 0]), np.ascontiguousarray(at[:, 1])
    dx, dy = np.subtract.outer(x, x), np.subtract.outer(y, y)
    share = dx * dx
    share += dy * dy
    share += 1e-4
    np.divide(np.multiply.outer(mass, mass), share, out=share)
    dx *= share
    dy *= share
    return np.stack([dx.sum(axis=1), dy.sum(axis=1)], axis=1)


@cache
def _kernels(cells: int) -> tuple[Array, Array]:
    """What a mass of one at the corner of the grid does along x and y, in cells, as the spectrum of twice the grid."""
    import numpy as np

    offset = np.concatenate([np.arange(cells), np.arange(-cells, 0)]).astype(float)
    x, y = np.meshgrid(offset, offset, indexing="ij")
    square = x * x + y * y + 0.25
    return np.fft.rfft2(x / square), np.fft.rfft2(y / square)


def _push_grid(at: Array, mass: Array, cells: int = GRID) -> Array:
    """The same from masses spread over a grid: cost grows with the nodes, not with their pairs."""
    import numpy as np

    low, high = at.min(axis=0), at.max(axis=0)
    cell = float(max(high - low)) / (cells - 2) or 1.0
    place = (at - low) / cell
    corner = np.floor(place).astype(int)
    part = place - corner
    grid = np.zeros(cells * cells)
    corners = []
    for i, wide in ((0, 1 - part[:, 0]), (1, part[:, 0])):
        for j, tall in ((0, 1 - part[:, 1]), (1, part[:, 1])):
            index = (corner[:, 0] + i) * cells + corner[:, 1] + j
            corners.append((index, wide * tall))
            grid += np.bincount(index, weights=mass * wide * tall, minlength=cells * cells)
    # as rfft2 and irfft2 of twice the grid, without the rows that are empty, or that nobody asks for
    seen = np.fft.fft(np.fft.rfft(grid.reshape(cells, cells), n=2 * cells, axis=1), n=2 * cells, axis=0)
    push = np.zeros_like(at)
    for axis, kernel in enumerate(_kernels(cells)):
        rows = np.fft.ifft(seen * kernel, axis=0)[:cells]
        field = np.fft.irfft(rows, axis=1)[:, :cells].reshape(-1)
        push[:, axis] = mass / cell * sum(field[index] * share for index, share in corners)
    return push


def _settle(at: Array, ends: Array, pull: Array, mass: Array, rounds: int) -> Array:
    """Moves nodes along the forces on them, by steps that shrink from round to round."""
    import numpy as np

    count = len(at)
    # at rest, the pulls' sum times length is the masses' square over two: this makes the picture sqrt(count) wide
    strength = float(pull.sum()) * math.sqrt(count) / float(mass.sum()) ** 2 or 1.0 / count
    a, b = ends[:, 0], ends[:, 1]
    for turn in range(rounds):
        done = turn / rounds
        power = max(0.0, 1.0 - 1.6 * done)
        cells = COARSE if done < COARSE_ROUNDS else GRID
        force = (_push_exact(at, mass) if count <= EXACT_NODES else _push_grid(at, mass, cells)) * strength
        gap = at[a] - at[b]
        length = np.sqrt((gap * gap).sum(axis=1)) + 1e-3
        towards = gap * (pull * length ** (power - 1.0))[:, None]
        for axis in (0, 1):
            force[:, axis] -= np.bincount(a, towards[:, axis], count) - np.bincount(b, towards[:, axis], count)
        away = np.sqrt((at * at).sum(axis=1)) + 1e-3
        force -= at * (GRAVITY * mass * strength * mass.sum() / math.sqrt(count) / away)[:, None]
        size = np.sqrt((force * force).sum(axis=1)) + 1e-12
        most = 0.3 * math.sqrt(count) * (1.0 - done) ** 1.5 + 0.01
        at = at + force * (np.minimum(size / mass, most) / size)[:, None]
    return at


def _loosened(at: Array) -> Array:
    """Nodes that lie on one spot (all of one article's names do) become a small disc of their own."""
    import numpy as np

    cell = 2 * EXTENT / (3 * math.sqrt(len(at)))
    spot = np.round(at / cell).astype(int)
    order = np.lexsort((spot[:, 1], spot[:, 0]))
    fresh = np.any(spot[order][1:] != spot[order][:-1], axis=1)
    first = np.maximum.accumulate(np.where(np.concatenate([[True], fresh]), np.arange(len(at)), 0))
    found = at.copy()
    found[order] += (_sunflower(len(at)) * 0.35 * cell)[np.arange(len(at)) - first]
    return found


def force_layout(nodes: Sequence[str], links: Mapping[tuple[str, str], float]) -> Positions:
    """Positions of ``nodes``, pulled together by ``links`` (pairs of nodes to positive weights), rounded to 0.1 and
    filling -EXTENT..EXTENT in both directions. The same input gives the same positions; the order of nodes matters."""
    import numpy as np

    if not nodes:
        return {}
    index = {node: number for number, node in enumerate(nodes)}
    pairs = sorted((index[a], index[b], weight) for (a, b), weight in links.items() if a != b)
    ends = np.array([pair[:2] for pair in pairs], dtype=int).reshape(-1, 2)
    pull = np.array([pair[2] for pair in pairs], dtype=float)
    mass = 1.0 + np.bincount(ends.reshape(-1), minlength=len(nodes)) if len(pairs) else np.ones(len(nodes))
    degree_order = np.argsort(-mass, kind="stable")
    at = np.empty((len(nodes), 2))
    at[degree_order] = _sunflower(len(nodes))
    at = _settle(at, ends, pull, mass, ROUNDS if len(nodes) <= EXACT_NODES else GRID_ROUNDS)
    low, high = at.min(axis=0), at.max(axis=0)
    at = (at - (low + high) / 2) * (2 * EXTENT / np.maximum(high - low, 1e-9).max())
    if len(nodes) > EXACT_NODES:  # the grid knows no distance below its cells
        at = np.clip(_loosened(at), -EXTENT, EXTENT)
    return {node: (round(float(x), 1) + 0.0, round(float(y), 1) + 0.0) for node, (x, y) in zip(nodes, at, strict=True)}


def add_positions(graph: nx.MultiDiGraph) -> nx.MultiDiGraph:
    """Writes ``x`` and ``y`` into the nodes of ``graph``, and returns it."""
    links: dict[tuple[str, str], float] = {}
    for source, target, attributes in graph.edges(data=True):
        pair = (source, target) if source < target else (target, source)
        links[pair] = links.get(pair, 0.0) + _weight(attributes)
    for node, (x, y) in force_layout(sorted(graph.nodes), links).items():
        graph.nodes[node]["x"], graph.nodes[node]["y"] = x, y
    return graph
