"""What commands share: loading a build, tables and JSON on standard output, progress on standard error."""

from __future__ import annotations

import argparse
import dataclasses
import json
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph
    from kg.graph.results import Rows

T = TypeVar("T")

LONG_STAGE = 2.0
"""Seconds from which on a stage's time is worth a line."""


def command(
    adding: Any, name: str, run: Callable[[argparse.Namespace], int | None], text: str, *, graph: bool = True
) -> argparse.ArgumentParser:
    """The parser of one command, with ``--json``, and ``--graph`` where the command asks a build."""
    parser: argparse.ArgumentParser = adding.add_parser(name, help=text, description=text[0].upper() + text[1:] + ".")
    parser.set_defaults(run=run)
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    if graph:
        parser.add_argument(
            "--graph",
            type=Path,
            default=Path("exports"),
            metavar="DIR",
            help="folder that 'kg build' wrote (default: exports)",
        )
    return parser


def load(arguments: argparse.Namespace) -> KnowledgeGraph:
    """The build in the folder of ``--graph``, or the store of ``--store``."""
    from kg.api import load

    store = getattr(arguments, "store", None)
    if store is not None and not store.is_file():
        from kg.store import Corpus

        Corpus.open(store, create=False).close()  # says what is wrong with it
    return load(store or arguments.graph, progress=progress)


def printable(text: str) -> str:
    """Without control characters: a file's name or an article's text must not steer the terminal."""
    return "".join(c if c.isprintable() else " " for c in text)


def print_line(text: str) -> None:
    """A line at once, also where standard output is a file or a pipe that somebody follows."""
    print(text, flush=True)


def print_rows(arguments: argparse.Namespace, rows: Rows[Any]) -> None:
    """A table, or JSON where it was asked for."""
    if arguments.json:
        print_json(rows.to_records())
    else:
        print(rows)


def plain(value: Any) -> dict[str, Any]:
    """A dataclass as JSON takes it."""
    return dataclasses.asdict(value)


def print_json(value: object) -> None:
    """Indented, in the letters of every script."""
    print(json.dumps(value, ensure_ascii=False, indent=2))


def progress(work: Iterable[T], verb: str, total: int | None) -> Iterable[T]:
    """A bar on standard error with rate and remaining time, and at the end of a stage of some seconds a line that says
    how long it took; nothing where standard error is no terminal."""
    if not sys.stderr.isatty():
        return work
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    def shown() -> Iterable[T]:
        console = Console(stderr=True)
        columns = (
            TextColumn("{task.description:10}"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[rate]}"),
            TimeElapsedColumn() if total is None else TimeRemainingColumn(),
        )
        begun = time.monotonic()
        done = 0
        with Progress(*columns, console=console, transient=True) as bar:
            task = bar.add_task(verb, total=total, rate="")
            for one in work:
                yield one
                done += 1
                bar.update(task, advance=1, rate=_rate(done, time.monotonic() - begun))
        seconds = time.monotonic() - begun
        if seconds >= LONG_STAGE:
            console.print(f"{verb:10} {done:,} in {seconds:,.0f} s, {_rate(done, seconds)}", highlight=False)

    return shown()


def _rate(done: int, seconds: float) -> str:
    """How many a second, or a minute where that is few."""
    per_second = done / max(seconds, 0.001)
    if per_second < 0.5:
        return f"{per_second * 60:.1f}/min"
    return f"{per_second:,.0f}/s" if per_second >= 10 else f"{per_second:.1f}/s"
