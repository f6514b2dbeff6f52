from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kg.errors import BuildFormatError
from kg.exporters import jsonl, records
from kg.exporters.lines import line, relation_lines
from kg.model import Build, Relation
from tests.graph.builds import EMPTY, demo, document

KEYS = {
    "articles": ["id", "source", "language", "title", "published", "url", "publisher", "duplicates", "text"],
    "entities": ["id", "former_ids", "type", "label", "labels", "aliases", "country", "articles", "mentions"],
    "mentions": ["article", "entity", "text", "start", "end", "recognizer"],
    "events": ["id", "type", "mode", "status", "participants", "date", "place", "evidence", "confidence"],
    "problems": ["source", "stage", "reason", "hint"],
}
EVIDENCE = ["article", "quote", "start", "end", "trigger", "participants", "status", "date", "place"]


def lines(folder: Path, name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (folder / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("build")
    jsonl.write(demo(), made)
    return made


@pytest.mark.parametrize("name", KEYS)
def test_keys_and_their_order(folder: Path, name: str) -> None:
    for record in lines(folder, name):
        assert list(record)[: len(KEYS[name])] == KEYS[name]


def test_relations_have_the_measures_of_their_type(folder: Path) -> None:
    head, tail = ["source", "target", "type", "weight", "count"], ["first_seen", "last_seen", "languages", "evidence"]
    for record in lines(folder, "relations"):
        own = ["held", "planned", "refused"] if record["type"] == "met" else ["sentences", "articles", "npmi"]
        assert list(record) == [*head, *own, *tail]
        for evidence in record["evidence"]:
            assert list(evidence)[: len(EVIDENCE)] == EVIDENCE


def test_mentions_and_quotes_stand_where_they_say(folder: Path) -> None:
    texts = {record["id"]: str(record["text"]) for record in lines(folder, "articles")}
    for record in lines(folder, "mentions"):
        assert texts[record["article"]][record["start"] : record["end"]] == record["text"]
    for event in lines(folder, "events"):
        for said in event["evidence"]:
            assert texts[said["article"]][said["start"] : said["end"]] == said["quote"]


def test_sorted(folder: Path) -> None:
    for name in ("articles", "entities", "events"):
        ids = [record["id"] for record in lines(folder, name)]
        assert ids == sorted(ids)
    places = [(record["article"], record["start"]) for record in lines(folder, "mentions")]
    assert places == sorted(places)


def test_line_ends_inside_texts_do_not_break_lines(folder: Path) -> None:
    raw = (folder / "articles.jsonl").read_text(encoding="utf-8")
    assert len(raw.splitlines()) == len(demo().documents) and "\\u2028" in raw


def test_order_of_the_build_does_not_matter(folder: Path, tmp_path: Path) -> None:
    build = demo()
    turned = Build(
        documents=build.documents[::-1], entities=build.entities[::-1], mentions=build.mentions[::-1],
        events=build.events[::-1], relations=build.relations[::-1], problems=build.problems, settings=build.settings,
    )
    jsonl.write(turned, tmp_path)
    for name in jsonl.FILES:
        assert (tmp_path / name).read_bytes() == (folder / name).read_bytes()


def test_reading_back_gives_the_same_build_and_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    build, again = demo(), jsonl.read(folder)
    assert again.entities == build.entities and again.events == build.events and again.relations == build.relations
    assert [d.tag for d in again.documents] == [d.tag for d in build.documents]
    assert [(m.text, m.span, who) for m, who in again.mentions] == [(m.text, m.span, who) for m, who in build.mentions]
    assert again.problems == build.problems and again.settings == build.settings
    jsonl.write(again, tmp_path)
    for name in jsonl.FILES:
        assert (tmp_path / name).read_bytes() == (folder / name).read_bytes()


def test_lone_surrogates_survive(tmp_path: Path) -> None:
    broken = document("x.txt", "before \ud83d after")
    jsonl.write(replace(EMPTY, documents=(broken,)), tmp_path)
    assert jsonl.read(tmp_path).documents[0].text == broken.text


def test_manifest_counts_and_has_nothing_of_today(folder: Path) -> None:
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["format"] == 1 and manifest["counts"]["entities"] == 8 and manifest["problems"] == {"read": 1}
    assert manifest["input"]["languages"] == {"de": 1, "en": 1, "zh-Hans": 1}
    assert all((folder / name).stat().st_size == size for name, size in manifest["bytes"].items())
    assert set(manifest["bytes"]) == {*jsonl.FILES, jsonl.JUDGEMENTS} - {jsonl.MANIFEST}
    assert list(manifest) == ["bytes", "counts", "format", "input", "kg", "problems", "relations", "settings"]


def _break(folder: Path, how: str) -> None:
    if how == "manifest":
        (folder / "manifest.json").unlink()
    elif how == "version":
        (folder / "manifest.json").write_text('{"format": 2}')
    elif how == "json":
        (folder / "manifest.json").write_text("{")
    elif how == "missing":
        (folder / "events.jsonl").unlink()
    elif how == "line":
        (folder / "entities.jsonl").write_text('{"id": "x"}\n')
    else:
        (folder / "articles.jsonl").write_bytes(b"\xff\xfe\n")


@pytest.mark.parametrize(
    ("how", "says"),
    [
        ("manifest", "not a build"), ("version", "format version 2"), ("json", "not JSON"), ("missing", "no such file"),
        ("line", "entities.jsonl, line 1"), ("bytes", "not UTF-8"),
    ],
)
def test_a_broken_build_says_what_would_work(tmp_path: Path, how: str, says: str) -> None:
    jsonl.write(demo(), tmp_path)
    _break(tmp_path, how)
    with pytest.raises(BuildFormatError, match=says) as caught:
        jsonl.read(tmp_path)
    assert "kg build" in str(caught.value) or "run" in str(caught.value)


@pytest.mark.parametrize("source", ["a", 'q"uo\\te', "名\u2028", "tab\t\x7f", "😀"])
@pytest.mark.parametrize("change", [{}, {"first_seen": None}, {"measures": {"npmi": 0.5}}, {"languages": ()}])
def test_relations_are_written_as_their_records_are(source: str, change: dict[str, Any]) -> None:
    said = demo().events[0].evidence[:2]
    measures = {"sentences": 3, "articles": 2, "npmi": -0.0513}
    link = Relation(
        source=source, target="\U0001f9ff", type="co_mentioned", weight=2, count=5, evidence=said, measures=measures,
        first_seen="2024-01-26", last_seen="2024-01-27", languages=("en", "zh-Hans"),
    )
    link = replace(link, **change)
    (found,) = relation_lines([link])
    assert found == line(records.relation_record(link))
