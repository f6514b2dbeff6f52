"""Work on a Ray cluster: any number of machines that can import this version of kg. Needs ``pip install 'kg[ray]'``."""

from __future__ import annotations

import socket
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar

from kg.errors import KGError

T = TypeVar("T")
R = TypeVar("R")

AHEAD = 4
"""Pieces of work per processor of the cluster that wait in line."""

RETRIES = 5
"""How often a piece of work is done again whose worker was lost."""


class Cluster:
    """The workers of a Ray cluster; without an address, of one that is started on this machine and ends with us."""

    def __init__(self, address: str | None = None, workers: int | None = None) -> None:
        try:
            import ray
        except ImportError:
            raise KGError("--engine ray needs Ray: pip install 'kg[ray]'; without it leave --engine out") from None
        self._ray = ray
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

    def map(self, task: Callable[[T], R], work: Iterable[T]) -> Iterator[R]:
        """See `kg.engines.Engine`. Pieces of lost workers are done again. Raises `KGError` where that doesn't help."""
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
