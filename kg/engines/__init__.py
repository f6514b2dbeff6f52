"""Where the work runs: in this process, in worker processes, or on a Ray cluster.

An engine runs a task over pieces of work and gives the results in the order of the work, whatever the number of
workers: results never depend on the engine. Tasks are in `kg.engines.work`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Protocol, TypeVar

from kg.registry import Registry

T = TypeVar("T")
R = TypeVar("R")


class Engine(Protocol):
    """Runs tasks. Use it in a ``with`` statement."""

    def map(self, task: Callable[[T], R], work: Iterable[T]) -> Iterator[R]:
        """``task(piece)`` for each piece of ``work``, in its order; takes few pieces ahead of what was asked for."""

    def __enter__(self) -> Engine: ...

    def __exit__(self, *_: object) -> None:
        """Lets the workers go."""


def _local(workers: int | None, address: str | None) -> Engine:
    from kg.engines.local import Local

    return Local(workers)


def _ray(workers: int | None, address: str | None) -> Engine:
    from kg.engines.ray import Cluster

    return Cluster(address=address, workers=workers)


ENGINES: Registry[Callable[[int | None, str | None], Engine]] = Registry("engine", [("local", _local), ("ray", _ray)])
"""By name: makes an engine from the number of workers (None: as many as there are cores) and an address."""

__all__ = ["ENGINES", "Engine"]
