"""What `scrub` removes and what it turns into breaks and blanks, character by character."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from kg.normalize import characters
from kg.normalize.characters import scrub


def step_by_step(text: str) -> str:
    """The three replacements and the normal form, one after the other; ASCII has no blanks of other kinds."""
    broken = characters._BREAKS.sub("\n", characters._DROPPED.sub("", text))
    return broken if text.isascii() else unicodedata.normalize("NFC", characters._BLANKS.sub(" ", broken))


def test_every_character_alone() -> None:
    for char in map(chr, range(0x110000)):
        assert scrub(f"a{char}b") == step_by_step(f"a{char}b"), hex(ord(char))


def test_what_becomes_of_signs() -> None:
    assert scrub("a\r\nb\rc\u2028d") == "a\nb\nc\nd"
    assert scrub("a\xa0b\u200bc\ud800d\u0301") == "a bcd\u0301"


@given(st.text("ab\r\n\x00\x1f\xa0\u2028\u200b\ufeffé\u0301文"))
def test_texts(text: str) -> None:
    assert scrub(text) == step_by_step(text)
