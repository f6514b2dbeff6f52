"""Work in processes of this machine. One worker means this very process, which for a few articles is the fastest."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from itertools import chain, islice
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import TypeVar, cast

from kg import machine
from kg.config import InputConfig
from kg.errors import KGError, Problem
from kg.model import Article

T = TypeVar("T")
R = TypeVar("R")

_KILLED = "a worker process was killed, most likely for want of memory; run again with --workers 1"

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
        self._preparing: ThreadPoolExecutor | None = None

    def map(self, task: Callable[[T], R], work: Iterable[T]) -> Iterator[R]:
        """See `kg.engines.Engine`. Raises `KGError` where a worker was killed."""
        pieces = iter(work)
        if self.workers == 1:
            yield from map(task, pieces)
            return
        self._prepared()
        yield from map(task, islice(pieces, self._alone))
        rest = list(islice(pieces, 1))
        if not rest:
            return
        try:
            yield from self._spread(task, chain(rest, pieces))
        except BrokenProcessPool:
            raise KGError(_KILLED) from None

    def prepare(self, task: Callable[[T], object], piece: T) -> None:
        """See `kg.engines.Engine`. In a thread, while this process does little but wait for its workers; the next ones share
        what it loads."""
        if self.workers > 1 and _METHOD == "fork":
            self._preparing = self._preparing or ThreadPoolExecutor(1)
            self._preparing.submit(task, piece)

    def _prepared(self, *, cancelled: bool = False) -> None:
        """Waits for what is prepared, or only for what was begun: no process is forked while threads run."""
        if self._preparing is not None:
            self._preparing.shutdown(cancel_futures=cancelled)
            self._preparing = None

    def read(
        self, path: Path, settings: InputConfig, wanted: Callable[[Path], bool], fresh: Callable[[Path], bool]
    ) -> Iterator[Article | Problem]:
        """See `kg.engines.Engine`. In this process: it takes a fiftieth of the time of what follows."""
        from kg import readers

        return readers.read([path], settings, wanted)

    @contextmanager
    def aside(self, job: Callable[[], R]) -> Iterator[Callable[[], R]]:
        """Starts a job beside what is done inside the ``with`` statement, in a process of its own that has all that this one
        has; gives what waits for its result. With one worker, and where processes can't be forked, the job is done when it
        is waited for. A job that nobody waited for is ended. Raises what the job raised."""
        if self.workers == 1 or _METHOD != "fork":
            yield job
            return
        self._prepared()
        context = multiprocessing.get_context("fork")
        here, there = context.Pipe(duplex=False)
        process = context.Process(target=_tell, args=(job, there))
        process.start()
        there.close()

        def result() -> R:
            try:
                error, made = here.recv()
            except EOFError:
                process.join()
                if process.exitcode == 1:  # a bug, whose trace it has printed
                    raise RuntimeError(f"the job in process {process.pid} failed, see above") from None
                raise KGError(_KILLED) from None
            if error is not None:
                raise error
            return cast(R, made)

        try:
            yield result
        finally:
            process.kill()
            process.join()
            here.close()

    def _spread(self, task: Callable[[T], R], pieces: Iterator[T]) -> Iterator[R]:
        context = multiprocessing.get_context(_METHOD)
        pool = ProcessPoolExecutor(self.workers, mp_context=context, initializer=_begin)
        waiting: deque[Future[R]] = deque()
        try:
            for piece in pieces:
                self._prepared()  # the first piece that is submitted makes the processes
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
        """Workers live as long as a `map`."""
        self._prepared(cancelled=True)


_METHOD = "fork" if sys.platform == "linux" else "spawn"
"""Forked processes share the models' memory; forking is unsafe on macOS, and Windows has none."""


def _begin() -> None:
    """An interruption is for the main process to answer. A worker ends when that process was killed: it would wait for
    work for ever. What it has from that process stays: looking through it for garbage would copy the memory it shares."""
    machine.settle()
    gc.freeze()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    main = multiprocessing.parent_process()
    if main is not None:
        threading.Thread(target=_end_with, args=(main.sentinel,), daemon=True).start()


def _end_with(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)


def _tell(job: Callable[[], object], to: Connection) -> None:
    """Does a job in a process of its own, and sends what it raised or made."""
    _begin()
    try:
        told: tuple[Exception | None, object] = (None, job())
    except (KGError, OSError, ValueError) as error:
        told = (error, None)
    to.send(told)
