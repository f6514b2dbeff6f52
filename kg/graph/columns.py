"""Relations without their evidence, and where names stand first: what questions about a whole build go through."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from typing import NamedTuple


class Link(NamedTuple):
    """A relation without its evidence. ``held`` counts held meetings, None where the type has no status;
    ``first_seen`` is a date or the empty string."""

    source: str
    target: str
    type: str
    weight: int
    held: int | None
    first_seen: str


class Naming(NamedTuple):
    """A mention in a dated article: the day of publication, the article's id, start and end in its text."""

    day: str
    article: str
    start: int
    end: int


class Columns:
    """Links in columns: millions of them fit into memory. ``sources``, ``targets`` are places in ``ids``, ``types`` in
    ``kinds``; ``held`` is -1 where the type has no status."""

    def __init__(self) -> None:
        self.ids: list[str] = []
        self.kinds: list[str] = []
        self.sources, self.targets, self.weights, self.held = array("i"), array("i"), array("i"), array("i")
        self.types = array("b")

    @classmethod
    def of(cls, links: Iterable[Link]) -> Columns:
        """The links in columns."""
        made = cls()
        places: dict[str, int] = {}
        kinds: dict[str, int] = {}
        for source, target, type_, weight, held, _ in links:
            made.sources.append(places.setdefault(source, len(places)))
            made.targets.append(places.setdefault(target, len(places)))
            made.types.append(kinds.setdefault(type_, len(kinds)))
            made.weights.append(weight)
            made.held.append(-1 if held is None else held)
        made.ids, made.kinds = list(places), list(kinds)
        return made

    def link(self, number: int) -> Link:
        """A link again, without its date."""
        held = self.held[number]
        return Link(
            self.ids[self.sources[number]], self.ids[self.targets[number]], self.kinds[self.types[number]],
            self.weights[number], None if held < 0 else held, "",
        )
