"""A build read from its files as far as questions need: every answer is the one that the whole build gives."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import kg
from kg.errors import BuildFormatError, UnknownNameError
from kg.exporters import jsonl
from kg.exporters import stored as stored_module
from kg.exporters.stored import Stored
from kg.graph import KnowledgeGraph
from kg.graph.columns import Link
from kg.graph.source import InMemory
from kg.model import Office
from tests.graph.builds import EMPTY, demo, evidence, relation

QUESTIONS: dict[str, Callable[[KnowledgeGraph], Any]] = {
    "who_met": lambda g: g.who_met("王毅"),
    "who_met filtered": lambda g: g.who_met("wang yi", since="2024", place="Bangkok", language="zh", status="held"),
    "meetings": lambda g: g.meetings("Sullivan", "WANG YI"),
    "co_mentions": lambda g: g.co_mentions("Wang Yi"),
    "co_mentions of two": lambda g: g.co_mentions("Joe Biden", "Wang Yi"),
    "no co_mentions": lambda g: g.co_mentions("Jake Sullivan", "DEA"),
    "neighbours": lambda g: g.neighbours("Wang Yi"),
    "offices": lambda g: g.offices("Wang Yi"),
    "path": lambda g: g.path("Sullivan", "Biden"),
    "timeline": lambda g: g.timeline("Wang Yi"),
    "changes": lambda g: g.changes(since="2024-01-01"),
    "stats": lambda g: g.stats(),
    "repr": repr,
    "by id": lambda g: g.entity("p4"),
    "by former id": lambda g: g.entity("old-p4"),
    "candidates": lambda g: g.candidates("王毅"),
}


@pytest.fixture(scope="module")
def whole() -> KnowledgeGraph:
    build = demo()
    (document,) = (d for d in build.documents if d.language == "en")
    said = replace(evidence(document, "Talks in Bangkok"), trigger="minister")
    office = Office(title="minister", english="Minister", language="en", first_seen="2024-01-27", last_seen="2024-01-27")
    held = replace(relation("p1", "country:CN", "met", (said,)), source="p1", target="country:CN", type="holds_role",
                   measures={}, titles=(office,))
    entities = tuple(replace(e, former_ids=("old-p4",)) if e.id == "p4" else e for e in build.entities)
    relations = tuple(sorted([*build.relations, held], key=lambda r: (r.source, r.target, r.type)))
    return KnowledgeGraph(replace(build, entities=entities, relations=relations))


@pytest.fixture(scope="module")
def folder(whole: KnowledgeGraph, tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("stored")
    jsonl.write(whole.build, made)
    return made


@pytest.mark.parametrize("question", QUESTIONS)
def test_answers_are_those_of_the_whole_build(question: str, whole: KnowledgeGraph, folder: Path) -> None:
    assert QUESTIONS[question](kg.load(folder)) == QUESTIONS[question](whole)


def test_a_question_reads_only_what_it_needs(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(folder: Path) -> None:
        raise AssertionError("the whole build was read")

    monkeypatch.setattr(jsonl, "read", refuse)
    g = kg.load(folder)
    assert g.who_met("王毅") and g.neighbours("Wang Yi") and g.timeline("Sullivan") and g.stats().articles == 3
    with pytest.raises(AssertionError, match="whole build"):
        g.graph  # noqa: B018


def test_unknown_names_still_get_near_ones(folder: Path) -> None:
    with pytest.raises(UnknownNameError, match="Jake Sullivan"):
        kg.load(folder).who_met("Sulivan")


def test_folders_written_without_keys_are_searched_too(folder: Path, tmp_path: Path, whole: KnowledgeGraph) -> None:
    for name in jsonl.FILES:
        (tmp_path / name).write_bytes((folder / name).read_bytes())
    lines = [json.loads(line) for line in (tmp_path / "entities.jsonl").read_text(encoding="utf-8").splitlines()]
    text = "".join(json.dumps({k: v for k, v in line.items() if k != "keys"}, ensure_ascii=False) + "\n" for line in lines)
    (tmp_path / "entities.jsonl").write_text(text, encoding="utf-8")
    assert kg.load(tmp_path).who_met("王毅") == whole.who_met("王毅")


def test_an_empty_build_answers(tmp_path: Path) -> None:
    jsonl.write(EMPTY, tmp_path)
    g = kg.load(tmp_path)
    assert g.stats().articles == 0 and g.candidates("anyone") == () and list(Stored(tmp_path).links()) == []


def test_missing_files_and_broken_lines_are_named(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(BuildFormatError, match="not a build"):
        kg.load(tmp_path)
    for name in jsonl.FILES:
        (tmp_path / name).write_bytes((folder / name).read_bytes())
    count = json.loads((tmp_path / "manifest.json").read_text(encoding="utf-8"))["counts"]["events"]
    (tmp_path / "events.jsonl").write_text('{"id": "e1", "participants": [{"entity": "p1", \n' * count, encoding="utf-8")
    with pytest.raises(BuildFormatError, match=r"events\.jsonl, line 1: .*kg build"):
        kg.load(tmp_path).who_met("Wang Yi")
    whole = (folder / "events.jsonl").read_bytes()
    for cut in (whole[:-9], whole[: whole.index(b"\n") + 1], b""):
        (tmp_path / "events.jsonl").write_bytes(cut)
        with pytest.raises(BuildFormatError, match=r"events\.jsonl: cut or changed .*kg build"):
            kg.load(tmp_path).who_met("Wang Yi")
    (tmp_path / "mentions.jsonl").unlink()
    with pytest.raises(BuildFormatError, match=r"mentions\.jsonl: no such file"):
        kg.load(tmp_path)


def _bare(links: Iterable[Link]) -> list[Link]:
    return list(links)


@pytest.mark.parametrize("least", [1, 2, 3])
def test_links_are_those_of_the_whole_build(least: int, whole: KnowledgeGraph, folder: Path) -> None:
    stored, memory = Stored(folder), InMemory(whole.build)
    assert _bare(stored.links(least)) == _bare(memory.links(least)) != []
    late = lambda day: day >= "2024-01-27"
    assert _bare(stored.links(least, late)) == _bare(memory.links(least, late))
    for entity in whole.build.entities:
        assert _bare(stored.links_of(entity.id)) == _bare(memory.links_of(entity.id))
    columns = stored.columns()
    undated = [link._replace(first_seen="") for link in memory.links()]
    assert [columns.link(number) for number in range(len(columns.weights))] == undated


def test_ids_and_texts_with_quotation_marks_are_found(tmp_path: Path) -> None:
    build = demo()
    odd = 'x:"odd\\ id"}, "type": "met", "weight": 9'
    named = tuple(replace(e, id=odd if e.id == "p4" else e.id) for e in build.entities)
    said = build.events[0].evidence[:1]
    links = tuple(replace(r, evidence=said, source="p1", target=odd) for r in build.relations[:1])
    odder = replace(build, entities=tuple(sorted(named, key=lambda e: e.id)), relations=links, mentions=(), events=())
    jsonl.write(odder, tmp_path)
    stored = Stored(tmp_path)
    assert [link.target for link in stored.links()] == [odd] == [link.target for link in stored.links_of("p1")]
    assert stored.stats().relations == {links[0].type: 1} and stored.columns().ids[1] == odd
    entity = stored.entity(odd)
    assert entity is not None and entity.id == odd


def test_a_file_of_many_chunks_is_read_whole(folder: Path, whole: KnowledgeGraph, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stored_module, "CHUNK", 300)
    stored = Stored(folder)
    assert _bare(stored.links()) == _bare(InMemory(whole.build).links())
    assert stored.first_named() == InMemory(whole.build).first_named() and stored.stats() == whole.stats()


def test_weak_links_in_long_runs_cost_no_more(tmp_path: Path) -> None:
    build = demo()
    weak = relation("a", "b", "co_mentioned", build.events[0].evidence[:1])
    links = tuple(replace(weak, target=f"b{number:05}") for number in range(3_000))
    jsonl.write(replace(build, relations=links), tmp_path)
    assert _bare(Stored(tmp_path).links(2)) == [] and len(_bare(Stored(tmp_path).links(1))) == 3_000
