"""A name found once in an article is found everywhere in it; a full name makes its surname a name too.

'Jake Sullivan' makes every later 'Sullivan' a mention; 托德·罗宾逊 makes 罗宾逊 one. A part that is an ordinary word, a
known place or body, or too short, doesn't count.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from kg.languages import LANGUAGES
from kg.model import EntityType
from kg.names.han import is_pinyin_name
from kg.recognizers.automaton import occurrences
from kg.recognizers.candidate import Candidate
from kg.recognizers.gazetteer import heads_title
from kg.recognizers.overlap import RANKS

_DOTS = "·•‧・．"
_LATIN = frozenset(char for char in map(chr, range(0x250)) if (char.isascii() and char.isalpha()) or char >= "À")
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
    names = [text[c.start : c.end] for c in settled]
    surnames: set[str] = set()
    votes: dict[str, dict[EntityType, int]] = {}
    for name, c in zip(names, settled, strict=True):
        if c.type == "person":
            surnames.update(spelling for spelling in _spellings(name, True, language) if spelling != name)
        kinds = votes.setdefault(name, {})
        kinds[c.type] = kinds.get(c.type, 0) + (100 if c.known else 1)
    found = []
    for name, c in zip(names, settled, strict=True):
        if c.recognizer == "statistical" and not c.known:
            best = "person" if name in surnames else _best(votes[name], c.type)
            c = c if best == c.type else c._replace(type=best)
        found.append(c)
    return found


def _best(kinds: dict[EntityType, int], own: EntityType) -> EntityType:
    return own if len(kinds) == 1 else max(kinds, key=lambda kind: (kinds[kind], kind == own, kind))


def candidates(text: str, settled: Iterable[Candidate], language: str) -> list[Candidate]:
    """Further occurrences of the names that stand."""
    known = list(settled)
    names = [text[candidate.start : candidate.end] for candidate in known]
    taken = bytearray(len(text))
    votes: dict[str, dict[str, int]] = {}
    for name, candidate in zip(names, known, strict=True):
        taken[candidate.start : candidate.end] = b"\1" * len(name)
        kinds = votes.setdefault(name, {})
        kinds[candidate.type] = kinds.get(candidate.type, 0) + 1
    table: dict[str, Candidate] = {}
    for name, candidate in zip(names, known, strict=True):
        kinds = votes[name]
        if candidate.nested or (len(kinds) > 1 and max(kinds, key=kinds.__getitem__) != candidate.type):
            continue
        for spelling in _spellings(name, candidate.type == "person", language):
            table.setdefault(spelling, candidate)
    return [
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
        for start, end, model in occurrences(table, text, taken)
        if _whole(text, start, end)
        and not (model.type == "agency" and heads_title(text, end))
    ]


@lru_cache(maxsize=20_000)
def _spellings(name: str, person: bool, language: str) -> tuple[str, ...]:
    """What else is looked for where ``name`` stands. The same names come again in many articles: kept."""
    own = (name,) if len(name) > 1 and (not name.isascii() or len(name) > 2) else ()
    if not person:
        return own
    if any(dot in name for dot in _DOTS):
        last = re.split(f"[{_DOTS}]", name)[-1]
        return (*own, last) if len(last) >= 2 else own
    return (*own, *_surnames(name, language)) if name[:1] in _LATIN and " " in name else own


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
    before = start and text[start] in _LATIN and (text[start - 1] in _LATIN or text[start - 1] == "@")
    behind = end < len(text) and text[end - 1] in _LATIN and text[end] in _LATIN
    return not before and not behind
