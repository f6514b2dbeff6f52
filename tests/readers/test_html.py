from __future__ import annotations

import time
from pathlib import Path

import pytest

from tests.readers.reading import read_one, read_problem

PAGE = """<!doctype html>
<html lang="en-GB"><head><meta charset="utf-8"><title>Minister meets mayor | The Example</title>
<meta property="og:title" content="Minister meets mayor">
<meta property="og:site_name" content="The Example">
<meta property="article:published_time" content="2024-01-28T10:34:00+01:00">
<link rel="canonical" href="https://news.example/minister">
</head><body><h1>Minister meets mayor</h1><p>The minister met the mayor.</p></body></html>
"""


def test_page(tmp_path: Path) -> None:
    article = read_one(tmp_path, "a.html", PAGE)
    assert article.text == PAGE and article.markup == "html"
    assert article.title == "Minister meets mayor"
    assert article.published == "2024-01-28T09:34:00Z"
    assert article.url == "https://news.example/minister"
    assert article.publisher == "The Example"
    assert article.language == "en-GB"


def test_linked_data(tmp_path: Path) -> None:
    page = """<html><head><script type="application/ld+json">
    {"@graph": [{"@type": "WebSite", "name": "x"}, {"@type": "NewsArticle", "headline": "Talks in the harbour",
    "datePublished": "2023-07-07", "publisher": {"@type": "Organization", "name": "Harbour News"},
    "url": "https://harbour.example/1"}]}</script></head><body><p>They met.</p></body></html>"""
    article = read_one(tmp_path, "a.txt", page)
    assert (article.title, article.published) == ("Talks in the harbour", "2023-07-07")
    assert (article.publisher, article.url) == ("Harbour News", "https://harbour.example/1")


@pytest.mark.parametrize(
    ("times", "published"),
    [
        ('<time datetime="2024-02-03T08:00:00Z">today</time>', "2024-02-03T08:00:00Z"),
        ('<time datetime="2024-02-03"></time><time datetime="2024-02-05"></time>', None),  # whose is which?
        ('<time datetime="2024-02-03"></time><time pubdate datetime="2024-02-05"></time>', "2024-02-05"),
        ("<div>03/02/2024 - 10:34</div>", "2024-02-03"),
    ],
)
def test_times_on_the_page(tmp_path: Path, times: str, published: str | None) -> None:
    page = f"<html><body>{times}<p>The minister met the mayor.</p></body></html>"
    assert read_one(tmp_path, "a.html", page).published == published


def test_fragment(tmp_path: Path) -> None:
    article = read_one(tmp_path, "a.txt", "<div><p>The minister met the mayor.</p></div>")
    assert article.markup == "html" and article.title is None and article.published is None


def test_charset_of_the_page_counts(tmp_path: Path) -> None:
    meta = '<meta http-equiv="Content-Type" content="text/html; charset=gb2312">'
    page = f"<html><head>{meta}<title>部长</title></head></html>"
    assert read_one(tmp_path, "a.html", page.encode("gb18030")).title == "部长"
    page = '<html><head><meta charset="windows-1251"><title>Привет</title></head></html>'
    assert read_one(tmp_path, "a.html", page.encode("cp1251")).title == "Привет"


@pytest.mark.parametrize(
    "page",
    [
        "<html>" + "<div>" * 50_000 + "x",
        "<!---->" * 9000 + "<x",
        "<html><script type='application/ld+json'>" + "[" * 100_000,
        "<html><head><title>" + "&lt;" * 50_000,
        "<p " + "a " * 30_000,
        "<html\x01\x02><p>x</p>",
    ],
)
def test_hostile_pages_end_soon(tmp_path: Path, page: str) -> None:
    start = time.perf_counter()
    assert read_one(tmp_path, "a.html", page).text == page
    assert time.perf_counter() - start < 3


def test_xml_feeds_are_a_problem(tmp_path: Path) -> None:
    feed = '<?xml version="1.0"?><rss><channel><item><title>x</title></item></channel></rss>'
    assert "XML feed" in read_problem(tmp_path, "a.xml", feed).reason
