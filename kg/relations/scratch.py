"""A DuckDB database for what is too much to count in memory: in a temporary folder, gone with the object."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from kg.rows import folder_of, room_for

if TYPE_CHECKING:
    from numpy.typing import NDArray

MEMORY = "1GB"
"""What DuckDB may use before it goes on on disk."""

FLUSHED = 50_000
"""Rows that are written together: one by one takes a hundred times as long."""

_FETCHED = 1024


class Scratch:
    """An open database. One thread: work is spread over processes, and results must not depend on it."""

    def __init__(self) -> None:
        import duckdb

        self._folder = folder_of(self)
        config: dict[str, Any] = {"memory_limit": MEMORY, "threads": 1, "temp_directory": str(self._folder)}
        with room_for(self._folder):
            self._connection = duckdb.connect(str(self._folder / "scratch.db"), config=config)
        self._waiting: dict[str, list[Sequence[object]]] = {}

    def execute(self, query: str, values: Sequence[object] = ()) -> None:
        """Runs a statement."""
        with room_for(self._folder):
            self._connection.execute(query, list(values))

    def rows(self, query: str, values: Sequence[object] = ()) -> Iterator[tuple[Any, ...]]:
        """Rows as they come, while other queries may run."""
        cursor = self._connection.cursor()
        try:
            with room_for(self._folder):
                cursor.execute(query, list(values))
            while rows := cursor.fetchmany(_FETCHED):
                yield from rows
        finally:
            cursor.close()

    def columns(self, query: str) -> list[NDArray[Any]]:
        """All rows at once, column by column."""
        import numpy as np

        with room_for(self._folder):
            return [np.asarray(column) for column in self._connection.execute(query).fetchnumpy().values()]

    def add(self, table: str, rows: Sequence[Sequence[object]]) -> None:
        """Rows for a table, which are in it after `flush`."""
        waiting = self._waiting.setdefault(table, [])
        waiting += rows
        if len(waiting) >= FLUSHED:
            self.flush(table)

    def flush(self, table: str) -> None:
        """Writes what waits."""
        rows = self._waiting.pop(table, None)
        if not rows:
            return
        batch = {f"c{number}": _column(values) for number, values in enumerate(zip(*rows, strict=True))}
        self._connection.register("batch", batch)
        self.execute(f"INSERT INTO {table} SELECT * FROM batch")
        self._connection.unregister("batch")


def steps(keys: Sequence[int], work: Sequence[int], size: int) -> list[int]:
    """Where each step of a long query begins, and the end of the last: ascending keys whose work together is about
    ``size``."""
    starts = [keys[0]] if keys else []
    done = 0
    for key, own in zip(keys, work, strict=True):
        if done and done + own > size:
            starts.append(key)
            done = 0
        done += own
    return [*starts, keys[-1] + 1] if keys else []


def _column(values: Sequence[object]) -> NDArray[Any]:
    """Numbers as numbers; anything else, and what may be missing, as objects."""
    import numpy as np

    kind = set(map(type, values))
    return np.array(values, dtype=np.int64 if kind <= {int, bool} else np.float64 if kind == {float} else object)
