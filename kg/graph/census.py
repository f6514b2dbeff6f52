"""Who is named in which articles, counted once for everything that draws a build; and which relations are drawn at all.

Invariant: one pass over documents, one over mentions and two over relations, of which nothing is kept but numbers, days
and the relations that are drawn: a build may be larger than memory.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Any, Protocol, runtime_checkable

from kg.model import Build, Document, Mention, Relation

SMALL_BUILD = 50
"""Builds of at most this many articles show every co-mention."""
SHOWN_EDGES = 50_000
"""Larger builds show co-mentions from the smallest weight (2 or more) that leaves at most this many of them."""
OTHER_EDGES = 150_000
"""So many meetings and offices are drawn at most: beyond, those from the smallest weight on that leaves no more."""

UNDATED = -1

Sentence = tuple[str, int, int, str]
"""A sentence that shows a co-mention: its article, where it starts and ends there, its text. Their extractor is `TOGETHER`."""
TOGETHER = "co-mention"

Together = tuple[str, str, int, int, int, float, str | None, str | None, tuple[str, ...], tuple[int, ...]]
"""A co-mention as plain values: source, target, weight (articles), count, sentences, NPMI, first and last day, languages, and
the places of the sentences that show it."""

Run = tuple[Iterator[Together], Mapping[int, Sentence]]
"""Co-mentions that follow each other, and the sentences at their places. The same as `kg.relations.pairs.Run`."""


Place = tuple[str, int, int, str, str, str, float]
"""A mention as plain values: article, start and end in the article's own script, entity, text, recognizer, confidence. The same
as `kg.store.resolved.Place`."""


@runtime_checkable
class Placed(Protocol):
    """Mentions of a store, of which not each one need be made."""

    def places(self) -> Iterable[Place]:
        """All of them as plain values, in their order."""


def places_of(mentions: Iterable[tuple[Mention, str]]) -> Iterable[Place]:
    """Mentions as plain values, in their order."""
    if isinstance(mentions, Placed):
        return mentions.places()
    return (
        (m.article, m.span.start, m.span.end, entity, m.text, m.recognizer, m.confidence) for m, entity in mentions
    )


@runtime_checkable
class Weighed(Protocol):
    """Relations of a store, which knows their weights without reading their evidence."""

    def weights(self) -> Iterable[tuple[str, int, int]]:
        """Types and weights, and how many relations have them; some may come several times."""

    def from_weight(self, least: int) -> Iterable[Relation]:
        """Relations that are no co-mentions, and co-mentions of this weight or more, sorted as ever."""

    def plain(self) -> Iterable[Relation | Run]:
        """All relations, sorted as ever; co-mentions as plain values, which take a fifth of the time, as many at a time as
        follow each other: to be gone through before what comes next is asked for."""


class Census:
    """Articles by number (in the order of their ids), their days, and who is named in them.

    ``number`` gives an article's number, ``days`` the distinct days of publication, sorted (``YYYY-MM-DD``, or as much
    as is known), ``day`` for each article the index of its own, `UNDATED` where it has none. ``named`` has the numbers of
    the articles that name an entity, ascending; ``spelled`` how often each surface form was read of those entities that
    have no labels of their own.
    """

    def __init__(self, build: Build) -> None:
        self.number: dict[str, int] = {}
        self.named: dict[str, array[int]] = {}
        self.spelled: dict[str, dict[str, int]] = {entity.id: {} for entity in build.entities if not entity.labels}
        self.days, self.day = self._dated(build)
        self._count(build)

    def _dated(self, build: Build) -> tuple[list[str], array[int]]:
        seen: dict[str, int] = {}
        found = array("i")
        for number, document in enumerate(build.documents):
            self.number[document.id] = number
            when = (document.published or "")[:10]
            found.append(seen.setdefault(when, len(seen)) if when else UNDATED)
        days = sorted(seen)
        place = {seen[when]: index for index, when in enumerate(days)} | {UNDATED: UNDATED}
        return days, array("i", [place[index] for index in found])

    def _count(self, build: Build) -> None:
        named, spelled, loose = self.named, self.spelled, set()
        for article, _, _, entity, text, _, _ in places_of(build.mentions):
            if entity in spelled:
                counts = spelled[entity]
                counts[text] = counts.get(text, 0) + 1
            number = self.number.get(article)
            if number is None:
                continue
            articles = named.get(entity)
            if articles is None:
                named[entity] = array("I", (number,))
            elif articles[-1] != number:
                if articles[-1] > number:
                    loose.add(entity)
                articles.append(number)
        for entity in loose:  # a build made by hand, whose mentions are in no order
            named[entity] = array("I", sorted(set(named[entity])))

    def seen(self, entity: str) -> tuple[str, str]:
        """Days of the earliest and the latest dated article that names an entity; empty where none is dated."""
        found = {self.day[number] for number in self.named.get(entity, ())} - {UNDATED}
        return (self.days[min(found)], self.days[max(found)]) if found else ("", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing(Build):
    """A build with what is drawn of it: co-mentions from weight ``least`` on, others from ``least_other`` on, all of them
    in ``drawn``; ``left`` counts the relations left out."""

    census: Census = field(repr=False, compare=False)
    drawn: tuple[Relation, ...] = field(repr=False, compare=False)
    least: int
    least_other: int
    left: int

    @classmethod
    def of(cls, build: Build, least: int | None = None) -> Drawing:
        """``least``: None chooses by size, see `least_weights`."""
        if isinstance(build, cls) and least in (None, build.least):
            return build
        chosen, other = least_weights(build, least)
        own = {one.name: getattr(build, one.name) for one in fields(Build)}
        drawn = tuple(strong(build.relations, chosen, other))
        left = len(build.relations) - len(drawn)
        return cls(**own, census=census_of(build), drawn=drawn, least=chosen, least_other=other, left=left)


def slim(document: Document) -> Document:
    """The article without its text."""
    return replace(document, text="", analysed="", anchors=None, passages=(), sentences=())


def census_of(build: Build) -> Census:
    """The census of a build, made anew where it has none yet."""
    return build.census if isinstance(build, Drawing) else Census(build)


def drawn_of(build: Build, least: int) -> Sequence[Relation] | Iterable[Relation]:
    """The relations that are drawn: of a `Drawing` those that it chose, else all from ``least`` on."""
    return build.drawn if isinstance(build, Drawing) else strong(build.relations, least)


def strong(relations: Iterable[Relation], least: int, other: int = 1) -> Iterator[Relation]:
    """Co-mentions of weight ``least`` or more, other relations of weight ``other`` or more (what is only planned counts 1)."""
    found = relations.from_weight(least) if isinstance(relations, Weighed) else relations
    for relation in found:
        if relation.weight >= least if relation.type == "co_mentioned" else max(relation.weight, 1) >= other:
            yield relation


def least_weights(build: Build, least: int | None = None) -> tuple[int, int]:
    """The weights from which co-mentions and other relations are drawn: 1 for builds of at most `SMALL_BUILD` articles,
    else the smallest of 2, 3, ... that leaves at most `SHOWN_EDGES` co-mentions; for others the smallest of 1, 2, ...
    that leaves at most `OTHER_EDGES`. ``least`` is that of co-mentions where it is given."""
    if least is not None and len(build.relations) <= OTHER_EDGES:
        return least, 1
    if least is None and len(build.documents) <= SMALL_BUILD:
        return 1, 1
    weights: dict[bool, Counter[int]] = {True: Counter(), False: Counter()}
    for type_, weight, count in weights_of(build.relations):
        weights[type_ == "co_mentioned"][max(weight, 1)] += count  # of a meeting that is only planned none is held
    other = _least(weights[False], 1, OTHER_EDGES)
    return least if least is not None else _least(weights[True], 2, SHOWN_EDGES), other


def weights_of(relations: Any) -> Iterable[tuple[str, int, int]]:
    """Types and weights of relations, and how many have them, without reading evidence where they come from a store."""
    if isinstance(relations, Weighed):
        return relations.weights()
    return ((relation.type, relation.weight, 1) for relation in relations)


def _least(weights: Counter[int], first: int, most: int) -> int:
    """The smallest weight from ``first`` on that at most ``most`` have or exceed."""
    least, left = first, sum(count for weight, count in weights.items() if weight >= first)
    while left > most:
        left -= weights[least]
        least += 1
    return least
