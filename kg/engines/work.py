"""The tasks that engines run: top-level functions of one picklable argument, so that any process can run them.

Each takes a piece of work (`Work`): the configuration and some rows of a store's tables; and gives rows for the next
table. Models and tables of knowledge are loaded once per process.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Generic, TypeVar

from kg.config import Config
from kg.errors import Problem
from kg.normalize import normalize as normalize_one
from kg.normalize import sketch
from kg.store import batches, codec

if TYPE_CHECKING:  # who has nothing to recognize, or nothing to relate, doesn't wait for what takes that
    from kg import recognizers, relations

T = TypeVar("T")

PIECE = 16
"""Articles per piece of work: a second's worth at most, and a hundred kilobytes to send."""

MEGABYTE = 1 << 20
"""Bytes per piece at most, but for a single longer article."""

MANY = 24
"""Articles per piece to recognize: so many of each language together cost a tenth less."""


@dataclass(frozen=True, slots=True)
class Work(Generic[T]):
    """``things`` to work on under one configuration."""

    config: Config
    things: tuple[T, ...]


def pieces(config: Config, things: Iterable[T], size: int = PIECE) -> Iterator[Work[T]]:
    """``things`` cut into pieces of ``size``, or a megabyte, taken as they come."""
    return (Work(config, tuple(batch)) for batch in batches(things, size, MEGABYTE))


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


def relate(work: Work[tuple[Row, str, Sequence[relations.Name]]]) -> list[Row]:
    """For the rows of documents with a version and their names: the id, the version, and the packed reports."""
    from kg import relations

    return [
        (row[0], version, codec.pack_reports(relations.stated(codec.document(row), names)))
        for row, version, names in work.things
    ]


def learn_rules(languages: Iterable[str]) -> None:
    """Loads what `relate` needs for documents in these languages."""
    from kg import relations

    for language in languages:
        relations.EXTRACTORS[language].load()


def recognizer_of(config: Config) -> recognizers.Recognizer:
    """The recognizer of a configuration, kept for the next piece of work."""
    return _recognizer(config.model_dump_json())


@lru_cache(maxsize=2)
def _recognizer(config: str) -> recognizers.Recognizer:
    from kg import recognizers

    return recognizers.Recognizer(Config.model_validate_json(config))
