"""What a build holds, in numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from kg.graph.results import table
from kg.model import Build


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
            lines += [(name, word, count) for word, count in getattr(self, name).items()]
        return table(("what", "which", "count"), lines)


def _counted(words: Iterable[str]) -> dict[str, int]:
    """How often each word occurs, the most frequent first."""
    return dict(sorted(Counter(words).items(), key=lambda pair: (-pair[1], pair[0])))


def count(build: Build) -> Stats:
    """Counts of a build's articles, entities, events, relations and problems."""
    months = Counter(document.published[:7] if document.published else "(undated)" for document in build.documents)
    return Stats(
        articles=len(build.documents), duplicates=sum(len(document.duplicates) for document in build.documents),
        mentions=len(build.mentions), languages=_counted(document.tag for document in build.documents),
        publishers=_counted(document.publisher or "(unknown)" for document in build.documents),
        months=dict(sorted(months.items())), entities=_counted(entity.type for entity in build.entities),
        events=_counted(f"{event.mode} {event.status}" for event in build.events),
        relations=_counted(relation.type for relation in build.relations),
        problems=_counted(problem.stage for problem in build.problems),
    )
