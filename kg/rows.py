"""Many values of one kind that stay on disk: made anew each time somebody goes through them."""

from __future__ import annotations

import os
import shutil
import tempfile
import weakref
from abc import abstractmethod
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import TypeVar

from kg.errors import KGError

T = TypeVar("T", covariant=True)


class Rows(Collection[T]):
    """A collection that gives always equal values in the same order, and holds few of them at a time.

    Equal to any tuple, list or rows of equal values in the same order; pickled as a tuple of them.
    """

    @abstractmethod
    def __len__(self) -> int: ...

    @abstractmethod
    def __iter__(self) -> Iterator[T]: ...

    def __getitem__(self, place: int | slice) -> object:
        """What a tuple of the values has there; all values before it are made."""
        if isinstance(place, slice):
            return tuple(islice(self, *place.indices(len(self)))) if (place.step or 1) > 0 else tuple(self)[place]
        number = place + len(self) if place < 0 else place
        if not 0 <= number < len(self):
            raise IndexError(f"{place}: there are {len(self)} values")
        return next(islice(self, number, None))

    def __contains__(self, value: object) -> bool:
        return any(value == own for own in self)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Rows | tuple | list):
            return NotImplemented
        return len(self) == len(other) and all(one == own for one, own in zip(self, other, strict=True))

    __hash__ = None  # type: ignore[assignment]

    def __reduce__(self) -> tuple[type[tuple[object, ...]], tuple[list[T]]]:
        return tuple, (list(self),)

    def __repr__(self) -> str:
        return f"<{type(self).__name__}: {len(self)} values>"


class Made(Rows[T]):
    """The ``count`` values that ``make`` gives. Where there are at most ``keep``, they are kept once they were made."""

    def __init__(self, count: int, make: Callable[[], Iterable[T]], keep: int = 0) -> None:
        self._count = count
        self._make = make
        self._kept: tuple[T, ...] | None = None
        self._keep = keep

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[T]:
        if self._kept is None and self._count <= self._keep:
            self._kept = tuple(self._make())
        return iter(self._make() if self._kept is None else self._kept)


@contextmanager
def room_for(folder: Path) -> Iterator[None]:
    """Raises `KGError` where what is done can't write to a temporary folder, most likely for want of room."""
    try:
        yield
    except OSError as error:
        reason = str(error).split("\n", 1)[0]
        raise KGError(
            f"{folder.parent}: can't keep temporary files ({reason}); make room there, or set TMPDIR to a larger disk"
        ) from None


def folder_of(owner: object) -> Path:
    """A new folder, which is gone when ``owner`` is, or the process that made it."""
    folder = tempfile.mkdtemp(prefix="kg-")
    weakref.finalize(owner, _remove, folder, os.getpid())
    return Path(folder)


def _remove(folder: str, process: int) -> None:
    if os.getpid() == process:  # a forked worker has a copy of the owner, not of the folder
        shutil.rmtree(folder, ignore_errors=True)
