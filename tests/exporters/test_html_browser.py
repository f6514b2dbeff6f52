"""The page in a real browser without a network."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kg.exporters import export_one
from tests.exporters.browser import CHROMIUM, NO_CHROMIUM, Browser
from tests.graph.builds import HOSTILE, demo, entity

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason=NO_CHROMIUM)


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    (path,) = export_one(demo(), "html", tmp_path_factory.mktemp("page"))
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


def test_opens_with_everything_in_view(browser: Browser) -> None:
    assert browser.text("#notice").startswith("6 names and 4 links in view")
    assert "What the articles report" in browser.text("#panel")


@pytest.mark.parametrize("text", ["王毅", "wang yi", "WANG Y"])
def test_search_in_any_script(browser: Browser, text: str) -> None:
    _search(browser, text)
    assert browser.text("#panel h2") == "Wang Yi"
    assert "#name=p1" in browser.run("location.href")


def test_search_traditional_finds_simplified(browser: Browser) -> None:
    _search(browser, "習近平")
    assert browser.text("#panel h2") == "Xi Jinping"


def test_search_without_result_says_so(browser: Browser) -> None:
    browser.run("document.getElementById('search').focus()")
    browser.type("Nobody")
    assert "No such name" in browser.text("#suggestions")
    browser.key("Escape")


def test_evidence_of_a_link(browser: Browser, page: Path) -> None:
    browser.open(page, "#link=p1,p2")
    panel = browser.text("#panel")
    assert "Wang Yi – Jake Sullivan" in panel and "2024-01-26, Bangkok" in panel and "Example News" in panel
    marks = browser.run("[...document.querySelectorAll('#panel mark.own')].map((mark) => mark.textContent)")
    assert {"王毅", "沙利文", "Wang Yi", "Jake Sullivan"} == set(marks)
    links = browser.run("[...document.querySelectorAll('#panel a')].map((a) => [a.href, a.rel, a.protocol])")
    assert links and {tuple(link) for link in links} == {("https://news.example/1", "noopener noreferrer", "https:")}


def test_hostile_text_shows_as_text(browser: Browser, page: Path) -> None:
    browser.open(page, "#link=agency%3Adea,p5")
    assert HOSTILE in browser.text("#panel")
    assert browser.run("document.querySelectorAll('#panel script, #panel img').length") == 0


def test_filters_change_the_picture_and_the_address(browser: Browser, page: Path) -> None:
    browser.click("#co")
    assert browser.text("#notice").startswith("4 names and 3 links")
    browser.click("[data-status='2']")
    browser.click("[data-status='1']")
    assert browser.text("#notice").startswith("2 names and 1 link in view")
    fragment = browser.run("location.hash")
    assert "co=0" in fragment and "status=held" in fragment
    browser.open(page, fragment)
    assert browser.text("#notice").startswith("2 names and 1 link in view")
    browser.click("#reset")
    assert browser.text("#notice").startswith("6 names") and browser.run("location.hash") == ""


def test_legend_switches_types_off(browser: Browser) -> None:
    browser.click("[data-type='1']")
    assert browser.run("document.querySelector(\"[data-type='1']\").getAttribute('aria-pressed')") == "false"
    assert browser.text("#notice").startswith("4 names and 3 links")


def test_time_filter(browser: Browser, page: Path) -> None:
    browser.open(page, "#since=2024-02-10")
    assert browser.text("#notice").startswith("0 names and 0 links")
    browser.open(page, "#until=2024-01-26&co=0")
    assert browser.text("#notice").startswith("3 names and 2 links")


def test_path_between_two(browser: Browser, page: Path) -> None:
    _search(browser, "Sullivan")
    browser.run("[...document.querySelectorAll('#panel button')].find((b) => b.textContent.startsWith('Path')).click()")
    assert "Path from Jake Sullivan" in browser.text("#notice")
    _search(browser, "习近平")
    assert browser.text("#panel h2") == "Jake Sullivan → Xi Jinping"
    assert "A shortest chain: 3 links" in browser.text("#panel")
    fragment = browser.run("location.hash")
    browser.open(page, fragment)
    assert browser.text("#panel h2") == "Jake Sullivan → Xi Jinping"
    browser.key("Escape")
    assert "What the articles report" in browser.text("#panel")


def test_names_in_another_language(browser: Browser) -> None:
    browser.run("document.getElementById('language').value = 'zh-Hans'")
    browser.run("document.getElementById('language').dispatchEvent(new Event('change'))")
    _search(browser, "Wang Yi")
    assert browser.text("#panel h2") == "王毅"


def test_a_click_on_a_name_opens_it(browser: Browser) -> None:
    _search(browser, "Biden")
    browser.run("[...document.querySelectorAll('#panel button')].find((b) => b.textContent === 'Only these').click()")
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


def test_long_and_crooked_names_do_not_break_the_page(running: Browser, tmp_path: Path) -> None:
    build = demo()
    others = tuple(one for one in build.entities if one.id != "p1")
    names = "\u202e" + HOSTILE + "长" * 10_000 + "😀"
    (path,) = export_one(replace(build, entities=(*others, entity("p1", "person", names, None, 2))), "html", tmp_path)
    running.errors.clear()
    running.open(path, "#name=p1")
    assert running.errors == [] and running.run("document.documentElement.scrollWidth <= innerWidth")
    assert "\u202e" not in running.text("#panel h2")


def test_controls_have_names_and_the_page_works_when_narrow(browser: Browser, page: Path) -> None:
    unnamed = browser.run(
        "[...document.querySelectorAll('button, input, select, [role=application]')]"
        ".filter((e) => !(e.getAttribute('aria-label') || e.textContent.trim()"
        " || (e.labels && e.labels.length))).map((e) => e.outerHTML)"
    )
    assert unnamed == []
    assert browser.run("document.documentElement.scrollWidth <= innerWidth")
