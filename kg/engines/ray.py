"""Work on a Ray cluster: any number of machines that can import this version of kg. Needs ``pip install 'kg[ray]'``.

Tasks write what they make into partitions (Parquet files in a folder that all machines see), and the machine that runs
the command takes it from there.
"""

from __future__ import annotations

import socket
import tempfile
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, TypeVar, cast

from kg import versions
from kg.config import InputConfig
from kg.engines import partitions, reading, work
from kg.errors import KGError, Problem
from kg.model import Article

T = TypeVar("T")
R = TypeVar("R")

AHEAD = 2
"""Pieces of work per processor of the cluster that wait in line."""

RETRIES = 5
"""How often a piece of work is done again whose worker was lost."""

LEAST, MOST, SHARE = 64, 2048, 32
"""Articles per task: as many as were given out before, divided by ``SHARE``, between ``LEAST`` and ``MOST``. Few at
first, so that all have work soon; many in the end, so that 10^8 articles make 50,000 partitions per stage and not
1.5 million. The number of machines plays no part: another cluster goes on with the same partitions."""


class Cluster:
    """The workers of a Ray cluster; without an address, of one that is started on this machine and ends with us.

    ``folder`` is for the partitions: all machines must see it under this path. It is kept, and what is there of an
    earlier run is not made again; without it they lie in a temporary folder, which is enough for one machine.
    """

    def __init__(self, address: str | None = None, workers: int | None = None, folder: Path | None = None) -> None:
        try:
            import ray
        except ImportError:
            raise KGError("--engine ray needs Ray: pip install 'kg[ray]'; without it leave --engine out") from None
        self._ray: Any = ray
        self._own = not ray.is_initialized()
        if self._own:
            _reachable(address)
            own: dict[str, Any] = {} if address else {"num_cpus": workers, "include_dashboard": False}
            try:
                ray.init(address=address or "local", log_to_driver=False, configure_logging=False, **own)
            except (ConnectionError, ValueError, RuntimeError) as error:
                raise KGError(
                    f"no Ray cluster at {address or 'this machine'} ({str(error).splitlines()[0]}); "
                    "start one with 'ray start --head', and give its --address"
                ) from None
        self._temporary: tempfile.TemporaryDirectory[str] | None = None
        try:
            self._folder = self._shared(folder, address)
        except BaseException:
            self.__exit__()
            raise

    def _shared(self, folder: Path | None, address: str | None) -> Path:
        """The folder for partitions. Raises `KGError` where there are several machines and none was given."""
        if folder is not None:
            return folder.absolute()
        machines = {node["NodeManagerAddress"] for node in self._ray.nodes() if node["Alive"]}
        if len(machines) > 1 or (address or "").startswith("ray://"):
            raise KGError(
                f"{len(machines)} machines work on this; give --partitions DIR, a folder that they and this one see "
                "under the same path, such as one on a network drive"
            )
        self._temporary = tempfile.TemporaryDirectory(prefix="kg-partitions-")
        return Path(self._temporary.name)

    def map(self, task: Callable[[T], R], work: Iterable[T], *, helping: bool = False) -> Iterator[R]:
        """See `kg.engines.Engine`: this process does no pieces. Those of lost workers are done again. Raises `KGError` where
        that doesn't help."""
        name = task.__name__
        if name not in partitions.COLUMNS:
            yield from self._spread(task, work)
            return
        for done in self._spread(partitions.write, self._jobs(task, work)):
            yield cast(R, list(partitions.read(Path(done), name)))

    def prepare(self, task: Callable[[Any], object], piece: object) -> None:
        """Nothing: tasks load what they need where they run."""

    def warm(self, task: Callable[[Any], object], piece: object) -> None:
        """Nothing, as `prepare`."""

    def beside(self, task: Callable[[T], R], work: Iterable[T]) -> Iterator[R]:
        """Nothing: to send it around takes longer."""
        return iter(())

    def read(
        self, path: Path, settings: InputConfig, wanted: Callable[[Path], bool], fresh: Callable[[Path], bool]
    ) -> Iterator[Article | Problem]:
        """See `kg.engines.Engine`. Files are read by tasks; an archive by one, since most can only be read in order."""
        from kg import readers

        waiting: deque[reading.Piece] = deque()

        def jobs() -> Iterator[partitions.Job]:
            for piece in reading.pieces(path, fresh):
                waiting.append(piece)
                files = reading.Files(settings, reading.chosen(piece))
                yield partitions.job(reading.read, files, files.content(), self._folder)

        (path,) = readers.checked([path])
        sources, name = readers.Sources(), path.resolve().name
        for done in self._spread(partitions.write, jobs()):
            rows = partitions.read(Path(done), "read")
            for thing in reading.taken(waiting.popleft(), rows, wanted, settings):
                yield thing if isinstance(thing, Problem) else sources.unique(thing, name)

    def _jobs(self, task: Any, pieces: Iterable[Any]) -> Iterator[partitions.Job]:
        version = ""
        for piece in work.joined(pieces, lambda given: min(MOST, max(LEAST, given // SHARE))):
            version = version or versions.recognizing(piece.config)
            content = (version, piece.things)
            yield partitions.job(task, piece, content, self._folder)

    def _spread(self, task: Callable[[T], R], work: Iterable[T]) -> Iterator[R]:
        ray = self._ray
        # retry_exceptions stays off: an exception of ours is a bug and must be seen, a lost worker is none
        remote = ray.remote(max_retries=RETRIES)(task)
        most = AHEAD * max(1, int(ray.cluster_resources().get("CPU", 1)))
        waiting: deque[Any] = deque()
        try:
            for piece in work:
                waiting.append(remote.remote(piece))
                if len(waiting) > most:
                    yield ray.get(waiting.popleft())
            while waiting:
                yield ray.get(waiting.popleft())
        except ray.exceptions.RayTaskError as error:
            if isinstance(error.cause, KGError):  # as it was raised: Ray's own text is a trace of another machine
                raise error.cause from None
            raise
        except (ray.exceptions.WorkerCrashedError, ray.exceptions.OutOfMemoryError) as error:
            raise KGError(
                f"workers of the Ray cluster were lost {RETRIES + 1} times over one piece of work "
                f"({str(error).splitlines()[0]}); give the machines more memory, or the tasks fewer processors"
            ) from None

    def __enter__(self) -> Cluster:
        return self

    def __exit__(self, *_: object) -> None:
        """Leaves the cluster."""
        if self._own:
            self._ray.shutdown()
        if self._temporary is not None:
            self._temporary.cleanup()


def _reachable(address: str | None) -> None:
    """Raises `KGError` where nobody answers at a ``host:port``: Ray itself would try for many minutes."""
    host, _, port = (address or "").removeprefix("ray://").rpartition(":")
    if not host or not port.isdigit():
        return
    try:
        socket.create_connection((host, int(port)), timeout=10).close()
    except OSError as error:
        raise KGError(
            f"no Ray cluster at {address} ({error.strerror or error}); start one with 'ray start --head', and give its --address"
        ) from None
