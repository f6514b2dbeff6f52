"""The segmentation is jieba's own, word for word."""

from __future__ import annotations

import logging
import random

import jieba
import pytest
from jieba import finalseg

from kg.models.dictionary import Dictionary, jieba_dictionary
from kg.models.segmentation import Segmenter
from kg.models.unknown import unknown
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
    segmenter = Segmenter(jieba_dictionary(), hmm=hmm)
    expected = list(jieba.dt.cut(text, HMM=hmm))
    assert segmenter.cut(text) == expected
    assert segmenter.cut(text) == expected  # with what it remembers


def test_words_are_added_as_jieba_adds_them() -> None:
    names = ["霹雳曼德星", "中国", "国人", "龘国", "T国"]
    tokenizer = jieba.Tokenizer()
    tokenizer.initialize()
    for name in names:
        tokenizer.add_word(name)
    found = jieba_dictionary().holding(names)
    assert (found.counts, found.total) == ({w: c for w, c in tokenizer.FREQ.items() if c}, tokenizer.total)
    assert "霹雳曼德星" not in jieba_dictionary().counts
    text = "霹雳曼德星人来了中国人"
    assert Segmenter(found, hmm=False).cut(text) == list(tokenizer.cut(text, HMM=False))
    assert "霹雳曼德星" not in Segmenter(jieba_dictionary(), hmm=False).cut(text)


@pytest.mark.parametrize("run", ["魑魅魍魉", "布林肯", "龘", "齉龘靐龘", "张三丰", "a", "1龘", "之乎者也矣", "3.5%龘a1.2龘&#"])
def test_unknown_runs_are_cut_as_by_jieba(run: str) -> None:
    assert unknown().cut(run) == tuple(finalseg.cut(run))


def test_any_run_of_characters_is_cut_as_by_jieba() -> None:
    letters = random.Random(3)
    for _ in range(300):
        run = "".join(letters.choices("的中国人龘李张曼德霹雳一了不在1a.%_", k=letters.randint(1, 12)))
        assert unknown().cut(run) == tuple(finalseg.cut(run))


def test_what_another_segmenter_cut_is_taken_over_only_where_it_is_the_same() -> None:
    letters = random.Random(5)
    more = jieba_dictionary().holding(["国人", "在京", "曼德星", "中发"])
    first, plain = Segmenter(jieba_dictionary(), hmm=False), Segmenter(more, hmm=True)
    taking = Segmenter(more, hmm=True, like=first)
    assert taking._like is first
    for _ in range(300):
        text = "".join(letters.choices("中国人在京发展家的说会见曼德星部长和平外交1a", k=12))
        first.cut(text)
        assert taking.cut(text) == plain.cut(text)
    assert set(taking._chunks) & first._firm


def test_other_totals_are_other_segmentations() -> None:
    few = Dictionary({"甲": 7, "乙": 7, "甲乙": 5}, {}, 19, ["甲", "乙", "甲乙"])
    assert Segmenter(few.holding(["乙甲"]), hmm=True, like=Segmenter(few, hmm=False))._like is None


@pytest.mark.parametrize("text", ["甲乙", "甲乙丙", "丙甲乙丙甲乙", "甲乙丙1甲乙"])
def test_routes_as_likely_are_told_apart_as_by_jieba(text: str) -> None:
    tokenizer = jieba.Tokenizer()
    tokenizer.FREQ, tokenizer.total, tokenizer.initialized = {"甲": 7, "乙": 7, "丙": 7, "甲乙": 5, "乙丙": 5}, 29, True
    counts = {word: count for word, count in tokenizer.FREQ.items() if count}
    segmenter = Segmenter(Dictionary(counts, {}, 29, counts), hmm=False)
    assert segmenter.cut(text) == list(tokenizer.cut(text, HMM=False))


def test_borders_tile_the_text() -> None:
    text = TEXTS[1]
    words = segment.words(text, tagged=False)
    assert [text[a:b] for a, b, _ in words] == list(segment._tagger().tokenizer.cut(text))
    assert "".join(text[a:b] for a, b, _ in words) == text
