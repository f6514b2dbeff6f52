"""Russian, Ukrainian, Arabic and Persian names as English, German and French newspapers write them.

Each language's letters are read by rule into one set of sounds; two spellings agree where some reading of the one is
some reading of the other: ``Chruschtschow`` read as German and ``Khrushchev`` read as English are both ``hruSCov``.
"""

from __future__ import annotations

import re
from functools import lru_cache

from kg.names.spelling import fold

_RULES: dict[str, tuple[tuple[str, str], ...]] = {
    "en": (
        ("shch", "SC"),
        ("tch", "C"),
        ("sch", "S"),
        ("zh", "S"),
        ("sh", "S"),
        ("ch", "C"),
        ("kh", "h"),
        ("gh", "g"),
        ("dh", "d"),
        ("th", "t"),
        ("ph", "f"),
        ("ts", "T"),
        ("tz", "T"),
        ("ck", "k"),
        ("x", "ks"),
        ("w", "v"),
        ("c", "k"),
        ("j", "J"),
        ("ff", "v"),
        ("z", "s"),
    ),
    "de": (
        ("schtsch", "SC"),
        ("stsch", "SC"),
        ("tsch", "C"),
        ("dsch", "J"),
        ("sch", "S"),
        ("sh", "S"),
        ("ch", "h"),
        ("ph", "f"),
        ("th", "t"),
        ("tz", "T"),
        ("ts", "T"),
        ("zk", "sk"),
        ("z", "T"),
        ("x", "ks"),
        ("ck", "k"),
        ("c", "k"),
        ("w", "v"),
        ("j", "i"),
    ),
    "fr": (
        ("chtch", "SC"),
        ("tch", "C"),
        ("dj", "J"),
        ("ch", "S"),
        ("kh", "h"),
        ("gu", "g"),
        ("ph", "f"),
        ("th", "t"),
        ("ts", "T"),
        ("ou", "u"),
        ("x", "ks"),
        ("c", "k"),
        ("w", "v"),
        ("j", "S"),
        ("z", "s"),
    ),
}
"""Letters -> sound, the first that fits at a place wins. S: sh and zh; C: ch as in church; T: ts; J: j as in jam."""

_LEVELLED = (
    (re.compile(r"[yi]+"), "i"),
    (re.compile(r"(?<![a-z])i(?=[eo])|(?<=[a-zSCTJ])i(?=[eo])"), ""),
    (re.compile(r"(?:ev|ov|of|ef)$"), "ov"),
    (re.compile(r"(?:eva|ova)$"), "ova"),
    (re.compile(r"q"), "k"),
    (re.compile(r"(.)\1+"), r"\1"),
)
_READ = {
    language: (re.compile("|".join(old for old, _ in rules)), dict(rules)) for language, rules in _RULES.items()
}
_LOOSE = str.maketrans({"o": "u", "e": "i"})
_SHORTEST = 4


def _read(word: str, language: str) -> str:
    pattern, letters = _READ[language]
    text = pattern.sub(lambda found: letters[found.group()], word)
    if language == "fr" and text.endswith("ine"):
        text = text[:-1]
    for level, new in _LEVELLED:
        text = level.sub(new, text)
    return text


@lru_cache(maxsize=30_000)
def sounds(word: str) -> frozenset[str]:
    """The readings of a word as English, German and French, and with g for q. Blanks and hyphens fall away.

    >>> sorted(sounds("Lawrow") & sounds("Lavrov")), sorted(sounds("Selenskyj") & sounds("Zelenskyy"))
    (['lavrov'], ['selenski'])
    """
    plain = fold(word).replace(" ", "")
    found = {_read(one, language) for language in _RULES for one in {plain, plain.replace("q", "g")}}
    return frozenset(found)


@lru_cache(maxsize=30_000)
def same_sound(left: str, right: str) -> float:
    """1.0 for spellings of one name by the rules, 0.85 where only o and u or e and i differ besides, else 0; words of
    fewer than four letters must be equal.

    >>> same_sound("Chruschtschow", "Khrushchev"), same_sound("Rohani", "Rouhani"), same_sound("Lawrow", "Larijani")
    (1.0, 0.85, 0.0)
    """
    if fold(left) == fold(right):
        return 1.0
    if min(len(fold(left)), len(fold(right))) < _SHORTEST:
        return 0.0
    a, b = sounds(left), sounds(right)
    if a & b:
        return 1.0
    loose = {one.translate(_LOOSE) for one in a} & {one.translate(_LOOSE) for one in b}
    return 0.85 if loose else 0.0
