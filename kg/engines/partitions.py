"""Partitions: what a task made of one piece of work, as a Parquet file that any machine and any program can read.

Invariant: a partition that is there is complete (it is written under another name and then renamed), and its name tells
by what code it was made and of what: a run that comes again finds what an earlier one made, and never anything else.
What a task could not make whole gets another name, under which no run looks for it.
"""

from __future__ import annotations

import hashlib
import marshal
import os
import shutil
import socket
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg import versions
from kg.errors import KGError

if TYPE_CHECKING:
    import duckdb

Row = tuple[Any, ...]

_SKIPPED = "stage VARCHAR, reason VARCHAR, hint VARCHAR"
COLUMNS: dict[str, tuple[str, ...]] = {
    "read": (f"file BIGINT, raw BLOB, source VARCHAR, {_SKIPPED}",),
    "normalize": (
        "id VARCHAR, source VARCHAR, language VARCHAR, script VARCHAR, title VARCHAR, published VARCHAR, url VARCHAR, "
        "publisher VARCHAR, text VARCHAR, analysis BLOB, sketch BLOB",
        f"id VARCHAR, source VARCHAR, {_SKIPPED}",
    ),
    "recognize": ("id VARCHAR, mentions BLOB",),
    "relate": ("id VARCHAR, version VARCHAR, reports BLOB, titles BLOB",),
}
"""By task of `kg.engines.work` the columns of its rows; where rows are of two sorts (a document, or why there is none)
both, and the second sort is the one whose last column is given."""

_BATCH = 512

_CODE = ("store/codec.py", "engines/work.py", "engines/reading.py")
"""What makes rows of a stage's results, by files of kg."""

_PATIENCE = 10.0
"""For how many seconds a partition is waited for: a network drive shows what another machine wrote some time later."""

_ABANDONED = 7 * 86400.0
"""After how many seconds an unfinished partition is nobody's: no task takes that long, and no two clocks differ so much."""


@dataclass(frozen=True, slots=True)
class Job:
    """A piece of work whose rows go into the partition ``path``; ``version`` is that of the task's code where it was cut."""

    task: Callable[[Any], Iterable[Row]]
    work: Any
    path: str
    version: str


def job(task: Callable[[Any], Iterable[Row]], work: Any, content: Any, folder: Path) -> Job:
    """The job of a task of `COLUMNS`. ``content`` is all that the rows depend on besides the code, as plain values. What
    runs that were killed left unfinished in the folder is removed."""
    name = task.__name__
    version = _version(name)
    _sweep(folder / name)
    key = hashlib.blake2b(version.encode() + marshal.dumps(content, 2), digest_size=12)
    return Job(task, work, str(folder / name / f"{key.hexdigest()}.parquet"), version)


def write(job: Job) -> str:
    """Does a job, unless its partition is there whole, and gives the partition's path: another than the job's where rows
    say nothing (see `kg.engines.reading.read`), so that the next run tries again. Raises `KGError` where this machine
    has another version of kg, or can't write there."""
    name = job.task.__name__
    if _version(name) != job.version:
        raise KGError(
            f"{socket.gethostname()} has another version of kg than the machine that runs the command; "
            "install the same one on all machines of the cluster"
        )
    path = Path(job.path)
    return job.path if _whole(path) else str(_write(path, COLUMNS[name], job.task(job.work)))


def _version(name: str) -> str:
    """That of a task's results and of how they are packed into rows."""
    return f"{versions.stage(name)} {versions.code(*_CODE)} {COLUMNS[name]}"


@cache
def _sweep(folder: Path) -> None:
    """Once per process."""
    with suppress(OSError):
        for entry in folder.glob(".unfinished-*"):
            if time.time() - entry.stat().st_mtime > _ABANDONED:
                shutil.rmtree(entry, ignore_errors=True)


def _whole(path: Path) -> bool:
    """Whether a file is there up to the mark with which Parquet ends: a machine that lost power may leave less."""
    try:
        with path.open("rb") as file:
            file.seek(-4, os.SEEK_END)
            return file.read() == b"PAR1"
    except OSError:
        return False


def _write(path: Path, layouts: tuple[str, ...], rows: Iterable[Row]) -> Path:
    """Gives the path under which it wrote."""
    import duckdb

    columns = _columns(layouts)
    kinds = ", ".join(f"unnest(?::{kind}[])" for kind in columns.values())
    rest = (_even(row, layouts, columns) for row in rows)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".unfinished-", dir=path.parent) as place:
            unfinished = Path(place) / path.name
            with duckdb.connect(config={"threads": 1, "memory_limit": "1GB", "temp_directory": place}) as connection:
                connection.execute(f"CREATE TABLE rows ({', '.join(' '.join(pair) for pair in columns.items())})")
                while batch := list(islice(rest, _BATCH)):
                    if any(all(value is None for value in row[1:]) for row in batch):
                        path = path.with_suffix(".unseen")
                    values = [list(column) for column in zip(*batch, strict=True)]
                    connection.execute(f"INSERT INTO rows SELECT {kinds}", values)
                connection.execute(f"COPY rows TO '{_quoted(unfinished)}' (FORMAT parquet, COMPRESSION zstd)")
            with unfinished.open("rb+") as file:
                os.fsync(file.fileno())
            os.replace(unfinished, path)
            _keep(path.parent)
    except (OSError, duckdb.IOException) as error:
        raise KGError(
            f"{path.parent}: can't be written on {socket.gethostname()} ({str(error).splitlines()[0]}); "
            "--partitions needs a folder that all machines of the cluster can write to, and room in it"
        ) from None
    return path


def _keep(folder: Path) -> None:
    """Has the names in a folder on the disk, where the system can do that."""
    with suppress(OSError):
        place = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(place)
        finally:
            os.close(place)


def read(path: Path, name: str) -> Iterator[Row]:
    """The rows of a partition of the task ``name``, as the task gave them. Raises `KGError` where it can't be read."""
    import duckdb

    _await(path)
    layouts = COLUMNS[name]
    columns = ", ".join(f'"{column}"' for column in _columns(layouts))  # by name: a folder a=b must not add one
    places = [[list(_columns(layouts)).index(column) for column in _columns((layout,))] for layout in layouts]
    try:
        with _database().cursor() as cursor:
            found = cursor.execute(
                f"SELECT {columns} FROM read_parquet('{_quoted(path)}', hive_partitioning = false)"
            )
            while rows := found.fetchmany(_BATCH):
                for row in rows:
                    yield tuple(row[place] for place in places[len(places) > 1 and row[-1] is not None])
    except duckdb.Error as error:
        why = "was written, but is not there" if not path.exists() else f"can't be read ({str(error).splitlines()[0]})"
        raise KGError(
            f"{path}: {why}; --partitions needs a folder that all machines of the cluster see under the same path, this "
            "one too. Remove a partition that is damaged, and run again"
        ) from None


def _await(path: Path) -> None:
    """Waits some seconds for a partition that was written."""
    end = time.monotonic() + _PATIENCE
    while not _whole(path) and time.monotonic() < end:
        time.sleep(0.2)
        with suppress(OSError):
            os.scandir(path.parent).close()  # a network drive looks at a folder again when it is opened


@cache
def _database() -> duckdb.DuckDBPyConnection:
    """An empty database that reads files: making one takes as long as reading some of them."""
    import duckdb

    return duckdb.connect(config={"threads": 1})


@cache
def _columns(layouts: tuple[str, ...]) -> dict[str, str]:
    """Types by name, of all layouts together, each once."""
    return {name: kind for layout in layouts for name, _, kind in (part.partition(" ") for part in layout.split(", "))}


def _even(row: Row, layouts: tuple[str, ...], columns: dict[str, str]) -> Row:
    """The row with all columns."""
    layout = next((layout for layout in layouts if layout.count(",") + 1 == len(row)), layouts[0])
    values = dict(zip(_columns((layout,)), row, strict=True))
    return tuple(values.get(column) for column in columns)


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")
