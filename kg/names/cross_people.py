"""Comparing a Han (or Hangul) name of a person with a Latin one: by reading, or by sound."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from kg.names import korean
from kg.names.features import SURNAME_ONLY, Match, best, combined, feature
from kg.names.han import pinyin_match
from kg.names.han_people import is_chinese
from kg.names.latin import NICKNAMES, LatinName, letters, parse
from kg.names.latin_people import in_order
from kg.names.readings import read_as, surname_read_as
from kg.names.spelling import han_parts
from kg.names.transliterate import as_similarity, likely_initials, log_odds, similarity

_INITIAL, _NICKNAME, _BEGINNING = 0.7, 0.93, 0.55
_JOINT = 1.5
"""Log odds that a part of a name gets where the other part is compared, too."""
_GIVEN_ONLY, _ORDER, _MIDDLE = 0.4, 0.95, 0.9
_NOTHING, _HOPELESS = 0.02, 0.05
"""What a part that does not fit is worth; below what a family name need not be looked at further."""


def compare_cross(han: str, latin: str) -> Match:
    """A Simplified Han or Hangul name and a Latin one."""
    latin = in_order(latin)
    name, parts = parse(latin), han_parts(han)
    if korean.is_hangul(han):
        return _hangul(han.replace(" ", ""), latin)
    if not parts or not letters(latin):
        return combined(feature("different", 0.0, han, latin))
    if len(parts) > 1:
        return best(_dotted(parts, name), _swapped(parts, name))
    return best(_read(han, latin), _surname(han, name), *_sounding(han, latin, name))


def _hangul(han: str, latin: str) -> Match:
    reading = read_as(han, latin)
    if reading is None:
        family = parse(latin).family
        first = max((korean.spellings(han[0], True).get(word, 0.0) for word in family.split()), default=0.0)
        if first and not parse(latin).full:
            return combined(feature("family name", first, han[0], family), weight=SURNAME_ONLY)
        return combined(feature("reading", 0.0, han, latin))
    return combined(feature("korean reading", reading.score, han, latin))


def _read(han: str, latin: str) -> Match:
    reading = read_as(han, latin)
    if reading is None:
        value = 0.95 if pinyin_match(han, latin) else 0.0
        return combined(feature("pinyin reading", value, han, latin))
    return combined(feature(f"{reading.system} reading", reading.score, han, latin))


def _surname(han: str, name: LatinName) -> Match:
    """安倍 and Shinzo Abe; a Chinese surname alone (王) is none."""
    found = surname_read_as(han, letters(name.family)) if 2 <= len(han) <= 3 and not is_chinese(han) else None
    if found is None or found[0] == "vietnamese":
        return combined(feature("family name", 0.0, han, name.family))
    return combined(feature(f"{found[0]} family name", found[1], han, name.family), weight=_weight(name))


def _weight(name: LatinName) -> float:
    return SURNAME_ONLY if name.full else 0.9


def _families(name: LatinName) -> list[str]:
    """Ways to write the family name: with particles, without, without an Arabic article."""
    bare = name.bare_family
    return list(dict.fromkeys(one for one in (name.family, bare, bare.partition("-")[2]) if one))


def _family(han: str, name: LatinName, joint: bool = False) -> float:
    """By sound; a family name of one or two characters beside a foreign given name (温尼·刘) also by reading."""
    values = [_sound(han, one, joint) for one in _families(name)]
    if joint and len(han) <= 2 and (read := surname_read_as(han, letters(name.bare_family))):
        values.append(read[1])
    return max(values, default=0.0)


def _sound(han: str, latin: str, joint: bool) -> float:
    """Similarity; where given name and family name are both compared, each needs less evidence."""
    return as_similarity(log_odds(han, latin) + _JOINT, len(han)) if joint else similarity(han, latin)


@cache
def _forms(given: str) -> tuple[str, ...]:
    """Other forms of a given name in the hand-kept list: joseph, joe, joey."""
    full = NICKNAMES.get(given, given)
    return tuple(sorted({one for one, to in NICKNAMES.items() if to == full} | {full} - {given}))


def _given(han: str, given: str) -> float:
    """How well a Han part can be the given name, a form of it, its beginning, or start with its initial."""
    if len(given) == 1:
        return _INITIAL if given in likely_initials(han[0]) else _NOTHING
    values = [_sound(han, given, True), *(_NICKNAME * _sound(han, form, True) for form in _forms(given))]
    if len(given) > 4:
        values += [_BEGINNING * similarity(han, given[:size]) for size in (3, 4)]
    if "-" in given:
        values += [_MIDDLE * _sound(han, part, True) for part in given.split("-")]
    return max(_NOTHING, *values)


def _dotted(parts: tuple[str, ...], name: LatinName) -> Match:
    family = feature("family name", _family(parts[-1], name, name.full), parts[-1], name.family)
    if len(parts) > 2:
        joined = "".join(parts[1:])
        longer = feature("family name", _family(joined, name, name.full), joined, name.family)
        family = max(family, longer, key=lambda one: one.value)
    if not name.full:
        return combined(family, weight=SURNAME_ONLY)
    if family.value < _HOPELESS:
        return combined(family, feature("given name", _NOTHING, parts[0], name.given))
    initial = next((part.lower() for part in parts[1:-1] if len(part) == 1 and part.isascii()), "")
    if initial and name.middle and name.middle[0][0] != initial:
        family = feature("middle name", _NOTHING**2, initial, name.middle[0])
    value = _given(parts[0], name.given)
    value = max([value, *(_MIDDLE * _given(parts[0], word) for word in name.middle if len(word) > 1)])
    return combined(family, feature("given name", value, parts[0], name.given))


def _swapped(parts: tuple[str, ...], name: LatinName) -> Match:
    """The Latin name's family name stands first: 维克托·欧尔班, Orbán Viktor."""
    if not name.full or name.middle or len(name.given) == 1:
        return combined(feature("order", 0.0, parts[-1], name.given))
    family = feature("family name first", _sound(parts[-1], name.given, True), parts[-1], name.given)
    value = _given(parts[0], name.family) if family.value >= _HOPELESS else _NOTHING
    return combined(family, feature("given name", value, parts[0], name.family), weight=_ORDER)


def _sounding(han: str, latin: str, name: LatinName) -> Iterator[Match]:
    """A Han name without a dot: the family name, the whole name, or the given name alone, by sound. A name in the form of
    a Chinese one is no transliteration of a name in Eastern order."""
    if name.eastern and is_chinese(han):
        return
    weight = _weight(name) * (0.7 if is_chinese(han) else 1.0)
    yield combined(feature("family name", _family(han, name), han, name.family), weight=weight)
    if name.full and name.given[0] in likely_initials(han[0]):
        whole = similarity(han, f"{name.given} {name.family}")
        yield combined(feature("whole name", whole, han, latin), weight=0.9 if len(han) >= 4 else SURNAME_ONLY)
        yield combined(feature("given name", similarity(han, name.given), han, name.given), weight=_GIVEN_ONLY)
