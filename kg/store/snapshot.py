"""The articles of one build with the mentions in them, by id: on disk, as they were when the build began.

A store gives articles in the order in which they came; builds need them by id, several times. So they are sorted once,
in pieces that fit into memory, and lie in one file, which is gone with the object.
"""

from __future__ import annotations

import marshal
from collections.abc import Container, Iterable, Iterator, Mapping
from contextlib import suppress
from functools import partial
from heapq import merge
from pathlib import Path

from kg.model import Document, Mention
from kg.rows import folder_of, room_for
from kg.store import codec
from kg.store.corpus import batches

PIECE = 8192
"""Articles that are sorted in memory: some 50 MB."""

_LENGTH = 4
"""Bytes in front of each article that say how long it is."""

Article = tuple[codec.Row, bytes]
"""The row of a document, as `codec.document` takes it, and the packed mentions in it."""


class Snapshot:
    """Articles by ascending id. ``copies`` has the sources of the copies of each, by id; others are left out.

    Articles that come ``ordered``, by ascending id, are not taken before somebody goes through them, and kept then: the
    first has to go to the end.
    """

    def __init__(
        self, articles: Iterable[Article], copies: Mapping[str, tuple[str, ...]], *, ordered: bool = False
    ) -> None:
        self._copies = copies
        self.languages: set[str] = set()
        """Of those that were taken so far."""
        chosen = _chosen(articles, copies, self.languages)
        folder = folder_of(self)
        self._path = folder / "all" if ordered else _sorted(chosen, folder)
        self._coming = chosen if ordered else None

    def __len__(self) -> int:
        return len(self._copies)

    def rows(self) -> Iterator[Article]:
        """As they are kept."""
        if self._coming is None:
            return _read(self._path)
        coming, self._coming = self._coming, None
        return _kept(coming, self._path)

    def copies_of(self, id_: str) -> tuple[str, ...]:
        """Sources of the copies of an article."""
        return self._copies[id_]

    def documents(self) -> Iterator[Document]:
        """The documents alone."""
        return (codec.document(row, self._copies[row[0]]) for row, _ in self.rows())

    def __iter__(self) -> Iterator[tuple[Document, list[Mention]]]:
        for row, packed in self.rows():
            document = codec.document(row, self._copies[row[0]])
            yield document, codec.unpack_mentions(packed, document)


def _chosen(articles: Iterable[Article], ids: Container[str], languages: set[str]) -> Iterator[Article]:
    """Those with these ids; their languages are noted."""
    for one in articles:
        if one[0][0] in ids:
            languages.add(one[0][2])
            yield one


def _sorted(articles: Iterable[Article], folder: Path) -> Path:
    """The file of all articles by id."""
    pieces: list[Path] = []
    for piece in batches(articles, PIECE):
        piece.sort(key=_id)
        pieces.append(_write(piece, folder / f"{len(pieces)}"))
    if len(pieces) == 1:
        return pieces[0]
    path = _write(merge(*map(_read, pieces), key=_id), folder / "all")
    for done in pieces:
        done.unlink()
    return path


def _id(article: Article) -> str:
    id_: str = article[0][0]
    return id_


def _write(articles: Iterable[Article], path: Path) -> Path:
    with room_for(path.parent), path.open("wb") as file:
        for article in articles:
            file.write(_packed(article))
    return path


def _kept(articles: Iterable[Article], path: Path) -> Iterator[Article]:
    """The articles, written down meanwhile."""
    room = partial(room_for, path.parent)  # not around all: where an article does not come, there is no want of room
    with room():
        file = path.open("wb")
    try:
        for article in articles:
            with room():
                file.write(_packed(article))
            yield article
        with room():
            file.flush()
    finally:
        with suppress(OSError):  # what could not be written was said before
            file.close()


def _packed(article: Article) -> bytes:
    data = marshal.dumps(article)  # our own file, read by this process alone: safe, and much faster than JSON
    return len(data).to_bytes(_LENGTH, "big") + data


def _read(path: Path) -> Iterator[Article]:
    with path.open("rb") as file:
        while length := file.read(_LENGTH):
            yield marshal.loads(file.read(int.from_bytes(length, "big")))
