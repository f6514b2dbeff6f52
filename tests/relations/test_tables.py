"""Patterns of many words, and the quick look that spares sentences the triggers."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.relations.consult.alternation import alternation
from kg.relations.consult.needed import needed
from kg.relations.consult.tables import hits, title_words, triggers

LANGUAGES = ("zh", "en", "de")
WORD = st.text(alphabet="ab.-部", min_size=1, max_size=5)


@given(st.sets(WORD, max_size=12), st.text(alphabet="ab.-部 ", max_size=30))
def test_an_alternation_matches_what_the_words_would_longest_first(words: set[str], text: str) -> None:
    plain = "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word))) or "(?!)"
    spans = [match.span() for match in re.finditer(plain, text)]
    assert [match.span() for match in re.finditer(alternation(words), text)] == spans


def test_an_alternation_tries_the_words_in_the_same_order_where_a_shorter_one_is_needed() -> None:
    assert re.fullmatch(f"(?P<w>{alternation(['部', '部长', '部长助理'])})长助", "部长助") is not None


def test_titles_that_another_pattern_matches_wholly_are_left_out() -> None:
    pattern = title_words("de", besides=r"\w*[Pp]räsident")
    assert re.fullmatch(pattern, "Präsident") is None
    assert re.fullmatch(pattern, "Präsidentin") is not None


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        (r"会谈(?!纪要)", {"会谈"}),
        (r"(?<!直)通(?:了|过)?话", {"通"}),
        (r"[Mm]eets?\b", {"Meet", "meet"}),
        (r"(?:talks|meeting) with", {" with"}),
        (r"(?:opened )?(?:talks|a meeting)", {"talks", "a meeting"}),
        (r"到(?=[ⒸⓁ])", {"到Ⓒ", "到Ⓛ"}),
        (r"\w+|traf", None),
        (r"(?i)met", None),
        (r"(?i:met)", None),
        (r"(?:met)?", None),
    ],
)
def test_what_a_pattern_cannot_match_without(pattern: str, words: set[str] | None) -> None:
    assert needed(re.compile(pattern)) == words


@pytest.mark.parametrize("language", LANGUAGES)
def test_nearly_all_triggers_need_a_word(language: str) -> None:
    assert all(trigger.needs for trigger in triggers(language))


@pytest.mark.parametrize(
    ("language", "masked", "frame"),
    [
        ("zh", "Ⓟ\ue000在Ⓛ\ue000会见Ⓟ\ue000。", "object"),
        ("zh", "Ⓟ\ue000今天到Ⓒ\ue000访问。", "visit"),
        ("en", "Ⓟ\ue000 met Ⓟ\ue000 in Ⓛ\ue000.", "meet"),
        ("de", "Ⓟ\ue000 traf Ⓟ\ue000 in Ⓛ\ue000.", "meet"),
    ],
)
def test_hits_are_those_of_every_trigger_tried(language: str, masked: str, frame: str) -> None:
    tried = {one.frame for one in triggers(language) if one.frame != "initials" and one.pattern.search(masked)} - {"-"}
    found = hits(masked, language, masked if language == "zh" else None)
    assert frame in {hit.frame for hit in found} <= tried


def test_a_sentence_without_triggers_has_no_hits() -> None:
    assert hits("Ⓟ\ue000 likes the weather.", "en") == []
