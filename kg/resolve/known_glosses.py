"""Do a gloss and what is known of a body agree? 国民党（Plaid Cymru） is not the Kuomintang, and AFP in 澳大利亚联邦警察局
（AFP） no news agency: recognizers know names one by one, the gloss ties two."""

from __future__ import annotations

from functools import lru_cache

from kg.model import Mention
from kg.names.known import split_country
from kg.names.spelling import fold, script_of
from kg.resolve.glosses import initials_agree

GREATER_CHINA = frozenset({"CN", "HK", "MO", "TW"})
"""Codes that names of bodies mix: 中国国民党 is Taiwan's."""
COMMON = frozenset([
    "agency", "association", "authority", "bank", "board", "bureau", "center", "centre", "china", "chinese",
    "college", "commission", "committee", "company", "corporation", "council", "department", "foundation",
    "german", "group", "institute", "international", "ministry", "national", "news", "office", "organisation",
    "organization", "party", "research", "service", "society", "state", "union", "united", "university", "world",
])
"""Words that names of many bodies share."""


def belongs(id_: str, mention: Mention) -> bool:
    """Can a body that is written out in front of an abbreviation be the one that the abbreviation is known as? Not if both
    have countries, and two."""
    if mention.type not in ("agency", "organization") or id_.partition(":")[0] not in ("agency", "organization"):
        return True
    theirs, mine = _country(id_), mention.country or split_country(mention.name)[0]
    return theirs is None or mine is None or theirs == mine or {theirs, mine} <= GREATER_CHINA


def names_known(id_: str | None, other: str | None, text: str) -> bool:
    """Can ``text`` be a name of the known body that it glosses? ``other`` is what the text itself is known as."""
    if id_ is None or id_.partition(":")[0] not in ("agency", "organization"):
        return True
    if other is not None:
        return other == id_
    return fits(id_, text)


@lru_cache(maxsize=50_000)
def fits(id_: str, text: str) -> bool:
    """Is a Latin text a name of a known body, its initials, or has it a telling word in common with one? Bodies composed of
    country and office, and those without a Latin name, say nothing.

    >>> fits("organization:kuomintang", "Plaid Cymru")
    False
    """
    from kg.knowledge import facts

    fact = facts().get(id_)
    names = [alias.name for alias in fact.aliases if script_of(alias.name) == "Latn"] if fact is not None else []
    if not names or script_of(text) != "Latn":
        return True
    words = set(fold(text).split()) - COMMON
    squeezed = fold(text).replace(" ", "")
    for name in names:
        known = set(fold(name).split()) - COMMON
        if any(len(word) > 2 for word in words & known) or fold(name).replace(" ", "") == squeezed:
            return True
        if initials_agree(name, text) or initials_agree(text, name):
            return True
        if any(a[:5] == b[:5] for a in words for b in known if min(len(a), len(b)) > 5):
            return True  # Tigrayan, Tigray
    return False


@lru_cache(maxsize=50_000)
def _country(id_: str) -> str | None:
    from kg.knowledge import facts

    fact = facts().get(id_)
    return fact.country if fact is not None else (id_.partition(":")[2].partition("/")[0] if "/" in id_ else None)
