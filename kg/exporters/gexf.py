"""GEXF 1.3 with typed attributes, colours, sizes, positions and time, streamed; no date of today. Made for Gephi.

networkx can't write this: it stamps today's date and loses an edge attribute named ``type``. Time is spells of whole
days, see `kg.exporters.spells`: Gephi shows its timeline at once. A graph without any date is a static one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from kg.exporters.flat import Attributes, columns, default_direction, edge_id, edges, nodes, xml
from kg.exporters.spells import Spell, Spells

if TYPE_CHECKING:
    import networkx as nx

    from kg.model import Build

TYPES = {str: "string", int: "long", float: "double"}
DRAWN = frozenset(("label", "color", "size", "x", "y"))
DRAWN_EDGES = frozenset(("weight",))
"""Attributes that GEXF has its own places for."""
EDGE_COLORS = {"met": "#c23b3b", "holds_role": "#6b4fa0", "took_part": "#c8a415"}
OTHER_EDGES = "#a7adb5"
HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"\
 xsi:schemaLocation="http://gexf.net/1.3 http://gexf.net/1.3/gexf.xsd" version="1.3">
<meta><creator>kg</creator><description>Who met whom, and who is named with whom</description></meta>
"""


@cache
def _color(text: str) -> str:
    red, green, blue = (int(text[at : at + 2], 16) for at in (1, 3, 5))
    return f'<viz:color r="{red}" g="{green}" b="{blue}"/>'


def _values(attributes: Attributes, drawn: Collection[str]) -> str:
    inside = "".join(
        [f'<attvalue for="{name}" value="{value if value.__class__ is not str else xml(value)}"/>'
         for name, value in attributes.items() if name not in drawn]
    )
    return f"<attvalues>{inside}</attvalues>" if inside else ""


def _spells(found: list[Spell]) -> str:
    inside = "".join([f'<spell start="{first}" end="{last}"/>' for first, last in found])
    return f"<spells>{inside}</spells>" if inside else ""


def _node(node: str, attributes: Attributes, spells: str) -> str:
    position = ""
    if "x" in attributes:
        position = f'<viz:position x="{attributes["x"]}" y="{attributes["y"]}" z="0.0"/>'
    return (
        f'<node id="{xml(node)}" label="{xml(attributes.get("label", node))}">{_values(attributes, DRAWN)}{spells}'
        f'{_color(str(attributes.get("color", "#999999")))}{position}'
        f'<viz:size value="{attributes.get("size", 10.0)}"/></node>\n'
    )


def _graph_tag(default: str, bounds: Spell | None) -> str:
    if bounds is None:
        return f'<graph mode="static" defaultedgetype="{default}" idtype="string">\n'
    return (
        f'<graph mode="dynamic" defaultedgetype="{default}" idtype="string" timeformat="date"'
        f' timerepresentation="interval" start="{bounds[0]}" end="{bounds[1]}">\n'
    )


def lines(graph: nx.MultiDiGraph, spells: Spells) -> Iterator[str]:
    """The file, piece by piece."""
    yield HEAD
    default = default_direction(graph)
    yield _graph_tag(default, spells.bounds())
    node_types = columns(attributes for _, attributes in nodes(graph))
    links = list(edges(graph))  # sorting them once more would cost more than keeping them
    edge_types = columns(attributes for *_, attributes in links)
    for what, types, drawn in (("node", node_types, DRAWN), ("edge", edge_types, DRAWN_EDGES)):
        yield f'<attributes class="{what}">\n'
        for name, kind in types.items():
            if name not in drawn:  # the id is the title, because some readers show one and some the other
                yield f'<attribute id="{name}" title="{name}" type="{TYPES[kind]}"/>\n'
        yield "</attributes>\n"
    yield f'<nodes count="{graph.number_of_nodes()}">\n'
    for node, attributes in nodes(graph):
        yield _node(node, attributes, _spells(spells.node(node)))
    yield f'</nodes>\n<edges count="{graph.number_of_edges()}">\n'
    for source, target, relation, attributes in links:
        yield (
            f'<edge id="{xml(edge_id(source, target, relation))}" source="{xml(source)}" target="{xml(target)}"'
            f' kind="{xml(relation)}" label="{xml(relation)}" weight="{float(attributes.get("weight", 1))}">'
            f"{_values(attributes, DRAWN_EDGES)}{_spells(spells.edge(source, target, relation))}"
            f"{_color(EDGE_COLORS.get(relation, OTHER_EDGES))}</edge>\n"
        )
    yield "</edges>\n</graph>\n</gexf>\n"


def write(build: Build, graph: nx.MultiDiGraph, folder: Path) -> None:
    """Writes ``graph.gexf`` into ``folder``."""
    with (folder / "graph.gexf").open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(lines(graph, Spells(build, graph)))
