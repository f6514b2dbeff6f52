"""What is too much to hold in memory: numbers and records in files of a temporary folder, gone with the object.

First all is added, then all is read, as often as one likes.
"""

from __future__ import annotations

import marshal
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from kg.rows import folder_of, room_for

if TYPE_CHECKING:
    from numpy.typing import NDArray

FLUSHED = 250_000
"""Numbers of one kind that wait in memory: a megabyte. Where there are no more, none of them is ever on disk."""

WRITTEN = 1 << 20
"""Bytes of records that are written together. No file stays open: a forked process would have it too, and what waits."""

_WIDTHS = {"b": "int8", "i": "int32", "q": "int64"}


class Scratch:
    """A temporary folder for files of numbers and records."""

    def __init__(self) -> None:
        self._folder = folder_of(self)
        self._files = 0

    def numbers(self, kind: str = "i") -> Numbers:
        """A new file of whole numbers of 1 (``b``), 4 (``i``) or 8 (``q``) bytes."""
        return Numbers(self, self._path(), kind)

    def records(self) -> Records:
        """A new file of records."""
        return Records(self, self._path())

    def _path(self) -> Path:
        self._files += 1
        return self._folder / str(self._files)


class Numbers:
    """Whole numbers, in the order in which they were added."""

    def __init__(self, owner: Scratch, path: Path, kind: str) -> None:
        self._owner = owner  # whose folder is gone with it
        self._path = path
        self._waiting = array(kind)
        self._flushed = 0

    def __len__(self) -> int:
        return self._flushed + len(self._waiting)

    def add(self, values: Iterable[int]) -> None:
        """More of them. Raises `KGError` where there is no room."""
        self._waiting.extend(values)
        if len(self._waiting) >= FLUSHED:
            self._flush()

    def all(self) -> NDArray[Any]:
        """All of them, to be read only."""
        import numpy as np

        kind = _WIDTHS[self._waiting.typecode]
        if not self._flushed:
            return np.frombuffer(self._waiting, kind) if self._waiting else np.empty(0, kind)
        self._flush()
        return np.memmap(self._path, kind, "r", shape=(self._flushed,))

    def _flush(self) -> None:
        with _opened(self._path, self._flushed * self._waiting.itemsize) as file:
            self._waiting.tofile(file)
        self._flushed += len(self._waiting)
        self._waiting = array(self._waiting.typecode)


class Records:
    """Values of the kinds that `marshal` knows, by number, in the order in which they were added: our own file, which
    this process alone reads, so that it is safe."""

    def __init__(self, owner: Scratch, path: Path) -> None:
        self._owner = owner  # whose folder is gone with it
        self._path = path
        self._ends = array("q", [0])
        self._waiting: list[bytes] = []
        self._flushed = 0

    def __len__(self) -> int:
        return len(self._ends) - 1

    def add(self, record: Any) -> None:
        """One more. Raises `KGError` where there is no room."""
        data = marshal.dumps(record)
        self._waiting.append(data)
        self._ends.append(self._ends[-1] + len(data))
        if self._ends[-1] - self._flushed >= WRITTEN:
            self._flush()

    @contextmanager
    def reading(self) -> Iterator[Callable[[int], Any]]:
        """What gives the record with a number."""
        self._flush()
        ends = self._ends
        with self._path.open("rb") as file:

            def record(number: int) -> Any:
                file.seek(ends[number])
                return marshal.loads(file.read(ends[number + 1] - ends[number]))

            yield record

    def _flush(self) -> None:
        with _opened(self._path, self._flushed) as file:
            file.writelines(self._waiting)
        self._flushed = self._ends[-1]
        self._waiting.clear()


@contextmanager
def _opened(path: Path, place: int) -> Iterator[BinaryIO]:
    """A file to be written from a place on. Not at its end, wherever that is: a forked process that reads has written there
    what waited in it too."""
    with room_for(path.parent):
        path.touch()
        with path.open("r+b") as file:
            file.seek(place)
            yield file


def steps(keys: Sequence[int], work: Sequence[int], size: int) -> list[int]:
    """Where each step of long work begins, and the end of the last: ascending keys whose work together is about
    ``size``."""
    starts = [keys[0]] if keys else []
    done = 0
    for key, own in zip(keys, work, strict=True):
        if done and done + own > size:
            starts.append(key)
            done = 0
        done += own
    return [*starts, keys[-1] + 1] if keys else []
