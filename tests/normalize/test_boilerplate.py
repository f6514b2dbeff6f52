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
