"""What the shipped tables know of names: rows of ``aliases.tsv`` (mined glosses) and facts of the knowledge tables."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from kg.names.latin import parse
from kg.names.spelling import fold, script_of, simplify

_APPENDED = re.compile(r"^(.{3,}?)\s*[(（ ]([A-Z]{2,7})[)）]?$")
_ARTICLE = re.compile(r"^(?:the|die|der|das|den|dem|des) (?=\S)")


@cache
def _people() -> Mapping[str, Mapping[int, int]]:
    """Folded name -> row of the alias table -> count."""
    from kg.knowledge import rows

    found: dict[str, dict[int, int]] = {}
    for number, row in enumerate(rows("aliases")):
        if row["type"] != "person":
            continue
        cells = [(name, int(row["count"])) for name in row["latin"].split("|")]
        for tag in ("zh-Hans", "zh-Hant"):
            names = (cell.rpartition(":") for cell in (row[tag] or "").split("|") if cell)
            cells += [(name, int(count)) for name, _, count in names]
        for name, count in cells:
            counts = found.setdefault(key(name), {})
            counts[number] = counts.get(number, 0) + count
    return found


def key(name: str) -> str:
    """The form in which names are looked up: simplified, folded, without an article; Latin names of people with two parts
    and more without initials and titles, given name first."""
    folded = fold(simplify(name))
    if script_of(name) == "Latn":
        folded = _ARTICLE.sub("", folded)
        parts = parse(name)
        return parts.key if parts.full else folded
    return folded


@lru_cache(maxsize=30_000)
def share_known(left: str, right: str) -> float:
    """In [0, 1]: by the alias table's counts, how probably the shorter-known of two names of people in different spellings
    means the other's bearer; 0.0 where no row holds both."""
    rows = [_people().get(key(name), {}) for name in (left, right)]
    shared = set(rows[0]) & set(rows[1])
    return min(sum(row[one] for one in shared) / sum(row.values()) for row in rows) if shared else 0.0


@lru_cache(maxsize=20_000)
def latin_forms(han: str) -> tuple[tuple[str, float], ...]:
    """(Latin name, share of the counts) of the people whom a Han name means by the alias table, most frequent first."""
    from kg.knowledge import rows

    counts = _people().get(key(han), {})
    total = sum(counts.values())
    if not total:
        return ()
    chosen = sorted(counts, key=lambda row: (-counts[row], row))[:2]
    latin = {number: row["latin"].split("|")[0] for number, row in enumerate(rows("aliases")) if number in chosen}
    return tuple((latin[number], counts[number] / total) for number in chosen)


@dataclass(frozen=True, slots=True)
class Bearer:
    """A fact that bears a name. ``contextual``: only where its country is in play."""

    id: str
    type: str
    country: str | None
    kind: str | None
    contextual: bool


@cache
def _facts() -> Mapping[str, tuple[Bearer, ...]]:
    from kg.knowledge import facts

    found: dict[str, dict[str, Bearer]] = {}
    for fact in facts().values():
        for name in fact.names:
            if name.form == "adjective":
                continue
            names = found.setdefault(body_key(name.text), {})
            known = names.get(fact.id)
            contextual = name.contextual and (known is None or known.contextual)
            names[fact.id] = Bearer(fact.id, fact.type, fact.country, fact.kind, contextual)
    return {name: tuple(bearers.values()) for name, bearers in found.items()}


@lru_cache(maxsize=30_000)
def body_key(name: str) -> str:
    """The form in which bodies and places are looked up: simplified, folded, without an article."""
    return _ARTICLE.sub("", fold(simplify(name)))


def bearers(name: str, types: frozenset[str]) -> tuple[Bearer, ...]:
    """The facts of these types with this name; an abbreviation behind the name or in brackets is left aside where the
    rest is known: ``US-Drogenbehörde DEA``, ``World Health Organization (WHO)``."""
    found = tuple(one for one in _facts().get(body_key(name), ()) if one.type in types)
    short = _APPENDED.match(name)
    if found or short is None:
        return found
    return bearers(short.group(1), types) or bearers(short.group(2), types)


@cache
def _countries() -> tuple[Mapping[str, str], int]:
    """Folded name or adjective -> country, and the longest Han one's length."""
    from kg.knowledge import facts

    found: dict[str, str] = {}
    for fact in facts().values():
        if fact.type == "country":
            for name in fact.names:
                if not name.contextual and fact.country:
                    found.setdefault(body_key(name.text), fact.country)
    return found, max(len(name) for name in found if script_of(name) == "Han")


@lru_cache(maxsize=30_000)
def split_country(name: str) -> tuple[str | None, str]:
    """(country, the rest) of a body's name: 美国财政部 is 财政部 of US, ``Ministry of Finance of Japan`` too, ``chinesisches
    Außenministerium`` too; (None, the name) where none is named. The rest is folded."""
    names, longest = _countries()
    folded = body_key(name)
    if script_of(name) == "Han":
        for size in range(min(longest, len(folded) - 2), 0, -1):
            if folded[:size] in names:
                return names[folded[:size]], folded[size:]
        return None, folded
    words = folded.split()
    for size in (3, 2, 1):
        if len(words) > size:
            head, tail = " ".join(words[:size]), " ".join(words[-size:])
            if head in names:
                return names[head], " ".join(words[size:])
            if tail in names:
                rest = words[:-size]
                while len(rest) > 1 and rest[-1] in ("of", "the", "von", "der", "des", "in"):
                    rest.pop()
                return names[tail], " ".join(rest)
    return None, folded


@cache
def _offices() -> Mapping[str, frozenset[str]]:
    """Folded name of an office that every country has -> its kinds."""
    from kg.knowledge import agency_kinds

    found: dict[str, set[str]] = {}
    for kind, names in agency_kinds().items():
        for name in (one for tag in names.values() for one in tag):
            found.setdefault(body_key(name), set()).add(kind)
    for name, facts in _facts().items():
        for one in facts:
            if one.contextual and one.kind and one.type == "agency":
                found.setdefault(name, set()).add(one.kind)
    return {name: frozenset(kinds) for name, kinds in found.items()}


def offices(name: str) -> frozenset[str]:
    """The kinds of office that a name without its country can mean: 财政部 is a finance ministry."""
    return _offices().get(body_key(name), frozenset())
