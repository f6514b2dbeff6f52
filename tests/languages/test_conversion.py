
"""Conversion equals OpenCC's t2s and knows where every character came from."""

from __future__ import annotations

import json
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.languages import conversion
from kg.languages.conversion import convert, needs_conversion, script_counts

SENTENCES = (
    "總統府發言人表示，雙方就貿易計畫交換意見。",
    "他不瞭解為什麼計畫被推翻，藉此機會回覆記者。",
    "乾隆皇帝與乾坤大挪移，乾淨的麵包。",
    "一目瞭然的瞭望塔，於其一，徵兵，象徵，特徵。",
    "外长说，「國家」二字不可分。后来他去了台湾。",
    "English words with 繁體 between them, 2024年。",
    "么麼小丑，什麼也沒有；著名的著作，沈陽與沉沒。",
)


@pytest.fixture(scope="module")
def opencc() -> object:
    from opencc import OpenCC

    return OpenCC("t2s")


@pytest.mark.parametrize("sentence", SENTENCES)
def test_equals_the_library(sentence: str, opencc: object) -> None:
    assert convert(sentence)[0] == opencc.convert(sentence)  # type: ignore[attr-defined]


@given(st.lists(st.sampled_from("計畫瞭解回覆藉此乾坤隆徵於什麼么沈著鍊薹牴彷後里，。 aA中国"), max_size=40))
def test_any_mixture_equals_the_library(characters: list[str]) -> None:
    from opencc import OpenCC

    text = "".join(characters)
    converted, anchors = convert(text)
    assert converted == OpenCC("t2s").convert(text)
    assert anchors is None or (len(anchors) == len(converted) + 1 and list(anchors) == sorted(anchors))
    if not needs_conversion(text):
        assert converted == text


def test_every_phrase_of_the_table_equals_the_library(opencc: object) -> None:
    from kg.languages.conversion import _tables

    for phrase in _tables().phrases:
        text = f"他{phrase}的{phrase}{phrase}"
        assert convert(text)[0] == opencc.convert(text)  # type: ignore[attr-defined]


def test_phrases_of_other_lengths_are_anchored() -> None:
    from dataclasses import replace

    from kg.languages.conversion import _convert_pieces, _tables

    tables = replace(_tables(), phrases={"記憶體": "内存", "網": "网络"})
    converted, anchors = _convert_pieces("大記憶體與網", [(1, 4), (5, 6)], tables)
    assert converted == "大内存与网络"
    assert anchors == (0, 1, 2, 4, 5, 5, 6)


def test_regional_words_stay() -> None:
    assert convert("記憶體")[0] == "记忆体"


def test_script_is_counted_by_characters_of_one_script_only() -> None:
    assert script_counts("国务院发表声明") == (4, 0)
    assert script_counts("國務院發表聲明")[0] == 0
    assert script_counts("台北人民") == (0, 0)


def test_equals_the_library_on_real_articles(opencc: object) -> None:
    folder = Path(__file__).parents[2].parent / "shared" / "eval" / "train" / "docs"
    files = sorted(folder.glob("cna_hant*"))[:15]
    if not files:
        pytest.skip("the annotated articles are not here")
    for file in files:
        text = file.read_text(encoding="utf-8")
        assert convert(text)[0] == opencc.convert(text), json.dumps(file.name)  # type: ignore[attr-defined]


@given(st.lists(st.sampled_from("計畫瞭解乾坤隆於什麼么，。 aA中国国馬马龍龙\U0002a6f3\U00029f7e\ud800"), max_size=30))
def test_long_texts_are_taken_as_short_ones_are(characters: list[str]) -> None:
    text = "".join(characters)
    found = []
    for longest in (0, 1_000):
        with patch.object(conversion, "LONG", longest):
            found.append((convert(text), needs_conversion(text), script_counts(text)))
    assert found[0] == found[1]
