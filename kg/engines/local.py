"""Work in processes of this machine. One worker means this very process, which for a few articles is the fastest."""

from __future__ import annotations

import multiprocessing
import os
import sys
import weakref
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from itertools import chain, islice
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar, cast

from kg.config import InputConfig
from kg.engines.pool import METHOD, begin, pool_of, submitted
from kg.errors import KGError, Problem
from kg.model import Article

if TYPE_CHECKING:
    from kg.engines.reading import Piece

T = TypeVar("T")
R = TypeVar("R")

_KILLED = "a worker process was killed, most likely for want of memory; run again with --workers 1"

FEW, SMALL = 64, 400_000
"""So many files, and so many bytes of them, a worker reads at a time: some hundredths of a second, and little to send."""

AHEAD = 8
"""Pieces of work per worker that wait in line: enough to keep all busy, few enough, of a megabyte at most, to keep memory
bounded."""

BEHIND = 10
"""How much a job aside gives way to the process that it is done beside (`os.nice`), which has most to do."""

SWITCH = 0.0005
"""Seconds after which a thread of this process lets the others go on (`sys.setswitchinterval`), while there are workers or
something is prepared: those that send and take pieces have little to do, and workers wait for it."""


def cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Local:
    """This process and workers beside it, ``workers`` in all, if there is enough work for them. They stay for the next `map`,
    unless something was prepared for that in this process, and end with the ``with`` statement.

    On Linux workers are forked from this process, and share the memory of the models that it loaded before: for what it
    prepared, or for the first piece, which is done in it. Elsewhere they load their own, which takes more work to be worth
    it.
    """

    def __init__(self, workers: int | None = None) -> None:
        if workers is not None and workers < 1:
            raise KGError(f"--workers {workers}: give 1 or more")
        self.workers = workers or cores()
        self._others = max(1, self.workers - 1)
        self._alone = 1 if METHOD == "fork" else 8
        self._preparing: ThreadPoolExecutor | None = None
        self._begun: Future[object] | None = None
        self._pool: ProcessPoolExecutor | None = None
        self._maps = 0
        """How many `map` are under way that use the pool."""
        self._calming: weakref.finalize[..., Local] | None = None
        """Sets back how often threads change, which is ours now (see `SWITCH`); also when nobody ends this engine."""

    def map(self, task: Callable[[T], R], work: Iterable[T], *, helping: bool = False) -> Iterator[R]:
        """See `kg.engines.Engine`. Raises `KGError` where a worker was killed, now or later."""
        pieces = iter(work)
        if self.workers == 1:
            return map(task, pieces)
        if self._pool is not None and self._maps:  # reading goes on while what was read is normalized
            return self._spread(task, pieces, helping)
        if self._preparing is not None:
            self._let_go()  # what was prepared, workers that are forked now will have
        ready = self._prepared()
        first = list(islice(pieces, 1 if ready or self._pool else self._alone))
        rest = list(islice(pieces, 1))
        if not rest:
            return map(task, first)
        if ready or self._pool:  # that may be made by now: what gives the pieces may have work done, too
            return self._spread(task, chain(first, rest, pieces), helping)
        return chain(list(map(task, first)), self._spread(task, chain(rest, pieces), helping))

    def prepare(self, task: Callable[[T], object], piece: T) -> None:
        """See `kg.engines.Engine`. In a thread, while this process does little but wait for its workers; the next ones share
        what it loads."""
        if self.workers > 1 and METHOD == "fork":
            self._hurry()
            self._preparing = self._preparing or ThreadPoolExecutor(1)
            self._begun = self._preparing.submit(task, piece)

    def warm(self, task: Callable[[T], object], piece: T) -> None:
        """See `kg.engines.Engine`. Each worker that has nothing to do takes one; who is busy for longer, none."""
        with self._working():
            for _ in range(self._others if self._pool is not None else 0):
                assert self._pool is not None
                self._pool.submit(task, piece)

    def beside(self, task: Callable[[T], R], work: Iterable[T]) -> Iterator[R]:
        """See `kg.engines.Engine`. Raises `KGError` where a worker was killed, now or later."""
        with self._working():
            pool = self._pool
            waiting = [pool.submit(task, piece) for piece in work] if pool is not None else []
        return self._told(waiting)

    def _told(self, waiting: Iterable[Future[R]]) -> Iterator[R]:
        """The results. Who wants no more of them leaves the workers to others."""
        try:
            for one in waiting:
                yield one.result()
        except BrokenProcessPool:
            self._let_go()
            raise KGError(_KILLED) from None

    def _prepared(self, *, cancelled: bool = False) -> bool:
        """Waits for what is prepared, or only for what was begun: no process is forked while threads run. Gives whether
        there was anything."""
        if self._preparing is None:
            return False
        try:
            self._preparing.shutdown(cancel_futures=cancelled)
        finally:
            self._preparing = self._begun = None
            self._calm()
        return True

    def _let_go(self) -> None:
        """Ends the workers, when they are done with what they have begun."""
        self._maps = 0
        pool, self._pool = self._pool, None
        if pool is not None:
            try:
                pool.shutdown(cancel_futures=True)
            finally:
                self._calm()

    def _hurry(self) -> None:
        """Has Python change threads more often."""
        before = sys.getswitchinterval()
        if self._calming is None and before > SWITCH:  # else it is the user's, or another engine's
            self._calming = weakref.finalize(self, _set_back, before)
            sys.setswitchinterval(SWITCH)

    def _calm(self) -> None:
        """Sets back what `_hurry` set, where nothing needs it any more."""
        if self._calming is not None and self._pool is None and self._preparing is None:
            self._calming()
            self._calming = None

    def read(
        self, path: Path, settings: InputConfig, wanted: Callable[[Path], bool], fresh: Callable[[Path], bool]
    ) -> Iterator[Article | Problem]:
        """See `kg.engines.Engine`. In this process, where there is nobody else, or some of it was read before; else workers read
        what is small. Large files and archives are read here: article by article, never all of one at a time."""
        from kg import readers

        if self.workers > 1 and path.is_dir():
            from kg.engines import reading

            pieces = reading.pieces(path, fresh, (FEW, SMALL), SMALL)
            first = next(pieces, ())
            if len(reading.chosen(first)) == len(first):
                return self._read(chain([first], pieces), path, settings, wanted)
        return readers.read([path], settings, wanted)

    def _read(
        self, pieces: Iterator[Piece], path: Path, settings: InputConfig, wanted: Callable[[Path], bool]
    ) -> Iterator[Article | Problem]:
        from kg import readers
        from kg.engines import reading

        waiting: deque[Piece] = deque()
        sources, name = readers.Sources(), path.resolve().name

        def files() -> Iterator[reading.Files]:
            for piece in pieces:
                waiting.append(piece)
                yield reading.Files(settings, reading.chosen(piece))

        read = self.map(reading.rows, files())  # now: nobody forks later, when a progress bar may have its thread

        def taken() -> Iterator[Article | Problem]:
            for rows in read:
                for thing in reading.taken(waiting.popleft(), rows, wanted, settings):
                    yield thing if isinstance(thing, Problem) else sources.unique(thing, name)

        return taken()

    @contextmanager
    def aside(self, job: Callable[[], R]) -> Iterator[Callable[[], R]]:
        """Starts a job beside what is done inside the ``with`` statement, in a process of its own that has all that this one
        has; gives what waits for its result. With one worker, and where processes can't be forked, the job is done when it
        is waited for. A job that nobody waited for is ended. Raises what the job raised."""
        if self.workers == 1 or METHOD != "fork":
            yield job
            return
        self._let_go()
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

    def _spread(self, task: Callable[[T], R], pieces: Iterator[T], helping: bool) -> Iterator[R]:
        """Has the workers begin, and gives what gives their results."""
        with self._working():
            if self._pool is None:
                self._pool = pool_of(self._others)
                self._hurry()
            pool = self._pool
            self._maps += 1
            waiting = deque((submitted(pool, task, piece), piece) for piece in islice(pieces, AHEAD * self.workers))
        return self._results(pool, task, pieces, waiting, helping)

    def _results(
        self, pool: ProcessPoolExecutor, task: Callable[[T], R], pieces: Iterator[T], waiting: deque[tuple[Future[R], T]],
        helping: bool,
    ) -> Iterator[R]:
        helped: dict[Future[R], R] = {}
        with self._working():
            while waiting:
                if helping:
                    self._help(task, waiting, helped)
                first, _ = waiting.popleft()
                for piece in islice(pieces, 1):
                    waiting.append((submitted(pool, task, piece), piece))
                yield helped.pop(first) if first in helped else first.result()
            self._maps = max(0, self._maps - 1)  # the workers may have been let go meanwhile, and it with them

    def _help(self, task: Callable[[T], R], waiting: Iterable[tuple[Future[R], T]], helped: dict[Future[R], R]) -> None:
        """Until the first result is there, does pieces that no worker has begun, the next one first: the last ones are done
        at the same time then, here and by workers. A thread that prepares has this process to itself."""
        first, _ = next(iter(waiting))
        while not (first.done() or (self._begun and not self._begun.done())):
            spare = next((own for own in waiting if own[0] not in helped and own[0].cancel()), None)
            if spare is None:
                return
            helped[spare[0]] = task(spare[1])

    @contextmanager
    def _working(self) -> Iterator[None]:
        """Ends the workers where what is done inside fails, or nobody wants its results any more."""
        try:
            yield
        except BrokenProcessPool:
            self._let_go()
            raise KGError(_KILLED) from None
        except BaseException:
            self._let_go()
            raise

    def __enter__(self) -> Local:
        return self

    def __exit__(self, *_: object) -> None:
        """Ends the workers."""
        try:
            self._prepared(cancelled=True)
        finally:
            self._let_go()


def _set_back(interval: float) -> None:
    if sys.getswitchinterval() == SWITCH:  # nobody set another one meanwhile
        sys.setswitchinterval(interval)


def _tell(job: Callable[[], object], to: Connection) -> None:
    """Does a job in a process of its own, and sends what it raised or made."""
    begin()
    if hasattr(os, "nice"):
        os.nice(BEHIND)
    try:
        told: tuple[Exception | None, object] = (None, job())
    except (KGError, OSError, ValueError) as error:
        told = (error, None)
    to.send(told)
