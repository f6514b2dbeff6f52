"""Cytoscape JSON (``.cyjs``): opens in Cytoscape, Cytoscape.js and networkx, with positions, parallel edges and types.

Every line between the brackets is one element. ``name`` is what Cytoscape shows, ``shared_name`` and ``interaction``
are its own words for the rest; ``value`` and ``key`` are what `networkx.cytoscape_graph` takes for node and edge keys.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from kg.exporters.flat import default_direction, edge_id, edges, nodes

if TYPE_CHECKING:
    import networkx as nx

    from kg.model import Build


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def _nodes(graph: nx.MultiDiGraph) -> Iterator[str]:
    for node, attributes in nodes(graph):
        name = attributes.get("label", node)
        data = {"id": node, "value": node, "name": name, "shared_name": node} | {
            key: value for key, value in attributes.items() if key not in ("x", "y")
        }
        element: dict[str, object] = {"data": data}
        if "x" in attributes:  # downwards, as screens count
            element["position"] = {"x": attributes["x"], "y": -float(attributes["y"]) + 0.0}
        yield _json(element)


def _edges(graph: nx.MultiDiGraph) -> Iterator[str]:
    for source, target, relation, attributes in edges(graph):
        number = edge_id(source, target, relation)
        own: dict[str, object] = {
            "id": number, "source": source, "target": target, "key": relation, "interaction": relation,
            "name": relation, "shared_name": number,
        }
        yield _json({"data": own | {**attributes}})


def _list(lines: Iterable[str]) -> Iterator[str]:
    between = "\n"
    for line in lines:
        yield between + line
        between = ",\n"


def lines(graph: nx.MultiDiGraph) -> Iterator[str]:
    """The file, piece by piece."""
    directed = default_direction(graph) == "directed"
    head = {
        "format_version": "1.0", "generated_by": "kg", "target_cytoscapejs_version": "~3.2", "directed": directed,
        "multigraph": True, "data": {"name": "kg", "shared_name": "kg"},
    }
    yield _json(head)[:-1] + ',"elements":{"nodes":['
    yield from _list(_nodes(graph))
    yield '],\n"edges":['
    yield from _list(_edges(graph))
    yield "]}}\n"


def write(build: Build, graph: nx.MultiDiGraph, folder: Path) -> None:
    """Writes ``graph.cyjs`` into ``folder``."""
    with (folder / "graph.cyjs").open("w", encoding="utf-8", errors="replace", newline="\n") as file:
        file.writelines(lines(graph))
