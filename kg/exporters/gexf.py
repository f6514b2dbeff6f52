"""GEXF 1.3 with typed attributes, colours, sizes and positions, streamed; no date of today. Made for Gephi.

networkx can't write this: it stamps today's date and loses an edge attribute named ``type``.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from kg.exporters.flat import Attributes, columns, default_direction, directed, edge_id, edges, nodes, xml

if TYPE_CHECKING:
    import networkx as nx

    from kg.model import Build

TYPES = {str: "string", int: "long", float: "double"}
DRAWN = frozenset(("label", "color", "size", "x", "y"))
"""Node attributes that GEXF has its own places for."""
EDGE_COLORS = {"met": "#c23b3b"}
HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"\
 xsi:schemaLocation="http://gexf.net/1.3 http://gexf.net/1.3/gexf.xsd" version="1.3">
<meta><creator>kg</creator><description>Who met whom, and who is named with whom</description></meta>
"""


def _color(value: str | int | float) -> str:
    text = str(value).lstrip("#")
    red, green, blue = (int(text[at : at + 2], 16) for at in (0, 2, 4))
    return f'<viz:color r="{red}" g="{green}" b="{blue}"/>'


def _values(attributes: Attributes, keys: dict[str, str]) -> str:
    inside = "".join(
        f'<attvalue for="{keys[name]}" value="{xml(value)}"/>' for name, value in attributes.items() if name in keys
    )
    return f"<attvalues>{inside}</attvalues>" if inside else ""


def _node(node: str, attributes: Attributes, keys: dict[str, str]) -> str:
    position = ""
    if "x" in attributes:
        position = f'<viz:position x="{attributes["x"]}" y="{attributes["y"]}" z="0.0"/>'
    return (
        f'<node id="{xml(node)}" label="{xml(attributes.get("label", node))}">{_values(attributes, keys)}'
        f'{_color(attributes.get("color", "#999999"))}{position}'
        f'<viz:size value="{attributes.get("size", 10.0)}"/></node>\n'
    )


def lines(graph: nx.MultiDiGraph) -> Iterator[str]:
    """The file, piece by piece."""
    yield HEAD
    default = default_direction(graph)
    yield f'<graph mode="static" defaultedgetype="{default}" idtype="string">\n'
    node_types = columns(attributes for _, attributes in nodes(graph))
    edge_types = columns(attributes for *_, attributes in edges(graph))
    node_keys = {name: f"n{number}" for number, name in enumerate(name for name in node_types if name not in DRAWN)}
    edge_keys = {name: f"e{number}" for number, name in enumerate(name for name in edge_types if name != "weight")}
    for what, keys, types in (("node", node_keys, node_types), ("edge", edge_keys, edge_types)):
        yield f'<attributes class="{what}">\n'
        for name, key in keys.items():
            yield f'<attribute id="{key}" title="{xml(name)}" type="{TYPES[types[name]]}"/>\n'
        yield "</attributes>\n"
    yield f'<nodes count="{graph.number_of_nodes()}">\n'
    for node, attributes in nodes(graph):
        yield _node(node, attributes, node_keys)
    yield f'</nodes>\n<edges count="{graph.number_of_edges()}">\n'
    for source, target, relation, attributes in edges(graph):
        mixed = ' type="directed"' if directed(relation) and default == "undirected" else ""
        color = _color(EDGE_COLORS[relation]) if relation in EDGE_COLORS else ""
        yield (
            f'<edge id="{xml(edge_id(source, target, relation))}" source="{xml(source)}" target="{xml(target)}"'
            f' kind="{xml(relation)}" label="{xml(relation)}" weight="{float(attributes.get("weight", 1))}"{mixed}>'
            f"{_values(attributes, edge_keys)}{color}</edge>\n"
        )
    yield "</edges>\n</graph>\n</gexf>\n"


def write(build: Build, graph: nx.MultiDiGraph, folder: Path) -> None:
    """Writes ``graph.gexf`` into ``folder``."""
    with (folder / "graph.gexf").open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(lines(graph))
