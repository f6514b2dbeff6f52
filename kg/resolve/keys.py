"""Keys: what a name is compared by across documents. A key is unique to one cluster."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from kg.model import EntityType
from kg.names.latin import LatinName, parse
from kg.names.spelling import fold, han_parts, script_of, simplify

Space = Literal["person", "body", "place", "country"]
Form = Literal["fact", "split", "row", "latin", "dotted", "han", "family", "name", "short"]

_JUNIOR = re.compile(r"\b([JS])n?r\b\.?(?=$|\s)")
_DASH = re.compile(r"(?<=[\u3400-\u9fff])[-‐–－.˙](?=[\u3400-\u9fff])")
"""A hyphen or full stop between Chinese words of a name stands for a middle dot: 鲍里斯-约翰逊, 迈克尔.瑞安."""
_ARTICLE = re.compile(r"^(?:the|die|der|das|den|dem|des) (?=\S)")
_LEGAL = re.compile(r" (?:inc|ltd|llc|plc|corp|co|gmbh|ag|se|sa|nv|limited|corporation|company)$")


class Key(NamedTuple):
    """What a name is compared by. A tuple, since millions of keys are hashed, compared and sorted.

    ``space`` keeps kinds of things apart, ``form`` says how much the name tells:

    ``fact`` a knowledge id; ``split`` mentions that a person set apart from others of their name (no rule joins it
    with anything); ``row`` a row of the alias table; ``latin`` given name and family name; ``dotted`` a Han name with
    a middle dot; ``han`` a Han name without; ``family`` a single Latin word of a person; ``name`` the full name of a
    body or place; ``short`` an abbreviation. ``sense`` is empty but for namesakes: two keys that differ in nothing else
    are two things.
    """

    space: Space
    form: Form
    name: str
    sense: str = ""

    def __str__(self) -> str:
        plain = f"{self.space}/{self.form}:{self.name}"
        return f"{plain}#{self.sense}" if self.sense else plain

    def told(self, sense: str) -> Key:
        """This key in another sense."""
        return Key(self.space, self.form, self.name, sense) if sense else self


def space_of(type_: EntityType) -> Space:
    """Agencies and organizations share a space, since recognizers take one for the other."""
    if type_ in ("agency", "organization"):
        return "body"
    return type_  # type: ignore[return-value]


@lru_cache(maxsize=30_000)
def person_key(name: str) -> Key:
    """The key of a person's name in any script."""
    if "Jr" in name or "Sr" in name or "nr" in name:
        name = _JUNIOR.sub(r"\1r", name)
    if not name.isascii() and script_of(name) == "Han":
        plain = _DASH.sub("·", simplify(name))
        return Key("person", "dotted" if len(han_parts(plain)) > 1 else "han", "·".join(han_parts(plain)))
    parts = latin_name(name)
    return Key("person", "latin", parts.key) if parts.full else Key("person", "family", parts.family or fold(name))


def latin_name(name: str) -> LatinName:
    """`kg.names.latin.parse`, here for one import."""
    return parse(name)


def body_key(name: str, country: str | None, article: str = "?") -> Key:
    """The key of an agency's or organization's name. Generic names (ministry, police) hold their country, or where
    it is unknown their article: 'the ministry' of two articles is never one."""
    key, generic = _body_key(name)
    return Key("body", "name", f"{country or article}/{key.name}") if generic else key


@lru_cache(maxsize=30_000)
def _body_key(name: str) -> tuple[Key, bool]:
    """The key of a body's name as if it were not generic, and whether it is."""
    plain = fold(simplify(name))
    folded = _LEGAL.sub("", _ARTICLE.sub("", plain)) or plain or name
    if folded in generic_names():
        return Key("body", "name", folded), True
    squeezed = re.sub(r"[^A-Za-z]", "", name)
    short = script_of(name) == "Latn" and 2 <= len(squeezed) <= 7 and squeezed.isupper() and " " not in name.strip()
    return Key("body", "short" if short else "name", folded), False


@cache
def generic_names() -> frozenset[str]:
    """Folded names of bodies that many countries have."""
    from kg.knowledge import agency_kinds, facts

    found = {fold(simplify(name)) for names in agency_kinds().values() for tag in names.values() for name in tag}
    for fact in facts().values():
        found |= {fold(simplify(name.text)) for name in fact.names if name.contextual}
    return frozenset(found)


@cache
def office_names() -> frozenset[str]:
    """Folded names of offices that many countries have, and of parties in Chinese. Abbreviations and names of companies that
    are other words too (labour, Victoria) are none."""
    from kg.knowledge import agency_kinds, facts

    found = {fold(simplify(name)) for names in agency_kinds().values() for tag in names.values() for name in tag}
    for fact in facts().values():
        for name in fact.names:
            if name.contextual and script_of(name.text) == "Han" and (fact.type == "agency" or name.text.endswith(("党", "黨"))):
                found.add(fold(simplify(name.text)))
    return frozenset(found)


@lru_cache(maxsize=30_000)
def place_key(name: str, space: Space) -> Key:
    """The key of a place's or country's name."""
    return Key(space, "name", fold(simplify(name)) or name)
