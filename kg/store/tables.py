"""The tables of a store, and how a store's file is opened.

A store is one DuckDB file: transactions that survive a power cut, compressed columns, questions over more rows than
fit into memory, one process at a time. (SQLite was the other choice: safe as well, but without compression, and slower over
whole columns. One build alone passes its articles on in plain files, `kg.store.passing`; pairs are counted in numpy.)
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import KGError

if TYPE_CHECKING:
    import duckdb

FORMAT = 1
"""Version of the tables. A store of another version can't be opened."""

MEMORY = "512MB"
"""What DuckDB may use before it goes on on disk."""

RESTING = "16MB"
"""What it keeps of that when it is told to let go."""

SCHEMA = """
CREATE TABLE meta (name VARCHAR, value VARCHAR);
CREATE TABLE articles (id VARCHAR, source VARCHAR, place VARCHAR, raw BLOB);
CREATE TABLE files (place VARCHAR, stamp VARCHAR);
CREATE TABLE documents (id VARCHAR, version VARCHAR, language VARCHAR, script VARCHAR, title VARCHAR,
    published VARCHAR, url VARCHAR, publisher VARCHAR, text VARCHAR, analysis BLOB, sketch BLOB);
CREATE TABLE problems (id VARCHAR, version VARCHAR, source VARCHAR, input VARCHAR, stage VARCHAR, reason VARCHAR,
    hint VARCHAR);
CREATE TABLE found (id VARCHAR, version VARCHAR, mentions BLOB);
CREATE TABLE told (id VARCHAR, version VARCHAR, reports BLOB);
"""
"""``articles``: what was read, by article id; ``place`` is where it was found on this machine. ``files``:
those read without a problem, with size and time of change. The others hold what each
stage made of an article, with the version of what made it: `normalize` a document or a problem, `recognize` mentions,
`relate` reports (whose version covers the entities that the mentions are of). ``problems``
without id are of reading an ``input``."""


def connect(path: Path, *, create: bool) -> duckdb.DuckDBPyConnection:
    """The open file, its tables made where it is new. Raises `KGError` with what to do where that can't be."""
    import duckdb

    if not create and not path.exists():
        raise KGError(f"{path}: no such store; make one with 'kg add INPUT... --store {path}'")
    if path.is_dir():
        raise KGError(f"{path}: is a folder; a store is one file, such as corpus.kg")
    if path.is_file() and path.stat().st_size and not _is_duckdb(path):  # DuckDB would read a CSV file as a table
        raise KGError(f"{path}: not a store of kg; choose another --store")
    try:
        connection = duckdb.connect(str(path), config={"memory_limit": MEMORY, "threads": 1})
    except duckdb.IOException as error:
        raise KGError(f"{path}: {_why_not(path, str(error))}") from None
    except (duckdb.Error, duckdb.SerializationException) as error:
        raise KGError(f"{path}: can't be opened ({_first(error)}); is it a store of kg?") from None
    try:
        _prepare(connection, path)
    except BaseException:
        connection.close()
        raise
    return connection


def _is_duckdb(path: Path) -> bool:
    """Whether a file begins as those of DuckDB do; yes where it can't be read, which DuckDB says best."""
    try:
        with path.open("rb") as file:
            return file.read(12)[8:] == b"DUCK"
    except OSError:
        return True


def _prepare(connection: duckdb.DuckDBPyConnection, path: Path) -> None:
    names = {row[0] for row in connection.execute("SELECT table_name FROM information_schema.tables").fetchall()}
    if not names:
        with transaction(connection):
            connection.execute(SCHEMA)
            connection.execute("INSERT INTO meta VALUES ('format', ?)", [str(FORMAT)])
        return
    if not names >= {"meta", "articles", "files", "documents", "problems", "found", "told"}:
        raise KGError(f"{path}: a DuckDB file, but no store of kg; choose another --store")
    row = connection.execute("SELECT value FROM meta WHERE name = 'format'").fetchone()
    if row is None or row[0] != str(FORMAT):
        raise KGError(
            f"{path}: format version {row[0] if row else 'unknown'}, but this kg keeps version {FORMAT}; "
            "use the kg that made it, or make a new store with 'kg add'"
        )


def _why_not(path: Path, message: str) -> str:
    if "lock" in message.lower():
        return "another kg is working on this store; wait until it is done"
    if "valid duckdb" in message.lower():
        return "not a store of kg; choose another --store"
    folder = path.resolve().parent
    if not folder.is_dir():
        return f"there is no folder {folder}; make it first"
    if not os.access(path if path.exists() else folder, os.W_OK):
        return "can't be written; change its permissions, or choose another --store"
    return f"can't be opened ({_first(message)})"


def _first(error: object) -> str:
    return str(error).strip().split("\n")[0]


@contextmanager
def transaction(connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """All that is done inside is kept, or nothing of it. Raises `KGError` where the disk is full or read-only."""
    import duckdb

    connection.execute("BEGIN")
    try:
        yield
        connection.execute("COMMIT")
    except (duckdb.IOException, duckdb.TransactionException, duckdb.FatalException) as error:
        _undo(connection)  # a commit that can't be written ends the transaction, or the whole connection
        raise KGError(
            f"the store can't be written ({_first(error)}); what was committed before is safe: make room, and run again"
        ) from None
    except BaseException:
        _undo(connection)
        raise


def _undo(connection: duckdb.DuckDBPyConnection) -> None:
    import duckdb

    with suppress(duckdb.Error):  # where it was the commit that failed, nothing is left to undo
        connection.execute("ROLLBACK")


def insert(connection: duckdb.DuckDBPyConnection, table: str, rows: Sequence[Sequence[Any]]) -> None:
    """Rows into a table, column by column: row by row takes a hundred times as long."""
    if not rows:
        return
    kinds = [row[2] for row in connection.execute(f"PRAGMA table_info('{table}')").fetchall()]
    columns = ", ".join(f"unnest(?::{kind}[])" for kind in kinds)
    values = [list(column) for column in zip(*rows, strict=True)]
    connection.execute(f"INSERT INTO {table} SELECT {columns}", values)


def delete(connection: duckdb.DuckDBPyConnection, table: str, ids: Sequence[str]) -> None:
    """The rows of these articles."""
    if ids:
        connection.execute(f"DELETE FROM {table} WHERE id IN (SELECT unnest(?::VARCHAR[]))", [list(ids)])


def get(connection: duckdb.DuckDBPyConnection, name: str) -> Any:
    """A value of the ``meta`` table, None where it isn't there."""
    row = connection.execute("SELECT value FROM meta WHERE name = ?", [name]).fetchone()
    return None if row is None else json.loads(row[0])


def put(connection: duckdb.DuckDBPyConnection, name: str, value: object) -> None:
    """Keeps a value in the ``meta`` table."""
    connection.execute("DELETE FROM meta WHERE name = ?", [name])
    connection.execute("INSERT INTO meta VALUES (?, ?)", [name, json.dumps(value, sort_keys=True)])
