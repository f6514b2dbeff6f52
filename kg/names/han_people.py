"""Comparing two Han names of people: Chinese ones by their characters, transliterated ones by their sound."""

from __future__ import annotations

import math
from functools import lru_cache

from kg.names.commonness import is_frequent_surname
from kg.names.features import SURNAME_ONLY, Match, best, combined, feature
from kg.names.han import split_surname
from kg.names.network import network
from kg.names.spelling import han_parts
from kg.names.transliterate import foreignness, likeness

_FOREIGN = 1.2
"""Mean rank of the characters above which a name with the form of a Chinese one (马克龙, 沙利文) is a transliteration."""
_WEAK = frozenset("尔特斯克德夫勒姆里亚恩格兹茨布普赫伯")
"""Characters for a single consonant, which translators leave out: 麦康奈尔, 麦康诺."""
_SKIP_WEAK, _SKIP, _GIVEN_ONLY, _DOUBTFUL = 0.35, 0.06, 0.4, 0.6


@lru_cache(maxsize=30_000)
def is_chinese(han: str) -> bool:
    """True for a name of a Chinese (or Korean, Vietnamese) person by its form: a frequent surname, and characters that
    transliterations seldom use.

    >>> is_chinese("习近平"), is_chinese("王毅"), is_chinese("马克龙"), is_chinese("沙利文")
    (True, True, False, False)
    """
    parts = split_surname(han)
    if parts is None:
        return False
    return foreignness(han) < (_FOREIGN if is_frequent_surname(parts[0]) else 0.0)


@lru_cache(maxsize=30_000)
def _alike(left: str, right: str) -> float:
    """How much two characters stand for the same sound, by the table and by the network's rows."""
    if left == right:
        return 1.0
    a, b = network().row(left), network().row(right)
    angle = float(a @ b) / (math.sqrt(float(a @ a) * float(b @ b)) or 1.0)
    return max(likeness(left, right), math.sqrt(max(0.0, angle) ** 3), 0.02)


@lru_cache(maxsize=30_000)
def sounds_alike(left: str, right: str) -> float:
    """In [0, 1]: how well two transliterations (Simplified, no dots) can be of one name. Each character of the one is laid
    beside one of the other, or beside nothing; the geometric mean of what they share.

    >>> sounds_alike("罗宾逊", "罗宾森") > 0.7, sounds_alike("麦康奈尔", "麦康诺") > 0.5, sounds_alike("拜登", "布林肯") < 0.3
    (True, True, True)
    """
    if not left or not right:
        return 0.0
    row = [0.0]
    for char in right:
        row.append(row[-1] + _skipped(char))
    for char in left:
        new = [row[0] + _skipped(char)]
        for at, other in enumerate(right):
            new.append(
                max(
                    row[at] + math.log(_alike(char, other)),
                    row[at + 1] + _skipped(char),
                    new[at] + _skipped(other),
                )
            )
        row = new
    return math.exp(row[-1] / max(len(left), len(right)))


def _skipped(char: str) -> float:
    return math.log(_SKIP_WEAK if char in _WEAK else _SKIP)


def compare_han(left: str, right: str) -> Match:
    """Two Simplified Han names that are not equal; which stands left makes no difference."""
    short, long = sorted((han_parts(left), han_parts(right)), key=lambda parts: (len(parts), parts))
    if not short or not long:
        return combined(feature("different", 0.0, left, right))
    if len(short) == len(long) == 1:
        return _single(short[0], long[0])
    family = feature("family name", sounds_alike(short[-1], long[-1]), short[-1], long[-1])
    if len(short) == 1:
        given = feature("given name", sounds_alike(short[0], long[0]), short[0], long[0])
        whole = feature("whole name", sounds_alike(short[0], "".join(long)), short[0], "".join(long))
        return best(
            combined(family, weight=SURNAME_ONLY), combined(given, weight=_GIVEN_ONLY), combined(whole, weight=0.9)
        )
    given = feature("given name", _givens(short[0], long[0]), short[0], long[0])
    return combined(family, given)


def _givens(left: str, right: str) -> float:
    """Given names; a single character can be another's beginning: 乔 and 约瑟夫 can't, 唐 and 唐纳德 can."""
    short, long = sorted((left, right), key=len)
    if len(short) == 1 and long.startswith(short):
        return 0.85
    value = sounds_alike(left, right)
    return value if value >= 0.3 else value**2


def _single(left: str, right: str) -> Match:
    chinese = is_chinese(left) + is_chinese(right)
    one_surname = left[0] == right[0] and is_frequent_surname(left[0]) and min(len(left), len(right)) <= 3
    if chinese == 2 or (one_surname and len(left) == len(right) == 2):
        return combined(feature("characters", 0.0, left, right))
    weight = _DOUBTFUL if chinese and one_surname else 0.8 if chinese else 0.9
    return combined(feature("sound", sounds_alike(left, right), left, right), weight=weight)
