# ruff: noqa: E501  (sentences stay on one line)
"""Of a whole page the article is kept, all of it, and the page around it is not."""

from __future__ import annotations

import pytest

from kg.model import Article
from kg.normalize.clean import CleanText, clean

STORY = (
    "Foreign ministers of both countries met in Geneva on Monday, the first such meeting in three years.",
    "They spoke for four hours about trade and the climate, a spokeswoman said.",
    "“It was useful,” she said.",
    "Analysts had expected little from the talks because both governments face elections this year.",
    "A second round is to be held in Vienna before the summer, officials of both sides confirmed on Tuesday.",
)
PARAGRAPHS = "".join(f"<p>{paragraph}</p>" for paragraph in STORY)
NAV = '<nav><ul><li><a href="/">Home</a></li><li><a href="/w">World</a></li><li><a href="/s">Sport</a></li></ul></nav>'
SIDE = '<div class="sidebar"><h3>Most read</h3><ul><li><a href="1">Storm hits the coast</a></li></ul><p>Our newsletter brings you the best stories each morning.</p></div>'
FOOT = '<div id="footer"><p>Example Media is a publisher in Springfield and employs 300 people in three cities around the lake.</p></div>'
COMMENTS = "".join(
    f"<div class=comment><p>Comment number {n}: I have read this with great interest, but I can't agree with it.</p></div>"
    for n in range(14)
)

LAYOUTS = {
    "article": f"<header>{NAV}</header><main><article><h1>Ministers meet</h1>{PARAGRAPHS}</article>{SIDE}</main>{FOOT}",
    "divs": f'{NAV}<div id="wrap"><div class="content"><h1>Ministers meet</h1>{PARAGRAPHS}</div>{SIDE}</div>{FOOT}',
    "boxes": NAV
    + "<div class=story>"
    + "".join(f"<div><div><p>{p}</p></div></div><div class='ad-slot'>Advertisement</div>" for p in STORY)
    + f"</div>{SIDE}{FOOT}",
    "line breaks in a table": f"{NAV}<table><tr><td><a href=1>News</a></td><td><h1>Ministers meet</h1>{'<br><br>'.join(STORY)}</td></tr></table><footer><p>Imprint of this site, privacy and terms of use.</p></footer>",
    "lead outside": f'<div class="page"><h1>Ministers meet</h1><p class="lead">{STORY[0]}</p><div class="text">{"".join(f"<p>{p}</p>" for p in STORY[1:])}</div></div>{SIDE}{FOOT}',
    "teasers": f"{NAV}<main><article><h2><a href=1>Storm</a></h2><p>A storm hit the coast on Friday.</p></article><article><h1>Ministers meet</h1>{PARAGRAPHS}</article></main>",
    "comments": f'{NAV}<div class="entry"><h1>Ministers meet</h1>{PARAGRAPHS}</div><div id="comments">{COMMENTS}</div>',
    "bare": PARAGRAPHS,
}  # fmt: skip


def page(body: str, head: str = "<title>Ministers meet | BBC News</title>") -> CleanText:
    text = f"<!DOCTYPE html><html><head>{head}<script>var x = 'not text';</script></head><body>{body}</body></html>"
    return clean(Article(source="a.html", text=text, markup="html"))


@pytest.mark.parametrize("layout", list(LAYOUTS))
def test_every_paragraph_of_the_article_and_nothing_else(layout: str) -> None:
    assert page(LAYOUTS[layout]) == CleanText(title="Ministers meet", paragraphs=STORY)


def test_title_comes_from_the_headline_the_card_or_the_head() -> None:
    assert page(f"<h1>One headline</h1>{PARAGRAPHS}").title == "One headline"
    assert page(PARAGRAPHS, "<meta property='og:title' content='A card'><title>x</title>").title == "A card"
    assert page(PARAGRAPHS, "<title>Head of the page - Some Site</title>").title == "Head of the page"


def test_a_chinese_page() -> None:
    story = ("两国外长周一在日内瓦会面，这是三年来的首次会晤。", "双方就贸易和气候问题谈了四个小时，发言人说。", "“会谈很有用。”她说。")
    body = (
        "<div class='top'><a href=1>首页</a><a href=2>国际</a></div><div class='left'><h1>外长会晤</h1><div>2024-03-01 10:20</div><div id='p'>"
        + "".join(f"<p>{paragraph}</p>" for paragraph in story)
        + "</div><div>分享到：微信 微博</div></div><div class='right'><h3>热门新闻</h3><ul><li><a href=4>风暴袭击沿海</a></li></ul></div>"
    )
    assert page(body) == CleanText(title="外长会晤", paragraphs=story)


def test_an_empty_page_has_no_paragraphs() -> None:
    assert page("").paragraphs == ()
