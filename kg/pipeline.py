"""The flow on one screen: files -> articles -> documents -> mentions -> entities -> events and relations -> a build."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from kg import versions
from kg.config import Config, InputConfig
from kg.engines import ENGINES, Engine, work
from kg.errors import KGError
from kg.model import Build, Document
from kg.normalize import find_copies
from kg.store import Articles, Batch, Corpus, Counts, Ledger, Passing, Resolved, Snapshot, batches, codec

if TYPE_CHECKING:  # adding articles needs neither
    from kg import relations
    from kg.curation import Curation
    from kg.relations import Report

T = TypeVar("T")
R = TypeVar("R")

Copies = dict[str, tuple[str, ...]]
"""Of each article that is no copy the sources of its copies, by its id."""

KEPT = 160
"""Articles that are committed together: a few seconds' work is what an interruption costs."""


WORTH = 2_000
"""Of more articles, this process helps workers to relate them; of fewer, loading the rules of languages would take it longer."""

MANY = 5_000
"""Of more articles, what names are evidence of is too much to hold until documents are related."""

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
    engine = engine or ENGINES["local"](1, None)
    check(config)
    with Passing() as corpus:
        ledger = Ledger.of(corpus, config.input.model_dump_json())
        fresh = chain.from_iterable(map(corpus.put, _read(corpus, ledger, inputs, config.input, engine)))
        normalize(corpus, config, progress, engine, fresh, inputs)
        if corpus.forget_gone():
            normalize(corpus, config, progress, engine)
        copies = find_copies(corpus.sketches())
        return _assembled(corpus, recognized(corpus, copies, config, progress, engine), config, progress, engine)


def check(config: Config) -> None:
    """Reads the user's own files, the watchlist and the curation file, before any work is done. Raises `KGError` where one
    can't be used."""
    if config.watchlist:
        work.recognizer_of(config)
    if config.curation:
        _curation(config)


def _curation(config: Config) -> Curation:
    from kg.curation import read_curation

    return read_curation(Path(config.curation) if config.curation else None)


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
    recognize(corpus, copies, config, progress, engine)
    articles = Snapshot(corpus.recognized(), copies)
    corpus.rest()
    return _assembled(corpus, articles, config, progress, engine)


def _assembled(corpus: Articles, articles: Snapshot, config: Config, progress: Progress, engine: Engine) -> Build:
    from kg import relations, resolve

    if not len(articles):
        raise KGError(_nothing(corpus))
    watched = {row.id: row.fact for row in work.recognizer_of(config).watched}
    curation = _curation(config)

    def beside(task: Callable[[T], R], pieces: Iterable[T]) -> Iterator[R]:
        """By workers that wait while names are resolved; then they load what comes next."""
        found = engine.beside(task, pieces)
        engine.warm(work.learn_rules, sorted(articles.languages))
        return found

    resolution = resolve.resolve(articles, watched=watched, curation=curation, beside=beside)
    if len(articles) > MANY:
        resolution.complete()
    resolved = Resolved(articles, resolution.found, resolution.owners.starts, resolution.owners.numbers)
    pairs = relations.Relations(resolution.ids, config.graph)

    mentions = resolved.mentions()

    def meanwhile() -> None:
        pairs.close()
        resolution.complete()
        mentions.places()  # of a build that isn't large they stay, for all who will ask

    relate(corpus, resolved, pairs, config, progress, engine, meanwhile)
    reports, reporting = told(corpus, resolved)
    corpus.rest()
    events = relations.events(reports, reporting, relations.homes_of(resolution.entities))
    pairs.count(events, reporting)
    return Build(
        documents=resolved.documents(),
        entities=resolution.entities,
        mentions=mentions,
        events=tuple(events),
        relations=pairs,
        problems=tuple(sorted([*corpus.problems(), *resolution.problems])),
        settings=versions.settings(config) | resolve.summary(curation, resolution),
        judgements=resolution.recorded,
    )


def read(
    corpus: Articles, inputs: Sequence[Path], config: Config, progress: Progress, engine: Engine
) -> Counts:
    """Reads what is new in ``inputs``. An article whose file has another text than before is replaced."""
    ledger = Ledger.of(corpus, config.input.model_dump_json())
    for batch in _read(corpus, ledger, inputs, config.input, engine, progress):
        corpus.put(batch)
    return ledger.counts


def _read(
    corpus: Articles, ledger: Ledger, inputs: Sequence[Path], config: InputConfig, engine: Engine, progress: Progress = silent
) -> Iterator[Batch]:
    """What is new in ``inputs``, each batch to be put into the corpus before the next is asked for; what could not be read is
    put there here."""
    for path in inputs:
        yield from ledger.batches(
            path, lambda path, wanted: progress(engine.read(path, config, wanted, ledger.fresh), "read", None), KEPT
        )
        corpus.put_unread(str(path.resolve()), ledger.problems)


def normalize(
    corpus: Articles, config: Config, progress: Progress, engine: Engine, fresh: Iterable[bytes] | None = None,
    inputs: Sequence[Path] = (),
) -> None:
    """Makes documents of the articles that have none, or one that another version of kg made; or of ``fresh`` articles,
    packed, while they are read from ``inputs``."""
    version = versions.stage("normalize")
    verb, todo = ("clean", corpus.count_unnormalized(version)) if fresh is None else ("read", None)
    articles = corpus.unnormalized(version) if fresh is None else fresh
    made = _flat(engine.map(work.normalize, work.pieces(config, articles), helping=True))
    for glance in work.glances(config, inputs):
        engine.prepare(work.glance, glance)

    def noticed() -> Iterator[codec.Row]:
        seen: set[codec.Row] = set()
        for row in made:
            if (first := work.document_of(row)) and first[2:4] not in seen:  # language and script
                seen.add(first[2:4])
                engine.prepare(work.learn, work.Work(config, (first,)))
            yield row

    for batch in batches(progress(noticed(), verb, todo), KEPT):
        corpus.put_documents(version, batch)


def recognize(corpus: Corpus, ids: Iterable[str], config: Config, progress: Progress, engine: Engine) -> None:
    """Recognizes names in the documents with these ids, where this version of kg has not yet."""
    version = versions.recognizing(config)
    todo = corpus.unrecognized(version, ids)
    first = corpus.varied(todo, VARIED)
    documents = (corpus.documents(first), corpus.documents(todo - first))
    pieces = chain.from_iterable(work.pieces(config, rows) for rows in documents)
    found = _flat(engine.map(work.recognize, pieces, helping=True))
    for batch in batches(progress(found, "recognize", len(todo)), KEPT):
        corpus.put_mentions(version, batch)


def recognized(corpus: Passing, copies: Copies, config: Config, progress: Progress, engine: Engine) -> Snapshot:
    """The articles that ``copies`` has, with the names in them. These are recognized while somebody goes through the articles
    for the first time: resolution takes them in as they come."""
    documents = Snapshot(((row, b"") for row in corpus.documents(copies)), copies)

    pieces = work.recognizing(config, (row for row, _ in documents.rows()), len(copies))
    found = _flat(engine.map(work.recognize, pieces, helping=True))

    def articles() -> Iterator[tuple[codec.Row, bytes]]:
        shown = progress(found, "recognize", len(copies))
        for (row, _), (_, mentions) in zip(documents.rows(), shown, strict=True):
            yield row, mentions

    return Snapshot(articles(), copies, ordered=True)


def relate(
    corpus: Articles, resolved: Resolved, pairs: relations.Relations, config: Config, progress: Progress, engine: Engine,
    meanwhile: Callable[[], object],
) -> None:
    """Finds what documents report, where rules or the entities in them are not those of before; meanwhile adds all of them
    to ``pairs``, and does what else there is while workers are busy with the last ones."""
    from kg.relations import names, plain, titles

    known = corpus.versions_told()
    recognized = "" if known is None else versions.recognizing(config)

    def outdated(add: bool) -> Iterator[tuple[codec.Row, str, Sequence[relations.PlainSpot]]]:
        for row, packed, own in resolved.rows():
            spots = resolved.spots(packed, own)
            version = "" if known is None else versions.relating(names(spots), recognized)
            new = known is None or known.get(row[0]) != version
            if add:
                document = resolved.document(row)
                pairs.add_spots(document, spots)
                if not new:
                    pairs.add_titles(document.id, len(document.duplicates), titles(document, spots))
            if new:
                yield row, version, plain(spots)

    def ending() -> Iterator[Any]:
        """Not at the end of what is outdated: the last piece, which is not full, would wait for it."""
        meanwhile()
        yield from ()

    def told(rows: Iterable[codec.Row]) -> Iterator[codec.Row]:
        for id_, version, reports, found in rows:
            pairs.add_titles(id_, resolved.copies(id_), codec.unpack_rest(found))
            yield id_, version, reports

    todo = sum(1 for _ in outdated(add=False)) if known else len(resolved.documents())
    pieces = chain(work.pieces(config, outdated(add=True), work.RELATED), ending())
    found = told(_flat(engine.map(work.relate, pieces, helping=todo > WORTH)))
    for batch in batches(progress(found, "relate", todo), KEPT):
        corpus.put_reports(batch)


def told(corpus: Articles, resolved: Resolved) -> tuple[list[Report], list[Document]]:
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


def _nothing(corpus: Articles) -> str:
    problems = corpus.problems()
    if not problems:
        return "no articles; kg reads folders, archives and files of articles (Markdown, HTML, text, JSONL, CSV, XLSX)"
    first = problems[0]
    return f"nothing could be built: {len(problems)} skipped, first {first.source}: {first.reason}; {first.hint}"
