"""Relations by pair: the page draws one line per pair of entities, whatever links them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from kg.graph.census import drawn_of
from kg.model import Build, Relation


@dataclass(slots=True, kw_only=True)
class Pair:
    """What links two entities; ``a`` and ``b`` are their numbers in the build. ``weight``, ``sentences``,
    ``articles`` and ``npmi`` are of co-mentions, ``held``, ``planned`` and ``refused`` of meetings; ``facts``
    are all other relations (``holds_role``), as they come."""

    a: int
    b: int
    weight: int = 0
    sentences: int = 0
    articles: int = 0
    npmi: float = 0.0
    held: int = 0
    planned: int = 0
    refused: int = 0
    co_mentioned: Relation | None = None
    met: Relation | None = None
    facts: list[Relation] = field(default_factory=list)


def pairs(build: Build, min_weight: int) -> list[Pair]:
    """All pairs that met in any status, hold an office, or are co-mentioned from ``min_weight`` on; by numbers."""
    number = {entity.id: index for index, entity in enumerate(build.entities)}
    found: dict[tuple[int, int], Pair] = {}
    for relation in drawn_of(build, min_weight):
        a, b = sorted((number[relation.source], number[relation.target]))
        pair = found.setdefault((a, b), Pair(a=a, b=b))
        if relation.type == "met":
            pair.met = relation
            _count_meetings(pair, relation.measures)
        elif relation.type != "co_mentioned":
            pair.facts.append(relation)
        else:
            pair.co_mentioned = relation
            pair.weight, pair.npmi = relation.weight, float(relation.measures.get("npmi", 0.0))
            pair.sentences = int(relation.measures.get("sentences", 0))
            pair.articles = int(relation.measures.get("articles", 0))
    return [found[key] for key in sorted(found)]


def _count_meetings(pair: Pair, measures: Mapping[str, int | float]) -> None:
    pair.held, pair.planned, pair.refused = (int(measures.get(name, 0)) for name in ("held", "planned", "refused"))
