"""How probably somebody else in the news bears the same name: two people are called Li Wei, and a match of names can't
tell them apart.

Rough shares of family and given names (``data/commonness.tsv``) give the number of bearers to be expected; names not
listed are rare. It is an order of magnitude, no measurement.
"""

from __future__ import annotations

from functools import cache, lru_cache
from importlib.resources import files

from kg.names.han import reading, split_surname, surnames, syllable_count
from kg.names.latin import NICKNAMES, parse
from kg.names.romanize import KOREAN_SURNAMES
from kg.names.spelling import fold, han_parts, script_of, simplify

_RARE_FAMILY, _RARE_GIVEN, _RARE_DOUBLE = 2e-6, 2e-4, 3e-5
_KNOWN_GIVEN = 1e-3
_TWO_SYLLABLES = 2e-4
"""The share of a two-syllable given name in pinyin or Korean letters: several pairs of characters are read so."""


@cache
def _tables() -> dict[str, tuple[float, dict[str, dict[str, float]]]]:
    """Group -> (people, part -> name -> share)."""
    found: dict[str, tuple[float, dict[str, dict[str, float]]]] = {}
    text = (files("kg.names") / "data" / "commonness.tsv").read_text(encoding="utf-8")
    for line in [one for one in text.split("\n") if one and not one.startswith("#")][1:]:
        group, people, part, cells = line.split("\t")
        shares = {name: float(share) / 1e4 for name, _, share in (cell.partition(":") for cell in cells.split(" "))}
        found.setdefault(group, (float(people) * 1000, {}))[1][part] = shares
    return found


@cache
def _pinyin_shares(part: str) -> dict[str, float]:
    found: dict[str, float] = {}
    for name, share in _tables()["zh"][1][part].items():
        read = reading(name + "一")[0] if part == "family" else reading("一" + name)[1].removeprefix("yi")
        found[read] = found.get(read, 0.0) + share
    return found


def is_frequent_surname(han: str) -> bool:
    """True for the hundred most frequent Chinese surnames, the frequent Korean ones and those of two characters."""
    return han in _tables()["zh"][1]["family"] or han in KOREAN_SURNAMES or (len(han) == 2 and han in surnames())


@lru_cache(maxsize=30_000)
def bearers(name: str) -> float:
    """How many people in the news are to be expected to bear a full name by chance, besides the one that is meant; 0.0
    for a name without a given name.

    >>> bearers("李伟") > 5, bearers("Li Wei") > bearers("李伟"), bearers("托德·罗宾逊") < 0.1, bearers("John Smith") > 5
    (True, True, True, True)
    """
    if script_of(name) == "Han":
        return _han(simplify(name))
    parts = parse(name)
    if not parts.full:
        return 0.0
    given = parts.given.replace("-", "")
    if parts.eastern and parts.family in _pinyin_shares("family") and (count := syllable_count(given)):
        share = _pinyin_shares("given").get(given, 0.002) if count == 1 else _TWO_SYLLABLES
        return _tables()["zh"][0] * _pinyin_shares("family")[parts.family] * share
    if parts.eastern:
        people, shares = _tables()["ko"]
        return people * shares["family"].get(parts.family, 1e-4) * _TWO_SYLLABLES
    middle = 0.1 if any(len(word) > 1 for word in parts.middle) else 1.0
    return middle * max(_western(group, parts.given, parts.bare_family) for group in ("en", "de"))


def _western(group: str, given: str, family: str) -> float:
    from kg.knowledge import given_names

    people, shares = _tables()[group]
    listed = max(shares["given"].get(given, 0.0), shares["given"].get(NICKNAMES.get(given, given), 0.0))
    usual = _KNOWN_GIVEN if given.capitalize() in given_names() else _RARE_GIVEN
    return people * (listed or usual) * shares["family"].get(fold(family), _RARE_FAMILY)


def _han(name: str) -> float:
    if len(han_parts(name)) > 1:
        return 0.0
    parts = split_surname(name)
    if parts is None or parts[0] not in surnames():
        return 0.0
    people, shares = _tables()["zh"]
    listed, rare = ("given", _RARE_GIVEN) if len(parts[1]) == 1 else ("given2", _RARE_DOUBLE)
    return people * shares["family"].get(parts[0], 2e-4) * shares[listed].get(parts[1], rare)


@lru_cache(maxsize=30_000)
def doubt(name: str) -> float:
    """In [0, 1): the probability that an equal name is somebody else's, where nothing else is known.

    >>> doubt("李伟") > 0.8, doubt("王小洪") < 0.1
    (True, True)
    """
    expected = bearers(name)
    return expected / (1.0 + expected)
