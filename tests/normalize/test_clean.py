# ruff: noqa: E501  (sentences stay on one line)
"""Clean text keeps every paragraph of the article and drops what the site put around it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import Article
from kg.normalize.clean import CleanText, clean


def cleaned(text: str, markup: str = "html", title: str | None = None) -> CleanText:
    assert markup in ("html", "text")
    return clean(Article(source="a.html", text=text, markup="html" if markup == "html" else "text", title=title))


def test_inline_elements_join_and_blocks_break() -> None:
    found = cleaned("<p>Wang <b>Y</b>i met <a href='x'>Jake Sulli</a>van.</p><div>They <em>talked</em>.<p>Then left.</p></div>")
    assert found.paragraphs == ("Wang Yi met Jake Sullivan.", "They talked.", "Then left.")


def test_line_breaks_break_paragraphs() -> None:
    found = cleaned("<div>两国外长周一会面。<br><br>双方讨论了贸易。<br>会后没有声明。</div>")
    assert found.paragraphs == ("两国外长周一会面。", "双方讨论了贸易。", "会后没有声明。")


def test_captions_are_paragraphs_and_attributes_are_not() -> None:
    found = cleaned(
        '<img src="a.jpg" alt="An alternative text" title="A tooltip"><div><small>两位部长在机场握手。</small></div>'
        "<p>他们随后前往酒店。</p><figure><img alt='x'><figcaption>The hotel in Bangkok.</figcaption></figure>"
    )
    assert found.paragraphs == ("两位部长在机场握手。", "他们随后前往酒店。", "The hotel in Bangkok.")


def test_small_capitals_inside_a_paragraph_are_no_caption() -> None:
    found = cleaned("<p><span>T</span><small>HE MINISTER</small> of trade resigned on Monday.</p>")
    assert found.paragraphs == ("THE MINISTER of trade resigned on Monday.",)


@pytest.mark.parametrize(
    "line",
    [
        "责编：何平", "責任編輯：陳小明", "记者 李明 王芳   责编 赵强", "编译 王小明 审校 李大同/周文", "（綜合報導）", "（完）",
        "political cartoon", "Source link", "Leave a Comment", "Advertisement", "Share on Facebook", "Tweet", "分享 :",
        "获取更多RSS：", "https://feedx.net", "03/02/2024 - 10:34", "2023-07-07T02:06:20.245Z",
        "Sat, 18 Jul 2020 18:19:12 GMT", "© 2023年德国之声版权声明：本文所有内容受到著作权法保护。", "© 2020 AFP",
        "Copyright 2024 The Example Press. All rights reserved. Ask before you reprint it.",
        "Read more: Ministers to meet again in May", "继续浏览后续", "Sign up for our daily newsletter to get the news in your inbox",
        "We use cookies to improve your experience on this site.", "Photo: Jane Roe/Example Agency", "(Foto: dpa)", "圖片來源：路透社",
        "Alle Rechte vorbehalten.", "Lesen Sie auch: Der Gipfel von Bali", "5 min read", "点击这里查看往日更新", "1", "* * *",
        "李大同/王小明（法新社、路透社）", "我们的标准：汤森路透“信任原则”",
    ],
)  # fmt: skip
@pytest.mark.parametrize("markup", ["html", "text"])
def test_boilerplate_is_dropped(line: str, markup: str) -> None:
    kept = "Der Minister traf am Montag seine Kollegin in Wien, um über den Handel zu sprechen."
    text = f"<p>{kept}</p><p>{line}</p>" if markup == "html" else f"{kept}\n\n{line}\n"
    assert cleaned(text, markup).paragraphs == (kept,)


@pytest.mark.parametrize(
    "line",
    [
        "记者会于周二举行，部长回答了提问。", "编辑部对此没有评论。", "Source close to the ministry said the talks would resume.",
        "Share prices fell after the talks.", "Related parties met in Geneva on Monday to sign the deal.", "分享经验是双方会谈的主题。",
        "（德國之聲中文網）外長週四抵達柏林。", "BEIJING (AP) — The ministers met on Tuesday.", "（中央社記者王小明台北25日電）總統今天接見訪賓。",
        "Photo exhibitions opened in Beijing while the ministers talked about culture.", "Bild und Ton fielen während der Konferenz aus.",
        "图为两国领导人2019年在大阪会面。", "Werbung für den Beitritt machte der Kanzler in Paris.", "完成会谈后，代表团离开了日内瓦。",
        "Copyright law was the subject of the talks between the two ministers.", "2024年1月30日，双方在北京举行会议。",
    ],
)  # fmt: skip
def test_sentences_that_only_begin_like_boilerplate_stay(line: str) -> None:
    assert line in cleaned(f"<p>{line}</p>").paragraphs


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("部長說，仍需要等待回覆。（編輯：王小明）1091105", "部長說，仍需要等待回覆。"),
        ("部长说，仍需等待答复。（完）", "部长说，仍需等待答复。"),
        ("Die Gespräche gehen weiter. (dpa/AFP)", "Die Gespräche gehen weiter."),
        ("会谈将于下周继续...more", "会谈将于下周继续"),
        ("自由之声记者张三台北报道 责编：李四 网编：王五", "自由之声记者张三台北报道"),
        ("The ministers left. (Reporting by Jane Roe in Vienna; Editing by John Doe)", "The ministers left."),
    ],
)
def test_tails_are_cut(text: str, kept: str) -> None:
    assert cleaned(f"<p>{text}</p>").paragraphs == (kept,)


def test_repetitions_are_dropped() -> None:
    one, two = "The ministers met in Vienna on Monday.", "They spoke about trade and agreed to meet again."
    assert cleaned(f"{one}\n{two}\n{one}\n{two}\n", "text").paragraphs == (one, two)
    long = one + " " + two + " Nobody else took part in the talks, a spokesman said on Tuesday."
    assert cleaned(f"<p>{long} {long}</p>").paragraphs == (long,)


def test_short_lines_may_repeat() -> None:
    found = cleaned("问：会谈顺利吗？\n答：是的。\n问：何时继续？\n答：是的。", "text")
    assert found.paragraphs.count("答：是的。") == 2


def test_title_is_not_repeated() -> None:
    found = cleaned("<h1>外长 会晤</h1><p>外长会晤</p><p>两国外长周一会面。</p>", title="外长会晤")
    assert found == CleanText(title="外长会晤", paragraphs=("两国外长周一会面。",))


def test_first_heading_is_the_title_where_none_is_given() -> None:
    assert cleaned("<h1>Ministers meet</h1><p>They met in Vienna.</p>").title == "Ministers meet"


def test_site_name_is_cut_off_the_title() -> None:
    assert cleaned("<p>部长抵达。</p>", title="部长抵达柏林 – 法国国际广播电台 - RFI").title == "部长抵达柏林"
    assert cleaned("<p>x y</p>", title="Talks fail - again").title == "Talks fail - again"


def test_title_markup_and_entities_are_resolved() -> None:
    assert cleaned("<p>Text of it.</p>", title="Müller &amp; <i>Söhne</i>\u200b verhandeln").title == "Müller & Söhne verhandeln"


def test_invisible_characters_are_removed_and_spaces_collapsed() -> None:
    found = cleaned("<p>Bun\u00addes\u200bkanz\u202eler\u2069in \u00a0 Mer\u2060kel\ufeff</p><p>cafe\u0301\x07</p>")
    assert found.paragraphs == ("Bundeskanzlerin Merkel", "café")


def test_entities_are_unescaped_once() -> None:
    assert cleaned("<p>AT&amp;T &#x4e2d;&#22269; &amp;lt;</p>").paragraphs == ("AT&T 中国 &lt;",)
    assert cleaned("M&uuml;ller &amp; Co<br />\nZweite Zeile", "text").paragraphs == ("Müller & Co", "Zweite Zeile")


def test_line_breaks_inside_chinese_paragraphs_vanish() -> None:
    assert cleaned("<p>两国外交\n    部长</p>").paragraphs == ("两国外交部长",)


def test_lists_of_links_are_dropped_and_linked_sentences_stay() -> None:
    found = cleaned(
        "<p>The ministers met.</p><p><a href='a'>The two sides signed an agreement.</a></p><h3>Related articles</h3>"
        "<ul><li><a href='b'>Markets rise</a></li><li><a href='c'>Rain ahead</a></li></ul><p>They will meet again in May.</p>"
    )
    assert found.paragraphs == ("The ministers met.", "The two sides signed an agreement.", "They will meet again in May.")


def test_what_follows_the_comment_form_is_dropped() -> None:
    text = "The ministers met in Vienna on Monday and spoke for two hours.\n\nLeave a Comment\n\nFirst! Great article, thanks."
    assert cleaned(text, "text").paragraphs == ("The ministers met in Vienna on Monday and spoke for two hours.",)


def test_wrapped_plain_text_is_joined() -> None:
    text = (
        "The foreign ministers of both countries met in Vienna on Monday to\nspeak about trade, a spokeswoman said. It was"
        " their first meeting in\nthree years, and both sides called it useful and constructive, though\nno agreement was"
        " signed.\n\nThe next round of talks will be held in May in Geneva, where experts\nof both sides are to prepare a"
        " treaty.\n"
    )
    first, second = cleaned(text, "text").paragraphs
    assert first.startswith("The foreign ministers") and first.endswith("agreement was signed.") and "  " not in first
    assert second.startswith("The next round")


def test_deep_nesting_and_broken_markup_lose_nothing() -> None:
    deep = "<div>" * 5_000 + "The ministers met." + "</div>" * 5_000
    assert cleaned(deep).paragraphs == ("The ministers met.",)
    assert cleaned("<p>The <b>ministers met.<p>They <i>left").paragraphs == ("The ministers met.", "They left")


def test_scripts_forms_and_hidden_parts_are_no_text() -> None:
    found = cleaned(
        "<script>var a = 1;</script><style>p {}</style><p>The ministers met in Vienna.</p><button>Play</button>"
        "<div class='newsletter-box'>Our best stories</div><div style='display: none'>Hidden words</div>"
        "<svg><text>Logo</text></svg><nav><a href='/'>Home page</a></nav>"
    )
    assert found.paragraphs == ("The ministers met in Vienna.",)


def test_class_names_do_not_condemn_the_whole_article() -> None:
    assert cleaned("<div class='share related'><p>The ministers met in Vienna.</p></div>").paragraphs


@given(st.text(max_size=300))
def test_any_text_gives_clean_paragraphs(text: str) -> None:
    for markup in ("html", "text"):
        found = cleaned(text, markup)
        assert all(p and p == p.strip() and "\n" not in p and "\u200b" not in p for p in found.paragraphs)


@given(st.lists(st.text("abc äöü中国。,<>&;p/b", min_size=1, max_size=12), max_size=12))
def test_any_tag_soup_gives_clean_paragraphs(parts: list[str]) -> None:
    found = cleaned("<p>".join(parts))
    assert all("\n" not in p for p in found.paragraphs)


@pytest.mark.parametrize(
    "line",
    [
        "记者：好的，谢谢您接受我们的访问。", "图：警方封锁了记者昨天去过的那个地方", "Photo: the two presidents shake hands before dinner in Bali",
        "Bild: Der Kanzler begrüßt seinen Gast aus China vor dem Amt",
    ],
)  # fmt: skip
def test_interviews_and_labelled_captions_stay(line: str) -> None:
    assert cleaned(f"<p>{line}</p>").paragraphs == (line,)


@pytest.mark.parametrize(
    "text",
    ["." * 300_000 + "x", "<" * 300_000, "<a" * 100_000, "<script>" * 30_000, " " * 300_000 + "x", "share " * 50_000, "（" * 300_000],
)
def test_hostile_text_is_cleaned_in_linear_time(text: str) -> None:
    import time

    from kg.normalize import normalize

    started = time.process_time()
    for markup in ("html", "text"):
        cleaned(text, markup)
    normalize(Article(source="a.txt", text="The ministers of the two met. " + text))
    assert time.process_time() - started < 3
