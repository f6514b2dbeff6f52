"""Many values of one kind that stay on disk: made anew each time somebody goes through them."""

from __future__ import annotations

import os
import shutil
import tempfile
import weakref
from abc import abstractmethod
from collections.abc import Callable, Collection, Iterable, Iterator
from pathlib import Path
from typing import TypeVar

T = TypeVar("T", covariant=True)


class Rows(Collection[T]):
    """A collection that gives always equal values in the same order, and holds few of them at a time.

    Equal to any tuple, list or rows of equal values in the same order; pickled as a tuple of them.
    """

    @abstractmethod
    def __len__(self) -> int: ...

    @abstractmethod
    def __iter__(self) -> Iterator[T]: ...

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


def folder_of(owner: object) -> Path:
    """A new folder, which is gone when ``owner`` is, or the process that made it."""
    folder = tempfile.mkdtemp(prefix="kg-")
    weakref.finalize(owner, _remove, folder, os.getpid())
    return Path(folder)


def _remove(folder: str, process: int) -> None:
    if os.getpid() == process:  # a forked worker has a copy of the owner, not of the folder
        shutil.rmtree(folder, ignore_errors=True)
