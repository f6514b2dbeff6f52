"""Where the work runs: in this process, in worker processes, or on a Ray cluster.

An engine runs a task over pieces of work and gives the results in the order of the work, whatever the number of
workers: results never depend on the engine. Tasks are in `kg.engines.work`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar

from kg.registry import Registry

if TYPE_CHECKING:
    from kg.config import InputConfig
    from kg.errors import Problem
    from kg.model import Article

T = TypeVar("T")
R = TypeVar("R")


class Engine(Protocol):
    """Runs tasks. Use it in a ``with`` statement."""

    def map(self, task: Callable[[T], R], work: Iterable[T], *, helping: bool = False) -> Iterator[R]:
        """``task(piece)`` for each piece of ``work``, in its order. Workers of this machine begin at once; few pieces are taken
        ahead of what was asked for. What gives the pieces may `map`, too. ``helping``: this process, which else waits for the
        next result, does pieces meanwhile; for tasks for which it has loaded what they take, or where there is so much to do that
        loading it is worth it."""

    def prepare(self, task: Callable[[T], object], piece: T) -> None:
        """Says that the next `map` will be of ``task``: where that helps, a piece is done beside, for what it loads, and what
        comes of it is dropped."""

    def warm(self, task: Callable[[T], object], piece: T) -> None:
        """Has the workers that are there do a piece, once they are done with what they have, for what it loads; what comes of
        it is dropped."""

    def beside(self, task: Callable[[T], R], work: Iterable[T]) -> Iterator[R]:
        """As `map`, by the workers that are there, while this process goes on: for what it can do without. Nothing where there
        are none."""

    def read(
        self, path: Path, settings: InputConfig, wanted: Callable[[Path], bool], fresh: Callable[[Path], bool]
    ) -> Iterator[Article | Problem]:
        """What `kg.readers.read` gives for one input: ``wanted`` is asked for each file right before its articles come.
        ``fresh`` may be asked before, in another order, and should say the same."""

    def __enter__(self) -> Engine: ...

    def __exit__(self, *_: object) -> None:
        """Lets the workers go."""


class Maker(Protocol):
    """Makes an engine."""

    def __call__(self, workers: int | None, address: str | None, partitions: Path | None = None) -> Engine:
        """``workers``: None for as many as there are cores; ``address`` and folder for ``partitions`` are a cluster's."""


def _local(workers: int | None, address: str | None, partitions: Path | None = None) -> Engine:
    from kg.engines.local import Local

    return Local(workers)


def _ray(workers: int | None, address: str | None, partitions: Path | None = None) -> Engine:
    from kg.engines.ray import Cluster

    return Cluster(address, workers, partitions)


ENGINES: Registry[Maker] = Registry("engine", [("local", _local), ("ray", _ray)])
"""By name: what makes an engine."""

__all__ = ["ENGINES", "Engine", "Maker"]
