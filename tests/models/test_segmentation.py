"""The segmentation is jieba's own, word for word."""

from __future__ import annotations

import logging

import jieba
import pytest

from kg.models.segmentation import Segmenter
from kg.recognizers import segment

TEXTS = (
    "外交部发言人汪文斌在北京说，中法国际关系正在发展中国家之间改善。",
    "国务卿布林肯18日访问台北，会见了张三丰、欧阳娜娜和阿卜杜拉·本·萨勒曼。",
    "A股3.5%\t上涨 GPT-4o\r\n第2行\u3000（WHO）：a.b_c+1#&。。",
    "魑魅魍魉齉龘靐",
    "㐀𠮷野家 ",
    "",
)


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("hmm", [False, True])
def test_words_are_those_of_jieba(text: str, hmm: bool) -> None:
    jieba.setLogLevel(logging.WARNING)
    segmenter = Segmenter(jieba.dt, hmm=hmm)
    expected = list(jieba.dt.cut(text, HMM=hmm))
    assert segmenter.cut(text) == expected
    assert segmenter.cut(text) == expected  # with what it remembers


def test_words_added_to_jieba_count_at_once() -> None:
    tokenizer = jieba.Tokenizer()
    segmenter = Segmenter(tokenizer, hmm=False)
    text = "霹雳曼德星人来了"
    before = segmenter.cut(text)
    tokenizer.add_word("霹雳曼德星")
    assert segmenter.cut(text) == list(tokenizer.cut(text, HMM=False)) != before


def test_borders_tile_the_text() -> None:
    text = TEXTS[1]
    words = segment.words(text, tagged=False)
    assert [text[a:b] for a, b, _ in words] == list(segment._tagger().tokenizer.cut(text))
    assert "".join(text[a:b] for a, b, _ in words) == text
