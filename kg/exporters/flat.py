"""What the graph file writers share: columns with types, edge ids, direction, and text that XML can hold."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cached_property
from operator import itemgetter
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


def escaped(row: Attributes) -> Collection[str | int | float]:
    """The values of a row, in its order, as `xml` writes them; numbers as they are."""
    values = row.values()
    if _SPECIAL.search(" ".join([value for value in values if value.__class__ is str])) is None:
        return values
    return [xml(value) if value.__class__ is str else value for value in values]


class Rows:
    """The nodes and edges of a graph as most files write them: sorted, with their columns and their values in XML."""

    def __init__(self, graph: nx.MultiDiGraph) -> None:
        self.graph = graph
        self.nodes = list(nodes(graph))
        self.edges = list(edges(graph))

    @cached_property
    def node_columns(self) -> dict[str, type]:
        return columns(row for _, row in self.nodes)

    @cached_property
    def edge_columns(self) -> dict[str, type]:
        return columns(row for *_, row in self.edges)

    @cached_property
    def node_values(self) -> list[Collection[str | int | float]]:
        """`escaped`, node by node."""
        return [escaped(row) for _, row in self.nodes]

    @cached_property
    def edge_values(self) -> list[Collection[str | int | float]]:
        """`escaped`, edge by edge."""
        return [escaped(row) for *_, row in self.edges]


_shared: Rows | None = None


@contextmanager
def sharing(graph: nx.MultiDiGraph) -> Iterator[None]:
    """For a while, in which ``graph`` doesn't change, all files are made from the same `Rows`."""
    global _shared
    _shared = Rows(graph)
    try:
        yield
    finally:
        _shared = None


def rows_of(graph: nx.MultiDiGraph) -> Rows:
    """The rows of a graph: the shared ones, if they are of this graph."""
    shared = _shared
    return shared if shared is not None and shared.graph is graph else Rows(graph)


class Templates(dict[tuple[str, ...], str]):
    """By the names of a row's attributes, the text into which its values are put (``%``). ``made`` gives the text of an
    attribute with ``%s`` for its value, or nothing where it is not shown."""

    def __init__(self, made: Callable[[str], str]) -> None:
        super().__init__()
        self._made = made

    def __missing__(self, names: tuple[str, ...]) -> str:
        # a value that isn't shown is put in, too, but none of it
        self[names] = text = "".join([self._made(name) or "%.0s" for name in names])
        return text


def literal(text: str) -> str:
    """A text as it must stand in what values are put into."""
    return text.replace("%", "%%")


class Names(dict[str, str]):
    """Texts by names as `xml` writes them: those of nodes come again with every edge."""

    def __missing__(self, name: str) -> str:
        self[name] = text = xml(name)
        return text


def nodes(graph: nx.MultiDiGraph) -> Iterator[tuple[str, Attributes]]:
    """Nodes by id."""
    yield from sorted(graph.nodes(data=True), key=itemgetter(0))


def edges(graph: nx.MultiDiGraph) -> Iterator[Edge]:
    """Edges by source, target and relation."""
    found = [
        (source, target, relation, row)
        for source, targets in graph.adjacency() for target, between in targets.items() for relation, row in between.items()
    ]
    yield from sorted(found, key=itemgetter(0, 1, 2))


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
