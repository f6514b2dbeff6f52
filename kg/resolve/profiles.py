"""What articles say of single things, and where these stand: millions of small values, so that equal ones are held once."""

from __future__ import annotations

import struct
import sys
from array import array
from collections.abc import Mapping, Set
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, TypeVar

from kg.model import Document, EntityType
from kg.resolve.inside import Local
from kg.resolve.keys import Key, Space

T = TypeVar("T")
Counts = dict[T, int]
_NOTHING: dict[Any, int] = {}
"""Shared by all that say nothing; never written to."""
_NO_KEYS: frozenset[Key] = frozenset()
_SIGN = struct.Struct("8Q")


@dataclass(slots=True, eq=False)
class Said:
    """What articles say of one thing under one set of keys, added up: `Local` without its mentions."""

    space: Space
    keys: Counts[Key]
    glossed: frozenset[Key]
    known: Counts[str]
    names: Counts[tuple[str, str]]
    countries: Counts[str]
    roles: Counts[str]
    types: Counts[EntityType]
    german: frozenset[Key]


@dataclass(slots=True, eq=False)
class Profile:
    """What some articles say of one thing, and which. Persons have one profile per article, since two articles may mean
    two of one name; what equal ones say is held once, so that nobody may write to it. There are as many profiles of
    persons as articles name persons: hence three fields, and the rest by way of ``said``."""

    said: Said
    articles: tuple[int, ...] | array[int]
    sense: str = ""

    @property
    def space(self) -> Space:
        return self.said.space

    @property
    def keys(self) -> Counts[Key]:
        return self.said.keys

    @property
    def glossed(self) -> frozenset[Key]:
        return self.said.glossed

    @property
    def known(self) -> Counts[str]:
        return self.said.known

    @property
    def names(self) -> Counts[tuple[str, str]]:
        return self.said.names

    @property
    def countries(self) -> Counts[str]:
        return self.said.countries

    @property
    def roles(self) -> Counts[str]:
        return self.said.roles

    @property
    def types(self) -> Counts[EntityType]:
        return self.said.types

    @property
    def mentions(self) -> int:
        """Mentions in these articles."""
        return sum(self.said.types.values())

    def add(self, local: Local, article: int) -> None:
        """Takes in what a further article says of the same."""
        if isinstance(self.articles, tuple):  # until now the only one, which shares what it says with others
            was = self.said
            self.said = replace(
                was, known=dict(was.known), names=dict(was.names), countries=dict(was.countries), types=dict(was.types)
            )
            self.articles = array("I", self.articles)
        said = self.said
        _add(said.known, local.known)
        _add(said.names, local.names)
        _add(said.countries, local.countries)
        _add(said.types, local.types)
        self.articles.append(article)

    def all_keys(self) -> list[Key]:
        """The keys in this profile's sense, those of knowledge ids among them, sorted."""
        said = self.said
        if len(said.keys) == 1 and not said.known:
            return [key.told(self.sense) for key in said.keys]
        found = {*said.keys, *(Key(said.space, "fact", known) for known in said.known)}
        return sorted(key.told(self.sense) for key in found) if self.sense else sorted(found)


@dataclass(frozen=True, slots=True)
class Place:
    """Where profiles stand: the article's id, the day it was published (ordinal, 0 where unknown), language and
    publisher."""

    article: str
    day: int
    language: str
    publisher: str

    @classmethod
    def of(cls, document: Document) -> Place:
        """Where the profiles of a document stand."""
        language, publisher = sys.intern(document.language), sys.intern(document.publisher or "")
        return cls(document.id, day_of(document.published), language, publisher)


class Shared:
    """Equal counts, sets and values made of them, held once."""

    def __init__(self) -> None:
        self._counts: dict[object, Counts[Any]] = {}
        self._sets: dict[frozenset[Key], frozenset[Key]] = {}
        self._said: dict[Space, dict[bytes, Said]] = {}

    def said(self, local: Local) -> Said:
        """What a thing says in one article."""
        parts = (
            self._count(local.keys), self._set(local.glossed), self._count(local.known), self._count(local.names),
            self._count(local.countries), self._count(local.roles), self._count(local.types), self._set(local.german),
        )
        known = self._said.setdefault(local.space, {})
        sign = _SIGN.pack(*map(id, parts))  # the parts stay as long as this object; a quarter of what a tuple takes
        found = known.get(sign)
        if found is None:
            found = known[sign] = Said(local.space, *parts)
        return found

    def _count(self, counts: Mapping[T, int]) -> Counts[T]:
        if not counts:
            return _NOTHING
        rows: tuple[object, ...] = tuple(counts.items())
        sign = rows[0] if len(rows) == 1 else rows
        known = self._counts.get(sign)
        if known is None:
            known = self._counts[sign] = dict(counts)
        return known

    def _set(self, keys: Set[Key]) -> frozenset[Key]:
        if not keys:
            return _NO_KEYS
        found = frozenset(keys)
        return self._sets.setdefault(found, found)


def _add(mine: Counts[T], theirs: Mapping[T, int]) -> None:
    for name, n in theirs.items():
        mine[name] = mine.get(name, 0) + n


def day_of(published: str | None) -> int:
    """The ordinal of an ISO date or datetime; 0 where there is none."""
    try:
        return date.fromisoformat((published or "")[:10]).toordinal()
    except ValueError:
        return 0
