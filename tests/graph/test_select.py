"""Parts of a graph: what each condition keeps, and that counts agree with what is left."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest

import kg
from kg.errors import KGError, UnknownNameError
from kg.exporters import export_one
from kg.graph import KnowledgeGraph
from kg.model import Build, Relation
from tests.graph.builds import EMPTY, demo


@pytest.fixture(scope="module")
def g() -> KnowledgeGraph:
    return KnowledgeGraph(demo())


@pytest.fixture(scope="module")
def loaded(seeds_exports: Path) -> KnowledgeGraph:
    """The seeds as files keep them: without sentences and offices of mentions."""
    return kg.load(seeds_exports)


def ids(graph: KnowledgeGraph) -> set[str]:
    return {entity.id for entity in graph.build.entities}


def links(graph: KnowledgeGraph) -> set[tuple[str, str, str]]:
    return {(r.source, r.target, r.type) for r in graph.build.relations}


def check(build: Build) -> None:
    """Whatever is left refers to what is left, and counts are those of what is left."""
    entities, articles = {e.id: e for e in build.entities}, {d.id for d in build.documents}
    named = {(mention.article, entity) for mention, entity in build.mentions}
    assert {entity for _, entity in named} <= set(entities) and {article for article, _ in named} <= articles
    said = [e for event in build.events for e in event.evidence] + [e for r in build.relations for e in r.evidence]
    assert {e.article for e in said} <= articles
    assert {p.entity for e in said for p in e.participants} <= set(entities)
    assert {p.entity for event in build.events for p in event.participants} <= set(entities)
    assert {event.place for event in build.events if event.place} <= set(entities)
    counts = Counter(entity for _, entity in named)
    for relation in build.relations:
        assert {relation.source, relation.target} <= set(entities)
        if relation.type == "co_mentioned":
            both = {a for a, e in named if e == relation.source} & {a for a, e in named if e == relation.target}
            assert relation.weight == relation.measures["articles"] == len(both)
    if "selection" in build.settings and build.mentions:
        assert all(counts[id_] == entity.articles for id_, entity in entities.items() if counts[id_])


CONDITIONS: list[dict[str, Any]] = [
    {"since": "2024"}, {"until": "2023-12-31"}, {"since": "2024-01", "until": "2024-02"}, {"languages": "de"},
    {"languages": ["zh"]}, {"publishers": "dpa"}, {"types": "person"}, {"types": ["person", "country"], "since": "2024"},
    {"relation": "met"}, {"relation": "co_mentioned", "min_weight": 3}, {"min_weight": 2}, {"status": "planned"},
    {"around": "王毅"}, {"around": ["Wang Yi", "Olaf Scholz"], "hops": 2, "relation": "met", "min_weight": 2, "since": "2024"},
]


@pytest.mark.parametrize("conditions", CONDITIONS, ids=str)
def test_what_is_left_agrees_with_itself(loaded: KnowledgeGraph, conditions: dict[str, Any], tmp_path: Path) -> None:
    part = loaded.select(**conditions)
    assert part.build.entities and len(part.build.relations) < len(loaded.build.relations)
    check(part.build)
    export_one(part.build, "jsonl", tmp_path)
    again = kg.load(tmp_path).build
    assert (again.entities, again.events, again.relations) == (part.build.entities, part.build.events, part.build.relations)
    assert again.settings["selection"]


def test_no_condition_keeps_everything_but_the_problems_of_the_run(g: KnowledgeGraph) -> None:
    part = g.select().build
    assert (part.documents, part.entities, part.mentions) == (g.build.documents, g.build.entities, g.build.mentions)
    assert (part.events, part.relations, part.problems) == (g.build.events, g.build.relations, ())


def test_counting_again_gives_what_was_counted_first(seeds_graph: kg.KnowledgeGraph, loaded: KnowledgeGraph) -> None:
    """All languages are a condition on articles that leaves all of them."""
    for graph in (seeds_graph, loaded):
        part = graph.select(languages=["de", "en", "zh"])
        first, again = ({(r.source, r.target, r.type): r for r in b.relations} for b in (graph.build, part.build))
        assert set(first) == set(again) and part.build.events == graph.build.events
        assert part.build.entities == graph.build.entities
        assert [key for key in first if _counts(first[key]) != _counts(again[key])] == []
        sentences = [first[key].measures.get("sentences") == again[key].measures.get("sentences") for key in first]
        assert sum(sentences) >= len(sentences) * (1.0 if graph is seeds_graph else 0.97)


def _counts(relation: Relation) -> tuple[Any, ...]:
    measures = {name: value for name, value in relation.measures.items() if name != "sentences"}
    return (relation.weight, relation.count, relation.first_seen, relation.last_seen, relation.languages, measures)


def test_time_is_the_day_of_the_meeting_and_of_the_article(loaded: KnowledgeGraph) -> None:
    part = loaded.select(since="2024-01-01", until="2024-01-26")
    bangkok = [event for event in part.build.events if event.occurred_on == "2024-01-26"]
    assert bangkok and {e.article for e in bangkok[0].evidence} <= {d.id for d in part.build.documents}
    assert max(d.published or "" for d in part.build.documents) > "2024-01-26"  # reported later, met in time
    assert all((event.occurred_on or "2024-01")[:7] == "2024-01" for event in part.build.events)
    assert part.who_met("王毅") and not part.who_met("王毅", until="2023")


def test_languages_count_their_own_reports(loaded: KnowledgeGraph) -> None:
    whole, german = loaded.co_mentions("Xi Jinping", "Joe Biden")[0], loaded.select(languages="de")
    assert 0 < german.co_mentions("Xi Jinping", "Joe Biden")[0].weight < whole.weight
    assert {d.language for d in german.build.documents} == {"de"}
    assert all(event.languages == ("de",) for event in german.build.events)


def test_types_keep_the_people_of_a_meeting_and_its_place(g: KnowledgeGraph) -> None:
    part = g.select(types="person")
    assert ids(part) == {"p1", "p2", "p3", "p4", "p5", "place:bangkok"}
    assert [meeting.place for meeting in part.who_met("Wang Yi", status="held")] == ["Bangkok"]


def test_relations_and_weights(g: KnowledgeGraph) -> None:
    assert {type_ for _, _, type_ in links(g.select(relation="met"))} == {"met"}
    assert g.select(relation="co_mentioned").build.events == ()
    assert links(g.select(relation="met", min_weight=2)) == {("p1", "p2", "met")}
    heavy = g.select(min_weight=2)
    assert ("p1", "p3", "met") in links(heavy) and ("p1", "p3", "co_mentioned") not in links(heavy)
    assert "country:CN" not in ids(heavy)  # nothing links it


def test_around_follows_links_hop_by_hop(g: KnowledgeGraph) -> None:
    assert ids(g.select(around="Wang Yi", hops=0)) == {"p1"}
    assert ids(g.select(around="Wang Yi")) >= {"p1", "p2", "p3"} and "p4" not in ids(g.select(around="Wang Yi"))
    # p3 and p4 only plan to meet: that is no way to go, unless plans are asked for
    assert "p4" not in ids(g.select(around="Joe Biden"))
    assert "p4" in ids(g.select(around="Joe Biden", status="planned"))


def test_a_part_of_a_part(g: KnowledgeGraph) -> None:
    part = g.select(languages="en").select(types="person")
    check(part.build)
    assert part.build.settings["selection"] == {"types": ["person"]}


@pytest.mark.parametrize(
    ("conditions", "message"),
    [
        ({"types": "persn"}, "did you mean 'person'"), ({"relation": "meet"}, "met"), ({"languages": "fr"}, "zh-Hans"),
        ({"publishers": "Example"}, "did you mean 'Example News'"), ({"since": "soon"}, "2024-01-31"),
        ({"status": "done"}, "planned"), ({"hops": -1}, "hops"), ({"min_weight": -1}, "min_weight"),
    ],
)
def test_unknown_words_say_what_there_is(g: KnowledgeGraph, conditions: dict[str, Any], message: str) -> None:
    with pytest.raises(KGError, match=message):
        g.select(**conditions)


def test_unknown_names_suggest_near_ones(g: KnowledgeGraph) -> None:
    with pytest.raises(UnknownNameError, match="Jake Sullivan"):
        g.select(around="Sulivan")


def test_nothing_of_nothing() -> None:
    part = KnowledgeGraph(EMPTY).select(since="2024", types="person").build
    assert not (part.documents or part.entities or part.relations)
