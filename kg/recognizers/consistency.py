"""A name found once in an article is found everywhere in it; a full name makes its surname a name too.

'Jake Sullivan' makes every later 'Sullivan' a mention; 托德·罗宾逊 makes 罗宾逊 one. A part that is an ordinary word, a
known place or body, or too short, doesn't count.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from kg.languages import LANGUAGES
from kg.model import EntityType
from kg.names.han import is_pinyin_name
from kg.recognizers.automaton import Automaton
from kg.recognizers.candidate import Candidate
from kg.recognizers.gazetteer import heads_title
from kg.recognizers.overlap import RANKS

_DOTS = "·•‧・．"
_LATIN_WORD = re.compile(r"[A-Za-zÀ-ɏ]")
_WORDS = frozenset(
    {
        "he",
        "an",
        "so",
        "do",
        "man",
        "die",
        "you",
        "may",
        "long",
        "song",
        "sun",
        "ran",
        "fan",
        "ban",
        "hang",
        "pan",
        "tan",
        "bin",
        "war",
    }
)
"""Chinese surnames in Latin letters that are words of English or German: 'He Lifeng' makes no 'He' a name."""
_PARTICLES = frozenset(
    {"von", "van", "de", "der", "den", "di", "da", "del", "la", "le", "bin", "al", "el", "dos", "ten", "zu", "zur"}
)


def agree(text: str, settled: list[Candidate], language: str) -> list[Candidate]:
    """The same with one type per spelling: a surname takes the type of the full name ('Yellen' alone is no place where
    'Janet Yellen' is a person), any other spelling that a trained pipeline typed in two ways the more frequent type."""
    surnames = {
        spelling
        for c in settled
        if c.type == "person"
        for spelling in _spellings(text[c.start : c.end], c, language)
        if spelling != text[c.start : c.end]
    }
    votes: dict[str, Counter[EntityType]] = {}
    for c in settled:
        weight = 100 if c.known else 1
        votes.setdefault(text[c.start : c.end], Counter())[c.type] += weight
    found = []
    for c in settled:
        name = text[c.start : c.end]
        if c.recognizer == "statistical" and not c.known:
            kinds = votes[name]
            best = "person" if name in surnames else max(kinds, key=lambda kind: (kinds[kind], kind == c.type, kind))
            c = replace(c, type=best)
        found.append(c)
    return found


def candidates(text: str, settled: Iterable[Candidate], language: str) -> list[Candidate]:
    """Further occurrences of the names that stand."""
    table: dict[str, Candidate] = {}
    known = list(settled)
    taken = [False] * (len(text) + 1)
    for candidate in known:
        taken[candidate.start : candidate.end] = [True] * (candidate.end - candidate.start)
    votes: dict[str, Counter[str]] = {}
    for candidate in known:
        votes.setdefault(text[candidate.start : candidate.end], Counter())[candidate.type] += 1
    for candidate in known:
        name = text[candidate.start : candidate.end]
        if candidate.nested or votes[name].most_common(1)[0][0] != candidate.type:
            continue
        for spelling in _spellings(name, candidate, language):
            table.setdefault(spelling, candidate)
    found = []
    for start, end, model in Automaton(table).find(text):
        if (
            not any(taken[start:end])
            and _whole(text, start, end)
            and not (model.type == "agency" and heads_title(text, end))
        ):
            found.append(
                Candidate(
                    start=start,
                    end=end,
                    type=model.type,
                    recognizer="consistency",
                    rank=RANKS["consistency"],
                    confidence=min(model.confidence, 0.7),
                    known=model.known,
                    country=model.country,
                )
            )
    return found


def _spellings(name: str, candidate: Candidate, language: str) -> Iterator[str]:
    if len(name) > 1 and (not name.isascii() or len(name) > 2):
        yield name
    if candidate.type != "person":
        return
    if any(dot in name for dot in _DOTS):
        last = re.split(f"[{_DOTS}]", name)[-1]
        if len(last) >= 2:
            yield last
    elif _LATIN_WORD.match(name) and " " in name:
        yield from _surnames(name, language)


def _surnames(name: str, language: str) -> Iterator[str]:
    """'Biden' of 'Joe Biden', 'Xi' of 'Xi Jinping', 'von der Leyen' and 'Leyen' of 'Ursula von der Leyen'."""
    words = name.split()
    if is_pinyin_name(name):
        if words[0].lower() not in LANGUAGES[language].stopwords | _WORDS:
            yield words[0]
        return
    last = words[-1]
    if language == "de" and last.endswith("s") and len(last) > 4:
        yield last[:-1]
    if len(last) < 3 or not last[0].isupper() or last.lower() in _PARTICLES or last in ("Jr.", "Sr.", "III"):
        return
    first = next((at for at, word in enumerate(words[1:], start=1) if word.lower() in _PARTICLES), None)
    for spelling in (last, " ".join(words[first:]) if first else last):
        yield spelling
        if language == "de":
            yield spelling + "s"


def _whole(text: str, start: int, end: int) -> bool:
    """No Latin letter goes on at either side."""
    before = start and _LATIN_WORD.match(text[start]) and (_LATIN_WORD.match(text[start - 1]) or text[start - 1] == "@")
    behind = end < len(text) and _LATIN_WORD.match(text[end - 1]) and _LATIN_WORD.match(text[end])
    return not before and not behind
