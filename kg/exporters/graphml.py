"""GraphML with declared types, streamed. Reads back in Gephi, Cytoscape, igraph, networkx and graphology, parallel edges
too. GraphML knows no time: ``first_seen`` and ``last_seen`` are attributes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from kg.exporters.flat import Names, Templates, default_direction, edge_id, rows_of, xml

if TYPE_CHECKING:
    import networkx as nx

    from kg.model import Build

TYPES = {str: "string", int: "long", float: "double"}
HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"\
 xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
"""


def _templates(keys: Mapping[str, str]) -> Templates:
    return Templates(lambda name: f'<data key="{keys[name]}">%s</data>')


def lines(graph: nx.MultiDiGraph) -> Iterator[str]:
    """The file, piece by piece."""
    yield HEAD
    rows, name = rows_of(graph), Names()
    node_types, edge_types = rows.node_columns, rows.edge_columns
    node_keys = {name: f"n{number}" for number, name in enumerate(node_types)}
    edge_keys = {name: f"e{number}" for number, name in enumerate(edge_types)}
    for what, keys, types in (("node", node_keys, node_types), ("edge", edge_keys, edge_types)):
        for column, key in keys.items():
            yield f'<key id="{key}" for="{what}" attr.name="{xml(column)}" attr.type="{TYPES[types[column]]}"/>\n'
    default = default_direction(graph)
    yield f'<graph id="kg" edgedefault="{default}">\n'
    data = _templates(node_keys)
    for (node, row), values in zip(rows.nodes, rows.node_values, strict=True):
        yield f'<node id="{name[node]}">{data[tuple(row)] % tuple(values)}</node>\n'
    data = _templates(edge_keys)
    for (source, target, relation, row), values in zip(rows.edges, rows.edge_values, strict=True):
        one, kind, other = name[source], name[relation], name[target]
        yield (
            f'<edge id="{edge_id(one, other, kind)}" source="{one}" target="{other}">'
            f"{data[tuple(row)] % tuple(values)}</edge>\n"
        )
    yield "</graph>\n</graphml>\n"


def write(build: Build, graph: nx.MultiDiGraph, folder: Path) -> None:
    """Writes ``graph.graphml`` into ``folder``."""
    with (folder / "graph.graphml").open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(lines(graph))
