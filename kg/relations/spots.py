"""Mentions and the entities that they are of, as far as relations want to know of them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple, Protocol

from kg.model import Entity, EntityType, Mention

BODIES = ("agency", "country")
"""The types of those who have offices to give."""

Name = tuple[int, int, str, EntityType, str | None]
"""Where a mention starts and ends in the analysed text, and id, type and country of its entity."""


class Someone(Protocol):
    """What relations want to know of an entity."""

    @property
    def id(self) -> str: ...
    @property
    def type(self) -> EntityType: ...
    @property
    def country(self) -> str | None: ...
    @property
    def label(self) -> str: ...


Spot = tuple[int, int, Someone]
"""Where a mention starts and ends in the analysed text, and its entity: what relations need to know of a mention."""

PlainSpot = tuple[int, int, str, EntityType, str | None, str]
"""The same as plain values: start, end, and what `Someone` has."""


class _Plain(NamedTuple):
    id: str
    type: EntityType
    country: str | None
    label: str


def spots(named: Iterable[tuple[Mention, Entity]]) -> list[Spot]:
    """Mentions as spots."""
    return [(mention.at.start, mention.at.end, entity) for mention, entity in named]


def plain(spots: Iterable[Spot]) -> list[PlainSpot]:
    """Spots as plain values. Nobody asks for the names of people."""
    return [
        (start, end, one.id, one.type, one.country, one.label if one.type in BODIES else "") for start, end, one in spots
    ]


def unplain(spots: Iterable[PlainSpot]) -> list[Spot]:
    """The spots of one article again."""
    known: dict[str, _Plain] = {}
    return [
        (start, end, known.get(id_) or known.setdefault(id_, _Plain(id_, type_, country, label)))
        for start, end, id_, type_, country, label in spots
    ]


def names(spots: Iterable[Spot]) -> list[Name]:
    """The names of an article for relating, without countries inside names of agencies: 美国国务院 acts, not 美国."""
    found: list[Name] = []
    last = 0
    for start, end, entity in spots:
        if start >= last:
            found.append((start, end, entity.id, entity.type, entity.country))
            last = end
    return found
