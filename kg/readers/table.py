"""The table of readers, and how one is chosen for a file: by its content first, by its name second."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from kg.config import InputConfig
from kg.errors import Problem
from kg.model import Article
from kg.readers import csv, feed, html, jekyll, jsonl, text, xlsx
from kg.readers.decode import Decoded, decode
from kg.readers.foreign import foreign
from kg.readers.lines import too_long
from kg.readers.raw import Raw, problem
from kg.registry import Registry

Found = Iterator[Article | Problem]


@dataclass(frozen=True, slots=True)
class Reader:
    """``claims`` says whether a file whose text begins with ``head`` and that is called ``name`` is this reader's;
    ``read`` gives its articles."""

    claims: Callable[[str, str], bool]
    read: Callable[[Raw, InputConfig], Found]


def whole(read: Callable[[str, str, InputConfig], Found]) -> Callable[[Raw, InputConfig], Found]:
    """A reader of whole texts as a reader of files: decodes, says what was lost, and leaves out what has no text."""

    def read_whole(raw: Raw, settings: InputConfig) -> Found:
        decoded = raw.decoded or decode(raw.data())
        if decoded is None:
            yield problem(raw.source, "text in no known encoding", "save it as UTF-8")
            return
        if _longest_line(decoded.text) > settings.max_line_chars:
            yield too_long(raw.source, settings.max_line_chars)
            return
        yield from _losses(raw.source, decoded)
        for thing in read(raw.source, decoded.text, settings):
            blank = isinstance(thing, Article) and not thing.title and not thing.text.strip()
            yield empty(raw.source) if blank else thing

    return read_whole


READERS: Registry[Reader] = Registry(
    "reader",
    [
        (xlsx.NAME, Reader(xlsx.claims, xlsx.read)),
        (jekyll.NAME, Reader(jekyll.claims, whole(jekyll.read))),
        (feed.NAME, Reader(feed.claims, whole(feed.read))),
        (jsonl.NAME, Reader(jsonl.claims, jsonl.read)),
        (csv.NAME, Reader(csv.claims, csv.read)),
        (html.NAME, Reader(html.claims, whole(html.read))),
        (text.NAME, Reader(text.claims, whole(text.read))),
    ],
)
"""Asked in this order: what shows in the content before what only a name tells; text, which takes all, at the end."""


def read_raw(raw: Raw, settings: InputConfig) -> Found:
    """The articles of one file. Raises `Unreadable`."""
    if not raw.head:
        yield empty(raw.source)
        return
    packed = READERS["xlsx"]
    if raw.head.startswith(b"PK") and packed.claims("", raw.name):
        yield from packed.read(raw, settings)
        return
    if reason := foreign(raw.head, raw.name):
        yield problem(raw.source, *reason)
        return
    head = decode(raw.head)
    if head is None:
        yield problem(raw.source, "text in no known encoding", "save it as UTF-8")
        return
    if raw.whole_in_head:
        if not head.text.strip():
            yield empty(raw.source)
            return
        raw.decoded = head
    yield from choose(head.text, raw.name).read(raw, settings)


def empty(source: str) -> Problem:
    """The Problem of a file without text."""
    return problem(source, "empty file", "put an article into it, or leave it out")


def choose(head: str, name: str) -> Reader:
    """The first reader that claims a file."""
    return next(reader for reader in READERS.values() if reader.claims(head, name))


def _longest_line(text: str) -> int:
    longest = start = 0
    while (end := text.find("\n", start)) >= 0:
        longest, start = max(longest, end - start), end + 1
    return max(longest, len(text) - start)


def _losses(source: str, decoded: Decoded) -> Iterator[Problem]:
    if decoded.cut:
        yield problem(
            source, f"ends inside a character ({decoded.encoding}): cut off?", "copy it again; what is there was read"
        )
    if decoded.lost:
        yield problem(
            source, f"{decoded.lost} places are not {decoded.encoding}", "save it as UTF-8; the rest of it was read"
        )
