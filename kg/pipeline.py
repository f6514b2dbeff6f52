"""The flow on one screen: files -> articles -> documents -> mentions -> entities -> events and relations -> a build."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import Protocol, TypeVar

from kg import relations, resolve, versions
from kg.config import Config
from kg.curation import read_curation
from kg.engines import ENGINES, Engine, work
from kg.errors import KGError
from kg.model import Build, Document, Entity
from kg.normalize import find_copies
from kg.relations import Report
from kg.store import Corpus, Counts, Ledger, Resolved, Snapshot, batches, codec

T = TypeVar("T")

KEPT = 160
"""Articles that are committed together: a few seconds' work is what an interruption costs."""


VARIED = 1
"""So many articles of each language and script are recognized first: that loads all models in the process of which worker
processes are made then, so that they share them."""


class Progress(Protocol):
    """Wraps a stage's work to show how far it is."""

    def __call__(self, work: Iterable[T], verb: str, total: int | None) -> Iterable[T]:
        """``work`` again, one by one; ``verb`` names the stage, ``total`` is how many, None where nobody knows."""


def silent(work: Iterable[T], verb: str, total: int | None) -> Iterable[T]:
    """No progress shown."""
    return work


def build(
    inputs: Sequence[Path], config: Config, progress: Progress = silent, engine: Engine | None = None
) -> Build:
    """Everything that is in the articles of ``inputs``. Raises `KGError` where nothing could be built.

    ``engine`` runs what is done article by article (default: this process); the result does not depend on it.
    """
    with Corpus.temporary() as corpus:
        add(corpus, inputs, config, progress, engine)
        return assemble(corpus, config, progress, engine)


def check(config: Config) -> None:
    """Reads the user's own files, the watchlist and the curation file, before any work is done. Raises `KGError` where one
    can't be used."""
    work.recognizer_of(config)
    read_curation(Path(config.curation) if config.curation else None)


def add(
    corpus: Corpus, inputs: Sequence[Path], config: Config, progress: Progress = silent, engine: Engine | None = None
) -> Counts:
    """Reads what is new in ``inputs`` into the corpus, and works on the articles that need it.

    Killed at any moment, it goes on where it was when it is called again.
    """
    engine = engine or ENGINES["local"](1, None)
    check(config)
    counts = read(corpus, inputs, config, progress, engine)
    normalize(corpus, config, progress, engine)
    version = versions.recognizing(config)
    originals = find_copies(corpus.sketches(unseen_by=version))
    corpus.put_copies(version, corpus.unseen(version) - originals.keys())
    recognize(corpus, originals, config, progress, engine)
    return counts


def assemble(
    corpus: Corpus, config: Config, progress: Progress = silent, engine: Engine | None = None
) -> Build:
    """The build of all articles in the corpus; works on those that need it. Raises `KGError` where there are none."""
    engine = engine or ENGINES["local"](1, None)
    check(config)
    normalize(corpus, config, progress, engine)
    copies = find_copies(corpus.sketches())
    if not copies:
        raise KGError(_nothing(corpus))
    recognize(corpus, copies, config, progress, engine)
    articles = Snapshot(corpus.recognized(), copies)
    corpus.rest()
    watched = {row.id: row.fact for row in work.recognizer_of(config).watched}
    curation = read_curation(Path(config.curation) if config.curation else None)
    resolution = resolve.resolve(articles, watched=watched, curation=curation)
    resolved = Resolved(articles, resolution.entities, resolution.owners.starts, resolution.owners.numbers)
    pairs = relations.Relations([entity.id for entity in resolution.entities], config.graph)
    relate(corpus, resolved, pairs, config, progress, engine)
    reports, reporting = told(corpus, resolved)
    corpus.rest()
    events = relations.events(reports, reporting, relations.homes_of(resolution.entities))
    pairs.count(events, reporting)
    return Build(
        documents=resolved.documents(),
        entities=resolution.entities,
        mentions=resolved.mentions(),
        events=tuple(events),
        relations=pairs,
        problems=tuple(sorted([*corpus.problems(), *resolution.problems])),
        settings=versions.settings(config) | resolve.summary(curation, resolution),
        judgements=resolution.recorded,
    )


def read(
    corpus: Corpus, inputs: Sequence[Path], config: Config, progress: Progress, engine: Engine
) -> Counts:
    """Reads what is new in ``inputs``. An article whose file has another text than before is replaced."""
    ledger = Ledger.of(corpus, config.input.model_dump_json())
    for path in inputs:
        found = ledger.batches(
            path, lambda path, wanted: progress(engine.read(path, config.input, wanted, ledger.fresh), "read", None), KEPT
        )
        for batch in found:
            corpus.put(batch)
        corpus.put_unread(str(path.resolve()), ledger.problems)
    return ledger.counts


def normalize(corpus: Corpus, config: Config, progress: Progress, engine: Engine) -> None:
    """Makes documents of the articles that have none, or one that another version of kg made."""
    version = versions.stage("normalize")
    todo = corpus.count_unnormalized(version)
    articles = corpus.unnormalized(version)
    made = _flat(engine.map(work.normalize, work.pieces(config, articles)))
    seen: set[codec.Row] = set()
    for batch in batches(progress(made, "clean", todo), KEPT):
        corpus.put_documents(version, batch)
        for row in batch:
            if (first := work.document_of(row)) and first[2:4] not in seen:  # language and script
                seen.add(first[2:4])
                engine.prepare(work.recognize, work.Work(config, (first,)))


def recognize(corpus: Corpus, ids: Iterable[str], config: Config, progress: Progress, engine: Engine) -> None:
    """Recognizes names in the documents with these ids, where this version of kg has not yet."""
    version = versions.recognizing(config)
    todo = corpus.unrecognized(version, ids)
    first = corpus.varied(todo, VARIED)
    documents = (corpus.documents(first), corpus.documents(todo - first))
    found = _flat(engine.map(work.recognize, chain.from_iterable(work.pieces(config, rows) for rows in documents)))
    for batch in batches(progress(found, "recognize", len(todo)), KEPT):
        corpus.put_mentions(version, batch)


def relate(
    corpus: Corpus, resolved: Resolved, pairs: relations.Relations, config: Config, progress: Progress, engine: Engine
) -> None:
    """Finds what documents report, where rules or the entities in them are not those of before; meanwhile adds all of them
    to ``pairs``."""
    known, recognized = corpus.versions_told(), versions.recognizing(config)

    def outdated(add: bool) -> Iterator[tuple[codec.Row, str, Sequence[relations.Name]]]:
        for row, packed, own in resolved.rows():
            spots = resolved.spots(packed, own)
            if add:
                pairs.add_spots(resolved.document(row), spots)
            names = _names(spots)
            version = versions.relating(names, recognized)
            if known.get(row[0]) != version:
                yield row, version, names

    todo = sum(1 for _ in outdated(add=False)) if known else len(resolved.documents())
    found = _flat(engine.map(work.relate, work.pieces(config, outdated(add=True))))
    for batch in batches(progress(found, "relate", todo), KEPT):
        corpus.put_reports(batch)


def told(corpus: Corpus, resolved: Resolved) -> tuple[list[Report], list[Document]]:
    """All reports, by the ids of their articles, and those articles, without their texts."""
    packed = corpus.told()
    reports: list[Report] = []
    reporting: list[Document] = []
    for row, _, _ in resolved.rows():
        if row[0] in packed:
            reporting.append(resolved.outline(row))
            reports += codec.unpack_reports(packed[row[0]], row)
    return reports, reporting


def _flat(batches: Iterable[list[T]]) -> Iterator[T]:
    return chain.from_iterable(batches)


def _names(spots: Iterable[tuple[int, int, Entity]]) -> list[relations.Name]:
    """The names of an article for relating, without countries inside names of agencies: 美国国务院 acts, not 美国."""
    names: list[relations.Name] = []
    last = 0
    for start, end, entity in spots:
        if start >= last:
            names.append((start, end, entity.id, entity.type, entity.country))
            last = end
    return names


def _nothing(corpus: Corpus) -> str:
    problems = corpus.problems()
    if not problems:
        return "no articles; kg reads folders, archives and files of articles (Markdown, HTML, text, JSONL, CSV, XLSX)"
    first = problems[0]
    return f"nothing could be built: {len(problems)} skipped, first {first.source}: {first.reason}; {first.hint}"
