"""GEXF: the published grammar, and spells that put every node and edge on the days of its reports."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import networkx as nx
import pytest
from lxml import etree

import kg
from kg.exporters import drawn_graph, export_one, gexf
from kg.exporters.spells import Spells, merged, stretch
from kg.model import STATUSES, Build
from tests.graph.builds import EMPTY, demo

GRAMMAR = Path(__file__).parent / "gexf-1.3.rng"
GEXF = "{http://gexf.net/1.3}"


@pytest.fixture(scope="module")
def grammar() -> etree.RelaxNG:
    return etree.RelaxNG(etree.parse(GRAMMAR))


def written(build: Build, folder: Path, **options: object) -> Path:
    (path,) = export_one(build, "gexf", folder, **options)  # type: ignore[arg-type]
    return path


@pytest.mark.parametrize("build", [demo(), EMPTY], ids=["demo", "empty"])
@pytest.mark.parametrize("event_nodes", [False, True])
def test_valid_by_the_published_grammar(grammar: etree.RelaxNG, build: Build, event_nodes: bool, tmp_path: Path) -> None:
    path = written(build, tmp_path, statuses=STATUSES, event_nodes=event_nodes)
    grammar.assertValid(etree.parse(path))


def test_the_seeds_are_valid_too(grammar: etree.RelaxNG, seeds_exports: Path) -> None:
    grammar.assertValid(etree.parse(seeds_exports / "graph.gexf"))


def test_the_grammar_refuses_what_is_wrong(grammar: etree.RelaxNG, tmp_path: Path) -> None:
    text = written(demo(), tmp_path).read_text(encoding="utf-8")
    for wrong in (text.replace('mode="dynamic"', 'mode="moving"'), text.replace('r="', 'r="9'), text.replace("spell ", "s ")):
        assert not grammar.validate(etree.fromstring(wrong.encode()))


def spells(element: etree._Element) -> list[tuple[str, str]]:
    return [(str(one.get("start")), str(one.get("end"))) for one in element.iter(f"{GEXF}spell")]


def test_meetings_are_on_their_day_and_co_mentions_on_the_days_of_articles(tmp_path: Path) -> None:
    tree = etree.parse(written(demo(), tmp_path, statuses=STATUSES))
    edges = {str(edge.get("id")): spells(edge) for edge in tree.iter(f"{GEXF}edge")}
    assert edges["p1|met|p2"] == [("2024-01-26", "2024-01-26")]
    assert edges["p1|met|p3"] == [("2024-01-01", "2024-01-31")]  # known to the month
    assert edges["p3|met|p4"] == [("2024-01-27", "2024-01-27")]  # undated: when it was reported
    assert ("2024-01-26", "2024-01-27") in edges["p1|co_mentioned|p2"]


def test_nodes_are_there_whenever_an_edge_of_theirs_is(seeds_graph: kg.KnowledgeGraph, tmp_path: Path) -> None:
    tree = etree.parse(written(seeds_graph.build, tmp_path, statuses=STATUSES))
    nodes = {str(node.get("id")): spells(node) for node in tree.iter(f"{GEXF}node")}
    dated = 0
    for edge in tree.iter(f"{GEXF}edge"):
        for first, last in spells(edge):
            dated += 1
            for end in (str(edge.get("source")), str(edge.get("target"))):
                assert any(a <= first and last <= b for a, b in nodes[end])
    assert dated > 100
    (graph,) = tree.iter(f"{GEXF}graph")
    days = [day for found in nodes.values() for pair in found for day in pair]
    assert (graph.get("mode"), graph.get("timeformat")) == ("dynamic", "date")
    assert (graph.get("start"), graph.get("end")) == (min(days), max(days))


def test_without_dates_the_graph_is_static(tmp_path: Path) -> None:
    build = demo()
    undated = replace(
        build, documents=tuple(replace(d, published=None) for d in build.documents),
        events=tuple(replace(e, occurred_on=None) for e in build.events),
        relations=tuple(replace(r, first_seen=None, last_seen=None) for r in build.relations),
    )
    text = written(undated, tmp_path, statuses=STATUSES).read_text(encoding="utf-8")
    assert 'mode="static"' in text and "<spell" not in text and "timeformat" not in text


def test_networkx_reads_the_time(tmp_path: Path) -> None:
    found = nx.read_gexf(written(demo(), tmp_path, statuses=STATUSES), version="1.3")
    assert found.graph["mode"] == "dynamic"
    assert found.nodes["p2"]["spells"] == [("2024-01-26", "2024-01-27"), ("2024-02-01", "2024-02-01")]


def test_event_nodes_have_the_days_of_the_event(tmp_path: Path) -> None:
    graph = drawn_graph(demo(), statuses=STATUSES, event_nodes=True)
    found = Spells(demo(), graph)
    assert found.node("e1") == [("2024-01-26", "2024-01-26")]
    assert found.edge("p1", "e1", "took_part") == [("2024-01-26", "2024-01-26")]


def test_stretches() -> None:
    day = 738000
    assert merged([(day + 1, day + 1), (day, day), (day + 3, day + 4), (day + 4, day + 9)]) == [(day, day + 1), (day + 3, day + 9)]
    for text, days in (("2024", 366), ("2024-02", 29), ("2024-02-03T10:00:00Z", 1)):
        first, last = stretch(text) or (0, 0)
        assert last - first + 1 == days
    assert stretch("soon") is None and stretch("2024-13") is None and stretch("") is None


def test_edges_have_colours_of_their_relation(tmp_path: Path) -> None:
    assert set(gexf.EDGE_COLORS) >= {"met", "holds_role", "took_part"}
    text = written(demo(), tmp_path, event_nodes=True).read_text(encoding="utf-8")
    assert text.count("<viz:color") == text.count("<node ") + text.count("<edge ")


@pytest.mark.parametrize(("few", "near"), [(0, 0), (24, 0)])
def test_articles_that_name_both_are_found_in_every_way(few: int, near: int, monkeypatch: pytest.MonkeyPatch) -> None:
    build, graph = demo(), drawn_graph(demo(), statuses=STATUSES)
    usual = "".join(gexf.lines(graph, Spells(build, graph)))
    monkeypatch.setattr("kg.exporters.spells.FEW", few)
    monkeypatch.setattr("kg.exporters.spells.NEAR", near)
    assert "".join(gexf.lines(graph, Spells(build, graph))) == usual
