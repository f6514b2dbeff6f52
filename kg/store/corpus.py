"""A corpus: the articles that were read, and what each stage made of each of them, in one file.

Invariant: whatever moment the process ends at, every committed article is there once, with all that was committed about
it; what a stage has not made yet, or made with another version of itself, is made by the next run.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from kg.config import Config
from kg.errors import Problem
from kg.model import Article
from kg.store import codec, tables

if TYPE_CHECKING:
    from kg.normalize import Sketch

T = TypeVar("T")

_DOCUMENTS = """SELECT d.id, a.source, d.language, d.script, d.title, d.published, d.url, d.publisher, d.text, d.analysis
    FROM documents d JOIN articles a USING (id)"""
PROBLEM = 5
"""Length of a row that says why there is no document: id, source, stage, reason, hint."""
_UNNORMALIZED = """FROM articles a WHERE NOT EXISTS
    (SELECT 1 FROM documents d WHERE d.id = a.id AND d.version = $1) AND NOT EXISTS
    (SELECT 1 FROM problems p WHERE p.id = a.id AND p.version = $1)"""
_UNSEEN = "WHERE NOT EXISTS (SELECT 1 FROM found f WHERE f.id = d.id AND f.version = ?)"
_FETCHED = 256
LONG = 8_000_000
"""Bytes of rows that are committed together at most, but for a single longer one."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a kept article came from: its source, and its place on the machine that read it."""

    id: str
    source: str
    place: str


@dataclass(slots=True)
class Batch:
    """What is committed together: articles with their places, stamps of files, ids of articles to let go."""

    articles: list[tuple[Article, str]] = field(default_factory=list)
    stamps: dict[str, str] = field(default_factory=dict)
    removed: list[str] = field(default_factory=list)


class Corpus:
    """An open store. Use it in a ``with`` statement; `Corpus.open` makes one."""

    def __init__(self, connection: Any, path: Path) -> None:
        self._connection = connection
        self.path = path

    @classmethod
    def open(cls, path: Path, *, create: bool = True) -> Corpus:
        """The store in the file ``path``, made where there is none and ``create``. Raises `KGError`."""
        return cls(tables.connect(path, create=create), path)

    def close(self) -> None:
        """Lets the file go."""
        self._connection.close()

    def __enter__(self) -> Corpus:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __len__(self) -> int:
        row = self._connection.execute("SELECT count(*) FROM articles").fetchone()
        return int(row[0])

    def _rows(self, query: str, values: Sequence[object] = ()) -> Iterator[tuple[Any, ...]]:
        """Rows as they come, while other queries may run."""
        cursor = self._connection.cursor()
        try:
            cursor.execute(query, list(values))
            while rows := cursor.fetchmany(_FETCHED):
                yield from rows
        finally:
            cursor.close()

    def rest(self) -> None:
        """Lets the pages go that were read, up to half a gigabyte: where nobody reads much more for a while."""
        import duckdb

        with suppress(duckdb.OutOfMemoryException, duckdb.IOException):  # it can't now: then it keeps them
            self._connection.execute(f"SET memory_limit = '{tables.RESTING}'")
        self._connection.execute(f"SET memory_limit = '{tables.MEMORY}'")

    # what was read

    def origins(self) -> list[Origin]:
        """Of all articles, sorted by source."""
        return [Origin(*row) for row in self._rows("SELECT id, source, place FROM articles ORDER BY source, id")]

    def stamps(self) -> dict[str, str]:
        """Size and time of change of the files that were read without a problem, by place."""
        return dict(self._rows("SELECT place, stamp FROM files"))

    def put(self, batch: Batch) -> None:
        """Keeps what was read; where that is nothing, the file stays as it is."""
        if not (batch.articles or batch.stamps or batch.removed):
            return
        with tables.transaction(self._connection):
            self._remove(batch.removed)
            rows = [(article.id, article.source, place, codec.pack_article(article)) for article, place in batch.articles]
            tables.insert(self._connection, "articles", rows)
            places = [list(batch.stamps)]
            self._connection.execute("DELETE FROM files WHERE place IN (SELECT unnest(?::VARCHAR[]))", places)
            tables.insert(self._connection, "files", list(batch.stamps.items()))

    def remove(self, ids: Sequence[str]) -> None:
        """Lets articles go, with all that was found in them. Files that held them are read again when they are added
        again."""
        with tables.transaction(self._connection):
            query = "SELECT place FROM articles WHERE id IN (SELECT unnest(?::VARCHAR[]))"
            places = [place for (place,) in self._rows(query, [list(ids)])]
            stamps = self.stamps()
            files = sorted({file_of(place, stamps) for place in places})
            self._connection.execute("DELETE FROM files WHERE place IN (SELECT unnest(?::VARCHAR[]))", [files])
            self._remove(ids)

    def _remove(self, ids: Sequence[str]) -> None:
        for table in ("articles", "documents", "problems", "found", "told"):
            tables.delete(self._connection, table, ids)

    def put_unread(self, input: str, problems: Sequence[Problem]) -> None:
        """Keeps what could not be read of an input, in place of what could not be read of it before."""
        told = [(p.source, p.stage, p.reason, p.hint) for p in problems]
        query = "SELECT source, stage, reason, hint FROM problems WHERE id IS NULL AND input = ?"
        if list(self._rows(query, [input])) == told:
            return
        with tables.transaction(self._connection):
            self._connection.execute("DELETE FROM problems WHERE id IS NULL AND input = ?", [input])
            tables.insert(self._connection, "problems", [(None, "", row[0], input, *row[1:]) for row in told])

    def forget_unread(self, sources: Sequence[str]) -> None:
        """Lets go what could not be read of these sources; it is told again where they are added again and still can't."""
        with tables.transaction(self._connection):
            query = "DELETE FROM problems WHERE id IS NULL AND source IN (SELECT unnest(?::VARCHAR[]))"
            self._connection.execute(query, [list(sources)])

    def unread(self) -> list[str]:
        """The sources that could not be read, sorted."""
        return sorted({source for (source,) in self._rows("SELECT source FROM problems WHERE id IS NULL")})

    def problems(self) -> list[Problem]:
        """All that was skipped, sorted."""
        rows = self._rows("SELECT source, stage, reason, hint FROM problems")
        return sorted(Problem(source=row[0], stage=row[1], reason=row[2], hint=row[3]) for row in rows)

    def config(self) -> Config:
        """The configuration that the corpus was last worked on with."""
        kept = tables.get(self._connection, "config")
        return Config() if kept is None else Config.model_validate(kept)

    def put_config(self, config: Config) -> None:
        """Remembers a configuration for the next time."""
        kept = config.model_dump(mode="json", exclude_defaults=True)
        kept |= {name: str(Path(kept[name]).resolve()) for name in ("watchlist", "curation") if name in kept}
        if tables.get(self._connection, "config") != kept:
            with tables.transaction(self._connection):
                tables.put(self._connection, "config", kept)

    # documents

    def unnormalized(self, version: str) -> Iterator[bytes]:
        """The articles, packed, that the stage as it is now has made nothing of, in the order in which they came."""
        return (raw for (raw,) in self._rows(f"SELECT raw {_UNNORMALIZED}", [version]))

    def count_unnormalized(self, version: str) -> int:
        """How many `unnormalized` gives."""
        return int(self._connection.execute(f"SELECT count(*) {_UNNORMALIZED}", [version]).fetchone()[0])

    def put_documents(self, version: str, rows: Sequence[codec.Row]) -> None:
        """Keeps what normalizing made of articles: rows of `kg.engines.work.normalize`."""
        with tables.transaction(self._connection):
            for table in ("documents", "problems"):
                tables.delete(self._connection, table, [row[0] for row in rows])
            documents = [(row[0], version, *row[2:]) for row in rows if len(row) != PROBLEM]
            problems = [(row[0], version, row[1], None, *row[2:]) for row in rows if len(row) == PROBLEM]
            tables.insert(self._connection, "documents", documents)
            tables.insert(self._connection, "problems", problems)

    def sketches(self, unseen_by: str | None = None) -> Iterator[Sketch]:
        """The sketches of all documents, or of those that a version of recognizing has not seen yet."""
        query = """SELECT d.id, a.source, d.language, length(d.text), d.published, d.sketch
            FROM documents d JOIN articles a USING (id)"""
        rows = self._rows(query) if unseen_by is None else self._rows(f"{query} {_UNSEEN}", [unseen_by])
        return (codec.unpack_sketch(row[-1], row[:-1]) for row in rows)

    def unseen(self, version: str) -> set[str]:
        """The ids of the documents that a version of recognizing has not seen yet."""
        return {id_ for (id_,) in self._rows(f"SELECT id FROM documents d {_UNSEEN}", [version])}

    def documents(self, ids: Iterable[str]) -> Iterator[codec.Row]:
        """The rows of the documents with these ids, in the order in which they came, as `codec.document` takes them."""
        return self._rows(f"{_DOCUMENTS} WHERE d.id IN (SELECT unnest(?::VARCHAR[]))", [sorted(ids)])

    def varied(self, ids: Iterable[str], each: int) -> set[str]:
        """Those of ``ids`` whose documents are among the first ``each`` of them in their language and script."""
        query = """SELECT id FROM documents WHERE id IN (SELECT unnest(?::VARCHAR[]))
            QUALIFY row_number() OVER (PARTITION BY language, script ORDER BY rowid) <= ?"""
        return {id_ for (id_,) in self._rows(query, [sorted(ids), each])}

    # mentions and reports

    def unrecognized(self, version: str, ids: Iterable[str]) -> set[str]:
        """Those of ``ids`` whose documents this version of recognizing has not worked on."""
        rows = self._rows(f"SELECT id FROM documents d {_UNSEEN[:-1]} AND f.mentions IS NOT NULL)", [version])
        return {id_ for (id_,) in rows}.intersection(ids)

    def put_copies(self, version: str, ids: Iterable[str]) -> None:
        """Remembers that these documents were seen and are copies, in which nothing needs to be recognized for now."""
        if chosen := sorted(ids):
            with tables.transaction(self._connection):
                tables.delete(self._connection, "found", chosen)
                tables.insert(self._connection, "found", [(id_, version, None) for id_ in chosen])

    def put_mentions(self, version: str, rows: Sequence[codec.Row]) -> None:
        """Keeps what recognizing found in documents: rows of `kg.engines.work.recognize`."""
        with tables.transaction(self._connection):
            tables.delete(self._connection, "found", [row[0] for row in rows])
            tables.insert(self._connection, "found", [(id_, version, mentions) for id_, mentions in rows])

    def recognized(self) -> Iterator[tuple[codec.Row, bytes]]:
        """The rows of all documents in which names were recognized, in the order in which they came, and the packed
        mentions in them."""
        query = f"{_DOCUMENTS.replace('FROM', ', f.mentions FROM', 1)} JOIN found f USING (id) WHERE f.mentions IS NOT NULL"
        return ((row[:-1], row[-1]) for row in self._rows(query))

    def versions_told(self) -> dict[str, str]:
        """With what the kept reports of each article were made, by its id."""
        return dict(self._rows("SELECT id, version FROM told"))

    def put_reports(self, rows: Sequence[codec.Row]) -> None:
        """Keeps what relating made of documents: rows of `kg.engines.work.relate`."""
        with tables.transaction(self._connection):
            tables.delete(self._connection, "told", [row[0] for row in rows])
            tables.insert(self._connection, "told", rows)

    def told(self) -> dict[str, bytes]:
        """What documents report, packed, by id; nothing of those that report nothing."""
        return dict(self._rows("SELECT id, reports FROM told WHERE reports != ?", [codec.NOTHING_TOLD]))


def file_of(place: str, stamps: Mapping[str, str]) -> str:
    """The file that a place is in, or is: the shortest beginning that is a file read before."""
    cut = place.find("/", 1)
    while cut > 0:
        if place[:cut] in stamps:
            return place[:cut]
        cut = place.find("/", cut + 1)
    return place


def batches(things: Iterable[T], size: int, most: int = LONG) -> Iterator[list[T]]:
    """``things`` by lists of ``size``, or as many as have ``most`` bytes: what is committed, or worked on, together."""
    batch: list[T] = []
    held = 0
    for thing in things:
        batch.append(thing)
        held += _weight(thing)
        if len(batch) == size or held >= most:
            yield batch
            batch, held = [], 0
    if batch:
        yield batch


def _weight(thing: object) -> int:
    """The bytes, or characters, in a row."""
    if isinstance(thing, bytes | str):
        return len(thing)
    return sum(map(_weight, thing)) if isinstance(thing, tuple) else 0
