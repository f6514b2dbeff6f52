"""The page in a real browser without a network."""

from __future__ import annotations

import csv
import io
import json
import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kg.exporters import export_one
from kg.model import Build, Office, Relation
from tests.exporters.browser import CHROMIUM, NO_CHROMIUM, Browser
from tests.graph.builds import HOSTILE, demo, entity

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason=NO_CHROMIUM)

_PLACES = [
    os.environ.get("KG_AXE", ""), str(Path(__file__).parents[1] / "node/node_modules/axe-core/axe.min.js"),
]
AXE = next((path for path in _PLACES if path and Path(path).is_file()), None)
NO_AXE = "no axe-core: 'npm install --prefix tests/node' fetches it; or set KG_AXE to its axe.min.js"


def _build() -> Build:
    """The demo, with an office, a former id, and a name that a spreadsheet would calculate."""
    build = demo()
    said = build.events[0].evidence[:1]
    office = Office(title="外交部长", english="foreign minister", language="zh-Hans", count=3, first_seen="2024-01-26")
    role = Relation(source="p1", target="country:CN", type="holds_role", weight=1, count=3, evidence=said, titles=(office,))
    changed = {"p1": {"former_ids": ("old:1",)}, "p4": {"label": "=HYPERLINK(1)"}}
    entities = []
    for one in build.entities:
        if "label" in changed.get(one.id, {}):
            one = entity(one.id, one.type, "=HYPERLINK(1)", one.country, 1, zh_Hans="习近平", zh_Hant="習近平")
        entities.append(replace(one, former_ids=("old:1",)) if one.id == "p1" else one)
    relations = sorted((*build.relations, role), key=lambda r: (r.source, r.target, r.type))
    return replace(build, entities=tuple(entities), relations=tuple(relations))


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    (path,) = export_one(_build(), "html", tmp_path_factory.mktemp("page"))
    return path


@pytest.fixture(scope="module")
def running() -> Iterator[Browser]:
    browser = Browser()
    yield browser
    browser.close()


@pytest.fixture
def browser(running: Browser, page: Path) -> Iterator[Browser]:
    running.errors.clear()
    running.open(page)
    yield running
    assert running.errors == []
    assert [url for url in running.requests if not url.startswith(("file:", "data:", "blob:"))] == []


def _search(browser: Browser, text: str) -> None:
    browser.run("document.getElementById('search').focus()")
    browser.type(text)
    browser.wait("!document.getElementById('suggestions').hidden")
    browser.key("Enter")
    browser.wait("document.getElementById('suggestions').hidden")
    browser.idle()


def _go(browser: Browser, page: Path, fragment: str) -> None:
    browser.open(page, fragment)
    browser.idle()


def _press(browser: Browser, words: str) -> None:
    """Clicks the button of the panel that begins with these words."""
    wanted = f"(b) => b.textContent.startsWith({json.dumps(words)})"
    browser.run(f"[...document.querySelectorAll('#panel button')].find({wanted}).click()")
    browser.idle()


def test_opens_with_everything_in_view(browser: Browser) -> None:
    assert browser.text("#notice").startswith("7 names and 5 links in view")
    assert "What the articles report" in browser.text("#panel")


@pytest.mark.parametrize("text", ["王毅", "wang yi", "WANG Y", "old:1"])
def test_search_in_any_script_and_by_former_id(browser: Browser, text: str) -> None:
    _search(browser, text)
    assert browser.text("#panel h2") == "Wang Yi"
    assert "name=p1" in browser.run("location.hash")


def test_search_traditional_finds_simplified(browser: Browser) -> None:
    _search(browser, "習近平")
    assert browser.text("#panel h2") == "=HYPERLINK(1)"


def test_search_without_result_says_so(browser: Browser) -> None:
    browser.run("document.getElementById('search').focus()")
    browser.type("Nobody")
    browser.wait("document.getElementById('suggestions').textContent.includes('No such name')")
    browser.key("Escape")


def test_panel_of_a_name(browser: Browser, page: Path) -> None:
    _go(browser, page, "#name=p1")
    panel = browser.text("#panel")
    assert "person, China; named 4 times in 2 articles" in panel and "王毅" in browser.text("#panel dd[lang='zh-Hans']")
    assert "foreign minister 外交部长 2024-01-26" in panel and "3 articles" in panel
    assert browser.run("document.querySelectorAll('#panel .timeline circle.held').length") == 1
    assert "Talks in Bangkok" in panel and "Jake Sullivan" in panel


def test_former_ids_open_what_they_became(browser: Browser, page: Path) -> None:
    _go(browser, page, "#name=old%3A1")
    assert browser.text("#panel h2") == "Wang Yi" and "name=p1" in browser.run("location.hash")


def test_an_address_that_makes_no_sense_opens_the_core(browser: Browser, page: Path) -> None:
    wrong = "#name=nobody&since=2024-99-99&weight=x&links=-3&at=a,b,c&with=%3E%25%3B%2C&types=&path=p1,zz&language=xx&in=fr"
    _go(browser, page, wrong)
    assert "What the articles report" in browser.text("#panel")
    browser.click("#reset")
    assert browser.text("#notice").startswith("7 names and 5 links in view")


def test_articles_of_before_1970(running: Browser, tmp_path: Path) -> None:
    build = demo()
    documents = tuple(replace(one, published="1957-03-0" + str(n + 1)) for n, one in enumerate(build.documents))
    (path,) = export_one(replace(build, documents=documents, events=()), "html", tmp_path)
    running.errors.clear()
    _go(running, path, "#name=p1")
    assert "1957-03-0" in running.text("#panel") and "1957-0" in running.text("#range") and running.errors == []


def test_evidence_of_a_link(browser: Browser, page: Path) -> None:
    _go(browser, page, "#link=p1,p2")
    panel = browser.text("#panel")
    assert "Wang Yi – Jake Sullivan" in panel and "2024-01-26, Bangkok" in panel and "Example News" in panel
    marks = browser.run("[...document.querySelectorAll('#panel mark.own')].map((mark) => mark.textContent)")
    assert {"王毅", "沙利文", "Wang Yi", "Jake Sullivan"} == set(marks)
    links = browser.run("[...document.querySelectorAll('#panel a')].map((a) => [a.href, a.rel, a.protocol])")
    assert links and {tuple(link) for link in links} == {("https://news.example/1", "noopener noreferrer", "https:")}
    assert "2 passages of 2 articles that name both" in panel


def test_hostile_text_shows_as_text(browser: Browser, page: Path) -> None:
    _go(browser, page, "#link=agency%3Adea,p5")
    assert HOSTILE in browser.text("#panel") and HOSTILE in browser.text("#publisher")
    assert browser.run("document.querySelectorAll('#panel script, #panel img').length") == 0


def test_filters_change_the_picture_and_the_address(browser: Browser, page: Path) -> None:
    browser.click("#co")
    browser.click("#office")
    assert browser.text("#notice").startswith("4 names and 3 links")
    browser.click("[data-status='2']")
    browser.click("[data-status='1']")
    assert browser.text("#notice").startswith("2 names and 1 link in view")
    fragment = browser.run("location.hash")
    assert "co=0" in fragment and "status=held" in fragment
    browser.open(page, fragment)
    assert browser.text("#notice").startswith("2 names and 1 link in view")
    browser.click("#reset")
    assert browser.text("#notice").startswith("7 names") and browser.run("location.hash") == ""


def test_only_one_kind_of_link(browser: Browser) -> None:
    browser.click("[aria-label='Only meetings']")
    assert browser.text("#notice").startswith("4 names and 3 links")
    browser.click("[aria-label='Only names together']")
    assert browser.text("#notice").startswith("5 names and 3 links")
    browser.click("[aria-label='Only offices']")
    assert browser.text("#notice").startswith("2 names and 1 link")
    browser.click("[aria-label='Only offices']")
    assert browser.text("#notice").startswith("7 names and 5 links")


def test_legend_switches_types_off(browser: Browser) -> None:
    browser.click("[data-type='1']")
    assert browser.run("document.querySelector(\"[data-type='1']\").getAttribute('aria-pressed')") == "false"
    assert browser.text("#notice").startswith("5 names and 4 links")


def test_language_and_publisher_filter_reports(browser: Browser, page: Path) -> None:
    _go(browser, page, "#in=zh-Hans")
    assert browser.text("#notice").startswith("3 names and 2 links")
    browser.open(page, "#publisher=Example+News")
    assert browser.text("#notice").startswith("5 names and 4 links")
    assert browser.run("document.getElementById('publisher').selectedOptions[0].textContent") == "Example News (1)"
    _search(browser, "Wang Yi")
    assert "1 of them with these filters" in browser.text("#panel")


def test_time_filter(browser: Browser, page: Path) -> None:
    browser.open(page, "#since=2024-02-10")
    assert browser.text("#notice").startswith("0 names and 0 links")
    browser.open(page, "#until=2024-01-26&co=0&office=0")
    assert browser.text("#notice").startswith("3 names and 2 links")
    browser.run("document.getElementById('since').focus()")
    browser.key("ArrowRight")
    browser.wait("location.hash.includes('since=2024-01-29')")
    browser.click("#always")
    assert "since" not in browser.run("location.hash")


def test_path_between_two(browser: Browser, page: Path) -> None:
    _search(browser, "Sullivan")
    _press(browser, "Path")
    assert "Path from Jake Sullivan" in browser.text("#notice")
    _search(browser, "习近平")
    assert browser.text("#panel h2") == "Jake Sullivan → =HYPERLINK(1)"
    assert "A shortest chain of people and bodies: 3 links" in browser.text("#panel")
    fragment = browser.run("location.hash")
    _go(browser, page, fragment)
    assert browser.text("#panel h2") == "Jake Sullivan → =HYPERLINK(1)"
    browser.key("Escape")
    assert "What the articles report" in browser.text("#panel")


def test_only_a_component_and_only_neighbours(browser: Browser, page: Path) -> None:
    _search(browser, "Wang Li")
    _press(browser, "Whole component")
    assert "What hangs together with Wang Li: 2 names and 1 link in view" in browser.text("#notice")
    _go(browser, page, "#around=p2")
    assert browser.text("#notice").startswith("Around Jake Sullivan: ")
    assert "p4" not in browser.run("location.hash")


def test_names_in_another_language(browser: Browser) -> None:
    browser.run("document.getElementById('language').value = 'zh-Hans'")
    browser.run("document.getElementById('language').dispatchEvent(new Event('change'))")
    _search(browser, "Wang Yi")
    assert browser.text("#panel h2") == "王毅"


def test_a_click_on_a_name_opens_it(browser: Browser) -> None:
    _search(browser, "Biden")
    _press(browser, "Only neighbours")
    browser.key("Escape")
    assert "What the articles report" in browser.text("#panel")
    box = browser.run(
        "((r) => [r.x, r.y, r.width, r.height])(document.getElementById('network').getBoundingClientRect())"
    )
    middle = (box[0] + box[2] / 2, box[1] + box[3] / 2)
    places = sorted((dx * dx + dy * dy, dx, dy) for dx in range(-60, 61, 6) for dy in range(-60, 61, 6))
    for _, dx, dy in places:  # the name stands in the middle of its neighbours, not exactly in that of the window
        browser.press(middle[0] + dx, middle[1] + dy)
        if "What the articles report" not in browser.text("#panel"):
            break
    assert browser.text("#panel h2") == "Joe Biden" or "link=" in browser.run("location.hash")


def test_table_of_the_links_in_view(browser: Browser) -> None:
    browser.click("#csv")
    text = browser.downloaded("links.csv").decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert len(rows) == 5 and {row["office"] for row in rows} == {"", "foreign minister"}
    met = next(row for row in rows if {row["source_id"], row["target_id"]} == {"p1", "p2"})
    assert (met["held"], met["articles"], met["first"], met["last"]) == ("2", "2", "2024-01-26", "2024-01-27")
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for name, cell in row.items() if name != "npmi")
    assert "'=HYPERLINK(1)" in {row["target"] for row in rows} | {row["source"] for row in rows}


def test_picture_is_a_png(browser: Browser) -> None:
    browser.click("#png")
    assert browser.downloaded("graph.png").startswith(b"\x89PNG\r\n")


def test_the_picture_can_be_walked_with_the_keyboard(browser: Browser) -> None:
    browser.run("document.getElementById('network').focus()")
    browser.key("n")
    first = browser.text("#panel h2")
    browser.key("n")
    second = browser.text("#panel h2")
    browser.key("p")
    assert first == browser.text("#panel h2") != second
    browser.key("Enter")
    assert browser.run("document.activeElement.id") == "panel"
    browser.key("Escape")
    browser.key("/")
    assert browser.run("document.activeElement.id") == "search"


def test_focus_goes_through_the_controls_in_reading_order(browser: Browser) -> None:
    browser.run("document.activeElement.blur()")
    seen = []
    for _ in range(12):
        browser.key("Tab")
        seen.append(browser.run("document.activeElement.id || document.activeElement.className"))
    assert seen[:3] == ["skip", "search", "language"] and "share" in seen and seen[-2:] == ["turn", "only"]


def test_view_and_names_brought_in_come_back_with_the_address(running: Browser, tmp_path: Path) -> None:
    from tests.exporters.large import made_up

    (path,) = export_one(made_up(320, 1_200), "html", tmp_path)
    running.errors.clear()
    running.open(path)
    before = int(running.text("#notice").split()[0])
    assert 200 < before <= 250 and f"bring in {320 - before} more" in running.text("#notice")
    running.run("document.querySelector('#panel li.between button.link').click()")
    _press(running, "Add ")
    notice = running.text("#notice")
    fragment = running.run("location.hash")
    assert before < int(notice.split()[0]) <= before + 25
    running.open(path, fragment)
    assert running.text("#notice") == notice and running.run("location.hash") == fragment
    assert running.errors == []


def test_a_name_without_strong_links_brings_its_weak_ones(running: Browser, tmp_path: Path) -> None:
    from kg.exporters.html import page as made
    from tests.exporters.large import made_up

    build = made_up(120, 400)
    path = tmp_path / "graph.html"
    path.write_text(made(build, 4), encoding="utf-8")
    strong = {end for one in build.relations if one.weight >= 4 or one.type == "met" for end in (one.source, one.target)}
    weak = next(one.source for one in build.relations if one.source not in strong and one.target not in strong)
    running.errors.clear()
    _go(running, path, "#name=" + weak.replace(":", "%3A"))
    assert running.run("document.querySelectorAll('#panel ul.plain li.between').length") >= 1
    running.run("document.querySelector('#panel li.between .count button').click()")
    running.idle()
    assert "This page holds no passage for a link this weak" in running.text("#panel")
    assert running.errors == []


def test_long_and_crooked_names_do_not_break_the_page(running: Browser, tmp_path: Path) -> None:
    build = demo()
    others = tuple(one for one in build.entities if one.id != "p1")
    names = "\u202e" + HOSTILE + "长" * 10_000 + "😀"
    (path,) = export_one(replace(build, entities=(*others, entity("p1", "person", names, None, 2))), "html", tmp_path)
    running.errors.clear()
    _go(running, path, "#name=p1")
    assert running.errors == [] and running.run("document.documentElement.scrollWidth <= innerWidth")
    assert "\u202e" not in running.text("#panel h2")


@pytest.mark.parametrize(("width", "height"), [(1280, 720), (820, 1180), (390, 844)])
def test_everything_fits_and_fingers_hit(running: Browser, page: Path, width: int, height: int) -> None:
    running.show_as(width, height, touch=width < 1000)
    try:
        running.open(page)
        assert running.run("document.documentElement.scrollWidth <= innerWidth")
        assert running.run("document.getElementById('network').clientHeight") > 150
        if width < 1000:
            sizes = running.run(
                "[...document.querySelectorAll('header button, header select, #search')].filter((e) => e.offsetParent)"
                ".map((e) => Math.min(e.offsetWidth, e.offsetHeight))"
            )
            assert min(sizes) >= 44
            running.click("#show-filters")
            assert running.run("document.getElementById('filters').offsetHeight") > 100
    finally:
        running.show_as()


@pytest.mark.skipif(AXE is None, reason=NO_AXE)
@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("fragment", ["", "#name=p1", "#link=p1,p2"])
def test_axe_finds_nothing(running: Browser, page: Path, fragment: str, dark: bool) -> None:
    assert AXE is not None
    running.show_as(dark=dark)
    try:
        _go(running, page, fragment)
        running.run(Path(AXE).read_text(encoding="utf-8") + "\n;undefined")
        found = running.run(
            "axe.run().then((r) => r.violations.map((v) => v.id + ': ' + v.nodes.map((n) => n.html).slice(0, 3)))"
        )
        assert found == []
    finally:
        running.show_as()


def test_controls_have_names(browser: Browser) -> None:
    unnamed = browser.run(
        "[...document.querySelectorAll('button, input, select, [role=application]')]"
        ".filter((e) => !(e.getAttribute('aria-label') || e.textContent.trim()"
        " || (e.labels && e.labels.length))).map((e) => e.outerHTML)"
    )
    assert unnamed == []


@pytest.mark.slow
def test_twenty_thousand_names_open_in_under_three_seconds(running: Browser, tmp_path: Path) -> None:
    from kg.exporters.html import page as made
    from tests.exporters.large import STEPS, latency, made_up

    path = tmp_path / "graph.html"
    path.write_text(made(made_up(20_000, 100_000)), encoding="utf-8")
    assert path.stat().st_size < 10_000_000
    running.open(path)  # once for the disk
    assert int(running.reopen(path)) < 3_000
    running.idle()
    assert {name: spent for name, script in STEPS.items() if (spent := running.run(latency(script))) > 1_000} == {}
