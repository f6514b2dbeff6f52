"""Raw bytes to articles. Files, folders and archives, every format of `READERS`; what can't be read is a Problem.

Invariant: whatever the input holds, `read` ends: it yields, it never raises, and it holds one file (of tables one
row) at a time. What inputs state is believed, what they don't state stays None.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from kg.config import InputConfig
from kg.errors import Problem
from kg.model import Article
from kg.readers.archives import kind, unpacked
from kg.readers.raw import Budget, Meter, Raw, Unreadable, failures, problem
from kg.readers.table import READERS, Reader, choose, read_raw
from kg.readers.walk import Sources, checked, files

__all__ = ["READERS", "Reader", "Sources", "checked", "choose", "files", "read", "read_file"]


def read(
    inputs: Sequence[Path], settings: InputConfig, wanted: Callable[[Path], bool] | None = None
) -> Iterator[Article | Problem]:
    """Every article in the inputs (files, folders, archives), and a Problem for each thing that can't be read.

    ``wanted`` is asked for each file right before it is read, and may say no.

    An article's ``source`` is its POSIX path relative to the input (of a file: its name; in an archive
    ``archive.zip/inner/path``; of a row ``table.csv/12``), unique over all inputs; where two inputs would give one
    source, the later gets the name of its input before it. Raises `KGError` at once where an input is missing.
    """
    return _read(checked(inputs), settings, wanted)


def _read(
    paths: list[Path], settings: InputConfig, wanted: Callable[[Path], bool] | None
) -> Iterator[Article | Problem]:
    sources = Sources()
    for path in paths:
        name = path.resolve().name
        for found in files(path):
            if isinstance(found, Problem):
                yield found
                continue
            if wanted is not None and not wanted(found[1]):
                continue
            for thing in read_file(*found, settings):
                yield thing if isinstance(thing, Problem) else sources.unique(thing, name)


def read_file(source: str, path: Path, settings: InputConfig) -> Iterator[Article | Problem]:
    """What is in one file, an archive too, that `files` found under ``source``; sources may be there twice."""
    try:
        with failures("can't be read", "check the disk and its permissions"):
            stream = path.open("rb")
        with stream:
            raw = Raw(source=source, name=path.name, meter=Meter(stream), limit=settings.max_file_bytes)
            if not kind(raw.head, raw.name):
                yield from read_raw(raw, settings)
                return
            budget = Budget(packed=path.stat().st_size, most=settings.max_archive_bytes)
            yield from _archive(unpacked(raw, stream, budget, settings), settings)
    except Unreadable as error:
        yield problem(source, error.reason, error.hint)


def _archive(members: Iterator[Raw | Problem], settings: InputConfig) -> Iterator[Article | Problem]:
    for member in members:
        if isinstance(member, Problem):
            yield member
            continue
        try:
            yield from read_raw(member, settings)
        except Unreadable as error:
            if error.whole:
                raise
            yield problem(member.source, error.reason, error.hint)
