
"""An article becomes a document whose texts, anchors, passages and sentences agree."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kg.model import Article, Document
from kg.normalize import normalize

PARTS = st.lists(
    st.sampled_from(
        [
            "總統府發言人今天表示，雙方計畫下週會面。", "The two ministers met in the capital on Monday and spoke about trade.",
            "外长周一抵达柏林。", "「不瞭解」，他說。", "<b>布林肯</b>（Antony Blinken）", "<br>", "</p><p>", "1234", "\n\n",
            "Der Minister traf sich am Montag mit der Kollegin aus der Schweiz.",
        ]
    ),
    min_size=1, max_size=10,
)  # fmt: skip


@given(PARTS, st.sampled_from([None, "會談在即", "Talks"]))
def test_documents_are_consistent(parts: list[str], title: str | None) -> None:
    document = normalize(Article(source="a.html", text="<p>" + "".join(parts), markup="html", title=title))
    if not isinstance(document, Document):
        return
    if document.anchors is not None:
        assert list(document.anchors) == sorted(document.anchors)
    for span in (*document.sentences, *(passage.span for passage in document.passages)):
        original = document.original(span)
        assert document.quote(span) == document.text[original.start : original.end]
        assert len(span.of(document.analysed)) == len(span)
    inside = [any(passage.span.contains(s) for passage in document.passages) for s in document.sentences]
    assert all(inside)
    assert list(document.sentences) == sorted(document.sentences)


def test_text_is_title_blank_line_and_paragraphs() -> None:
    document = normalize(
        Article(
            source="x/a.html", text="<p>部長說，雙方瞭解計畫。</p><p>他隨後離開。</p>", markup="html", title="部長會談",
            published="2024-01-29", url="https://example.org/a", publisher="Example",
        )
    )  # fmt: skip
    assert isinstance(document, Document)
    assert document.text == "部長會談\n\n部長說，雙方瞭解計畫。\n他隨後離開。"
    assert document.analysed == "部长会谈\n\n部长说，双方了解计划。\n他随后离开。"
    assert [document.quote(s) for s in document.sentences] == ["部長會談", "部長說，雙方瞭解計畫。", "他隨後離開。"]
    assert (document.tag, document.published, document.url) == ("zh-Hant", "2024-01-29", "https://example.org/a")
    assert (document.publisher, document.source) == ("Example", "x/a.html")


def test_a_title_alone_is_a_document() -> None:
    document = normalize(Article(source="a.md", text="<div></div>", markup="html", title="两国外长周一在柏林举行会谈"))
    assert isinstance(document, Document)
    assert document.text == document.title


def test_simplified_text_needs_no_anchors() -> None:
    document = normalize(Article(source="a.txt", text="两国外长周一在柏林举行会谈。"))
    assert isinstance(document, Document)
    assert document.anchors is None
