"""Who is named where, counted once; which relations are drawn; and that a build on disk is drawn as one in memory."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import pytest

from kg.exporters import export_all
from kg.graph import census
from kg.graph.census import Census, Drawing, Weighed, census_of, least_weights, strong
from kg.model import Build, Relation
from tests.graph.builds import demo, document, evidence, relation

T = TypeVar("T", covariant=True)


class Streamed(Collection[T]):
    """Values that can be gone through, and nothing else."""

    def __init__(self, values: Collection[T]) -> None:
        self._values = values

    def __len__(self) -> int:
        return len(self._values)

    def __iter__(self) -> Iterator[T]:
        return iter(list(self._values))

    def __contains__(self, value: object) -> bool:
        raise AssertionError("nobody looks values up one by one")


class Weighing(Streamed[Relation]):
    """Relations that know their weights, as those of a store do."""

    def weights(self) -> Iterable[tuple[str, int, int]]:
        return [(*kind, count) for kind, count in Counter((one.type, one.weight) for one in self).items()]

    def plain(self) -> Iterable[Relation]:
        return list(self)

    def from_weight(self, least: int) -> Iterable[Relation]:
        return [one for one in self if one.type != "co_mentioned" or one.weight >= least]


def streamed(build: Build) -> Build:
    return replace(
        build, documents=Streamed(build.documents), mentions=Streamed(build.mentions), events=Streamed(build.events),
        relations=Weighing(build.relations),
    )


def test_articles_are_numbered_and_those_that_name_an_entity_counted_once() -> None:
    build = demo()
    found = Census(build)
    assert list(found.number.values()) == [0, 1, 2] and found.days == ["2024-01-26", "2024-01-27"]
    for entity in build.entities:
        articles = sorted({found.number[m.article] for m, id_ in build.mentions if id_ == entity.id})
        assert list(found.named.get(entity.id, ())) == articles
    assert found.seen("p1") == ("2024-01-26", "2024-01-27") and found.seen("p5") == ("", "")


def test_the_order_of_mentions_does_not_matter() -> None:
    build = demo()
    turned = replace(build, mentions=tuple(reversed(tuple(build.mentions))))
    assert Census(turned).named == Census(build).named


def test_a_drawing_is_made_once_and_holds_what_is_drawn() -> None:
    build = demo()
    drawing = Drawing.of(build, 2)
    assert {r.weight >= 2 for r in drawing.drawn if r.type == "co_mentioned"} == {True}
    assert drawing.left == len(build.relations) - len(drawing.drawn) > 0
    assert Drawing.of(drawing) is drawing and Drawing.of(drawing, 2) is drawing and census_of(drawing) is drawing.census
    assert Drawing.of(drawing, 1).left == 0


def test_weights_from_which_relations_are_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(census, "OTHER_EDGES", 10)
    docs = tuple(document(f"{n}.txt", f"text {n} A B") for n in range(51))
    said = (evidence(docs[0], "A B"),)
    links = [relation("a", f"b{n:02}", "co_mentioned", said, 1 + n % 3) for n in range(30)]
    links += [relation("a", f"c{n:02}", "met", said, 1 + n % 4) for n in range(20)]
    build = Build(documents=docs, entities=(), mentions=(), events=(), relations=tuple(links))
    assert least_weights(build) == (2, 3)
    assert isinstance(Weighing(links), Weighed) and not isinstance(build.relations, Weighed)
    assert least_weights(replace(build, relations=Weighing(links))) == (2, 3)
    shown = list(strong(build.relations, 2, 3))
    assert shown == list(strong(Weighing(links), 2, 3)) and len(shown) == 30
    assert sum(one.type == "met" for one in shown) == 10


@pytest.mark.parametrize("options", [{}, {"min_weight": 2}, {"event_nodes": True, "also": ("cytoscape", "neo4j")}])
def test_a_build_that_streams_gives_the_same_files(options: dict[str, object], tmp_path: Path) -> None:
    export: Callable[..., tuple[Path, ...]] = export_all
    one = export(demo(), tmp_path / "one", **options)
    other = export(streamed(demo()), tmp_path / "other", **options)
    assert [path.name for path in one] == [path.name for path in other] and len(one) > 10
    for left, right in zip(one, other, strict=True):
        assert left.read_bytes() == right.read_bytes(), left.name


def test_what_is_left_out_is_told(tmp_path: Path) -> None:
    told: list[str] = []
    export_all(demo(), tmp_path / "all", tell=told.append)
    export_all(demo(), tmp_path / "few", min_weight=2, tell=told.append)
    assert "leave out" not in told[0] and "leave out" in told[1] and "fewer than 2 articles" in told[1]
