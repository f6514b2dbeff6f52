"""How probably two names are of one thing, by the names alone; each score comes with the features that made it.

Names alone never prove it: two people are called Li Wei. A common name's score says so (the feature ``common name``, and a
score below `SAME`); what the corpus and its articles know is for `kg.resolve`.
"""

from __future__ import annotations

from typing import Literal

from kg.names import korean
from kg.names.bodies import Countries, compare_bodies
from kg.names.commonness import doubt
from kg.names.cross_people import compare_cross
from kg.names.features import DIFFERENT, SAME, SURNAME_ONLY, Feature, Match, best, combined, feature, scaled
from kg.names.han_people import compare_han, is_chinese
from kg.names.known import key, latin_forms, share_known
from kg.names.latin import parse
from kg.names.latin_people import compare_latin, in_order
from kg.names.readings import hangul_as
from kg.names.spelling import fold, han_parts, script_of, simplify
from kg.names.transliterate import similarity

__all__ = ["DIFFERENT", "SAME", "SURNAME_ONLY", "Feature", "Match", "NameType", "match"]

NameType = Literal["person", "agency", "organization", "country", "place"]

_KNOWN = 0.95
_DOUBTED = 0.55
"""What a name that many bear loses at most."""
_COUNTS = 0.5
"""The score from which it matters that a name is common."""


def match(
    left: str,
    right: str,
    type: NameType = "person",
    countries: Countries = (None, None),
    known: bool = True,
) -> Match:
    """Compares two names of one type, in any script; symmetric. A score from `SAME` on means one name, up to `DIFFERENT` two,
    between them it takes context.

    ``countries``: ISO codes of the countries to which the left and the right body belong, where known. ``known``: also ask
    the shipped alias table (mined glosses), else compare people by the letters alone.

    >>> match("托德·罗宾逊", "Todd Robinson").score >= SAME, match("Joe Biden", "Hunter Biden").score <= DIFFERENT
    (True, True)
    >>> [one.name for one in match("李伟", "Li Wei").features]
    ['pinyin reading', 'common name']
    """
    first, second = sorted(((left.strip(), countries[0]), (right.strip(), countries[1])), key=_order)
    (left, country), (right, other) = first, second
    if not left or not right:
        return combined(feature("empty", 0.0, left, right))
    if type != "person":
        return compare_bodies(left, right, type, (country, other))
    found = _people(simplify(left), simplify(right))
    if known and (share := share_known(left, right)) and key(left) != key(right):
        found = best(found, combined(feature("alias table", _KNOWN * share, left, right)))
    elif known and found.score < SAME and _script(left) == _script(right) == "Han":
        found = best(found, _by_way(simplify(left), simplify(right)), _by_way(simplify(right), simplify(left)))
    return _doubted(found, left, right)


def _order(side: tuple[str, str | None]) -> tuple[str, str, str]:
    name, country = side
    return _script(name), name, country or ""


def _script(name: str) -> str:
    return "Hang" if korean.is_hangul(name) else script_of(name)


def _people(left: str, right: str) -> Match:
    if fold(left) == fold(right):
        return combined(feature("equal", 1.0, fold(left)))
    scripts = (_script(left), _script(right))
    if scripts == ("Latn", "Latn"):
        return compare_latin(left, right)
    if scripts in (("Han", "Latn"), ("Hang", "Latn")):
        return compare_cross(left, right)
    if scripts == ("Han", "Han"):
        return compare_han(left, right)
    if scripts == ("Han", "Hang"):
        return combined(feature("korean reading", hangul_as(right, left), left, right))
    if scripts == ("Hang", "Hang"):
        return combined(feature("syllables", korean.same_hangul(left, right), left, right))
    return combined(feature("script", 0.0, left, right))


def _by_way(left: str, right: str) -> Match | None:
    """普京 is Vladimir Putin by the alias table, and 普丁 sounds like Putin."""
    if len(han_parts(left)) > 1 or len(han_parts(right)) > 1 or is_chinese(right):
        return None
    found = []
    for latin, share in latin_forms(left):
        family = parse(latin).family
        values = (
            feature(f"alias table: {latin}", share, left, latin),
            feature("sound", similarity(right, family), right),
        )
        found.append(combined(*values, weight=0.9))
    return best(*found) if found else None


def _doubted(found: Match, left: str, right: str) -> Match:
    """A common name loses: equal spelling does not make one Li Wei the other."""
    if found.score < _COUNTS:
        return found
    share = max(doubt(in_order(left)), doubt(in_order(right)))
    if share < 0.05:
        return found
    name = left if doubt(in_order(left)) >= doubt(in_order(right)) else right
    return scaled(found, feature("common name", 1 - share, name), 1 - _DOUBTED * share)
