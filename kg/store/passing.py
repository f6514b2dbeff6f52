"""The articles of one build on their way through it, where nothing is kept for the next one.

`Passing` answers what `kg.store.corpus.Corpus` answers, as far as one build that begins with nothing asks: rows lie one
after the other in files of a temporary folder, as plain values. Versions make no difference, since one build has one of
each stage.
"""

from __future__ import annotations

import marshal
import tempfile
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import Problem
from kg.rows import room_for
from kg.store import codec
from kg.store.corpus import PROBLEM, Batch, Origin

if TYPE_CHECKING:
    from kg.normalize import Sketch

_LENGTH = 8
"""Bytes in front of the rows that were written together that say how long they are."""


class _Lines:
    """Rows in a file, in the order in which they came."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file = path.open("wb")

    def put(self, rows: Sequence[codec.Row]) -> None:
        data = marshal.dumps(list(rows))  # our own file, read by this process alone: safe, and much faster than JSON
        with room_for(self._path.parent):
            self._file.write(len(data).to_bytes(_LENGTH, "big") + data)

    def batches(self) -> Iterator[list[codec.Row]]:
        """Those that were put together."""
        with room_for(self._path.parent):
            self._file.flush()
        with self._path.open("rb") as file:
            while length := file.read(_LENGTH):
                yield marshal.loads(file.read(int.from_bytes(length, "big")))

    def __iter__(self) -> Iterator[codec.Row]:
        return (row for batch in self.batches() for row in batch)

    def clear(self) -> None:
        """Drops all rows."""
        with room_for(self._path.parent):
            self._file.seek(0)
            self._file.truncate()

    def close(self) -> None:
        with suppress(OSError):  # where the disk is full that was said before, and what is lost is to be lost
            self._file.close()


class Passing:
    """Use it in a ``with`` statement, for one `kg.pipeline.build`."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="kg-")
        folder = Path(self._folder.name)
        self._articles, self._documents, self._sketches = (
            _Lines(folder / name) for name in ("articles", "documents", "sketches")
        )
        self._batches = self._count = 0
        self._gone: dict[str, int] = {}
        self._told: dict[str, bytes] = {}
        self._unread: dict[str, Sequence[Problem]] = {}
        self._unmade: list[Problem] = []

    def close(self) -> None:
        """Lets the files go."""
        for lines in (self._articles, self._documents, self._sketches):
            lines.close()
        self._folder.cleanup()

    def __enter__(self) -> Passing:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def rest(self) -> None:
        """Nothing is held that could be let go."""

    def origins(self) -> list[Origin]:
        """None: nothing was there before."""
        return []

    def stamps(self) -> dict[str, str]:
        """None: no file was read before."""
        return {}

    def put(self, batch: Batch) -> list[bytes]:
        """Takes what was read, and gives the articles, packed. One that was replaced or is gone is left out from now on."""
        self._batches += 1
        self._gone |= dict.fromkeys(batch.removed, self._batches)
        self._count += len(batch.articles) - len(batch.removed)
        rows = [(article.id, codec.pack_article(article, level=0)) for article, _ in batch.articles]
        self._articles.put(rows)
        return [packed for _, packed in rows]

    def put_unread(self, input: str, problems: Sequence[Problem]) -> None:
        """Takes what could not be read of an input."""
        self._unread[input] = tuple(problems)

    def problems(self) -> list[Problem]:
        """All that was skipped, sorted."""
        return sorted([*self._unmade, *(problem for problems in self._unread.values() for problem in problems)])

    def unnormalized(self, version: str) -> Iterator[bytes]:
        """The articles, packed, in the order in which they came."""
        for number, batch in enumerate(self._articles.batches(), 1):
            yield from (packed for id_, packed in batch if self._gone.get(id_, 0) <= number)

    def forget_gone(self) -> bool:
        """Whether an article was replaced or went away while others were read. Then nothing is normalized any more."""
        if self._gone:
            self._unmade = []
            self._documents.clear()
            self._sketches.clear()
        return bool(self._gone)

    def count_unnormalized(self, version: str) -> int:
        """How many `unnormalized` gives."""
        return self._count

    def put_documents(self, version: str, rows: Sequence[codec.Row]) -> None:
        """Takes what normalizing made of articles: rows of `kg.engines.work.normalize`."""
        made = [row for row in rows if len(row) != PROBLEM]
        unmade = [row[1:] for row in rows if len(row) == PROBLEM]
        self._unmade += [Problem(source=source, stage=stage, reason=reason, hint=hint) for source, stage, reason, hint in unmade]
        self._documents.put([row[:-1] for row in made])
        self._sketches.put([(row[-1], row[0], row[1], row[2], len(row[8]), row[5]) for row in made])

    def sketches(self) -> Iterator[Sketch]:
        """The sketches of all documents."""
        return (codec.unpack_sketch(row[0], row[1:]) for row in self._sketches)

    def documents(self, ids: Collection[str]) -> Iterator[codec.Row]:
        """The rows of the documents with these ids, in the order in which they came, as `codec.document` takes them."""
        return (row for row in self._documents if row[0] in ids)

    def versions_told(self) -> None:
        """None: nobody will ask under which version something was told."""

    def put_reports(self, rows: Sequence[codec.Row]) -> None:
        """Takes what relating made of documents: rows of `kg.engines.work.relate`."""
        self._told.update((id_, reports) for id_, _, reports in rows if reports != codec.NOTHING_TOLD)

    def told(self) -> Mapping[str, bytes]:
        """What documents report, packed, by id; nothing of those that report nothing."""
        return self._told
