"""GEXF 1.3 with typed attributes, colours, sizes, positions and time, streamed; no date of today. Made for Gephi.

networkx can't write this: it stamps today's date and loses an edge attribute named ``type``. Time is spells of whole
days, see `kg.exporters.spells`: Gephi shows its timeline at once. A graph without any date is a static one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from kg.exporters.flat import Attributes, Names, Templates, default_direction, edge_id, literal, rows_of, xml
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


def _templates(drawn: Collection[str]) -> Templates:
    return Templates(lambda name: "" if name in drawn else f'<attvalue for="{literal(name)}" value="%s"/>')


def _values(text: str, values: Iterable[str | int | float]) -> str:
    inside = text % tuple(values)
    return f"<attvalues>{inside}</attvalues>" if inside else ""


def _spells(found: list[Spell]) -> str:
    inside = "".join([f'<spell start="{first}" end="{last}"/>' for first, last in found])
    return f"<spells>{inside}</spells>" if inside else ""


def _node(node: str, attributes: Attributes, values: str, spells: str) -> str:
    position = ""
    if "x" in attributes:
        position = f'<viz:position x="{attributes["x"]}" y="{attributes["y"]}" z="0.0"/>'
    return (
        f'<node id="{xml(node)}" label="{xml(attributes.get("label", node))}">{values}{spells}'
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
    rows, name = rows_of(graph), Names()
    for what, types, drawn in (("node", rows.node_columns, DRAWN), ("edge", rows.edge_columns, DRAWN_EDGES)):
        yield f'<attributes class="{what}">\n'
        for column, kind in types.items():
            if column not in drawn:  # the id is the title, because some readers show one and some the other
                yield f'<attribute id="{column}" title="{column}" type="{TYPES[kind]}"/>\n'
        yield "</attributes>\n"
    yield f'<nodes count="{graph.number_of_nodes()}">\n'
    shown = _templates(DRAWN)
    for (node, row), values in zip(rows.nodes, rows.node_values, strict=True):
        yield _node(node, row, _values(shown[tuple(row)], values), _spells(spells.node(node)))
    yield f'</nodes>\n<edges count="{graph.number_of_edges()}">\n'
    shown = _templates(DRAWN_EDGES)
    for (source, target, relation, row), values in zip(rows.edges, rows.edge_values, strict=True):
        one, link, other = name[source], name[relation], name[target]
        yield (
            f'<edge id="{edge_id(one, other, link)}" source="{one}" target="{other}"'
            f' kind="{link}" label="{link}" weight="{float(row.get("weight", 1))}">'
            f"{_values(shown[tuple(row)], values)}{_spells(spells.edge(source, target, relation))}"
            f"{_color(EDGE_COLORS.get(relation, OTHER_EDGES))}</edge>\n"
        )
    yield "</edges>\n</graph>\n</gexf>\n"


def write(build: Build, graph: nx.MultiDiGraph, folder: Path) -> None:
    """Writes ``graph.gexf`` into ``folder``."""
    with (folder / "graph.gexf").open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(lines(graph, Spells(build, graph)))
