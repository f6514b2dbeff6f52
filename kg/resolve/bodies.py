"""Spellings of bodies and places: German endings, capitals, legal forms, the country in front."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from kg.names.spelling import fold, script_of, simplify
from kg.resolve.evidence import Evidence
from kg.resolve.judge import Pair, judged
from kg.resolve.keys import Key, Space, generic_names, space_of

_ENDING = re.compile(r"(?:es|en|er|em|e|s|n)$")
_LEGAL_HAN = re.compile(r"(?:集团)?(?:股份有限公司|有限责任公司|有限公司|集团公司|公司|集团)$")


def stem(name: str) -> str:
    """A folded name with the endings of its longer words off: ``deutschen presse agentur`` and ``deutsche presse
    agentur`` agree."""
    return " ".join(_ENDING.sub("", word) if len(word) > 5 else word for word in name.split())


def inflections(keys: Sequence[Key], evidence: Evidence) -> Iterable[Pair]:
    """Names that differ by German endings only, one of them from a German text; and genitives of people."""
    blocks: dict[tuple[str, str], list[Key]] = defaultdict(list)
    for key in keys:
        if script_of(key.name) != "Latn" or "/" in key.name or key.form == "fact":
            continue
        if key.space == "person":
            base = Key("person", key.form, key.name[:-1])
            if key in evidence.german and key.name.endswith("s") and len(base.name) > 3 and evidence.articles[base]:
                yield judged(base, key, "inflection", 0.95, "German genitive")
        else:
            blocks[(key.space, stem(key.name))].append(key)
    for _, block in sorted(blocks.items()):
        first = min(block, key=lambda key: (-evidence.articles[key], key))
        for key in block:
            if key != first and ({key, first} & evidence.german or key.name == first.name):
                yield judged(first, key, "inflection", 0.9, "differ by endings or capitals")


def body_variants(keys: Sequence[Key], evidence: Evidence) -> Iterable[Pair]:
    """Unknown names that are a known one's: written alike, with the country in front, or with a legal form."""
    known = fact_names()
    bodies = {key.name: key for key in keys if key.space == "body" and key.form == "name"}
    for key in keys:
        if key.form not in ("name", "short") or "/" in key.name:
            continue
        for name, reason in _plainer(key):
            fact = known.get((key.space, name))
            other = bodies.get(name) if key.space == "body" else None
            if fact is not None:
                yield judged(key, Key(key.space, "fact", fact), "known", 0.95 if name == key.name else 0.9, reason)
                break
            if other is not None and other != key:
                yield judged(key, other, "legal form", 0.9, reason)
                break


def _plainer(key: Key) -> Iterable[tuple[str, str]]:
    """The name itself and its shorter forms, each with the reason."""
    yield key.name, "a known name"
    if key.space != "body" or script_of(key.name) != "Han":
        return
    core = _LEGAL_HAN.sub("", key.name)
    plain = [core] if core != key.name else []
    for text in (key.name, core):
        plain += [text[len(country) :] for country in _countries_before(text) if len(text) >= len(country) + 3]
    for text in plain:
        if len(text) >= 2 and text not in generic_names() and text not in country_prefixes():
            yield text, "without country or legal form"


@cache
def fact_names() -> Mapping[tuple[Space, str], str]:
    """Knowledge ids by (space, folded name), for names that one fact has for sure."""
    from kg.knowledge import facts

    found: dict[tuple[Space, str], str] = {}
    several: set[tuple[Space, str]] = set()
    for fact in facts().values():
        space = space_of(fact.type)
        for text in {name.text for name in fact.names if not name.contextual and name.form == "name"}:
            key = (space, fold.__wrapped__(simplify.__wrapped__(text)))  # once each: not worth remembering
            if found.setdefault(key, fact.id) != fact.id:
                several.add(key)
    return {key: id_ for key, id_ in found.items() if key not in several}


def _countries_before(text: str) -> list[str]:
    """The names of countries that a name begins with, the longest first: 中国大陆 before 中国."""
    return [text[:size] for size in _sizes() if text[:size] in country_prefixes() and len(text) >= size]


@cache
def _sizes() -> tuple[int, ...]:
    return tuple(sorted({len(country) for country in country_prefixes()}, reverse=True))


@cache
def country_prefixes() -> frozenset[str]:
    """Names of countries in Simplified Chinese, two characters and more."""
    from kg.knowledge import facts

    return frozenset(
        simplify(name.text)
        for fact in facts().values()
        if fact.type == "country"
        for name in fact.names
        if name.language.startswith("zh") and name.form == "name" and len(name.text) >= 2
    )
