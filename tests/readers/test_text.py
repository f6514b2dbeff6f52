from __future__ import annotations

from pathlib import Path

import pytest

from tests.readers.reading import read_one

BODY = "The minister met the mayor on Monday to talk about the harbour. Both called the talks useful.\n"


def test_title_line_leaves_the_text(tmp_path: Path) -> None:
    article = read_one(tmp_path, "a.txt", f"Minister and mayor talk about the harbour\n\n\nBEIJING (AP) — {BODY}")
    assert article.title == "Minister and mayor talk about the harbour"
    assert article.text.lstrip("\n") == f"BEIJING (AP) — {BODY}"
    assert (article.publisher, article.published, article.markup) == ("AP", None, "text")


@pytest.mark.parametrize(
    "first",
    [
        "WASHINGTON: The minister met the mayor on Monday to talk about the harbour.",
        "28.01.2024, 10:34 Uhr",
        "Tweet",
        "BERLIN (dpa) - Der Minister reist ab",
    ],
)
def test_first_lines_that_are_no_titles(tmp_path: Path, first: str) -> None:
    article = read_one(tmp_path, "a.txt", f"{first}\n\n{BODY}")
    assert article.title is None and article.text == f"{first}\n\n{BODY}"


def test_one_line_is_text_not_a_title(tmp_path: Path) -> None:
    article = read_one(tmp_path, "a.txt", "部长会见市长")
    assert article.title is None and article.text == "部长会见市长"


def test_repeated_line_is_a_title(tmp_path: Path) -> None:
    article = read_one(
        tmp_path, "a.txt", f"Minister trifft Bürgermeisterin\nDrucken\nMinister trifft Bürgermeisterin\n{BODY}"
    )
    assert article.title == "Minister trifft Bürgermeisterin"


def test_header_lines(tmp_path: Path) -> None:
    text = f"url: https://news.example/1\ndate: 2016-03-10T14:00:51.958+01:00\n\nBERLIN (dpa-AFX) - {BODY}"
    article = read_one(tmp_path, "a.txt", text)
    assert article.url == "https://news.example/1"
    assert article.published == "2016-03-10T13:00:51.958Z"
    assert article.publisher == "dpa-AFX"
    assert article.text.strip() == f"BERLIN (dpa-AFX) - {BODY}".strip()


def test_lines_that_only_look_like_headers_stay(tmp_path: Path) -> None:
    text = f"From: the mayor's office\n{BODY}"
    assert read_one(tmp_path, "a.txt", text).text == text


@pytest.mark.parametrize(
    ("line", "published"),
    [
        ("03/02/2024 - 10:34", "2024-02-03"),
        ("2023-07-07T02:06:20.245Z", "2023-07-07T02:06:20.245Z"),
        ("Sat, 21 Nov 2020 08:36:49 GMT", "2020-11-21T08:36:49Z"),
        ("28.01.2024, 10:34 Uhr", "2024-01-28"),
        ("Montag, 29. Januar 2024", "2024-01-29"),
        ("Published: January 29, 2024 at 4:05 PM EST", "2024-01-29"),
        ("2024年1月29日 10:34", "2024-01-29"),
        ("发布时间：2024-01-29 10:34", "2024-01-29"),
        ("2024-01-29 10:34:44 来源：某网站 作者：某某", "2024-01-29"),
        ("03/04/2024", None),
        ("Am 29. Januar 2024 traf der Minister die Bürgermeisterin.", None),
    ],
)
def test_printed_dates_near_the_top(tmp_path: Path, line: str, published: str | None) -> None:
    assert read_one(tmp_path, "a.txt", f"Minister and mayor talk again\n{line}\n{BODY}").published == published


def test_update_counts_after_publication(tmp_path: Path) -> None:
    text = f"Minister and mayor talk again\nUpdated: 30.01.2024\nPublished: 29.01.2024\n{BODY}"
    assert read_one(tmp_path, "a.txt", text).published == "2024-01-29"


@pytest.mark.parametrize(
    ("start", "publisher", "published"),
    [
        ("BEIJING, Jan. 30, 2024 (Xinhua) -- ", "Xinhua", "2024-01-30"),
        ("PEKING, 30. Januar 2024 (AFP) – ", "AFP", "2024-01-30"),
        ("BEIJING, Jan. 30 (Xinhua) -- ", "Xinhua", None),
        ("SAN FRANCISCO, Calif. (Reuters) - ", "Reuters", None),
        ("新华社北京1月30日电 ", "新华社", None),
        ("Berlin (Germany) - ", None, None),
    ],
)
def test_datelines(tmp_path: Path, start: str, publisher: str | None, published: str | None) -> None:
    article = read_one(tmp_path, "a.txt", f"{start}{BODY}")
    assert (article.publisher, article.published) == (publisher, published)
    assert article.text == f"{start}{BODY}"


def test_source_behind_the_date_is_the_publisher(tmp_path: Path) -> None:
    article = read_one(
        tmp_path, "a.txt", "部长会见市长并商谈港口\n\n2024-01-29 10:34:44 来源：某网站 作者：某某\n\n部长会见了市长。\n"
    )
    assert (article.title, article.publisher, article.published) == ("部长会见市长并商谈港口", "某网站", "2024-01-29")


def test_tags_in_a_text_file_make_it_html(tmp_path: Path) -> None:
    assert read_one(tmp_path, "a.txt", "Title of the day\n\n<p>One.</p><p>Two.</p>").markup == "html"


def test_program_text_is_text(tmp_path: Path) -> None:
    assert read_one(tmp_path, "a.py", "if a < b and c > d:\n    print(a)\n").markup == "text"
