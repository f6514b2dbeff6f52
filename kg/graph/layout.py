"""Where nodes are drawn: a force layout in numpy, the same for the same graph.

The model is LinLog (Noack 2007), in which what hangs together stands together and clusters stay apart: a link pulls with
its weight whatever its length, and nodes push each other away with the product of their masses over their distance. As
in Noack's own program the pull begins proportional to the length, which untangles, and loses that during the run.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
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


class _Near:
    """The push of all nodes on each: mass times mass over distance, for every pair."""

    def __init__(self, mass: Array) -> None:
        import numpy as np

        self._masses = np.multiply.outer(mass, mass)
        # written into in every round: to take and give back so much memory costs as much as to count
        self._dx, self._dy, self._share, self._square = (np.empty_like(self._masses) for _ in range(4))

    def push(self, x: Array, y: Array) -> tuple[Array, Array]:
        """The push on each node, along x and y."""
        import numpy as np

        dx, dy, share, square = self._dx, self._dy, self._share, self._square
        np.subtract.outer(x, x, out=dx)
        np.subtract.outer(y, y, out=dy)
        np.multiply(dx, dx, out=share)
        share += np.multiply(dy, dy, out=square)
        share += 1e-4
        np.divide(self._masses, share, out=share)
        dx *= share
        dy *= share
        return dx.sum(axis=1), dy.sum(axis=1)


class _Grid:
    """The same from masses spread over a grid: cost grows with the nodes, not with their pairs."""

    def __init__(self, mass: Array, cells: int = GRID) -> None:
        import numpy as np

        self._mass = mass
        self._cells = cells
        offset = np.concatenate([np.arange(cells), np.arange(-cells, 0)]).astype(float)
        x, y = np.meshgrid(offset, offset, indexing="ij")
        square = x * x + y * y + 0.25
        # what a mass of one at the corner does along x and y, in cells, as the spectrum of twice the grid
        self._kernels = np.fft.rfft2(x / square), np.fft.rfft2(y / square)
        self._rows = np.empty((cells, cells + 1), dtype=complex)
        self._seen, self._product, self._back = (np.empty((2 * cells, cells + 1), dtype=complex) for _ in range(3))
        self._field = np.empty((cells, 2 * cells))

    def push(self, x: Array, y: Array) -> tuple[Array, Array]:
        """The push on each node, along x and y."""
        import numpy as np

        cells, mass = self._cells, self._mass
        cell = float(max(x.max() - x.min(), y.max() - y.min())) / (cells - 2) or 1.0
        place_x, place_y = (x - x.min()) / cell, (y - y.min()) / cell
        column, row = np.floor(place_x).astype(int), np.floor(place_y).astype(int)
        right, up = place_x - column, place_y - row
        grid = np.zeros(cells * cells)
        corners = []
        for i, wide in ((0, 1 - right), (1, right)):
            for j, tall in ((0, 1 - up), (1, up)):
                corners.append(((column + i) * (2 * cells) + row + j, wide * tall))
                grid += np.bincount((column + i) * cells + row + j, weights=mass * wide * tall, minlength=cells * cells)
        self._spread(grid.reshape(cells, cells))
        field = self._field.reshape(-1)
        found = []
        for kernel in self._kernels:
            self._answer(kernel)
            found.append(mass / cell * sum(field[index] * share for index, share in corners))
        return found[0], found[1]

    def _spread(self, grid: Array) -> None:
        """The spectrum of the masses, as rfft2 of twice the grid without the rows that are empty."""
        import numpy as np

        np.fft.rfft(grid, n=2 * self._cells, axis=1, out=self._rows)
        np.fft.fft(self._rows, n=2 * self._cells, axis=0, out=self._seen)

    def _answer(self, kernel: Array) -> None:
        """What the masses do along one axis, as irfft2 without the rows that nobody asks for."""
        import numpy as np

        np.multiply(self._seen, kernel, out=self._product)
        np.fft.ifft(self._product, axis=0, out=self._back)
        np.fft.irfft(self._back[: self._cells], axis=1, out=self._field)


def _settle(at: Array, ends: Array, pull: Array, mass: Array, rounds: int) -> Array:
    """Moves nodes along the forces on them, by steps that shrink from round to round."""
    import numpy as np

    count = len(at)
    # at rest, the pulls' sum times length is the masses' square over two: this makes the picture sqrt(count) wide
    strength = float(pull.sum()) * math.sqrt(count) / float(mass.sum()) ** 2 or 1.0 / count
    inward = GRAVITY * mass * strength * mass.sum() / math.sqrt(count)
    a, b = np.ascontiguousarray(ends[:, 0]), np.ascontiguousarray(ends[:, 1])
    axes = [np.ascontiguousarray(at[:, axis]) for axis in (0, 1)]
    coarse = _Near(mass) if count <= EXACT_NODES else _Grid(mass, COARSE)
    pushing: _Near | _Grid = coarse
    for turn in range(rounds):
        done = turn / rounds
        if pushing is coarse and done >= COARSE_ROUNDS and count > EXACT_NODES:
            pushing = _Grid(mass)
        power = max(0.0, 1.0 - 1.6 * done)
        gaps = [along[a] - along[b] for along in axes]
        tension = pull * (_length(*gaps) + 1e-3) ** (power - 1.0)
        away = inward / (_length(*axes) + 1e-3)
        forces = []
        for along, gap, pushed in zip(axes, gaps, pushing.push(*axes), strict=True):
            towards = gap * tension
            force = pushed * strength
            force -= np.bincount(a, towards, count) - np.bincount(b, towards, count)
            force -= along * away
            forces.append(force)
        size = _length(*forces) + 1e-12
        most = 0.3 * math.sqrt(count) * (1.0 - done) ** 1.5 + 0.01
        step = np.minimum(size / mass, most) / size
        axes = [along + force * step for along, force in zip(axes, forces, strict=True)]
    return np.stack(axes, axis=1)


def _length(x: Array, y: Array) -> Array:
    import numpy as np

    return np.sqrt(x * x + y * y)


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
