"""Mandarin readings without tones: pypinyin's, from smaller tables."""

from __future__ import annotations

from importlib.metadata import version

import pypinyin
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypinyin.constants import PHRASES_DICT, PINYIN_DICT

from kg.names.han import surnames
from kg.names.mandarin import _tables, spoken, syllables
from kg.training import mandarin

PHRASES = sorted(PHRASES_DICT)
MADE_WITH = (mandarin.DATA / "mandarin.tsv").read_text(encoding="utf-8").partition("\n")[0]
same_dictionary = pytest.mark.skipif(
    f" {version('pypinyin')} " not in MADE_WITH, reason="the tables were made with another version of pypinyin"
)


def plain(text: str) -> str:
    """What pypinyin says."""
    return "".join(pypinyin.lazy_pinyin(text, v_to_u=True)).replace("ü", "u")


def test_characters_have_all_their_readings() -> None:
    assert syllables("长") == ("zhang", "chang")
    assert syllables("女") == ("nu", "ru")
    assert syllables("x") == ("x",)


@same_dictionary
def test_characters_are_read_as_pypinyin_reads_them() -> None:
    for char in map(chr, sorted(PINYIN_DICT)[::97]):
        found = pypinyin.pinyin(char, style=pypinyin.Style.NORMAL, heteronym=True, v_to_u=True, strict=False)[0]
        assert syllables(char) == tuple(dict.fromkeys(one.replace("ü", "u") for one in found))


def test_phrases_are_read_as_a_whole() -> None:
    assert (spoken("长江"), spoken("长大"), spoken("银行行长")) == ("changjiang", "zhangda", "yinhanghangzhang")
    assert (spoken(""), spoken("A·吕 v ü")) == ("", "A·lu v u")


@same_dictionary
def test_surnames_and_phrases_are_read_as_pypinyin_reads_them() -> None:
    for text in [*sorted(surnames()), *PHRASES[::53]]:
        assert spoken(text) == plain(text), text


PIECES = st.one_of(
    st.sampled_from(PHRASES), st.sampled_from(PHRASES).map(lambda phrase: phrase[1:]), st.sampled_from("王一行长乐重李é·vü 々〇x"),
)


@same_dictionary
@given(st.lists(PIECES, max_size=6).map("".join))
def test_texts_of_any_pieces_are_read_as_pypinyin_reads_them(text: str) -> None:
    assert spoken(text) == plain(text)


@same_dictionary
def test_the_tables_hold_all_that_pypinyin_knows() -> None:
    tables = _tables()
    assert set(tables.characters) == set(map(chr, PINYIN_DICT))
    assert set(tables.phrases) == set(PHRASES_DICT)
