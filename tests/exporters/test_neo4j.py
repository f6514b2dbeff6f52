"""Neo4j's files: there is no Neo4j here, so pandas reads the tables, their headers are held against Neo4j's own rules for
them, and the grammar of Neo4j's editor reads the script."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from kg.exporters import drawn_graph, export_one
from kg.model import STATUSES, Build
from tests.exporters.node import read
from tests.graph.builds import demo, entity

FIELD = re.compile(r"(?:[a-z_]+(?::(?:long|double))?|id:ID|:LABEL|:START_ID|:END_ID|:TYPE)")
"""What neo4j-admin takes as a column: a name with a type, or one of its own fields."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("neo4j")
    export_one(demo(), "neo4j", made, statuses=STATUSES, event_nodes=True)
    return made


def frame(folder: Path, name: str) -> pd.DataFrame:
    return pd.read_csv(folder / f"neo4j-{name}.csv", dtype={"id:ID": str}, keep_default_na=False)


def test_headers_are_those_of_neo4j_admin(folder: Path) -> None:
    nodes, edges = frame(folder, "nodes"), frame(folder, "relationships")
    assert all(FIELD.fullmatch(column) for column in [*nodes.columns, *edges.columns])
    assert nodes.columns[0] == "id:ID" and nodes.columns[-1] == ":LABEL"
    assert list(edges.columns[:2]) == [":START_ID", ":END_ID"] and edges.columns[-1] == ":TYPE"


def test_rows_are_the_graph(folder: Path) -> None:
    graph = drawn_graph(demo(), statuses=STATUSES, event_nodes=True)
    nodes, edges = frame(folder, "nodes"), frame(folder, "relationships")
    assert set(nodes["id:ID"]) == set(graph.nodes) and nodes["id:ID"].is_unique and edges["id"].is_unique
    assert set(edges[":START_ID"]) | set(edges[":END_ID"]) <= set(nodes["id:ID"])
    assert set(nodes[":LABEL"]) == {"Entity;Person", "Entity;Agency", "Entity;Event"}
    assert set(edges[":TYPE"]) == {"MET", "CO_MENTIONED", "TOOK_PART"}
    met = edges[(edges[":TYPE"] == "MET") & (edges[":START_ID"] == "p1") & (edges[":END_ID"] == "p2")]
    assert met["weight:long"].tolist() == [2] and met["quote"].tolist() == ["𠮷王毅26日在曼谷会见沙利文。"]


def test_the_script_loads_every_row_and_every_column(folder: Path) -> None:
    script = (folder / "neo4j-load.cypher").read_text(encoding="utf-8")
    nodes, edges = frame(folder, "nodes"), frame(folder, "relationships")
    for value in nodes[":LABEL"].unique():
        assert f"`:LABEL` = '{value}'" in script and f"SET n:{value.split(';')[1]}," in script
    for value in edges[":TYPE"].unique():
        assert f"`:TYPE` = '{value}'" in script and f"MERGE (a)-[r:{value}]->(b)" in script
    for column in {*nodes.columns, *edges.columns}:
        assert f"row.`{column}`" in script, column
    for name in ("neo4j-nodes.csv", "neo4j-relationships.csv"):
        assert f"'file:///{name}'" in script
    assert all(statement.count("(") == statement.count(")") for statement in script.split(";\n"))
    assert "toInteger(row.`weight:long`)" in script and "toFloat(row.`npmi:double`)" in script


def test_the_grammar_of_neo4j_takes_the_script(folder: Path, tmp_path: Path) -> None:
    """All but the first statement: that grammar is older than the present way to write a constraint."""
    constraint, *loads = (folder / "neo4j-load.cypher").read_text(encoding="utf-8").strip().split(";\n")
    assert "CREATE CONSTRAINT" in constraint and len(loads) == 6
    script = tmp_path / "script.cypher"
    script.write_text(";\n".join(loads), encoding="utf-8")
    assert read("cypher", script) == {"errors": []}
    script.write_text(";\n".join(loads).replace("MERGE (n", "MERG (n"), encoding="utf-8")
    assert read("cypher", script)["errors"]


def test_cells_of_articles_stay_on_one_line_and_escape_nothing(tmp_path: Path) -> None:
    build = demo()
    name = 'A\\" ,\nLOAD CSV\x00\u202e'
    odd: Build = replace(build, entities=(entity("p1", "person", name, None, 2), *(e for e in build.entities if e.id != "p1")))
    export_one(odd, "neo4j", tmp_path, statuses=STATUSES)
    text = (tmp_path / "neo4j-nodes.csv").read_text(encoding="utf-8")
    assert "\\" not in text and len(text.splitlines()) == 1 + len(frame(tmp_path, "nodes"))
    assert 'A＼" , LOAD CSV' in set(frame(tmp_path, "nodes")["label"])
