"""Detection: which of the entities that an article names were found in it.

Counted once per article and entity, not per occurrence: an entity is found where a mention of a found entity of its
kind is one of its annotated names, compared as `comparable` says. A found entity that shares no name with an annotated
one of its kind is false. Precision, recall and F1 are micro-averages over all articles.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.evaluation.alignment import KINDS, Alignment
from kg.evaluation.counts import Counts, total
from kg.model import Entity

ORDER = ("person", "org", "country", "place")
"""The kinds that are counted, as tables show them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Detection:
    """``cells``: counts by language tag and kind. ``errors``: one line per miss and per false find."""

    cells: Mapping[tuple[str, str], Counts]
    errors: tuple[str, ...]

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages in which there was something to find or something false, sorted."""
        return tuple(sorted({tag for (tag, _), c in self.cells.items() if c.right or c.false or c.missed}))

    def of(self, language: str | None = None, kind: str | None = None) -> Counts:
        """Counts of one language or all, and of one kind or all."""
        return total(c for (tag, sort), c in self.cells.items() if language in (None, tag) and kind in (None, sort))


def detection(aligned: Iterable[Alignment], entities: Mapping[str, Entity]) -> Detection:
    """Counts over all aligned articles; ``entities`` by id."""
    cells: dict[tuple[str, str], Counts] = {}
    errors: list[str] = []
    for one in aligned:
        counts = {kind: cells.setdefault((one.gold.lang, kind), Counts()) for kind in ORDER}
        for wanted in one.gold.entities:
            kind = KINDS[wanted.type]
            if wanted.key in one.best:
                counts[kind].right += 1
            else:
                counts[kind].missed += 1
                errors.append(f"{one.gold.id}: missed {kind} {wanted.key} ({', '.join(wanted.names)})")
        for id_ in one.found.keys() - one.key_of.keys():
            kind = KINDS[entities[id_].type]
            counts[kind].false += 1
            errors.append(f"{one.gold.id}: false {kind} {entities[id_].label!r} ({', '.join(one.found[id_])})")
    return Detection(cells=cells, errors=tuple(sorted(errors)))
