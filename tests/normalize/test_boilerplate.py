"""The patterns of all languages as one: it says what each of them says alone."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.languages import LANGUAGES
from kg.normalize import boilerplate

PATTERNS = [pattern for language in LANGUAGES.values() for pattern in (*language.lines, *language.sites)]
WORDS = [
    "share", "facebook", "twitter", "|", " ", ":", "(", ")", "photo", "foto", "2024", "3", "reuters", "updated", "mehr",
    "read more", "编辑", "記者", "：", "王小明", "点击", "阅读", "原文", "newsletter", "sign up for", "/", "©", "bbc news", "dpa",
]


@pytest.mark.parametrize("group", ["lines", "starts", "tails", "endings", "related", "sites"])
def test_no_group_captures(group: str) -> None:
    assert boilerplate._patterns(group).groups == 0


def test_only_brackets_that_capture_are_changed() -> None:
    union = boilerplate._union([r"(a|b)\(c", r"[(]d", r"[^](]e", r"(?<=x)(f)", r"\\(g)", r"[\](]h"])
    assert union == r"(?:a|b)\(c|[(]d|[^](]e|(?<=x)(?:f)|\\(?:g)|[\](]h"


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=7).map("".join))
def test_the_union_matches_where_one_of_its_patterns_does(text: str) -> None:
    alone = any(re.fullmatch(pattern, text) for pattern in (*boilerplate._DATE, *boilerplate._MARKS, *PATTERNS))
    assert (boilerplate._patterns("lines").fullmatch(text) is not None) == alone


@pytest.mark.parametrize("pattern", [pattern for language in LANGUAGES.values() for pattern in language.tails])
def test_no_tail_begins_with_white_space(pattern: str) -> None:
    assert r"\s*" not in {alternative[:3] for alternative in pattern.split("|")}


@pytest.mark.parametrize("tail", ["   (dpa)", "\u3000（編輯：何平）1130101", " …  mehr »", "All rights reserved."])
def test_tails_go_with_the_white_space_before_them(tail: str) -> None:
    assert boilerplate.cut_tail("Die Minister sprachen miteinander" + tail) == "Die Minister sprachen miteinander"


def test_a_letter_that_becomes_two_in_lower_case_does_no_harm() -> None:
    assert boilerplate.cut_tail("İstanbul (dpa)") == "İstanbul"
    assert not boilerplate.is_boilerplate("İ")


@given(st.lists(st.text(alphabet="aAß-. ", max_size=40)))
def test_texts_are_seen_as_their_whole_keys_say(texts: list[str]) -> None:
    seen = boilerplate._Seen()
    keys: set[str] = set()
    for text in texts:
        assert seen.add(text) == (boilerplate.key(text) in keys)
        keys.add(boilerplate.key(text))
