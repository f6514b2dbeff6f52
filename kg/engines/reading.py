"""Files that the machines of a cluster, or worker processes, read: in pieces, in the order in which one process would have
read them.

A file is read where the command runs instead where a machine of the cluster doesn't see it as it was when it
was listed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from kg import readers
from kg.config import InputConfig
from kg.engines.partitions import Row
from kg.errors import Problem
from kg.model import Article
from kg.readers import archives
from kg.store import codec

FILES = 512
BYTES = 4_000_000
"""A piece ends with the file that reaches one of these: some seconds' work."""


@dataclass(frozen=True, slots=True)
class File:
    """A file as it was listed; ``state`` is its size in bytes and the time of its last change in nanoseconds, None where
    it need not be read."""

    source: str
    path: Path
    state: tuple[int, int] | None

    def seen(self) -> bool:
        """Whether the file can be seen from here as it was listed."""
        return _state(self.path) == self.state


@dataclass(frozen=True, slots=True)
class Files:
    """Files for one task to read."""

    settings: InputConfig
    files: tuple[File, ...]

    def content(self) -> object:
        """All that reading them depends on, as plain values."""
        return self.settings.model_dump_json(), [(file.source, str(file.path), file.state) for file in self.files]


Piece = Sequence[File | Problem]


def rows(work: Files) -> list[Row]:
    """What `read` gives, as what is sent between processes of one machine."""
    return list(read(work, level=0))


def read(work: Files, level: int = 1) -> Iterator[Row]:
    """For each file its number among the files, with a packed article or a problem's columns, or with nothing where it
    has to be read elsewhere: then the partition is not kept for the next run."""
    for number, file in enumerate(work.files):
        if not file.seen():
            yield (number, None, None, None, None, None)
            continue
        for thing in readers.read_file(file.source, file.path, work.settings):
            if isinstance(thing, Problem):
                yield (number, None, thing.source, thing.stage, thing.reason, thing.hint)
            else:
                yield (number, codec.pack_article(thing, level), None, None, None, None)


def chosen(piece: Piece) -> tuple[File, ...]:
    """The files of a piece that a task reads."""
    return tuple(file for file in piece if not isinstance(file, Problem) and file.state)


def pieces(
    path: Path, fresh: Callable[[Path], bool], most: tuple[int, int] | None = None, largest: int | None = None
) -> Iterator[Piece]:
    """What lies below ``path``, by pieces of ``most`` files and bytes (`FILES` and `BYTES`); only files that are ``fresh``,
    and neither larger than ``largest`` nor archives, have a state."""
    many, long = most or (FILES, BYTES)
    piece: list[File | Problem] = []
    size = 0
    for found in readers.files(path):
        if isinstance(found, Problem):
            piece.append(found)
            continue
        state = _state(found[1]) if fresh(found[1]) else None
        if state and largest is not None and (state[0] > largest or archives.kind(b"", found[0])):
            state = None
        piece.append(File(*found, state))
        size += state[0] if state else 0
        if len(piece) >= many or size >= long:
            yield piece
            piece, size = [], 0
    if piece:
        yield piece


def taken(
    piece: Piece, rows: Iterable[Row], wanted: Callable[[Path], bool], settings: InputConfig
) -> Iterator[Article | Problem]:
    """What is in a piece, of which a task has read the files that have a state."""
    by_file = groupby(rows, key=itemgetter(0))
    number, read = next(by_file, (-1, iter(())))
    at = -1
    for file in piece:
        if isinstance(file, Problem):
            yield file
            continue
        at += file.state is not None
        there = file.state is not None and number == at
        if wanted(file.path):
            yield from _things(file, read if there else (), settings)
        if there:
            number, read = next(by_file, (-1, iter(())))


def _things(file: File, rows: Iterable[Row], settings: InputConfig) -> Iterator[Article | Problem]:
    if file.state is None or not file.seen():
        yield from readers.read_file(file.source, file.path, settings)
        return
    for _, raw, source, stage, reason, hint in rows:
        if raw is not None:
            yield codec.unpack_article(raw)
        elif source is not None:
            yield Problem(source=source, stage=stage, reason=reason, hint=hint)
        else:
            yield from readers.read_file(file.source, file.path, settings)


def _state(path: Path) -> tuple[int, int] | None:
    try:
        facts = path.stat()
    except OSError:
        return None
    return facts.st_size, facts.st_mtime_ns
