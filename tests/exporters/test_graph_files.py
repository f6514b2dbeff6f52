"""GraphML, GEXF and CSV, read back by libraries that we did not write."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import igraph
import networkx as nx
import pandas as pd
import pytest

from kg.exporters import EXPORTERS, drawn_graph, export_one
from kg.exporters.csv import _guarded, guard
from kg.exporters.flat import escaped, rows_of, sharing, xml
from kg.model import STATUSES, Build
from tests.exporters.node import read as read_in_node
from tests.graph.builds import EMPTY, HOSTILE, demo, entity

READ: dict[str, Callable[[Path], nx.MultiGraph]] = {
    "graphml": nx.read_graphml,
    "gexf": lambda path: nx.read_gexf(path, version="1.3"),
    "cytoscape": lambda path: nx.cytoscape_graph(json.loads(path.read_text(encoding="utf-8"))),
}


@pytest.fixture(scope="module")
def graph() -> nx.MultiDiGraph:
    return drawn_graph(demo(), statuses=STATUSES)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, graph: nx.MultiDiGraph) -> Path:
    made = tmp_path_factory.mktemp("graph")
    for name in ("graphml", "gexf", "csv", "cytoscape", "neo4j"):
        EXPORTERS[name].write(demo(), graph, made)
    return made


def test_graph_files_show_held_meetings_only_unless_asked() -> None:
    held = drawn_graph(demo())
    assert {(a, b) for a, b, relation in held.edges(keys=True) if relation == "met"} == {("p1", "p2")}
    assert "p4" not in held and "country:CN" not in held


def test_no_edge_weighs_nothing_since_gephi_would_drop_it(graph: nx.MultiDiGraph) -> None:
    weights = {(a, b, relation): data["weight"] for a, b, relation, data in graph.edges(keys=True, data=True)}
    assert weights["p1", "p2", "met"] == 2 and weights["p1", "p3", "met"] == weights["p3", "p4", "met"] == 1
    assert min(weights.values()) == 1


def _same(found: nx.MultiGraph, graph: nx.MultiDiGraph) -> None:
    assert set(found.nodes) == set(graph.nodes) and not found.is_directed()
    assert found.number_of_edges() == graph.number_of_edges()
    edges = {(*sorted((a, b)), data["relation"]): data for a, b, data in found.edges(data=True)}
    for a, b, relation, data in graph.edges(keys=True, data=True):
        read = edges[(*sorted((a, b)), relation)]
        for name, value in data.items():
            assert read[name] == value, (a, b, relation, name)


def test_graphml_in_networkx_with_parallel_edges(folder: Path, graph: nx.MultiDiGraph) -> None:
    found = nx.read_graphml(folder / "graph.graphml")
    _same(found, graph)
    for node, data in graph.nodes(data=True):
        assert found.nodes[node] == data
        assert {name: type(value) for name, value in found.nodes[node].items()} == {n: type(v) for n, v in data.items()}


def test_graphml_in_igraph(folder: Path, graph: nx.MultiDiGraph) -> None:
    found = igraph.Graph.Read_GraphML(str(folder / "graph.graphml"))
    assert not found.is_directed() and found.vcount() == len(graph) and found.ecount() == graph.number_of_edges()
    assert set(found.vs["id"]) == set(graph.nodes)
    assert {(edge["relation"], edge["weight"]) for edge in found.es} == {
        (data["relation"], float(data["weight"])) for *_, data in graph.edges(data=True)
    }


def test_gexf_in_networkx_with_colours_sizes_and_positions(folder: Path, graph: nx.MultiDiGraph) -> None:
    found = nx.read_gexf(folder / "graph.gexf", version="1.3")
    _same(found, graph)
    for node, data in graph.nodes(data=True):
        viz, read = found.nodes[node]["viz"], found.nodes[node]
        assert "#{r:02x}{g:02x}{b:02x}".format(**viz["color"]) == data["color"] and viz["size"] == data["size"]
        assert (viz["position"]["x"], viz["position"]["y"]) == (data["x"], data["y"])
        assert read["label"] == data["label"] and read["articles"] == data["articles"] and read["type"] == data["type"]


def test_gexf_has_no_date_of_its_own(folder: Path) -> None:
    assert "lastmodified" not in (folder / "graph.gexf").read_text(encoding="utf-8")


def test_csv_in_pandas(folder: Path, graph: nx.MultiDiGraph) -> None:
    nodes, edges = pd.read_csv(folder / "nodes.csv"), pd.read_csv(folder / "edges.csv")
    assert list(nodes.columns[:2]) == ["Id", "Label"] and set(nodes["Id"]) == set(graph.nodes)
    assert list(edges.columns[:6]) == ["Source", "Target", "Type", "Id", "Label", "Weight"]
    assert len(edges) == graph.number_of_edges() and edges["Id"].is_unique and set(edges["Type"]) == {"Undirected"}
    assert edges["npmi"].min() == -0.1  # numbers stay numbers


@pytest.mark.parametrize("cell", ["=1+1", "+49", "-x", "@cmd", "\tx", "\rx", "\n=x"])
def test_csv_cells_are_no_formulas(cell: str) -> None:
    assert guard(cell) == "'" + cell


def test_csv_leaves_other_cells() -> None:
    assert [guard(cell) for cell in ("王毅", "a-b", "", -1, -0.5)] == ["王毅", "a-b", "", -1, -0.5]


def test_hostile_names_stay_text(tmp_path: Path) -> None:
    name = HOSTILE + "\x00\x08\ufffe]]>&\"'"
    build = demo()
    others = tuple(e for e in build.entities if e.id != "p1")
    odd: Build = replace(build, entities=(*others, entity("p1", "person", name, None, 2)))
    for format_ in ("graphml", "gexf", "csv", "cytoscape", "neo4j"):
        export_one(odd, format_, tmp_path)
    clean = HOSTILE + "]]>&\"'"
    assert nx.read_graphml(tmp_path / "graph.graphml").nodes["p1"]["label"] == clean
    assert nx.read_gexf(tmp_path / "graph.gexf", version="1.3").nodes["p1"]["label"] == clean
    with (tmp_path / "nodes.csv").open(encoding="utf-8", newline="") as file:
        assert name.replace("\0", "") in {row["Label"] for row in csv.DictReader(file)}
    assert READ["cytoscape"](tmp_path / "graph.cyjs").nodes["p1"]["label"] == name
    assert name.split("\0")[0] in "".join(pd.read_csv(tmp_path / "neo4j-nodes.csv")["label"])


@pytest.mark.parametrize("build", [demo(), EMPTY])
def test_files_made_together_are_those_made_one_by_one(build: Build, tmp_path: Path) -> None:
    graph = drawn_graph(build, min_weight=1, statuses=STATUSES)
    kinds = [EXPORTERS[name] for name in ("graphml", "gexf", "csv")]
    for folder in ("alone", "together"):
        (tmp_path / folder).mkdir()
    for kind in kinds:
        kind.write(build, graph, tmp_path / "alone")
    with sharing(graph):
        assert rows_of(graph) is rows_of(graph) and rows_of(graph.copy()).graph is not graph
        for kind in kinds:
            kind.write(build, graph, tmp_path / "together")
    for name in [name for kind in kinds for name in kind.files]:
        assert (tmp_path / "alone" / name).read_bytes() == (tmp_path / "together" / name).read_bytes()
    assert rows_of(graph) is not rows_of(graph)


@pytest.mark.parametrize("text", ["plain", "a & b", '<"x">', "tab\t", "\x00", "half \ud800"])
def test_a_row_is_escaped_as_its_values_are(text: str) -> None:
    row = {"one": "王毅", "two": 0.5, "three": text, "four": 3}
    assert list(escaped(row)) == [xml(value) if isinstance(value, str) else value for value in row.values()]


@pytest.mark.parametrize("row", [["a", 1, "", 0.5], ["a", "=1", 2], ["x\0", -1], ["-1", "b\0", "+"], []])
def test_a_row_is_guarded_as_its_cells_are(row: list[str | int | float]) -> None:
    assert list(_guarded(row)) == [guard(cell) for cell in row]


@pytest.mark.parametrize("name", ["graphml", "gexf"])
def test_a_measure_may_have_any_name(name: str, tmp_path: Path) -> None:
    graph = nx.MultiDiGraph()
    graph.add_node("a", label="A")
    graph.add_node("b", label="B")
    graph.add_edge("a", "b", key="met", relation="met", weight=2, **{"50% (s)": "7% of %s"})
    EXPORTERS[name].write(EMPTY, graph, tmp_path)
    text = (tmp_path / f"graph.{name}").read_text(encoding="utf-8")
    assert '50% (s)"' in text and "7% of %s" in text and "%%" not in text


def test_xml_text() -> None:
    assert xml('a\x00<b>"\ud800\n') == "a&lt;b&gt;&quot;&#10;" and xml(1.5) == "1.5"


@pytest.mark.parametrize("name", list(EXPORTERS))
def test_an_empty_build_gives_valid_files(tmp_path: Path, name: str) -> None:
    if name == "ftm":
        pytest.importorskip("followthemoney", reason="needs the extra ftm")
    paths = export_one(EMPTY, name, tmp_path)
    assert {path.name for path in paths} == set(EXPORTERS[name].files) and all(path.exists() for path in paths)
    if name == "graphml":
        assert len(nx.read_graphml(paths[0])) == 0
    if name == "gexf":
        assert len(nx.read_gexf(paths[0], version="1.3")) == 0


@pytest.mark.parametrize("name", ["graphml", "gexf", "cytoscape"])
def test_directed_and_undirected_edges_stay_readable_together(tmp_path: Path, name: str) -> None:
    (path,) = export_one(demo(), name, tmp_path, event_nodes=True)
    found = READ[name](path)
    assert not found.is_directed()
    kinds = {data["relation"] for *_, data in found.edges(data=True)}
    assert {"met", "co_mentioned", "took_part"} <= kinds


def test_a_graph_of_directed_edges_alone_is_directed(tmp_path: Path, graph: nx.MultiDiGraph) -> None:
    offices = nx.MultiDiGraph()
    offices.add_nodes_from(graph.nodes(data=True))
    offices.add_edge("p1", "agency:dea", key="holds_role", relation="holds_role", weight=1)
    EXPORTERS["graphml"].write(demo(), offices, tmp_path)
    found = nx.read_graphml(tmp_path / "graph.graphml")
    assert found.is_directed() and list(found.edges()) == [("p1", "agency:dea")]


@pytest.mark.parametrize(("kind", "file"), [("graphml", "graph.graphml"), ("gexf", "graph.gexf"), ("cyjs", "graph.cyjs")])
def test_javascript_readers_find_the_same(folder: Path, graph: nx.MultiDiGraph, kind: str, file: str) -> None:
    found = read_in_node(kind, folder / file)
    nodes = {one["key"]: one["attributes"] for one in found["nodes"]}
    edges = {one["key"]: one for one in found["edges"]}
    assert set(nodes) == set(graph.nodes) and len(edges) == graph.number_of_edges()
    for key, data in graph.nodes(data=True):
        names = ("label", "type", "country", "articles", "first_seen", "size", *(() if kind == "cyjs" else ("x", "y")))
        assert {name: nodes[key][name] for name in names} == {name: data[name] for name in names}
    for a, b, relation, data in graph.edges(keys=True, data=True):
        read = edges[f"{a}|{relation}|{b}"]
        assert (read["source"], read["target"]) == (a, b)
        assert {name: read["attributes"][name] for name in data} == data


def test_cytoscape_in_networkx_with_positions(folder: Path, graph: nx.MultiDiGraph) -> None:
    text = (folder / "graph.cyjs").read_text(encoding="utf-8")
    _same(nx.cytoscape_graph(json.loads(text)), graph)
    for element in json.loads(text)["elements"]["nodes"]:
        data = graph.nodes[element["data"]["id"]]
        assert element["position"] == {"x": data["x"], "y": -data["y"]} and element["data"]["name"] == data["label"]


def test_quotes_of_articles_change_no_file_from_day_to_day(
    tmp_path: Path, graph: nx.MultiDiGraph, folder: Path
) -> None:
    for name in ("graphml", "gexf", "csv", "cytoscape", "neo4j"):
        EXPORTERS[name].write(demo(), drawn_graph(demo(), statuses=STATUSES), tmp_path)
    for path in sorted(tmp_path.iterdir()):
        assert path.read_bytes() == (folder / path.name).read_bytes(), path.name


@pytest.mark.parametrize("name", ["graphml", "gexf", "csv", "cytoscape", "neo4j"])
def test_no_value_is_none_or_a_list(folder: Path, name: str) -> None:
    for file in EXPORTERS[name].files:
        text = (folder / file).read_text(encoding="utf-8")
        assert ">None<" not in text and '"None"' not in text and ",None" not in text and "null" not in text, file
