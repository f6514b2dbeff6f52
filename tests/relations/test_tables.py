"""Patterns of many words, and the quick look that spares sentences the triggers."""

from __future__ import annotations

import re
import runpy
from importlib import import_module

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.knowledge import rows
from kg.relations.consult.alternation import alternation
from kg.relations.consult.loosened import loosened
from kg.relations.consult.loosened import shown as longest
from kg.relations.consult.needed import needed
from kg.relations.consult.sharing import sharing
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


@pytest.mark.parametrize(
    "pattern", ["{}", "a{}b", "(?:{}|ab)*c", "(?P<g>{}?)-{}", "(?<!a){}(?={})", "(?:x{0,2}?{}){1,3}$", "[ab]b", "(?:{}|x)y"]
)
@given(text=st.text(alphabet="abcx-部", max_size=20))
def test_patterns_that_share_a_part_match_as_they_would_alone(pattern: str, text: str) -> None:
    part = f"(?:{alternation(['a', 'ab', 'bc', '部'])}|c-)"
    pattern = pattern.replace("{}", part)
    found = [match.span() for match in sharing(part)(pattern).finditer(text)]
    assert found == [match.span() for match in re.finditer(pattern, text)]


@pytest.mark.parametrize("pattern", ["(?:$)?a", "(?:$){1,2}"])
def test_nothing_is_known_of_patterns_that_have_no_loose_form(pattern: str) -> None:
    assert loosened(re.compile(pattern)) is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_patterns_of_a_grammar_are_the_same_where_none_shares_a_part(
    language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    compiler = pytest.importorskip("re._compiler")
    words = import_module(f"kg.relations.consult.{language}.words")
    made: list[tuple[object, ...]] = []
    engine = compiler._sre

    class Engine:
        def __getattr__(self, name: str) -> object:
            return getattr(engine, name)

        def compile(self, pattern: str | None, *values: object) -> object:
            made.append(values)
            return engine.compile(pattern, *values)

    monkeypatch.setattr(compiler, "_sre", Engine())
    for share in (sharing, lambda part: re.compile):
        re.purge()
        monkeypatch.setattr("kg.relations.consult.sharing.sharing", share)
        runpy.run_path(str(words.__file__))
    half = len(made) // 2
    assert made[:half] == made[half:] and half > 20


def test_titles_that_another_pattern_matches_wholly_are_left_out() -> None:
    pattern = title_words("de", besides=r"\w*[Pp]räsident")
    assert re.fullmatch(pattern, "Präsident") is None
    assert re.fullmatch(pattern, "Präsidentin") is not None


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        (r"会谈(?!纪要)", {"会谈"}),
        (r"(?<!直)通(?:了|过)?话", {"通话", "通了话", "通过话"}),
        (r"在(?:其中|场)(?=[。；]|$)", {"在其中", "在场"}),
        (r"会(?=[」》]|晤|前)", {"会」", "会》", "会晤", "会前"}),
        (r"\b[Mm]et (?!with)(?:\w+ )?up", {"Met ", "met "}),
        (r"[Mm]eets?\b", {"Meet", "meet", "Meets", "meets"}),
        (r"(?:talks|meeting) with", {"talks with", "meeting with"}),
        (r"(?:opened )?(?:talks|a meeting)", {"opened talks", "talks", "opened a meeting", "a meeting"}),
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


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_loosened_trigger_matches_its_example_and_what_masks_may_hide_in_it(language: str) -> None:
    for row, trigger in zip(rows(f"triggers.{language}"), triggers(language), strict=True):
        assert loosened(trigger.pattern)
        match = trigger.pattern.search(row["example"])
        assert match is None or trigger.loose.search(row["example"])


@given(st.text(alphabet="ab ⓅⒸ\ue000，", max_size=14), st.data())
def test_a_loosened_pattern_matches_whatever_stood_where_the_masks_are(masked: str, data: st.DataObject) -> None:
    hidden = data.draw(st.text(alphabet="ab ，", min_size=len(masked), max_size=len(masked)))
    shown = "".join(other if letter in "Ⓟ\ue000" else letter for letter, other in zip(masked, hidden, strict=True))
    for pattern in PATTERNS:
        if re.search(pattern, masked):
            loose = loosened(re.compile(pattern))
            assert loose is None or re.search(loose, shown, re.DOTALL), pattern
            needs = needed(re.compile(pattern))
            assert needs is None or any(longest(word) in shown for word in needs), pattern


PATTERNS = (
    r"a(?=Ⓒ)", r"(?<=\ue000)a|b", r"\ba\b", r"[^，]{1,3}Ⓟ", r"(?<!a)b(?:a|Ⓟ)?[ab]{2}", r"^a", r"a$", r"(?i:a)?\w+ b",
    r"a(?! )(?:b|Ⓟ\ue000*)(?=[ab]|$)", r"[a-zⓅ]b{0,2}?，", r"(?:ab|b(?=Ⓒ| )){1,2}", r"\W[ⓅⒸ]", r"a\s?b(?:[ab]+Ⓟ|，)",
)


def test_a_sentence_without_triggers_has_no_hits() -> None:
    assert hits("Ⓟ\ue000 likes the weather.", "en") == []
