from __future__ import annotations

import time
from pathlib import Path

import pytest

from kg.readers.jekyll import front_matter
from tests.readers.reading import read_one, read_problem

POST = """---
layout: post
title: "部长抵达港口城市"
date: 2021-05-06T07:08:09.000Z
author: 某通讯社
from: https://news.example/a/1.html
tags: [ 某通讯社 ]
categories: [ 某通讯社 ]
---
<!--1620284889000-->
[部长抵达港口城市](https://news.example/a/1.html)
------

<div><p>部长周四抵达港口城市。</p><p>他会见了市长。</p></div>
"""


def test_post_with_feed_lines(tmp_path: Path) -> None:
    article = read_one(tmp_path, "post.md", POST)
    assert article.title == "部长抵达港口城市"
    assert article.published == "2021-05-06T07:08:09Z"
    assert article.url == "https://news.example/a/1.html"
    assert article.publisher == "某通讯社"
    assert article.markup == "html"
    assert article.text == "\n<div><p>部长周四抵达港口城市。</p><p>他会见了市长。</p></div>\n"
    assert article.language is None


def test_content_decides_not_the_suffix(tmp_path: Path) -> None:
    assert read_one(tmp_path, "post.txt", POST).title == "部长抵达港口城市"


def test_epoch_that_is_no_number_leaves_the_date_of_the_front_matter(tmp_path: Path) -> None:
    article = read_one(tmp_path, "post.md", POST.replace("1620284889000", "NaN"))
    assert article.published == "2021-05-06T07:08:09Z" and article.text.startswith("\n<div>")


def test_epoch_dates_a_post_whose_front_matter_does_not(tmp_path: Path) -> None:
    post = POST.replace("date: 2021-05-06T07:08:09.000Z\n", "")
    assert read_one(tmp_path, "post.md", post).published == "2021-05-06T07:08:09Z"


def test_windows_line_ends_and_byte_order_mark(tmp_path: Path) -> None:
    article = read_one(tmp_path, "post.md", b"\xef\xbb\xbf" + POST.replace("\n", "\r\n").encode())
    assert article.title == "部长抵达港口城市" and article.published == "2021-05-06T07:08:09Z"
    assert "1620284889000" not in article.text and "------" not in article.text


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ('title: "He said "never" again"', 'He said "never" again'),  # quotes in quotes: not YAML, and common
        ("title: Talks: round two", "Talks: round two"),
        ("title: 2024", "2024"),
        ("title: no", "no"),
        ("title: 2024-01-02", "2024-01-02"),
        (r'title: "a \"b\" c"', 'a "b" c'),
        ("title: |\n  two\n  lines", "two lines"),
    ],
)
def test_titles_stay_as_they_are_written(tmp_path: Path, line: str, title: str) -> None:
    article = read_one(tmp_path, "a.md", f"---\n{line}\ndate: 2024-01-02\n---\nThe minister met the mayor.\n")
    assert (article.title, article.published) == (title, "2024-01-02")
    assert article.text == "The minister met the mayor.\n" and article.markup == "text"


def test_front_matter_without_end_is_a_problem(tmp_path: Path) -> None:
    assert "without an end" in read_problem(tmp_path, "a.md", "---\ntitle: x\n\nText that goes on.\n").reason


def test_rule_at_the_top_is_no_front_matter(tmp_path: Path) -> None:
    assert read_one(tmp_path, "a.txt", "---\nThe minister met the mayor on Monday.\n---\n").title is None


def test_anchors_are_not_expanded() -> None:
    block = "a: &a [x, x]\n" + "".join(
        f"{chr(98 + i)}: &{chr(98 + i)} [*{chr(97 + i)}, *{chr(97 + i)}]\n" for i in range(20)
    )
    assert all(isinstance(value, str) for value in front_matter(block + "title: T\n").values())
    assert front_matter(block + "title: T\n")["title"] == "T"


@pytest.mark.parametrize(
    "block", ["title: " + "[" * 9000, "x:\n" + "- " * 9000 + "a\ntitle: T", "a: {" * 4000, "? " * 5000]
)
def test_hostile_yaml_ends_soon(block: str) -> None:
    start = time.perf_counter()
    front_matter(block)
    assert time.perf_counter() - start < 2


def test_dangerous_addresses_are_not_taken(tmp_path: Path) -> None:
    post = POST.replace("https://news.example/a/1.html", "javascript:alert(1)")
    assert read_one(tmp_path, "a.md", post).url is None


def test_declared_language(tmp_path: Path) -> None:
    assert read_one(tmp_path, "a.md", "---\ntitle: T\nlang: zh_TW\n---\n部長會見市長。").language == "zh-TW"
