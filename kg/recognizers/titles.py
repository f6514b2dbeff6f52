"""Titles at names: they cut a name exactly (美国国务卿布林肯 yields 布林肯), tell a person's office and country, and in Chinese
point to names that nothing else finds (发言人汪文斌).

Patterns, in this order: title + name (国务卿布林肯, President Xi, Außenminister Lawrow); name + title (王毅外长, 拜登总统);
name + comma + title in Latin scripts ('Jake Sullivan, the national security adviser').
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import cache

from kg import knowledge
from kg.recognizers.automaton import Automaton, longest
from kg.recognizers.candidate import Candidate
from kg.recognizers.overlap import RANKS
from kg.recognizers.vocabulary import TAGS, simplifier
from kg.recognizers.within import Within

_BETWEEN = {"zh": re.compile(r""), "en": re.compile(r"[ .]{1,2}"), "de": re.compile(r"[ .]{1,2}")}
_APPOSITION = re.compile(r", (?:the |a |an |der |die |dem |den |ein |eine |einem )?(?:[\w.-]+ ){0,3}")


@cache
def title_words(language: str) -> Automaton[str]:
    """The titles of a language's texts, each with its group."""
    simplify = simplifier() if language == "zh" else str
    table: dict[str, str] = {}
    for title in knowledge.titles():
        for tag in TAGS[language]:
            for name in title.names.get(tag, ()):
                table.setdefault(simplify(name) if tag == "zh-Hant" else name, title.group)
    return Automaton(table)


def hits(text: str, language: str) -> list[tuple[int, int, str]]:
    """(start, end, group) of the titles in ``text``, Latin ones as whole words (German compounds may begin with a
    hyphenated part: US-Präsident)."""
    found = []
    for start, end, group in longest(title_words(language).find(text)):
        if text[end - 1].isascii() and end < len(text) and text[end].isalpha() and text[end].isascii():
            continue
        if text[start].isascii() and start and text[start - 1].isascii() and text[start - 1].isalnum():
            continue
        found.append((start, end, group))
    return found


def trim(text: str, candidates: Iterable[Candidate], titles: list[tuple[int, int, str]]) -> list[Candidate]:
    """Persons without titles in their span; what is nothing but a title is dropped. What a trained pipeline begins inside
    a title begins behind it, and is a person ('Secretary of | State Antony Blinken')."""
    by_start = {start: end for start, end, _ in titles}
    by_end = {end: start for start, end, _ in titles}
    starts = list(by_start)
    found = []
    for candidate in candidates:
        if candidate.recognizer == "statistical":
            before = bisect_left(starts, candidate.start)
            cut = titles[before - 1][1] if before else 0
            if candidate.start < cut < candidate.end:
                candidate = candidate._replace(start=cut, type="person")
        if candidate.type != "person":
            found.append(candidate)
            continue
        start, end = candidate.start, candidate.end
        chinese = text[end - 1] > "\u3400"  # a Latin name may end like a title: Stephen King
        while start < end and text[start] in " .":
            start += 1
        while start in by_start and by_start[start] <= end:
            start = by_start[start]
            while start < end and text[start] in " .":
                start += 1
        while chinese and end in by_end and by_end[end] >= start and end > start:
            end = by_end[end]
            while end > start and text[end - 1] in " ,":
                end -= 1
        if end - start >= 2:
            same = start == candidate.start and end == candidate.end
            found.append(candidate if same else candidate._replace(start=start, end=end))
    return found


def give_roles(
    text: str, settled: list[Candidate], titles: list[tuple[int, int, str]], language: str
) -> list[Candidate]:
    """Persons with the title that stands at their name, and the country that stands at the title."""
    by_end = {end: (start, end) for start, end, _ in titles}
    by_start = {start: (start, end) for start, end, _ in titles}
    ends = {c.end: c for c in settled if c.type in ("country", "agency", "organization")}
    countries = Within(c for c in settled if c.type == "country")
    found = []
    for candidate in settled:
        title = _title_at(text, candidate, by_start, by_end, language) if candidate.type == "person" else None
        if title:
            start = title[0]
            while start in by_end:  # 中国国务委员兼外交部长王毅: the first of several titles stands at the country
                start = by_end[start][0]
            country = next((c.country for c in countries.inside(*title)), None)
            for gap in () if country else ("",) if language == "zh" else ("", " ", "-", "’s ", "'s "):
                if text.endswith(gap, 0, start) and start - len(gap) in ends:
                    country = ends[start - len(gap)].country
                    break
            candidate = candidate._replace(role=text[title[0] : title[1]], country=candidate.country or country)
        found.append(candidate)
    return found


def _title_at(
    text: str,
    candidate: Candidate,
    by_start: dict[int, tuple[int, int]],
    by_end: dict[int, tuple[int, int]],
    language: str,
) -> tuple[int, int] | None:
    for gap in (0,) if language == "zh" else (1, 2):
        before = by_end.get(candidate.start - gap)
        if before and _BETWEEN[language].fullmatch(text[before[1] : candidate.start]):
            return before
    behind = by_start.get(candidate.end) if language == "zh" else None
    if behind:
        return behind
    if language != "zh":
        link = _APPOSITION.match(text, candidate.end)
        end = link.end() if link else 0
        while end > candidate.end + 1:
            if end in by_start:
                return by_start[end]
            end = text.rfind(" ", candidate.end + 1, end - 1) + 1
    return None


def candidates(text: str, titles: Sequence[tuple[int, int, str]], words: Sequence[tuple[int, int, str]]) -> list[Candidate]:
    """Chinese names beside a title that jieba takes for a person: surname first, two to four characters."""
    surnames = knowledge.words("zh_surnames") | knowledge.words("zh_compound_surnames")
    by_start = {start: end for start, end, _ in titles}
    ends = {end for _, end, _ in titles}
    found = []
    for start, end, tag in words:
        beside = start in ends or end in by_start
        if (
            beside
            and tag.startswith("nr")
            and 2 <= end - start <= 4
            and (text[start] in surnames or text[start : start + 2] in surnames)
        ):
            found.append(
                Candidate(start=start, end=end, type="person", recognizer="title", rank=RANKS["title"], confidence=0.8)
            )
    return found
