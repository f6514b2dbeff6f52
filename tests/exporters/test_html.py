"""The page as a file: what is embedded, and that nothing in it can act."""

from __future__ import annotations

import base64
import hashlib
import json
import math
import os
import re
import zlib
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from kg.exporters import export_one
from kg.exporters.html import page
from kg.exporters.html.core import backbone, core, positions, radius
from kg.exporters.html.packing import deltas, pack
from kg.exporters.html.pairs import pairs
from kg.exporters.html.passages import Passages, together, utf16
from kg.exporters.html.payload import UNDATED, article_titles, by_date, evidence_part, graph_part, script_table
from kg.model import Office, Relation
from tests.graph.builds import EMPTY, EVIL_URL, HOSTILE, demo, entity, event, relation


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


def _unpacked(text: str) -> Any:
    return json.loads(zlib.decompress(base64.b64decode(text)))


def _embedded(parsed: Parsed, name: str) -> Any:
    """A part of the page's data, as its scripts see it."""
    text = next(text for _, attributes, text in parsed.raw if attributes.get("id") == f"kg-{name}")
    return json.loads(text) if name == "opening" else _unpacked(text)


def _passages(parsed: Parsed) -> list[Any]:
    ids = [attributes.get("id") or "" for _, attributes, _ in parsed.raw]
    return [one for id_ in ids if id_.startswith("kg-passages-") for one in _embedded(parsed, id_[3:])]


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
    run = [(tag, text) for tag, attributes, text in parsed.raw if "type" not in attributes]
    assert sorted(tag for tag, _ in run) == ["script", "script", "style"]
    for _, code in run:
        digest = base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in policy
    assert policy.count("sha256-") == 3


def test_our_scripts_never_make_markup_of_text() -> None:
    folder = Path(__file__).parents[2] / "kg" / "exporters" / "html"
    acts = re.compile(
        r"innerHTML|outerHTML|insertAdjacent|document\.write|\beval\b|new Function|fetch\(|XMLHttp|import\("
        r"|WebSocket|sendBeacon|srcdoc|createContextualFragment"
    )
    scripts = sorted(folder.glob("*.js"))
    assert scripts and [script.name for script in scripts if acts.search(script.read_text(encoding="utf-8"))] == []


def test_hostile_text_is_data(text: str, parsed: Parsed) -> None:
    assert "<script>alert" not in text and "<img" not in text and EVIL_URL not in text
    assert any(HOSTILE in passage[1] for passage in _passages(parsed))
    assert HOSTILE in _embedded(parsed, "graph")["publishers"] and HOSTILE in _embedded(parsed, "titles")["title"]


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
    assert set(article_titles(by_date(replace(build, documents=docs)))["url"]) == {""}


def test_marks_stand_where_the_names_are(parsed: Parsed) -> None:
    aliases, seen = _embedded(parsed, "search")["aliases"], set()
    for _, quote, marks in _passages(parsed):
        units = quote.encode("utf-16-le")  # JavaScript counts UTF-16 units: one quote begins with 𠮷
        for start, end, node in zip(marks[::3], marks[1::3], marks[2::3], strict=True):
            name = units[2 * start : 2 * end].decode("utf-16-le")
            assert name in [alias for names in aliases[node] for alias in names]
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
    assert len(_embedded(parsed, "opening")["nodes"]) == 250 and len(_embedded(parsed, "graph")["entities"]["id"]) == 402
    found = pairs(build, 1)
    nodes = core(build, found, 20)
    assert build.entities[nodes[0]].id == "hub" and "alone" not in {build.entities[node].id for node in nodes}


def test_positions_are_apart_and_the_same_every_time() -> None:
    build = _star(60)
    found = pairs(build, 1)
    nodes = core(build, found)
    first = positions(build, nodes, found)
    assert first == positions(build, nodes, found) and len(set(first.values())) == len(nodes) == 62
    most = max(entity.articles for entity in build.entities)
    for number, one in enumerate(nodes):
        for other in nodes[:number]:
            apart = math.dist(first[one], first[other])
            assert apart > radius(build.entities[one].articles, most) + radius(build.entities[other].articles, most)


def test_backbone_keeps_the_strongest_links_of_each() -> None:
    found = pairs(_star(30), 1)
    assert len(backbone(found, 2)) == 30  # each leaf keeps its only link
    assert len(pairs(_star(30), 5)) == 6


def test_planned_and_refused_meetings_are_there_for_the_filter(parsed: Parsed) -> None:
    columns = _embedded(parsed, "graph")["pairs"]
    assert sum(columns["held"]) == 2 and sum(columns["planned"]) == 1 and sum(columns["refused"]) == 1


def test_empty_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (path,) = export_one(EMPTY, "html", tmp_path / "out")
    assert _embedded(Parsed(path.read_text(encoding="utf-8")), "opening") == {"nodes": [], "edges": []}
    assert os.listdir(tmp_path) == ["out"]


def test_lone_surrogates_do_not_stop_the_page(tmp_path: Path) -> None:
    build = demo()
    docs = tuple(replace(document, title="broken \ud83d") for document in build.documents)
    (path,) = export_one(replace(build, documents=docs), "html", tmp_path)
    assert set(_embedded(Parsed(path.read_text(encoding="utf-8")), "titles")["title"]) == {"broken ?"}


def test_a_core_has_those_who_meet_often_not_those_who_sat_in_a_large_meeting() -> None:
    build = _star(40)
    said = build.relations[0].evidence[:1]
    crowd = [f"q{number:04}" for number in range(30)]
    events = [event("big", crowd, said), *(event(f"m{n}", ["hub", "q0039"], said) for n in range(4))]
    build = replace(build, events=tuple(events))
    assert build.entities[core(build, pairs(build, 1), 2)[1]].id == "q0039"


def test_articles_by_which_the_page_filters(parsed: Parsed) -> None:
    graph, build = _embedded(parsed, "graph"), demo()
    documents = by_date(build)
    assert graph["articles"]["day"] == [UNDATED, 19_748, 19_749]  # undated, 2024-01-26, 2024-01-27
    named = {graph["publishers"][number] for number in graph["articles"]["publisher"]}
    assert named == {"", "Example News", HOSTILE}
    node = graph["entities"]["id"].index("p1")
    seen = [documents[sum(graph["entities"]["seen"][node][: n + 1])].language for n in range(2)]
    assert seen == ["zh", "en"]


def test_dates_that_no_calendar_has_count_as_none() -> None:
    build = demo()
    docs = tuple(replace(document, published="2024-13-45") for document in build.documents)
    assert set(graph_part(replace(build, documents=docs), [], 1)["articles"]["day"]) == {UNDATED}


def test_offices_are_embedded_with_their_titles() -> None:
    build = demo()
    said = build.events[0].evidence[:1]
    office = Office(title="外交部长", english="foreign minister", language="zh-Hans", count=3, first_seen="2024-01-26")
    role = Relation(source="p1", target="country:CN", type="holds_role", weight=1, count=3, evidence=said, titles=(office,))
    build = replace(build, relations=(*build.relations, role))
    found = pairs(build, 1)
    (fact,) = graph_part(build, found, 1)["facts"]
    pair = found[fact[0]]
    assert (build.entities[pair.a].id, build.entities[pair.b].id) == ("country:CN", "p1")
    assert fact[1:4] == ["holds_role", 0, 3]
    assert fact[6] == [["外交部长", "foreign minister", "zh-Hans", 3, "2024-01-26", ""]]
    evidence, chunks = evidence_part(build, found)
    assert chunks[0][evidence["facts"][0][0][0]][1] == said[0].quote


def test_every_pair_gets_one_passage_before_any_gets_two(monkeypatch: pytest.MonkeyPatch) -> None:
    build = demo()
    found = pairs(build, 1)
    number = {document.id: index for index, document in enumerate(by_date(build))}
    order = list(reversed(range(len(found))))

    def kept() -> list[int]:
        return [len(one) for one in together(found, Passages(build, number), order)]

    assert kept() == [1, 2, 1, 0]  # the last pair only met
    monkeypatch.setattr("kg.exporters.html.passages.TEXT_BUDGET", 60)
    assert kept() == [1, 1, 1, 0]


def test_passages_that_name_both_come_first() -> None:
    build = demo()
    both, one = build.events[0].evidence[0], next(e for e in build.events[2].evidence)
    number = {document.id: index for index, document in enumerate(by_date(build))}
    ids = [entity.id for entity in build.entities]
    chosen = Passages(build, number).chosen([one, both], (ids.index("p1"), ids.index("p2")), 2)
    assert chosen == [both, one]


def test_pack_and_deltas() -> None:
    assert _unpacked(pack({"a": ["王毅", "</script>", 1.5]})) == {"a": ["王毅", "</script>", 1.5]}
    assert re.fullmatch(r"[A-Za-z0-9+/=]+", pack("</script>")) and deltas([3, 5, 9]) == [3, 2, 4]


def test_the_same_page_every_time() -> None:
    assert page(demo()) == page(demo())
