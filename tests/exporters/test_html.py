"""The page as a file: what is embedded, and that nothing in it can act."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from kg.exporters import export_one
from kg.exporters.html import page
from kg.exporters.html.core import backbone, core, positions
from kg.exporters.html.pairs import pairs
from kg.exporters.html.payload import payload, script_table, utf16
from tests.graph.builds import EMPTY, EVIL_URL, HOSTILE, demo, entity, relation


class Parsed(HTMLParser):
    """Elements with their attributes, and the text of scripts and styles."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=False)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.raw: list[tuple[str, dict[str, str | None], str]] = []
        self._open: tuple[str, dict[str, str | None]] | None = None
        self._text = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag in ("script", "style"):
            self._open, self._text = (tag, dict(attrs)), ""

    def handle_data(self, data: str) -> None:
        self._text += data

    def handle_endtag(self, tag: str) -> None:
        if self._open and tag == self._open[0]:
            self.raw.append((*self._open, self._text))
            self._open = None


@pytest.fixture(scope="module")
def text() -> str:
    return page(demo())


@pytest.fixture(scope="module")
def parsed(text: str) -> Parsed:
    return Parsed(text)


def _embedded(parsed: Parsed, id_: str) -> Any:
    return next(json.loads(text) for _, attributes, text in parsed.raw if attributes.get("id") == id_)


def test_nothing_is_loaded_from_anywhere(parsed: Parsed) -> None:
    for tag, attributes in parsed.elements:
        assert tag not in ("iframe", "object", "embed", "img", "base", "form")
        for name in ("src", "href", "action", "data", "srcset"):
            value = attributes.get(name)
            assert value is None or value.startswith(("#", "data:")), (tag, name, value)
        assert not any(name.startswith("on") for name in attributes)


def test_policy_allows_the_two_scripts_and_the_style_that_the_page_has(parsed: Parsed) -> None:
    policy = next(a["content"] for tag, a in parsed.elements if a.get("http-equiv") == "Content-Security-Policy")
    assert policy and policy.startswith("default-src 'none';") and "unsafe" not in policy
    run = [(tag, text) for tag, attributes, text in parsed.raw if attributes.get("type") != "application/json"]
    assert sorted(tag for tag, _ in run) == ["script", "script", "style"]
    for _, code in run:
        digest = base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in policy
    assert policy.count("sha256-") == 3


def test_our_scripts_never_make_markup_of_text() -> None:
    folder = Path(__file__).parents[2] / "kg" / "exporters" / "html"
    acts = re.compile(
        r"innerHTML|outerHTML|insertAdjacent|document\.write|\beval\b|new Function|fetch\(|XMLHttp|import\("
    )
    scripts = sorted(folder.glob("*.js"))
    assert scripts and [script.name for script in scripts if acts.search(script.read_text(encoding="utf-8"))] == []


def test_hostile_text_is_data(text: str, parsed: Parsed) -> None:
    assert "<script>alert" not in text and "<img" not in text and EVIL_URL not in text
    evidence = _embedded(parsed, "kg-evidence")
    assert any(HOSTILE in quote[1] for quote in evidence["quotes"])
    assert any(article[1] == HOSTILE for article in evidence["articles"])


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", 'http://x/"onclick=1', "//x.example",
        "https://x/ y", "",
    ],
)
def test_only_web_links_are_kept(url: str) -> None:
    build = demo()
    docs = tuple(replace(document, url=url) for document in build.documents)
    build = replace(build, documents=docs)
    _, evidence = payload(build, pairs(build, 1), 1)
    assert {article[3] for article in evidence["articles"]} == {""}


def test_marks_stand_where_the_names_are(parsed: Parsed) -> None:
    graph, evidence = _embedded(parsed, "kg-graph"), _embedded(parsed, "kg-evidence")
    seen = set()
    for _, quote, marks in evidence["quotes"]:
        units = quote.encode("utf-16-le")  # JavaScript counts UTF-16 units: one quote begins with 𠮷
        for start, end, node in zip(marks[::3], marks[1::3], marks[2::3], strict=True):
            name = units[2 * start : 2 * end].decode("utf-16-le")
            assert name in [alias for aliases in graph["entities"]["aliases"][node] for alias in aliases]
            seen.add(name)
    assert {"王毅", "沙利文", "Wang Yi", "曼谷"} <= seen


def test_utf16() -> None:
    assert [utf16("a𠮷b", at) for at in range(4)] == [0, 1, 3, 4]


def test_script_table_has_what_the_names_need_and_no_more() -> None:
    table = script_table(["习近平", "Wang Yi"])
    assert table["習"] == "习" and "國" not in table


def _star(leaves: int) -> Any:
    """A build with one hub, ``leaves`` leaves, and one entity on its own."""
    build = demo()
    said = build.events[0].evidence[:1]
    ids = [f"q{number:04}" for number in range(leaves)]
    entities = [entity("hub", "person", "Hub", None, 50), entity("alone", "person", "Alone", None, 40)]
    entities += [entity(id_, "person", f"Leaf {id_}", None, 1 + number % 9) for number, id_ in enumerate(ids)]
    measures = {"sentences": 1, "articles": 1, "npmi": 0.5}
    links = [relation("hub", id_, "co_mentioned", said, 1 + number % 5, **measures) for number, id_ in enumerate(ids)]
    return replace(
        build, mentions=(), events=(), entities=tuple(sorted(entities, key=lambda e: e.id)),
        relations=tuple(sorted(links, key=lambda r: (r.source, r.target))),
    )


def test_opens_on_the_strongest_and_embeds_the_rest() -> None:
    build = _star(400)
    parsed = Parsed(page(build))
    assert len(_embedded(parsed, "kg-nodes")) == 250 and len(_embedded(parsed, "kg-graph")["entities"]["id"]) == 402
    found = pairs(build, 1)
    nodes = core(build, found, 20)
    assert build.entities[nodes[0]].id == "hub" and "alone" not in {build.entities[node].id for node in nodes}


def test_positions_are_apart_and_the_same_every_time() -> None:
    build = _star(60)
    found = pairs(build, 1)
    nodes = core(build, found)
    first = positions(nodes, found)
    assert first == positions(nodes, found) and len(set(first.values())) == len(nodes) == 62


def test_backbone_keeps_the_strongest_links_of_each() -> None:
    found = pairs(_star(30), 1)
    assert len(backbone(found, 2)) == 30  # each leaf keeps its only link
    assert len(pairs(_star(30), 5)) == 6


def test_planned_and_refused_meetings_are_there_for_the_filter(parsed: Parsed) -> None:
    columns = _embedded(parsed, "kg-graph")["pairs"]
    assert sum(columns["held"]) == 2 and sum(columns["planned"]) == 1 and sum(columns["refused"]) == 1


def test_empty_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (path,) = export_one(EMPTY, "html", tmp_path / "out")
    assert _embedded(Parsed(path.read_text(encoding="utf-8")), "kg-nodes") == []
    assert os.listdir(tmp_path) == ["out"]


def test_lone_surrogates_do_not_stop_the_page(tmp_path: Path) -> None:
    build = demo()
    docs = tuple(replace(document, title="broken \ud83d") for document in build.documents)
    (path,) = export_one(replace(build, documents=docs), "html", tmp_path)
    articles = _embedded(Parsed(path.read_text(encoding="utf-8")), "kg-evidence")["articles"]
    assert {article[0] for article in articles} == {"broken ?"}
