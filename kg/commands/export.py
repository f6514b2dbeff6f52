"""``kg export``, and the options that say what graph files show."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from kg.commands.printing import command, load, print_json
from kg.errors import ConfigError
from kg.model import STATUSES


def add_to(adding: Any) -> None:
    """The command and its options."""
    parser = command(adding, "export", export, "write the graph in one format")
    parser.add_argument(
        "--format", required=True, metavar="FORMAT", help="one of those in README.md; a wrong one is answered with all"
    )
    parser.add_argument(
        "--out", type=Path, metavar="DIR", default=Path("."), help="folder to write into (default: this one)"
    )
    add_selection(parser)


def add_selection(parser: argparse.ArgumentParser) -> None:
    """Options for what graph files show."""
    parser.add_argument(
        "--min-weight", type=int, metavar="N", help="leave co-mentions below this weight out of the graph files"
    )
    parser.add_argument(
        "--status",
        action="append",
        choices=STATUSES,
        help="meetings that the graph files show (repeatable; default: held)",
    )
    parser.add_argument("--event-nodes", action="store_true", help="meetings as nodes of their own in the graph files")


def selection(arguments: argparse.Namespace) -> dict[str, Any]:
    """What graph files show, as options of the exporters; what wasn't asked for keeps its default."""
    statuses = {"statuses": tuple(dict.fromkeys(arguments.status))} if arguments.status else {}
    return {"event_nodes": arguments.event_nodes} | statuses


def min_weight(arguments: argparse.Namespace) -> int:
    """What ``--min-weight`` asks for, 0 where it is for the size of the build to choose. Raises `ConfigError`."""
    weight: int = arguments.min_weight or 0
    if weight < 0:
        raise ConfigError(f"--min-weight {weight}: give 1 or more, or 0 to choose by the size of the build")
    return weight


def export(arguments: argparse.Namespace) -> None:
    """Writes one format."""
    from kg import exporters

    exporters.EXPORTERS[arguments.format]  # a wrong one is an error before anything is read
    weight = min_weight(arguments)
    written = exporters.export_one(
        load(arguments).build, arguments.format, arguments.out, min_weight=weight, **selection(arguments)
    )
    if arguments.json:
        print_json({"written": [str(path) for path in written]})
    for path in () if arguments.json else written:
        print(f"wrote    {path}")
