"""The tasks that engines run: top-level functions of one picklable argument, so that any process can run them.

Each takes a piece of work (`Work`): the configuration and some rows of a store's tables; and gives rows for the next
table. Models and tables of knowledge are loaded once per process.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Generic, TypeVar

from kg import readers
from kg.config import Config
from kg.errors import Problem
from kg.normalize import normalize as normalize_one
from kg.normalize import sketch
from kg.readers import archives
from kg.store import batches, codec

if TYPE_CHECKING:  # who has nothing to recognize, or nothing to relate, doesn't wait for what takes that
    from kg import recognizers, relations

T = TypeVar("T")

PIECE = 32
"""Articles per piece of work: a second's worth at most, and two hundred kilobytes to send."""

MEGABYTE = 1 << 20
"""Bytes per piece at most, but for a single longer article."""

GLANCES, LEAST, LISTED, SHORT = 6, 100, 5_000, 30_000
"""So many files of all inputs together are looked at beforehand, of inputs that have so many at least, among so many at most; and
of so many bytes at most."""

MANY, FEW, LAST = 24, 8, 64
"""Articles per piece to recognize: so many of each language together cost a tenth less. The last ones come by smaller pieces:
all who work are done at about the same time then."""

RELATED = 24
"""Articles per piece to relate. As many pieces as may wait in line are some hundred articles then, so that this process, which
has much to do for each, is done before workers are, and has time for what else there is."""


@dataclass(frozen=True, slots=True)
class Work(Generic[T]):
    """``things`` to work on under one configuration."""

    config: Config
    things: tuple[T, ...]


def pieces(config: Config, things: Iterable[T], size: int = PIECE) -> Iterator[Work[T]]:
    """``things`` cut into pieces of ``size``, or a megabyte, taken as they come."""
    return (Work(config, tuple(batch)) for batch in batches(things, size, MEGABYTE))


def recognizing(config: Config, rows: Iterable[Row], count: int) -> Iterator[Work[Row]]:
    """Pieces for `recognize`, of the rows of ``count`` documents."""
    ordered = iter(rows)
    return chain(pieces(config, islice(ordered, max(0, count - LAST)), MANY), pieces(config, ordered, FEW))


def joined(pieces: Iterable[Work[T]], size: Callable[[int], int]) -> Iterator[Work[T]]:
    """Neighbouring pieces of one configuration in one, as soon as they reach the size that is asked for when so many
    things were given before."""
    given = 0
    waiting: list[Work[T]] = []
    for piece in pieces:
        waiting.append(piece)
        if sum(len(one.things) for one in waiting) >= size(given):
            yield _one(waiting)
            given, waiting = given + sum(len(one.things) for one in waiting), []
    if waiting:
        yield _one(waiting)


def _one(pieces: Sequence[Work[T]]) -> Work[T]:
    return Work(pieces[0].config, tuple(thing for piece in pieces for thing in piece.things))


Row = codec.Row
_PROBLEM = 5
"""Columns of a row that tells a problem."""
_LANGUAGE, _SCRIPT = 2, 3
"""Where in a document's row its language and its script are."""


def normalize(work: Work[bytes]) -> list[Row]:
    """For packed articles the columns of `codec.document_row` and the sketch, or id, source and a problem's columns."""
    rows: list[Row] = []
    for packed in work.things:
        article = codec.unpack_article(packed)
        made = normalize_one(article)
        if isinstance(made, Problem):
            rows.append((article.id, made.source, made.stage, made.reason, made.hint))
        else:
            rows.append((*codec.document_row(made), codec.pack_sketch(sketch(made))))
    return rows


def document_of(row: Row) -> Row:
    """The columns of `codec.document_row` in a row that `normalize` gave; none where it is a problem."""
    return row[:-1] if len(row) > _PROBLEM else ()


def recognize(work: Work[Row]) -> list[Row]:
    """For the rows of documents their ids and packed mentions."""
    recognizer = recognizer_of(work.config)
    documents = [codec.document(row) for row in work.things]
    found = zip(documents, recognizer.find(documents), strict=True)
    return [(document.id, codec.pack_found([candidate.found for candidate in own])) for document, own in found]


def relate(work: Work[tuple[Row, str, Sequence[relations.PlainSpot]]]) -> list[Row]:
    """For the rows of documents with a version and their mentions: the id, the version, the packed reports, and the packed
    titles."""
    from kg import relations

    rows: list[Row] = []
    for row, version, mentions in work.things:
        document, spots = codec.document(row), relations.unplain(mentions)
        reports = relations.stated(document, relations.names(spots))
        rows.append((row[0], version, codec.pack_reports(reports), codec.pack((), relations.titles(document, spots))))
    return rows


def learn_rules(languages: Iterable[str]) -> None:
    """Loads what `relate` needs for documents in these languages."""
    from kg import relations

    for language in languages:
        relations.EXTRACTORS[language].load()


def glances(config: Config, inputs: Sequence[Path]) -> Iterator[Work[Path]]:
    """Work for `glance`: some of the inputs, each as often as files of it are to be looked at."""
    chosen = inputs[:: -(-len(inputs) // GLANCES)] if inputs else ()
    return (Work(config, (path,) * (GLANCES // len(chosen))) for path in chosen)


def glance(work: Work[Path]) -> None:
    """Does what is done to articles to some files of an input, spread evenly, for what it loads: which languages there are,
    stands in files that may come much later."""
    found = [one for one in islice(readers.files(work.things[0]), LISTED) if not isinstance(one, Problem)]
    for number in range(len(work.things)) if len(found) >= LEAST else ():
        source, file = found[(2 * number + 1) * len(found) // (2 * len(work.things))]
        with suppress(OSError):  # who reads it will say so
            if file.stat().st_size <= SHORT and not archives.kind(b"", file.name):
                things = islice(readers.read_file(source, file, work.config.input), 1)
                articles = tuple(codec.pack_article(one, 0) for one in things if not isinstance(one, Problem))
                documents = (document_of(row) for row in normalize(Work(work.config, articles)))
                learn(Work(work.config, tuple(row for row in documents if row)))


def learn(work: Work[Row]) -> None:
    """Loads what documents like these are recognized with, and the names in them compared by: what the first document of each
    language and script takes. (One in Chinese takes the English model where it has Latin names.)"""
    from kg import resolve

    for row in work.things:
        what = (work.config.model_dump_json(), *row[_LANGUAGE:_SCRIPT + 1])
        if what not in _learned:
            recognize(Work(work.config, (row,)))
            resolve.load(row[_LANGUAGE])
            _learned.add(what)


_learned: set[tuple[object, ...]] = set()
"""Configurations, languages and scripts for which this process has loaded what it takes."""


def recognizer_of(config: Config) -> recognizers.Recognizer:
    """The recognizer of a configuration, kept for the next piece of work."""
    return _recognizer(config.model_dump_json())


@lru_cache(maxsize=2)
def _recognizer(config: str) -> recognizers.Recognizer:
    from kg import recognizers

    return recognizers.Recognizer(Config.model_validate_json(config))
