"""Comparing names of agencies, organizations, countries and places."""

from __future__ import annotations

import re
from typing import Literal

from kg.names import known
from kg.names.features import Match, combined, feature
from kg.names.spelling import fold, script_of, simplify
from kg.names.transcribe import same_sound
from kg.names.transliterate import similarity

Countries = tuple[str | None, str | None]
"""ISO codes of the countries to which the left and the right name belong, as far as known."""

_LATIN_FORM = re.compile(
    r" (?:inc|incorporated|ltd|llc|lp|llp|plc|corp|co|gmbh|mbh|ag|kg|kgaa|ohg|ev|e v|se|sa|sas|srl|spa|nv|bv|ab|oy|as|asa"
    r"|oao|ooo|pjsc|limited|corporation|company|holding|holdings|group|gruppe|konzern)$"
)
_HAN_FORM = re.compile(r"(?:股份有限公司|有限责任公司|有限公司|控股集团|控股公司|控股|集团公司|集团|总公司|公司)$")
_SMALL = frozenset(
    " ".join(
        ("the of and for in on to a an der die das des dem den und für", "fur von vom zu zur de la du des et")
    ).split()
)
_BARE = frozenset(
    " ".join(
        (
            "ministry department agency bureau office authority board commission committee council court police army",
            "navy government parliament senate cabinet party union company university hospital bank church embassy",
            "consulate ministerium amt behorde buro kommission komitee ausschuss rat gericht polizei armee marine",
            "regierung parlament senat kabinett partei gewerkschaft firma unternehmen universitat krankenhaus kirche",
            "botschaft konsulat 政府 当局 国会 议会 法院 警方 警察 军方 军队 委员会 公司 大学 医院 银行 大使馆 领事馆 部",
            "省政府 市政府 检察院 该部",
        )
    ).split()
)
"""Words for a kind of body that name none."""
_GENERIC = 0.45
"""The score of a name that every country's body has, where no country is known."""
_TYPES: dict[str, frozenset[str]] = {
    "agency": frozenset({"agency", "organization"}),
    "organization": frozenset({"agency", "organization"}),
    "country": frozenset({"country"}),
    "place": frozenset({"place", "country"}),
}

BodyType = Literal["agency", "organization", "country", "place"]


def legal_core(name: str) -> str:
    """The folded name without its legal forms: ``Siemens AG`` is ``siemens``, 华为技术有限公司 is 华为技术."""
    text, last = known.body_key(name), ""
    while text != last:
        last = text
        text = _HAN_FORM.sub("", _LATIN_FORM.sub("", text)) or last
    return text


def compare_bodies(left: str, right: str, type_: BodyType, countries: Countries) -> Match:
    """Two names of bodies or places in any scripts. ``countries`` as far as known; else those in the names count."""
    found = tuple(known.split_country(name) for name in (left, right))
    nations = tuple(given or named for given, (named, _) in zip(countries, found, strict=True))
    sees = feature("country", float(nations[0] == nations[1]), str(nations[0]), str(nations[1]))
    if type_ in ("agency", "organization") and None not in nations and nations[0] != nations[1]:
        same = set(known.bearers(left, _TYPES[type_])) & set(known.bearers(right, _TYPES[type_]))
        if not any(not one.contextual for one in same):
            return combined(sees)
    by_fact = _by_facts(left, right, type_, nations)
    if by_fact is not None:
        return by_fact
    if known.body_key(left) == known.body_key(right):
        return _equal(left, type_, nations)
    if type_ in ("agency", "organization"):
        return _by_words(left, right, found, nations)
    return _places(left, right)


def _by_facts(left: str, right: str, type_: str, nations: tuple[str | None, ...]) -> Match | None:
    """What the knowledge tables say; None where they know only one of the names, or neither."""
    sides = []
    for name, nation in ((left, nations[0]), (right, nations[1])):
        facts = known.bearers(name, _TYPES[type_])
        if nation is not None:
            facts = tuple(one for one in facts if one.country == nation) or tuple(o for o in facts if not o.contextual)
        sides.append({one.id: one for one in facts})
    if not sides[0] or not sides[1]:
        return None
    shared = sorted(set(sides[0]) & set(sides[1]))
    if not shared:
        return combined(feature("known as two", 0.0, min(sides[0]), min(sides[1])))
    certain = [one for one in shared if not (sides[0][one].contextual and sides[1][one].contextual)]
    rivals = max(len(sides[0]), len(sides[1]))
    if (certain or None not in nations) and rivals == 1:
        return combined(feature("known", 0.97, shared[0]))
    if certain and all(not side[one].contextual for side in sides for one in certain):
        return combined(feature("known", 0.95, certain[0]))
    saw = f"{len(shared)} known: {', '.join(shared[:3])}"
    return combined(feature("ambiguous name", _GENERIC, saw))


def _equal(name: str, type_: str, nations: tuple[str | None, ...]) -> Match:
    equal = feature("equal", 1.0, known.body_key(name))
    if known.body_key(name) in _BARE:
        return combined(equal, feature("names none", _GENERIC**2, name))
    if type_ == "agency" and known.offices(name) and None in nations:
        return combined(equal, feature("every country has one", _GENERIC**2, name))
    return combined(equal)


def _by_words(
    left: str, right: str, found: tuple[tuple[str | None, str], ...], nations: tuple[str | None, ...]
) -> Match:
    (_, rest), (_, other) = found
    kinds = known.offices(rest) & known.offices(other)
    if kinds:
        saw = feature("same office", 0.95, *sorted({rest, other}))
        if None in nations:
            return combined(feature("every country has one", 0.4, rest, other))
        return combined(saw)
    cores = [legal_core(name) for name in (left, right)]
    if cores[0] == cores[1]:
        return combined(feature("legal form", 0.95, *cores))
    if script_of(left) != script_of(right):
        return _sounding(cores)
    words = [[word for word in core.split() if word not in _SMALL] for core in cores]
    if sorted(words[0]) == sorted(words[1]):
        return combined(feature("word order", 0.9, *cores))
    for short, long, name in ((left, words[1], right), (right, words[0], left)):
        letters = fold(short).replace(" ", "")
        if _abbreviates(letters, long, fold(name).split()):
            return combined(feature("abbreviation", 0.8, letters, " ".join(long)))
    if nations[0] == nations[1] is not None and sorted(rest.split()) == sorted(other.split()):
        return combined(feature("country's word order", 0.9, rest, other))
    return combined(feature("different", 0.0, *cores))


def _abbreviates(letters: str, words: list[str], all_words: list[str]) -> bool:
    if not 2 <= len(letters) <= 8 or len(words) < 2 or not letters.isascii():
        return False
    initials = {"".join(word[0] for word in words), "".join(word[0] for word in all_words)}
    return letters in initials


def _sounding(cores: list[str]) -> Match:
    """A Han name and a Latin one: companies and towns are spelled by sound."""
    han, latin = sorted(cores, key=lambda name: script_of(name) != "Han")
    value = similarity(han, latin)
    return combined(feature("sound", 0.9 * value if len(han) >= 3 else 0.6 * value, han, latin))


def _places(left: str, right: str) -> Match:
    if script_of(left) != script_of(right):
        return _sounding([fold(simplify(left)), fold(simplify(right))])
    if script_of(left) == "Latn":
        return combined(feature("transcription", 0.8 * same_sound(left, right), fold(left), fold(right)))
    return combined(feature("different", 0.0, left, right))
