"""The pool of worker processes: Python's own, with what it lacks."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable
from concurrent.futures import Future, InvalidStateError, ProcessPoolExecutor
from contextlib import suppress
from multiprocessing.connection import wait
from typing import Any, TypeVar

from kg import machine

T = TypeVar("T")
R = TypeVar("R")

METHOD = "fork" if sys.platform == "linux" else "spawn"
"""Forked processes share the models' memory; forking is unsafe on macOS, and Windows has none."""

PIPE = 1 << 20
"""Bytes that lie between this process and workers at most, each way: more than most pieces of work have. In what Linux gives
unasked, 64 KiB, a worker whose piece is larger waits until a thread of this process has time to take it."""


def pool_of(workers: int) -> ProcessPoolExecutor:
    """A pool of so many processes, which begin with the first piece."""
    pool = ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context(METHOD), initializer=begin)
    for pipe in pipes(pool):
        with suppress(ImportError, AttributeError, OSError):  # another system, or one that doesn't let us
            import fcntl

            fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, PIPE)
    return pool


def pipes(pool: ProcessPoolExecutor) -> list[int]:
    """The pipes to and from the workers of a pool that is new; none where this version of Python keeps them elsewhere."""
    inner: Any = pool
    try:
        return [queue._writer.fileno() for queue in (inner._call_queue, inner._result_queue)]
    except AttributeError:
        return []


class _Spare(Future[R]):
    """A piece that may be cancelled. Where a worker was killed, the pool of Python 3.11 fails at those, and leaves the other
    workers behind (later ones know better)."""

    def set_exception(self, exception: BaseException | None) -> None:
        with suppress(InvalidStateError):
            super().set_exception(exception)


def submitted(pool: ProcessPoolExecutor, task: Callable[[T], R], piece: T) -> Future[R]:
    """What the pool will give for a piece; it may be cancelled."""
    future = pool.submit(task, piece)
    future.__class__ = _Spare
    return future


def begin() -> None:
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
