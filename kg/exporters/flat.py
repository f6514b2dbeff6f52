"""What the graph file writers share: columns with types, edge ids, direction, and text that XML can hold."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from kg.model import UNORDERED

if TYPE_CHECKING:
    import networkx as nx

Attributes = Mapping[str, str | int | float]
Edge = tuple[str, str, str, Attributes]

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SPECIAL = re.compile('[&<>"\x00-\x1f\ud800-\udfff\ufffe\uffff]')
"""What can't stand as it is: one look tells that nearly every value needs no change."""
_QUOTED = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\n": "&#10;", "\r": "&#13;", "\t": "&#9;"}
)


def xml(value: str | int | float) -> str:
    """The value inside double quotes or between tags of XML 1.0; characters that it forbids are dropped."""
    if not isinstance(value, str):
        return repr(value)
    if _SPECIAL.search(value) is None:
        return value
    return _FORBIDDEN.sub("", value).translate(_QUOTED)


def columns(rows: Iterable[Attributes]) -> dict[str, type]:
    """The attributes that occur, in order of first sight, each with the one type (str, int, float) that holds all."""
    found: dict[str, type] = {}
    # a million rows have a handful of shapes
    for names, kinds in dict.fromkeys((tuple(row), tuple(map(type, row.values()))) for row in rows):
        for name, kind in zip(names, kinds, strict=True):
            seen = found.get(name)
            if seen is None:
                found[name] = kind
            elif seen is not kind:
                found[name] = str if str in (seen, kind) else float
    return found


def nodes(graph: nx.MultiDiGraph) -> Iterator[tuple[str, Attributes]]:
    """Nodes by id."""
    yield from sorted(graph.nodes(data=True), key=lambda node: node[0])


def edges(graph: nx.MultiDiGraph) -> Iterator[Edge]:
    """Edges by source, target and relation."""
    yield from sorted(graph.edges(keys=True, data=True), key=lambda edge: edge[:3])


def edge_id(source: str, target: str, relation: str) -> str:
    """Unique over parallel edges, the same in every build."""
    return f"{source}|{relation}|{target}"


def directed(relation: str) -> bool:
    """Whether the order of the two entities means something."""
    return relation not in UNORDERED


def default_direction(graph: nx.MultiDiGraph) -> str:
    """``undirected`` unless every edge is directed: networkx and others refuse files that mix both.

    Nothing is lost: what is directed leads from a person to an office's body or from a participant to an event, so that
    the types of both ends tell the direction, and ``source`` and ``target`` stay in that order.
    """
    relations = {relation for _, _, relation in graph.edges(keys=True)}
    return "directed" if relations and all(map(directed, relations)) else "undirected"
