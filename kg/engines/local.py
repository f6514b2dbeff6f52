"""Work in processes of this machine. One worker means this very process, which for a few articles is the fastest."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import chain, islice
from typing import TypeVar

from kg.errors import KGError

T = TypeVar("T")
R = TypeVar("R")

AHEAD = 3
"""Pieces of work per worker that wait in line: enough to keep all busy, few enough to keep memory bounded."""


def cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Local:
    """Worker processes of this machine, for as long as a `map` lasts and if there is enough work for them.

    The first pieces are done in this process. On Linux the workers are forked from it afterwards, and share the memory
    of the models that it loaded for these; elsewhere they load their own, which takes more work to be worth it.
    """

    def __init__(self, workers: int | None = None) -> None:
        if workers is not None and workers < 1:
            raise KGError(f"--workers {workers}: give 1 or more")
        self.workers = workers or cores()
        self._alone = 1 if _METHOD == "fork" else 8

    def map(self, task: Callable[[T], R], work: Iterable[T]) -> Iterator[R]:
        """See `kg.engines.Engine`. Raises `KGError` where a worker was killed."""
        pieces = iter(work)
        if self.workers == 1:
            yield from map(task, pieces)
            return
        yield from map(task, islice(pieces, self._alone))
        rest = list(islice(pieces, 1))
        if not rest:
            return
        try:
            yield from self._spread(task, chain(rest, pieces))
        except BrokenProcessPool:
            raise KGError(
                "a worker process was killed, most likely for want of memory; run again with --workers 1"
            ) from None

    def _spread(self, task: Callable[[T], R], pieces: Iterator[T]) -> Iterator[R]:
        context = multiprocessing.get_context(_METHOD)
        pool = ProcessPoolExecutor(self.workers, mp_context=context, initializer=_begin)
        waiting: deque[Future[R]] = deque()
        try:
            for piece in pieces:
                waiting.append(pool.submit(task, piece))
                if len(waiting) > AHEAD * self.workers:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            pool.shutdown(cancel_futures=True)

    def __enter__(self) -> Local:
        return self

    def __exit__(self, *_: object) -> None:
        """Nothing is left to do: workers live as long as a `map`."""


_METHOD = "fork" if sys.platform == "linux" else "spawn"
"""Forked processes share the models' memory; forking is unsafe on macOS, and Windows has none."""


def _begin() -> None:
    """An interruption is for the main process to answer."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
