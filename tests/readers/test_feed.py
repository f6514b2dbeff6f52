from __future__ import annotations

from pathlib import Path

import pytest

from kg.readers.feed import opening
from tests.readers.reading import read_one

PAGE = """<!--1620284889123-->
[Treffen [Update] im Rathaus](https://news.example/a(1)/b)
------

<div>06/05/2021 - 09:08</div><p>Der Minister traf die Bürgermeisterin.</p>
"""


def test_feed_page(tmp_path: Path) -> None:
    article = read_one(tmp_path, "page.txt", PAGE)
    assert article.title == "Treffen [Update] im Rathaus"
    assert article.url == "https://news.example/a(1)/b"
    assert article.published == "2021-05-06T07:08:09.123Z"
    assert article.markup == "html"
    assert article.text == "\n<div>06/05/2021 - 09:08</div><p>Der Minister traf die Bürgermeisterin.</p>\n"


@pytest.mark.parametrize("epoch", ["NaN", "99999999999999999999", "0"])
def test_printed_date_counts_where_the_epoch_says_nothing(tmp_path: Path, epoch: str) -> None:
    assert read_one(tmp_path, "page.txt", PAGE.replace("1620284889123", epoch)).published == "2021-05-06"


def test_agency_in_the_body_is_the_publisher(tmp_path: Path) -> None:
    page = "<!--1620284889123-->\n------\n<p>（中央社記者甲乙丙台北6日電）部長今天會見市長。</p>"
    assert read_one(tmp_path, "page.html", page).publisher == "中央社"


def test_text_that_begins_with_a_link_or_a_rule_keeps_it() -> None:
    for text in ("[a](https://b.example) is a link.\nMore.", "------\nText under a rule.", "Text\n------\nMore"):
        assert opening(text).body == text


def test_page_cut_off_behind_the_epoch() -> None:
    assert opening("<!--1620284889123-->").published == "2021-05-06T07:08:09.123Z"
