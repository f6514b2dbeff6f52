"""What commands share: loading a build, tables and JSON on standard output, progress on standard error."""

from __future__ import annotations

import argparse
import dataclasses
import json
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph
    from kg.graph.results import Rows

T = TypeVar("T")


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
    """The build in the folder of ``--graph``."""
    from kg.api import load

    return load(arguments.graph)


def printable(text: str) -> str:
    """Without control characters: a file's name or an article's text must not steer the terminal."""
    return "".join(c if c.isprintable() else " " for c in text)


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
    """A bar on standard error with rate and remaining time; nothing where standard error is no terminal."""
    if not sys.stderr.isatty():
        return work
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    def shown() -> Iterable[T]:
        columns = (TextColumn("{task.description:10}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
            task = bar.add_task(verb, total=total)
            for one in work:
                yield one
                bar.advance(task)

    return shown()
