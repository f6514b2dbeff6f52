"""Noun phrases around names: what a quick look spares is what the patterns would not find."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.relations.consult.tables import title_names
from kg.relations.consult.zh.words import TITLES
from kg.relations.extract import EXTRACTORS
from kg.relations.grammar import _title_before

SOME = sorted(title_names("zh-Hans"))[::20]
ALL = (*sorted(title_names("zh-Hans")), *TITLES.replace("[上中少大]", "上").split("|"))


@given(st.lists(st.sampled_from([*SOME, "总统", "部长", "前", "副", "的", "，", " ", "\n", "Ⓟ", "\ue000", "和"]), max_size=6))
def test_a_title_before_a_name_ends_with_the_letter_of_one(parts: list[str]) -> None:
    grammar, text = EXTRACTORS["zh"].grammar, "".join(parts)
    found, slowly = (_title_before(text, 0, len(text), one) for one in (grammar, replace(grammar, title_ends=())))
    assert (found and found.span()) == (slowly and slowly.span())


@pytest.mark.parametrize("blank", ["", " ", "\n"])
def test_all_titles_are_found_before_a_name(blank: str) -> None:
    grammar = EXTRACTORS["zh"].grammar
    missed = [title for title in ALL if not _title_before(title + blank, 0, len(title + blank), grammar)]
    assert not missed
