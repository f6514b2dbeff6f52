# ruff: noqa: E501  (sentences stay on one line)
"""One contract for every language."""

from __future__ import annotations

import re

import pytest

from kg.languages import LANGUAGES, Language

GROUPS = ("lines", "starts", "tails", "endings", "related", "sites")


@pytest.mark.parametrize("tag", list(LANGUAGES))
def test_language_is_well_formed(tag: str) -> None:
    language = LANGUAGES[tag]
    assert isinstance(language, Language)
    assert language.tag == tag and language.name[0].isupper()
    assert all(word == word.lower() for word in language.stopwords)
    assert not any(word.endswith(".") for word in language.abbreviations | language.before_numbers)


@pytest.mark.parametrize("tag", list(LANGUAGES))
@pytest.mark.parametrize("group", GROUPS)
def test_patterns_compile_and_match_something_but_not_nothing(tag: str, group: str) -> None:
    for pattern in getattr(LANGUAGES[tag], group):
        assert re.compile(pattern).fullmatch("") is None, pattern
        literals = re.sub(r"\\[a-zA-Z]", "", pattern)
        assert literals == literals.lower(), f"patterns are matched with lower-cased text: {pattern}"


def test_function_words_tell_the_languages_apart() -> None:
    english, german = LANGUAGES["en"].stopwords, LANGUAGES["de"].stopwords
    assert len(english & german) < 0.1 * min(len(english), len(german))


@pytest.mark.parametrize("tag", list(LANGUAGES))
def test_patterns_are_quick_on_hostile_lines(tag: str) -> None:
    import time

    from kg.normalize.boilerplate import cut_tail, is_boilerplate

    lines = ["责编：" + "何平、" * 60, "share " * 50, "记者 " * 80, "(" * 300, "foto: " * 50 + "(", "read more " * 30, "© " * 150, "1/" * 150]
    started = time.process_time()
    for line in lines:
        is_boilerplate(line)
        cut_tail(line)
    assert time.process_time() - started < 1.0
