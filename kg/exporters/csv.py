"""``nodes.csv`` and ``edges.csv``: UTF-8, one header line, with the column names that Gephi looks for.

A text cell that a spreadsheet would run as a formula (it begins with ``=``, ``+``, ``-``, ``@``, a tab or a line end)
gets an apostrophe in front: names and quotes come from articles, and articles are hostile. Numbers stay numbers.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from itertools import repeat
from pathlib import Path
from typing import TYPE_CHECKING

from kg.exporters.flat import directed, edge_id, rows_of

if TYPE_CHECKING:
    import networkx as nx

    from kg.model import Build

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


_FIRST = frozenset(FORMULA)


def guard(cell: str | int | float) -> str | int | float:
    """The cell, harmless in a spreadsheet."""
    if cell.__class__ is not str or not (cell[:1] in _FIRST or "\0" in cell):
        return cell
    cell = cell.replace("\0", "")
    return "'" + cell if cell.startswith(FORMULA) else cell


def _write(path: Path, header: Sequence[str], rows: Iterable[Sequence[str | int | float]]) -> None:
    with path.open("w", encoding="utf-8", errors="replace", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(header)
        out.writerows(map(_guarded, rows))


def _guarded(row: Sequence[str | int | float]) -> Sequence[str | int | float]:
    """`guard` of every cell; nearly all rows need none."""
    texts = [cell for cell in row if cell.__class__ is str]
    if _FIRST.isdisjoint([text[:1] for text in texts]) and "\0" not in "".join(texts):
        return row
    return list(map(guard, row))


def write(build: Build, graph: nx.MultiDiGraph, folder: Path) -> None:
    """Writes ``nodes.csv`` (Id, Label, attributes) and ``edges.csv`` (Source, Target, Type, Id, Label, Weight,
    attributes) into ``folder``; Type is Directed or Undirected."""
    rows = rows_of(graph)
    node_names = [name for name in rows.node_columns if name != "label"]
    nothing = repeat("")
    _write(
        folder / "nodes.csv", ["Id", "Label", *node_names],
        ([node, row.get("label", node), *map(row.get, node_names, nothing)] for node, row in rows.nodes),
    )
    edge_names = [name for name in rows.edge_columns if name != "weight"]
    _write(
        folder / "edges.csv", ["Source", "Target", "Type", "Id", "Label", "Weight", *edge_names],
        (
            [
                source, target, "Directed" if directed(relation) else "Undirected", edge_id(source, target, relation),
                relation, row.get("weight", 1), *map(row.get, edge_names, nothing),
            ]
            for source, target, relation, row in rows.edges
        ),
    )
