"""Sketches: hashes of all runs of letters, and the first letters of paragraphs."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import Article, Document
from kg.normalize import likeness, normalize, sketch


def one_by_one(codes: list[int], width: int) -> list[int]:
    """The number that each run of codes stands for, digit by digit."""
    found = []
    for start in range(len(codes) - width + 1):
        value = 0
        for code in codes[start : start + width]:
            value = (value * likeness._BASE + code) % 2**64
        found.append(value)
    return found


@given(st.lists(st.integers(0, 0x10FFFF), min_size=18, max_size=60), st.sampled_from([6, 18]))
def test_runs_are_hashed_as_digit_by_digit(codes: list[int], width: int) -> None:
    assert likeness._rolled(np.array(codes, dtype=np.uint64), width).tolist() == one_by_one(codes, width)


@pytest.mark.parametrize("places", [18, 19, 25, 40])
def test_long_texts_are_hashed_piece_by_piece(places: int, monkeypatch: pytest.MonkeyPatch) -> None:
    codes = np.arange(100, 160, dtype=np.uint64)
    whole = likeness._rolled(codes, 18).tolist()
    monkeypatch.setattr(likeness, "_PLACES", places)
    assert likeness._rolled(codes, 18).tolist() == whole


@given(st.lists(st.integers(0, 2**64 - 1).flatmap(lambda one: st.just([one] * (one % 3)))))
def test_hashes_are_sorted_and_each_stands_once(groups: list[list[int]]) -> None:
    hashes = [one for group in groups for one in group]
    assert likeness._ascending(np.array(hashes, dtype=np.uint64)).tolist() == sorted(set(hashes))


@pytest.mark.parametrize("between", [" ", ", -- ", "*" * 60])
def test_an_opening_is_the_first_letters_whatever_stands_between_them(between: str) -> None:
    text = f"（本报日内瓦三日电）{between}".join(["", "两国外交部长星期一在日内瓦会面并就贸易与气候问题交换意见。"])
    made = normalize(Article(source="a.txt", text=text + "\n" + between.join("abcdefghijklmnopqrstuvwxyz")))
    assert isinstance(made, Document)
    openings = sketch(made).openings
    assert "两国外交部长星期一在日内瓦会面并就贸易与气候问题交换意见"[: likeness.OPENING] in openings
    assert "abcdefghijklmnopqrstuvwxyz"[: likeness.OPENING] in openings


@given(st.text())
def test_letters_are_those_that_a_pattern_finds(text: str) -> None:
    assert likeness._worded(text) == likeness._UNWORDED.sub("", text)


def test_letters_of_each_code_point() -> None:
    plane = [chr(code) for code in range(0x10000)]
    assert likeness._worded("".join(plane)) == "".join(c for c in plane if not likeness._UNWORDED.match(c))
