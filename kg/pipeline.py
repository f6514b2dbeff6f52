"""The flow on one screen: files -> articles -> documents -> mentions -> entities -> events and relations -> a build."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import Protocol, TypeVar

from kg import readers, relations, resolve, versions
from kg.config import Config
from kg.curation import read_curation
from kg.engines import ENGINES, Engine, work
from kg.errors import KGError
from kg.model import Build, Document, Entity, Mention
from kg.normalize import find_copies
from kg.store import Corpus, Counts, Ledger, batches, codec

T = TypeVar("T")

KEPT = 160
"""Articles that are committed together: a few seconds' work is what an interruption costs."""


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
    counts = read(corpus, inputs, config, progress)
    normalize(corpus, config, progress, engine)
    version = versions.recognizing(config)
    new = {sketch.id: sketch for sketch in corpus.sketches(unseen_by=version)}
    originals = find_copies(new.values())
    corpus.put_copies(version, new.keys() - originals.keys())
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
    documents, mentions = _in_memory(corpus, copies)
    watched = {row.id: row.fact for row in work.recognizer_of(config).watched}
    curation = read_curation(Path(config.curation) if config.curation else None)
    resolution = resolve.resolve(documents, mentions, watched=watched, curation=curation)
    entities, home = {entity.id: entity for entity in resolution.entities}, resolution.entity_of
    named = {d.id: [(m, entities[home[m]]) for m in mentions[d.id] if m in home] for d in documents}
    relate(corpus, {d.id: _homes(mentions[d.id], home, entities) for d in documents}, config, progress, engine)
    events = relations.events(list(corpus.reports(copies)), documents, relations.homes_of(entities.values()))
    return Build(
        documents=tuple(documents),
        entities=tuple(sorted(entities.values(), key=lambda entity: entity.id)),
        mentions=tuple((m, entity.id) for d in documents for m, entity in named[d.id]),
        events=tuple(events),
        relations=tuple(relations.relations(documents, named, events, config.graph)),
        problems=tuple(sorted([*corpus.problems(), *resolution.problems])),
        settings=versions.settings(config) | resolve.summary(curation, resolution),
        judgements=resolution.recorded,
    )


def read(corpus: Corpus, inputs: Sequence[Path], config: Config, progress: Progress) -> Counts:
    """Reads what is new in ``inputs``. An article whose file has another text than before is replaced."""
    ledger = Ledger.of(corpus, config.input.model_dump_json())
    for path in inputs:
        found = ledger.batches(
            path, lambda path, wanted: progress(readers.read([path], config.input, wanted), "read", None), KEPT
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
    for batch in batches(progress(made, "clean", todo), KEPT):
        corpus.put_documents(version, batch)


def recognize(corpus: Corpus, ids: Iterable[str], config: Config, progress: Progress, engine: Engine) -> None:
    """Recognizes names in the documents with these ids, where this version of kg has not yet."""
    version = versions.recognizing(config)
    todo = corpus.unrecognized(version, ids)
    found = _flat(engine.map(work.recognize, work.pieces(config, corpus.documents(todo))))
    for batch in batches(progress(found, "recognize", len(todo)), KEPT):
        corpus.put_mentions(version, batch)


def relate(
    corpus: Corpus, homes: Mapping[str, Sequence[work.Home]], config: Config, progress: Progress, engine: Engine
) -> None:
    """Finds what documents report, where rules or the entities in them (by document id) are not those of before."""
    known, recognized = corpus.versions_told(), versions.recognizing(config)
    version = {id_: versions.relating(found, recognized) for id_, found in homes.items()}
    todo = [id_ for id_ in homes if known.get(id_) != version[id_]]
    rows = ((row, packed, version[row[0]], homes[row[0]]) for row, packed in corpus.recognized(todo))
    told = _flat(engine.map(work.relate, work.pieces(config, rows)))
    for batch in batches(progress(told, "relate", len(todo)), KEPT):
        corpus.put_reports(batch)


def _flat(batches: Iterable[list[T]]) -> Iterator[T]:
    return chain.from_iterable(batches)


def _in_memory(
    corpus: Corpus, copies: Mapping[str, tuple[str, ...]]
) -> tuple[list[Document], dict[str, list[Mention]]]:
    """The documents with these ids, by id, and the mentions in each."""
    documents: list[Document] = []
    mentions: dict[str, list[Mention]] = {}
    for row, packed in corpus.recognized(copies):
        document = codec.document(row, copies[row[0]])
        documents.append(document)
        mentions[document.id] = codec.unpack_mentions(packed, document)
    return documents, mentions


def _homes(
    mentions: Sequence[Mention], home: Mapping[Mention, str], entities: Mapping[str, Entity]
) -> list[work.Home]:
    """The entity of each mention for relating, none for countries inside names of agencies: 美国国务院 acts, not 美国."""
    homes: list[work.Home] = []
    end = 0
    for mention in mentions:
        entity = entities[home[mention]] if mention in home and mention.at.start >= end else None
        homes.append((entity.id, entity.type, entity.country) if entity else None)
        end = mention.at.end if entity else end
    return homes


def _nothing(corpus: Corpus) -> str:
    problems = corpus.problems()
    if not problems:
        return "no articles; kg reads folders, archives and files of articles (Markdown, HTML, text, JSONL, CSV, XLSX)"
    first = problems[0]
    return f"nothing could be built: {len(problems)} skipped, first {first.source}: {first.reason}; {first.hint}"
