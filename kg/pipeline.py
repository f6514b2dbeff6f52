"""The flow on one screen: files -> articles -> documents -> mentions -> entities -> events and relations -> a build."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Protocol, TypeVar

from kg import readers, recognizers, relations, resolve, versions
from kg.config import Config
from kg.errors import KGError, Problem
from kg.model import Build, Document, Entity, Mention
from kg.normalize import fold, normalize

T = TypeVar("T")


class Progress(Protocol):
    """Wraps a stage's work to show how far it is."""

    def __call__(self, work: Iterable[T], verb: str, total: int | None) -> Iterable[T]:
        """``work`` again, one by one; ``verb`` names the stage, ``total`` is how many, None where nobody knows."""


def silent(work: Iterable[T], verb: str, total: int | None) -> Iterable[T]:
    """No progress shown."""
    return work


def build(inputs: Sequence[Path], config: Config, progress: Progress = silent) -> Build:
    """Everything that is in the articles of ``inputs``. Raises `KGError` where nothing could be built."""
    documents, problems = _documents(inputs, config, progress)
    if not documents:
        raise KGError(_nothing(inputs, problems))
    recognizer = recognizers.Recognizer(config)
    mentions = {d.id: recognizer.recognize(d) for d in progress(documents, "recognize", len(documents))}
    resolution = resolve.resolve(documents, mentions, watched={row.id: row.fact for row in recognizer.watched})
    entities = {entity.id: entity for entity in resolution.entities}
    named = {d.id: [(m, entities[resolution.entity_of[m]]) for m in mentions[d.id]] for d in documents}
    reports = [
        report
        for d in progress(documents, "relate", len(documents))
        for report in relations.reports(d, _outer(named[d.id]))
    ]
    events = relations.events(reports, documents)
    return Build(
        documents=tuple(documents),
        entities=tuple(sorted(entities.values(), key=lambda entity: entity.id)),
        mentions=tuple((m, entity.id) for d in documents for m, entity in named[d.id]),
        events=tuple(events),
        relations=tuple(relations.relations(documents, named, events, config.graph)),
        problems=tuple(sorted(problems)),
        settings=versions.settings(config),
    )


def _documents(inputs: Sequence[Path], config: Config, progress: Progress) -> tuple[list[Document], list[Problem]]:
    """Clean documents without copies, by id, and what was skipped."""
    documents: list[Document] = []
    problems: list[Problem] = []
    for article in progress(readers.read(inputs, config.input), "read", None):
        document = article if isinstance(article, Problem) else normalize(article)
        if isinstance(document, Problem):
            problems.append(document)
        else:
            documents.append(document)
    return sorted(fold(documents), key=lambda document: document.id), problems


def _outer(named: list[tuple[Mention, Entity]]) -> list[tuple[Mention, Entity]]:
    """Without the countries inside names of agencies: 美国国务院 acts, not 美国."""
    outer: list[tuple[Mention, Entity]] = []
    for mention, entity in named:
        if not outer or mention.at.start >= outer[-1][0].at.end:
            outer.append((mention, entity))
    return outer


def _nothing(inputs: Sequence[Path], problems: list[Problem]) -> str:
    where = ", ".join(str(path) for path in inputs)
    if not problems:
        return f"no articles in {where}; kg reads folders, archives and files of articles (Markdown, HTML, text, JSONL, CSV, XLSX)"
    first = problems[0]
    return f"nothing could be built from {where}: {len(problems)} skipped, first {first.source}: {first.reason}; {first.hint}"
