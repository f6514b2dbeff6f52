"""How Python is set for much work on one core: its collector of cycles, and threads of products of matrices."""

from __future__ import annotations

import atexit
import gc
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn

COLLECTION = (3_000_000, 10, 20)
"""Thresholds of Python's collector of cycles. Tables and models are half a million objects that stay: with its own (700,
10, 10) it would look through them all over and again, a fifth of the time of a start and a tenth of that of a build; with
a million, once in a thousand articles, which takes as long as twenty of them. Hardly anything that kg makes is in cycles:
peak memory is the same."""

THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
"""How many threads one product of matrices takes: one, where the user doesn't say. Ours are small, and work is spread over
processes: on two busy cores threads that wait for each other more than doubled the time of a build."""


def settle() -> None:
    """Sets a process that is kg's own, before it imports numpy."""
    for name in THREADS:
        os.environ.setdefault(name, "1")  # numpy reads it when it is imported, which is later
    gc.set_threshold(*COLLECTION)


@contextmanager
def collecting_seldom() -> Iterator[None]:
    """For a while, in a process that is somebody else's, Python's collector of cycles looks as seldom as in our own."""
    before = gc.get_threshold()
    if 0 < before[0] < COLLECTION[0]:
        gc.set_threshold(*COLLECTION)
    try:
        yield
    finally:
        gc.set_threshold(*before)


def leave(status: int) -> NoReturn:
    """Ends the process with this exit status, at once: else Python takes tables and models apart object by object, which is
    a sixth of the time of a short command. What was registered for the end is done, and what was printed is written."""
    atexit._run_exitfuncs()
    try:
        for stream in (sys.stdout, sys.stderr):
            if stream is not None:  # it is None where the process was started without it
                stream.flush()
    except (OSError, ValueError):  # nobody reads it any more, or it is closed: Python's own way to end knows what to do
        raise SystemExit(status) from None
    os._exit(status)
