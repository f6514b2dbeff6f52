"""The page of a build that is too large for one: what matters most is in it, and it says what is not."""

from __future__ import annotations

import pytest

from kg.exporters.html import cropping
from kg.exporters.html.cropping import crop
from kg.exporters.html.pairs import pairs
from kg.exporters.html.payload import by_date, evidence_part, graph_part
from kg.graph.census import Drawing
from kg.model import Build
from tests.exporters.large import made_up
from tests.graph.builds import demo


@pytest.fixture(scope="module")
def build() -> Build:
    return made_up(300, 900)


def test_a_small_build_is_all_there_without_its_texts() -> None:
    part, left = crop(Drawing.of(demo(), 1))
    assert left == {} and part.entities == demo().entities and part.events == tuple(demo().events)
    assert [d.id for d in part.documents] == [d.id for d in demo().documents]
    assert {d.text for d in part.documents} == {""} and all(d.title for d in part.documents)


def test_a_large_one_keeps_what_matters_most(build: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cropping, "NAMES", 100)
    monkeypatch.setattr(cropping, "ARTICLES", 50)
    monkeypatch.setattr(cropping, "EVENTS", 5)
    part, left = crop(Drawing.of(build, 1))
    assert left == {"names": 200, "articles": len(build.documents) - 50, "meetings": len(build.events) - 5}
    kept = {entity.id for entity in part.entities}
    assert {p.entity for event in part.events for p in event.participants} <= kept
    rarest = min(entity.articles for entity in part.entities)
    assert rarest >= 1 and max(e.articles for e in build.entities) == max(e.articles for e in part.entities)
    assert all(relation.source in kept and relation.target in kept for relation in part.drawn)


def test_the_parts_of_its_page_fit_together(build: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cropping, "NAMES", 100)
    monkeypatch.setattr(cropping, "ARTICLES", 50)
    part, _ = crop(Drawing.of(build, 1))
    found = pairs(part, 1)
    graph = graph_part(part, found, 1)
    assert len(graph["entities"]["id"]) == len(part.entities) and len(graph["articles"]["day"]) == 50
    assert all(sum(seen) < 50 for seen in graph["entities"]["seen"])
    assert all(0 <= node < len(part.entities) for event in graph["events"] for node in event[0])
    _, chunks = evidence_part(part, found)
    passages = [passage for chunk in chunks for passage in chunk]
    assert passages and {article for article, _, _ in passages} <= {-1, *range(50)}
    cited = {one.article for event in part.events for one in event.evidence}
    assert cited & {d.id for d in by_date(part)}
