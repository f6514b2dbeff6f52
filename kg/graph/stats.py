"""What a build holds, in numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.graph.census import weights_of
from kg.graph.results import table
from kg.model import Build, Document

TOP_PUBLISHERS = 15
"""Publishers printed one by one; the table sums up the others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stats:
    """Counts of a build; ``publishers`` and ``months`` count articles."""

    articles: int
    duplicates: int
    mentions: int
    languages: dict[str, int]
    publishers: dict[str, int]
    months: dict[str, int]
    entities: dict[str, int]
    events: dict[str, int]
    relations: dict[str, int]
    problems: dict[str, int]

    def __str__(self) -> str:
        lines: list[tuple[str, str, int]] = [
            ("articles", "kept", self.articles), ("articles", "folded copies", self.duplicates),
            ("mentions", "", self.mentions),
        ]
        for name in ("languages", "publishers", "months", "entities", "events", "relations", "problems"):
            counts = list(getattr(self, name).items())
            top = len(counts) if name != "publishers" or len(counts) <= TOP_PUBLISHERS + 1 else TOP_PUBLISHERS
            lines += [(name, word, count) for word, count in counts[:top]]
            if counts[top:]:
                lines.append((name, f"({len(counts) - top} others)", sum(count for _, count in counts[top:])))
        return table(("what", "which", "count"), lines)


def counted(words: Iterable[str]) -> dict[str, int]:
    """How often each word occurs, the most frequent first."""
    return ranked(Counter(words))


def ranked(counts: Mapping[str, int]) -> dict[str, int]:
    """The counts, the highest first."""
    return dict(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))


def by_month(documents: Iterable[Document]) -> dict[str, int]:
    """How many articles each month has (``YYYY-MM``, or ``(undated)``), in order."""
    months = Counter(document.published[:7] if document.published else "(undated)" for document in documents)
    return dict(sorted(months.items()))


def by_publisher(documents: Iterable[Document]) -> dict[str, int]:
    """How many articles each publisher has, the most productive first."""
    return counted(document.publisher or "(unknown)" for document in documents)


def count(build: Build) -> Stats:
    """Counts of a build's articles, entities, events, relations and problems."""
    relations: Counter[str] = Counter()
    for type_, _, found in weights_of(build.relations):
        relations[type_] += found
    return Stats(
        articles=len(build.documents), duplicates=sum(len(document.duplicates) for document in build.documents),
        mentions=len(build.mentions), languages=counted(document.tag for document in build.documents),
        publishers=by_publisher(build.documents), months=by_month(build.documents),
        entities=counted(entity.type for entity in build.entities),
        events=counted(f"{event.mode} {event.status}" for event in build.events),
        relations=ranked(relations),
        problems=counted(problem.stage for problem in build.problems),
    )
