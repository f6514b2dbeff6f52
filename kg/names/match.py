"""How probably two names are of one thing, by the names alone; each score comes with the features that made it.

Names alone never prove it: two people are called Li Wei. What the corpus and the alias table know is for `kg.resolve`.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import Literal

from kg.names.han import korean_match, pinyin_match, split_surname
from kg.names.latin import LatinName, parse, same_given, skeleton
from kg.names.spelling import fold, han_parts, script_of, simplify
from kg.names.transliterate import likeness, similarity

SURNAME_ONLY = 0.6
"""The score of a surname that fits a full name and says no more."""

_LEGAL = re.compile(r" (?:inc|ltd|llc|plc|corp|co|gmbh|ag|se|sa|nv|limited|corporation|company)$")
_SMALL = frozenset(
    ["the", "of", "and", "for", "in", "der", "die", "das", "des", "und", "für", "fur", "von", "de", "la"]
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Feature:
    """What one comparison saw: its name, its value (0..1), and the parts that it compared."""

    name: str
    value: float
    saw: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A score in 0..1 and the features that it was made of."""

    score: float
    features: tuple[Feature, ...]


def match(
    left: str, right: str, type: Literal["person", "agency", "organization", "country", "place"] = "person"
) -> Match:
    """Compares two names of the given type, in any script. Symmetric.

    >>> match("拜登", "Joe Biden").score, match("Joe Biden", "Hunter Biden").score < 0.2
    (0.6, True)
    """
    left, right = sorted((simplify(left.strip()), simplify(right.strip())), key=lambda name: (script_of(name), name))
    if fold(left) == fold(right):
        return _of(Feature(name="equal", value=1.0, saw=fold(left)))
    scripts = (script_of(left), script_of(right))
    if type != "person":
        return _bodies(left, right) if scripts == ("Latn", "Latn") else _of(_one("different", 0.0, left, right))
    if scripts == ("Han", "Latn"):
        return _han_latin(left, right)
    if scripts == ("Latn", "Latn"):
        return _latin(parse(left), parse(right))
    return _han(left, right) if scripts == ("Han", "Han") else _of(_one("script", 0.0, left, right))


def _one(name: str, value: float, left: str, right: str) -> Feature:
    return Feature(name=name, value=round(value, 3), saw=f"{left} ~ {right}")


def _of(*features: Feature, weight: float = 1.0) -> Match:
    """The geometric mean of the features, times a weight."""
    if any(feature.value <= 0 for feature in features):
        return Match(score=0.0, features=features)
    mean = math.exp(sum(math.log(feature.value) for feature in features) / len(features))
    return Match(score=round(weight * mean, 3), features=features)


def _latin(left: LatinName, right: LatinName) -> Match:
    if sorted(left.key.split()) == sorted(right.key.split()):
        return _of(_one("order", 0.95, left.key, right.key))
    family = _one("family name", _families(left, right), left.family, right.family)
    if not (left.full and right.full):
        return _of(family, weight=SURNAME_ONLY if left.full or right.full else 0.9)
    if left.given == right.given:
        value = 1.0
    elif same_given(left.given, right.given):
        value = 0.8 if min(len(left.given), len(right.given)) == 1 else 0.9
    elif skeleton(left.given) == skeleton(right.given):
        value = 0.85
    else:
        value = 0.01
    given = _one("given name", value, left.given, right.given)
    generation = _one(
        "generation", 1.0 if left.generation == right.generation else 0.001, left.generation, right.generation
    )
    return _of(family, given, generation)


def _families(left: LatinName, right: LatinName) -> float:
    from rapidfuzz.distance import JaroWinkler

    if left.family == right.family:
        return 1.0
    if left.bare_family == right.bare_family:
        return 0.95
    if skeleton(left.bare_family) == skeleton(right.bare_family):
        return 0.9
    near = JaroWinkler.similarity(left.bare_family, right.bare_family)
    return 0.5 * near if near >= 0.93 and len(left.bare_family) >= 6 else 0.0


def _han_latin(han: str, latin: str) -> Match:
    parts, name = han_parts(han), parse(latin)
    if pinyin_match(han, latin):
        return _of(_one("reading", 0.95, han, latin))
    if korean_match(han, latin):
        return _of(_one("korean surname", 0.5, han, latin))
    families = {name.family, name.bare_family} - {""}
    family = max(similarity(parts[-1], one) for one in families) if families else 0.0
    if len(parts) > 1 and name.full:
        given = similarity(parts[0], name.given)
        return _of(_one("family name", family, parts[-1], name.family), _one("given name", given, parts[0], name.given))
    whole = similarity(han, f"{name.given} {name.family}") if name.full else 0.0
    if whole >= max(0.8, family):
        return _of(_one("whole name", whole, han, latin))
    return _of(_one("family name", round(family, 2), han, name.family), weight=SURNAME_ONLY if name.full else 0.9)


def _han(left: str, right: str) -> Match:
    short, long = sorted((han_parts(left), han_parts(right)), key=len)
    chinese = [split_surname(name) for name in (left, right)]
    sounds = likeness(short[-1], long[-1])
    if len(short) < len(long):
        return _of(_one("family name", sounds, short[-1], long[-1]), weight=SURNAME_ONLY)
    if len(short) > 1:
        return _of(
            _one("family name", sounds, short[-1], long[-1]),
            _one("given name", likeness(short[0], long[0]), short[0], long[0]),
        )
    if all(chinese) and len(left) == len(right):
        return _of(_one("characters", 0.5 * sounds, left, right))
    return _of(_one("sound", sounds, left, right), weight=0.9)


def _bodies(left: str, right: str) -> Match:
    plain = [_LEGAL.sub("", fold(name)) for name in (left, right)]
    if plain[0] == plain[1]:
        return _of(_one("legal form", 0.95, *plain))
    words = [[word for word in name.split() if word not in _SMALL] for name in plain]
    if sorted(words[0]) == sorted(words[1]):
        return _of(_one("word order", 0.9, *plain))
    for short, long in ((words[0], words[1]), (words[1], words[0])):
        initials = "".join(word[0] for word in long)
        if len(short) == 1 and len(long) >= 2 and short[0] == initials:
            return _of(_one("abbreviation", 0.8, short[0], initials))
    return _of(_one("different", 0.0, *plain))
