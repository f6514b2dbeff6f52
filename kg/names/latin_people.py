"""Comparing two Latin names of people."""

from __future__ import annotations

from functools import cache, lru_cache
from importlib.resources import files

from kg.names import korean
from kg.names.features import SURNAME_ONLY, Feature, Match, best, combined, feature
from kg.names.han import syllable_count
from kg.names.latin import NICKNAMES, LatinName, parse, same_given, same_initials
from kg.names.romanize import spellings
from kg.names.spelling import fold
from kg.names.transcribe import same_sound

_INITIAL, _NICKNAME, _LISTED, _HYPHEN = 0.75, 0.92, 0.88, 0.95
_MIDDLE, _OTHER_GIVEN, _OTHER_MIDDLE, _SON, _PERHAPS_SON = 0.85, 0.01, 0.02, 0.01, 0.09
_SECOND_SURNAME, _ORDER, _SCHOOL = 0.85, 0.95, 0.9
_ARTICLES = ("al", "el", "as", "ash", "ar", "at", "an", "ad", "az")


@cache
def _nicknames() -> frozenset[tuple[str, str]]:
    """(full form, nickname) pairs of ``nicknames.tsv``."""
    text = (files("kg.names") / "data" / "nicknames.tsv").read_text(encoding="utf-8")
    lines = [line.split("\t") for line in text.split("\n") if line and not line.startswith("#")]
    return frozenset((full, nick) for full, nicks in lines[1:] for nick in nicks.split(" "))


def are_nicknames(left: str, right: str) -> bool:
    """True for two folded given names of which one is a short form of the other, or both of a third (hand-kept list).

    >>> are_nicknames("joe", "joseph"), are_nicknames("uschi", "ursula"), are_nicknames("joe", "hunter")
    (True, True, False)
    """
    if NICKNAMES.get(left, left) == NICKNAMES.get(right, right):
        return True
    return (left, right) in _nicknames() or (right, left) in _nicknames()


def in_order(name: str) -> str:
    """``Leyen, Ursula von der`` as ``Ursula von der Leyen``; other names as they are."""
    family, comma, given = name.partition(",")
    words = fold(given).replace(" ", "")
    return f"{given.strip()} {family.strip()}" if comma and words and words not in ("jr", "sr", "md", "phd") else name


def compare_latin(left: str, right: str) -> Match:
    """Two Latin names; which stands left makes no difference."""
    left, right = in_order(left), in_order(right)
    one, other = parse(left), parse(right)
    found = [_parts(one, other)]
    words = [sorted(fold(name).replace("-", " ").split()) for name in (left, right)]
    if words[0] == words[1] and one.full:
        found.append(combined(feature("order", _ORDER, one.key, other.key)))
    if one.full and other.full and (school := same_syllables(left, right)):
        found.append(combined(feature(f"{school} spelling", _SCHOOL, one.key, other.key)))
    for western, eastern in ((one, other), (other, one)):
        if eastern.full and not western.eastern and not eastern.eastern:
            found.append(_swapped(western, eastern))
    return best(*found)


def _swapped(left: LatinName, right: LatinName) -> Match:
    """The one's family name stands first: Orbán Viktor, Viktor Orbán."""
    if left.full and left.given == right.bare_family and left.bare_family == right.given and not left.middle:
        return combined(feature("order", _ORDER, left.key, right.key))
    return combined(feature("order", 0.0, left.key, right.key))


def _parts(left: LatinName, right: LatinName) -> Match:
    """Family name, given name, middle name, jr. Names in Eastern order have none of Europe's spellings: Xi Jinping is not
    Xi Jinpeng, and `same_syllables` knows the other schools."""
    if left.eastern and right.eastern:
        equal = float(left.family == right.family), float(left.given.replace("-", "") == right.given.replace("-", ""))
        family = feature("family name", equal[0], left.family, right.family)
        return combined(family, feature("given name", max(_OTHER_GIVEN, equal[1]), left.given, right.given))
    family = feature("family name", families(left, right), left.family, right.family)
    if not family.value:
        family = feature("second surname", _second_surname(left, right), left.key, right.key)
    if not (left.full and right.full):
        return combined(family, weight=SURNAME_ONLY if left.full or right.full else 0.9)
    features = [family, _given(left, right)]
    if left.generation != right.generation:
        value = _SON if left.generation and right.generation else _PERHAPS_SON
        features.append(feature("generation", value, left.generation or "none", right.generation or "none"))
    if not same_initials(left, right):
        features.append(feature("middle name", _OTHER_MIDDLE, " ".join(left.middle), " ".join(right.middle)))
    return combined(*features)


def _given(left: LatinName, right: LatinName) -> Feature:
    value, saw = givens(left.given, right.given), "given name"
    for one, other in ((left, right), (right, left)):
        if value < _MIDDLE and one.given in other.middle and len(one.given) > 1:
            value, saw = _MIDDLE, "called by the middle name"
    return feature(saw, value, left.given, right.given)


@lru_cache(maxsize=30_000)
def givens(left: str, right: str) -> float:
    """How well two folded given names can be one person's."""
    if left == right:
        return 1.0
    if left.replace("-", "") == right.replace("-", ""):
        return _HYPHEN
    short, long = sorted((left, right), key=len)
    if len(short) == 1:
        return _INITIAL if long.startswith(short) else _OTHER_GIVEN
    if _plain(left) == _plain(right):
        return _HYPHEN
    if same_given(left, right) or NICKNAMES.get(left, left) == NICKNAMES.get(right, right):
        return _NICKNAME
    if are_nicknames(left, right):
        return _LISTED
    return max(_OTHER_GIVEN, 0.92 * same_sound(left, right))


@lru_cache(maxsize=30_000)
def _family_values(left: str, right: str) -> float:
    from rapidfuzz.distance import JaroWinkler

    if left == right:
        return 1.0
    if left.replace("-", "").replace(" ", "") == right.replace("-", "").replace(" ", ""):
        return 0.97
    if _plain(left) == _plain(right):
        return 0.97
    if sound := same_sound(left, right):
        return 0.95 * sound
    near = JaroWinkler.similarity(left, right)
    return 0.5 * near if near >= 0.93 and min(len(left), len(right)) >= 6 else 0.0


def _plain(word: str) -> str:
    """Müller is also written Mueller."""
    return word.replace("ae", "a").replace("oe", "o").replace("ue", "u")


def families(left: LatinName, right: LatinName) -> float:
    """How well two family names agree, particles and Arabic articles aside."""
    if left.family == right.family:
        return 1.0
    return 0.98 * max(_family_values(one, other) for one in _cores(left) for other in _cores(right))


def _cores(name: LatinName) -> list[str]:
    bare, article = name.bare_family, name.bare_family.partition("-")
    return [bare, article[2]] if article[0] in _ARTICLES and article[2] else [bare]


def _second_surname(left: LatinName, right: LatinName) -> float:
    """Nicolás Maduro Moros and Nicolás Maduro; Kramp and Kramp-Karrenbauer are left apart."""
    for one, other in ((left, right), (right, left)):
        if one.full and other.full and other.bare_family in one.middle[-1:] and one.given == other.given:
            return _SECOND_SURNAME
    return 0.0


@lru_cache(maxsize=30_000)
def same_syllables(left: str, right: str) -> str | None:
    """``Mandarin`` or ``Korean`` where both names spell the same syllables there: Mao Zedong and Mao Tse-tung, Lee Jae-yong
    and Yi Jae-yong. Names must have two or three syllables in both.

    >>> same_syllables("Mao Zedong", "Mao Tse-tung"), same_syllables("Mun Jae-in", "Moon Jae-in")
    ('Mandarin', 'Korean')
    """
    one, other = (fold(name).replace("-", " ").split() for name in (left, right))
    if not (2 <= len(one) <= 3 and 2 <= len(other) <= 3):
        return None
    for pinyin, written in ((one, other), (other, one)):
        if one != other and all(map(syllable_count, pinyin)) and _wade_giles(pinyin, "".join(written)):
            return "Mandarin"
    pairs = zip(one, other, strict=False)
    if len(one) == len(other) == 3 and all(korean.syllables_of(a) & korean.syllables_of(b) for a, b in pairs):
        return "Korean"
    return None


def _wade_giles(pinyin: list[str], letters: str) -> bool:
    """Can the letters be the pinyin words in another school's spelling?"""
    text, ends = "".join(pinyin), {(0, 0)}
    for at in range(len(text)):
        for size in range(1, 7):
            syllable = text[at : at + size]
            if syllable_count(syllable) != 1 or at + size > len(text):
                continue
            for start, place in [one for one in ends if one[0] == at]:
                ends |= {
                    (start + size, place + len(spelling))
                    for spelling in spellings(syllable)
                    if letters.startswith(spelling, place)
                }
    return (len(text), len(letters)) in ends
