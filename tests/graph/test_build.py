from __future__ import annotations

from dataclasses import replace

from kg.graph import add_positions, auto_min_weight, to_networkx
from kg.graph.schema import EDGE_ATTRIBUTES, NODE_ATTRIBUTES
from kg.model import Build
from tests.graph.builds import demo, document, evidence, relation


def test_graph_has_every_entity_and_relation() -> None:
    build = demo()
    graph = to_networkx(build)
    assert set(graph.nodes) == {entity.id for entity in build.entities}
    assert sorted(graph.edges(keys=True)) == [(r.source, r.target, r.type) for r in build.relations]


def test_attributes_are_flat_named_and_never_none() -> None:
    graph = add_positions(to_networkx(demo()))
    for _, attributes in graph.nodes(data=True):
        assert set(attributes) == set(NODE_ATTRIBUTES)
        assert all(isinstance(value, (str, int, float)) for value in attributes.values())
    for *_, attributes in graph.edges(data=True):
        assert set(attributes) <= set(EDGE_ATTRIBUTES)
        assert all(isinstance(value, (str, int, float)) for value in attributes.values())
    met = graph.edges["p1", "p2", "met"]
    assert met["held"] == 2 and met["status"] == "held" and "npmi" not in met and met["languages"] == "en|zh-Hans"


def test_labels_by_language() -> None:
    graph = to_networkx(demo())
    assert graph.nodes["p1"]["label_zh_hans"] == "王毅" and graph.nodes["p1"]["label_zh_hant"] == ""
    assert graph.nodes["p3"]["label_en"] == "Joe Biden"
    assert graph.nodes["country:CN"]["label_zh_hant"] == "中國"


def test_seen_dates_come_from_dated_articles() -> None:
    nodes = to_networkx(demo()).nodes
    assert (nodes["p1"]["first_seen"], nodes["p1"]["last_seen"]) == ("2024-01-26", "2024-01-27")
    assert nodes["p5"]["first_seen"] == ""


def test_selection() -> None:
    graph = to_networkx(demo(), min_weight=2, statuses=("held",), isolated=False)
    assert sorted(graph.edges(keys=True)) == [("p1", "p2", "co_mentioned"), ("p1", "p2", "met")]
    assert sorted(graph.nodes) == ["p1", "p2"]


def test_events_as_nodes() -> None:
    graph = to_networkx(demo(), event_nodes=True)
    assert set(graph.predecessors("e1")) == {"p1", "p2"} and graph.nodes["e1"]["type"] == "event"
    assert set(graph.nodes["e1"]) == set(graph.nodes["p1"])


def test_small_builds_show_every_co_mention_and_large_ones_do_not() -> None:
    build = demo()
    assert auto_min_weight(build) == 1
    docs = tuple(document(f"{n}.txt", f"text {n} A B") for n in range(51))
    said = (evidence(docs[0], "A B"),)
    links = tuple(relation("a", f"b{n:05}", "co_mentioned", said, 2 + n % 2) for n in range(60_000))
    large = Build(documents=docs, entities=(), mentions=(), events=(), relations=links)
    assert auto_min_weight(replace(large, relations=links[:10])) == 2
    assert auto_min_weight(large) == 3


def test_layout_is_the_same_every_time_and_inside_its_extent() -> None:
    first, second = (add_positions(to_networkx(demo())) for _ in range(2))
    places = [(node["x"], node["y"]) for _, node in first.nodes(data=True)]
    assert places == [(node["x"], node["y"]) for _, node in second.nodes(data=True)]
    assert len(set(places)) == len(places) and all(-1000 <= v <= 1000 for place in places for v in place)
