"""Neo4j: two CSV files for ``neo4j-admin database import``, and a Cypher script that loads the same files.

Nodes get the label ``Entity`` and that of their type (``Person``, ``Agency``, ``Organization``, ``Country``, ``Place``,
``Event``), relationships the type of their relation (``MET``, ``CO_MENTIONED``, ``HOLDS_ROLE``, ``TOOK_PART``). All
properties keep the names of `kg.graph.schema`; dates stay ISO text, because some are known to the month only.
``MET`` and ``CO_MENTIONED`` have no direction: ask for them with ``-[:MET]-``. The script loads each label and relation
in one transaction: graphs of a million edges go faster through ``neo4j-admin``.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kg.exporters.flat import columns, edge_id, edges, nodes

if TYPE_CHECKING:
    import networkx as nx

    from kg.model import Build

NODES, EDGES, SCRIPT = "neo4j-nodes.csv", "neo4j-relationships.csv", "neo4j-load.cypher"
FILES = (NODES, EDGES, SCRIPT)
TYPES = {str: "", int: ":long", float: ":double"}
CASTS = {str: "row.`{0}`", int: "toInteger(row.`{0}`)", float: "toFloat(row.`{0}`)"}
DRAWN = frozenset(("color", "size", "x", "y"))
"""Neo4j draws by its own styles."""

Cell = str | int | float


def _label(word: str) -> str:
    """``agency`` as Neo4j writes labels: ``Agency``."""
    return "".join(part.capitalize() for part in word.split("_"))


def _clean(cell: Cell) -> Cell:
    """One line, without control characters. Neo4j's older readers take a backslash before a quote for an escape, and
    spread a quoted line end over the next row: neither may come from an article."""
    if not isinstance(cell, str):
        return cell
    if cell.isprintable() and "\\" not in cell and "  " not in cell:
        return cell
    return " ".join("".join(c if c.isprintable() else " " for c in cell).replace("\\", "＼").split())


def _write(path: Path, header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> None:
    with path.open("w", encoding="utf-8", errors="replace", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(header)
        out.writerows([_clean(cell) for cell in row] for row in rows)


def _script(labels: Sequence[str], relations: Sequence[str], own: dict[str, type], links: dict[str, type]) -> Iterator[str]:
    """The Cypher that loads both files: one pass for each label and each relation, since neither can be a parameter."""
    yield "// Loads the two CSV files beside this script; they must lie in Neo4j's import folder. May be run again.\n"
    yield "CREATE CONSTRAINT kg_entity IF NOT EXISTS FOR (n:Entity) REQUIRE n.id IS UNIQUE;\n"
    for label in labels:
        yield (
            f"LOAD CSV WITH HEADERS FROM 'file:///{NODES}' AS row\n"
            f"WITH row WHERE row.`:LABEL` = 'Entity;{label}'\n"
            f"MERGE (n:Entity {{id: row.`id:ID`}}) SET n:{label}, {_assigned('n', own)};\n"
        )
    for relation in relations:
        yield (
            f"LOAD CSV WITH HEADERS FROM 'file:///{EDGES}' AS row\n"
            f"WITH row WHERE row.`:TYPE` = '{relation}'\n"
            "MATCH (a:Entity {id: row.`:START_ID`}), (b:Entity {id: row.`:END_ID`})\n"
            f"MERGE (a)-[r:{relation}]->(b) SET {_assigned('r', links)};\n"
        )


def _assigned(variable: str, types: dict[str, type]) -> str:
    return ", ".join(
        f"{variable}.{name} = {CASTS[kind].format(name + TYPES[kind])}" for name, kind in types.items()
    )


def write(build: Build, graph: nx.MultiDiGraph, folder: Path) -> None:
    """Writes the files of `FILES` into ``folder``."""
    own = {name: kind for name, kind in columns(row for _, row in nodes(graph)).items() if name not in DRAWN}
    links = {name: kind for name, kind in columns(row for *_, row in edges(graph)).items() if name != "relation"}
    _write(
        folder / NODES, ["id:ID", *(name + TYPES[kind] for name, kind in own.items()), ":LABEL"],
        (
            [node, *(row.get(name, "") for name in own), f"Entity;{_label(str(row.get('type', 'entity')))}"]
            for node, row in nodes(graph)
        ),
    )
    _write(
        folder / EDGES, [":START_ID", ":END_ID", "id", *(name + TYPES[kind] for name, kind in links.items()), ":TYPE"],
        (
            [source, target, edge_id(source, target, relation), *(row.get(name, "") for name in links), relation.upper()]
            for source, target, relation, row in edges(graph)
        ),
    )
    labels = sorted({_label(str(row.get("type", "entity"))) for _, row in nodes(graph)})
    relations = sorted({relation.upper() for _, _, relation, _ in edges(graph)})
    with (folder / SCRIPT).open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(_script(labels, relations, own, {"id": str} | links))
