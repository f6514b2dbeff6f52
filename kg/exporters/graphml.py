"""GraphML with declared types, streamed. Reads back in Gephi, Cytoscape, igraph, networkx and graphology, parallel edges
too. GraphML knows no time: ``first_seen`` and ``last_seen`` are attributes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from kg.exporters.flat import Attributes, columns, default_direction, edge_id, edges, nodes, xml

if TYPE_CHECKING:
    import networkx as nx

    from kg.model import Build

TYPES = {str: "string", int: "long", float: "double"}
HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"\
 xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
"""


def _data(attributes: Attributes, keys: dict[str, str]) -> str:
    return "".join(
        [f'<data key="{keys[name]}">{value if value.__class__ is not str else xml(value)}</data>'
         for name, value in attributes.items()]
    )


def lines(graph: nx.MultiDiGraph) -> Iterator[str]:
    """The file, piece by piece."""
    yield HEAD
    node_types = columns(attributes for _, attributes in nodes(graph))
    links = list(edges(graph))  # sorting them once more would cost more than keeping them
    edge_types = columns(attributes for *_, attributes in links)
    node_keys = {name: f"n{number}" for number, name in enumerate(node_types)}
    edge_keys = {name: f"e{number}" for number, name in enumerate(edge_types)}
    for what, keys, types in (("node", node_keys, node_types), ("edge", edge_keys, edge_types)):
        for name, key in keys.items():
            yield f'<key id="{key}" for="{what}" attr.name="{xml(name)}" attr.type="{TYPES[types[name]]}"/>\n'
    default = default_direction(graph)
    yield f'<graph id="kg" edgedefault="{default}">\n'
    for node, attributes in nodes(graph):
        yield f'<node id="{xml(node)}">{_data(attributes, node_keys)}</node>\n'
    for source, target, relation, attributes in links:
        yield (
            f'<edge id="{xml(edge_id(source, target, relation))}" source="{xml(source)}" target="{xml(target)}">'
            f"{_data(attributes, edge_keys)}</edge>\n"
        )
    yield "</graph>\n</graphml>\n"


def write(build: Build, graph: nx.MultiDiGraph, folder: Path) -> None:
    """Writes ``graph.graphml`` into ``folder``."""
    with (folder / "graph.graphml").open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(lines(graph))
