"""The segmentation is jieba's own, word for word and tag for tag, whoever cuts."""

from __future__ import annotations

import random
import sys
from itertools import pairwise
from pathlib import Path

import jieba
import pytest

from kg.models import segmentation
from kg.models.segmentation import Segmentation, compiled, plain
from kg.recognizers import segment

ROOT = Path(__file__).parents[2]
TEXTS = (
    "外交部发言人汪文斌在北京说，中法国际关系正在发展中国家之间改善。",
    "国务卿布林肯18日访问台北，会见了张三丰、欧阳娜娜和阿卜杜拉·本·萨勒曼。",
    "A股3.5%\t上涨 GPT-4o\r\n第2行\u3000（WHO）：a.b_c+1#&。。AT&T C++ T恤",
    "魑魅魍魉齉龘靐",
    "㐀𠮷野家 \x00",
    "",
)
ODD = "+#&._%-aZ09 \r\n\t，。《》「」１éßа한カ㐀𠀀\u200b\ufeff\x00囧龘"


@pytest.fixture(scope="module", params=["compiled", "plain"])
def cutting(request: pytest.FixtureRequest) -> Segmentation:
    if request.param == "compiled":
        pytest.importorskip("rjieba", reason="rjieba is not installed: jieba itself cuts")
        return compiled()
    return plain()


def _mixed(count: int) -> list[str]:
    """Texts of words of jieba's dictionary, of parts of them, and of characters that jieba treats apart."""
    drawn = random.Random(3)
    jieba.dt.initialize()
    words = sorted(word for word, often in jieba.dt.FREQ.items() if often)

    def part() -> str:
        return drawn.choice((drawn.choice(words), drawn.choice(drawn.choice(words)), drawn.choice(ODD)))

    return ["".join(part() for _ in range(drawn.randint(1, 12))) for _ in range(count)]


@pytest.mark.parametrize("text", TEXTS)
def test_words_are_those_of_jieba(cutting: Segmentation, text: str) -> None:
    assert cutting.cut(text) == list(jieba.dt.cut(text, HMM=False))


def test_words_of_any_text_are_those_of_jieba(cutting: Segmentation) -> None:
    files = sorted(path for path in ROOT.glob("seeds/**/*") if path.is_file())
    seeds = [path.read_text(encoding="utf-8", errors="replace") for path in files]
    assert len(seeds) >= 5
    for text in [*_mixed(2000), *seeds]:
        assert cutting.cut(text) == list(jieba.dt.cut(text, HMM=False)), text


def test_tags_are_those_of_the_dictionary(cutting: Segmentation) -> None:
    listed = {line.split()[0]: line.split()[2] for line in jieba.dt.get_dict_file().read().decode().splitlines()}
    words = {word for text in [*TEXTS, *_mixed(500)] for word in cutting.cut(text)}
    assert {word: cutting.tag(word) for word in words} == {word: listed.get(word, "") for word in words}
    assert cutting.tag("外交部") == "nt" and cutting.tag("布林肯") == cutting.tag("GPT") == cutting.tag("3") == ""


def test_without_rjieba_jieba_cuts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "rjieba", None)
    with pytest.raises(ImportError):
        compiled()
    found = segmentation.segmentation.__wrapped__()
    assert found.cut(TEXTS[1]) == plain().cut(TEXTS[1]) and found.tag("北京") == "ns"


def test_borders_are_those_of_the_words() -> None:
    borders = segment.borders(TEXTS[1])
    assert [TEXTS[1][a:b] for a, b in pairwise(borders)] == list(jieba.dt.cut(TEXTS[1], HMM=False))
    assert segment.borders("") == [0]


def test_tagged_words_tile_the_text() -> None:
    words = [TEXTS[1][start:end] for start, end, _ in segment.tagged(TEXTS[1])]
    assert "".join(words) == TEXTS[1] and "阿卜杜拉" in words
    assert segment.in_dictionary("外交部") and not segment.in_dictionary("布林肯")
