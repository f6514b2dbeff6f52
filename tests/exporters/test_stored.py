"""A build read from its files as far as questions need: every answer is the one that the whole build gives."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import kg
from kg.errors import BuildFormatError, UnknownNameError
from kg.exporters import jsonl
from kg.exporters.stored import Stored
from kg.graph import KnowledgeGraph
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
    (tmp_path / "events.jsonl").write_text('{"id": "e1", "participants": [{"entity": "p1", \n', encoding="utf-8")
    with pytest.raises(BuildFormatError, match=r"events\.jsonl, line 1: .*kg build"):
        kg.load(tmp_path).who_met("Wang Yi")
    (tmp_path / "mentions.jsonl").unlink()
    with pytest.raises(BuildFormatError, match=r"mentions\.jsonl: no such file"):
        kg.load(tmp_path)
