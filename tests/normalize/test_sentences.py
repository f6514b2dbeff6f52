# ruff: noqa: E501  (sentences stay on one line)
"""Sentences: complete, in order, and not broken at abbreviations, ordinals or initials."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.normalize import sentences
from kg.normalize.sentences import sentence_spans


def cut(text: str, language: str) -> list[str]:
    return [span.of(text) for span in sentence_spans(text, 0, len(text), language)]


@pytest.mark.parametrize(
    ("language", "sentences"),
    [
        ("zh", ["部长抵达柏林。", "他说：“会谈很重要！”", "随后他离开了？", "没有人知道……", "会后没有声明"]),
        ("zh", ["「我們邀請了對方，但沒有回應。」", "他說，談判仍將繼續；", "雙方同意再談。"]),
        ("en", ["The U.S. delegation met Mr. Li at 5 p.m. in Geneva.", "“It went well.”", "Nobody signed!"]),
        ("en", ["He lives in Washington, D.C.", "The talks continue.", "J. Smith and Gen. Mark A. Milley spoke."]),
        ("en", ["They met on Jan. 30 in St. Petersburg.", "No. 5 of the list is Dr. Who, e.g. the doctor, etc. and so on."]),
        ("en", ["China wants to join the U.S.", "He said so on Monday.", "Growth was 3.5 percent... and rising."]),
        ("de", ["Am 15. November trafen sich Xi und Biden.", "Das Treffen, z.B. in Bali, dauerte lange.", "Danach war Schluss."]),
        ("de", ["Der 2. Weltkrieg endete 1945.", "Dr. Merkel sprach mit Prof. Weber.", "„So ist es.“", "Es waren ca. 300 Mio. Euro."]),
        ("de", ["Das Treffen war am 3. Mai 2016.", "Die Gespräche zwischen A. Schmidt und der Bundesregierung gehen weiter."]),
    ],
)
def test_sentences(language: str, sentences: list[str]) -> None:
    assert cut(("" if language == "zh" else " ").join(sentences), language) == sentences


@pytest.mark.parametrize("language", ["zh", "en", "de"])
def test_line_ends_end_sentences(language: str) -> None:
    assert cut("Title without a stop\n\nBody 一\nMore", language) == ["Title without a stop", "Body 一", "More"]


@given(st.text("ab AB.!?。！”\"\n中国U.S Dr 1", max_size=80), st.sampled_from(["zh", "en", "de"]))
def test_sentences_hold_every_character_once_and_in_order(text: str, language: str) -> None:
    spans = list(sentence_spans(text, 0, len(text), language))
    assert "".join("".join(span.of(text).split()) for span in spans) == "".join(text.split())
    assert all(first.end <= second.start for first, second in pairwise(spans))
    assert all("\n" not in span.of(text) and span.of(text) == span.of(text).strip() for span in spans)


PLAIN = {
    "zh": re.compile(r"(?:[。！？!?；;]+|…{2,}|\.{6})[”’」』）)》\"'】]*|\n"),
    "en": re.compile(r"(?<![.!?…])[.!?…]++[\"'”’»“‘)\]]*+(?=\s|$)|\n"),
}


@given(st.sampled_from(sorted(PLAIN)), st.text("。！；.!?…”’\")]»a 1\n\t"), st.integers(0, 4))
def test_ends_are_those_of_the_plain_patterns(language: str, text: str, start: int) -> None:
    quick = {"zh": sentences._CHINESE_END, "en": sentences._LATIN_END}[language]
    for end in (len(text), len(text) - 2):
        found = [match.span() for match in quick.finditer(text, start, end)]
        assert found == [match.span() for match in PLAIN[language].finditer(text, start, end)]
