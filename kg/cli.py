"""The command ``kg``: parse arguments, call one function, print. Tables for people, ``--json`` for pipes."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from kg import commands
from kg.errors import KGError
from kg.model import STATUSES


def main(argv: Sequence[str] | None = None) -> int:
    """Exit status: 0 done, 2 nothing could be done (the reason goes to standard error), 130 interrupted."""
    arguments = parser().parse_args(argv)
    try:
        return int(arguments.run(arguments) or 0)
    except KGError as error:
        print(f"kg: {error}", file=sys.stderr)
        return 2
    except BrokenPipeError:  # the reader of our output went away: kg who-met ... | head
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        print("kg: interrupted; no file was left half written", file=sys.stderr)
        return 130


def parser() -> argparse.ArgumentParser:
    """The parser of the whole command line. What it parses has ``run``, the function of `kg.commands` to call."""
    parser = argparse.ArgumentParser(prog="kg", description="Who met whom, in news articles of several languages.")
    parser.add_argument("--version", action=_Version, nargs=0, help="show the version and exit")
    adding = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")

    build = _command(adding, "build", commands.build, "read articles and write the graph", graph=False)
    build.add_argument("inputs", nargs="+", type=Path, metavar="INPUT", help="files, folders, .zip and .tar archives")
    build.add_argument(
        "--out", type=Path, default=Path("exports"), metavar="DIR", help="where to write (default: exports)"
    )
    build.add_argument("--config", type=Path, metavar="FILE", help="settings in TOML")
    build.add_argument("--watchlist", type=Path, metavar="FILE", help="names of your own, text or CSV")
    build.add_argument(
        "--column",
        action="append",
        default=[],
        metavar="OURS=YOURS",
        help="name of a column in your tables, e.g. text=body (repeatable)",
    )

    _selection(build)

    who = _command(adding, "who-met", commands.who_met, "meetings, calls and visits of NAME")
    who.add_argument("name", metavar="NAME")
    for option, text in (
        ("since", "from this date on"),
        ("until", "up to this date"),
        ("place", "at this place"),
        ("status", "held, planned or refused"),
        ("mode", "meeting, call or visit"),
        ("language", "reported in this language"),
    ):
        who.add_argument(f"--{option}", metavar=option.upper(), help=text)

    pairs = _command(
        adding, "co-mentions", commands.co_mentions, "who is named together with NAME, or how often with the second"
    )
    pairs.add_argument("name", metavar="NAME")
    pairs.add_argument("other", metavar="NAME", nargs="?")

    show = _command(adding, "show", commands.show, "one entity: its names, counts and strongest links")
    show.add_argument("name", metavar="NAME")

    path = _command(adding, "path", commands.path, "the shortest chain of links between two entities")
    path.add_argument("a", metavar="A")
    path.add_argument("b", metavar="B")
    path.add_argument("--relation", metavar="TYPE", help="met or co_mentioned only")

    timeline = _command(adding, "timeline", commands.timeline, "dated meetings and articles of NAME")
    timeline.add_argument("name", metavar="NAME")

    export = _command(adding, "export", commands.export, "write the graph in one format")
    export.add_argument(
        "--format", required=True, metavar="FORMAT", help="one of those in README.md; a wrong one is answered with all"
    )
    export.add_argument(
        "--out", type=Path, metavar="DIR", default=Path("."), help="folder to write into (default: this one)"
    )
    _selection(export)

    _command(adding, "stats", commands.stats, "counts of articles, entities and relations")

    evaluate = _command(
        adding, "evaluate", commands.evaluate, "how often a build is right, on annotated articles", graph=False
    )
    evaluate.add_argument("gold", type=Path, metavar="GOLD", help="folder of annotations, one JSON file per article")
    evaluate.add_argument("build", type=Path, metavar="BUILD", help="folder that 'kg build' wrote")
    evaluate.add_argument("--errors", action="store_true", help="list every miss and every false find")

    models = _command(adding, "models", commands.models, "trained pipelines: shipped, installed, public", graph=False)
    models.add_argument("--config", type=Path, metavar="FILE", help="settings in TOML: which of them are used")
    return parser


def _command(
    adding: Any, name: str, run: Callable[[argparse.Namespace], int | None], text: str, *, graph: bool = True
) -> argparse.ArgumentParser:
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


def _selection(command: argparse.ArgumentParser) -> None:
    """Options for what graph files show."""
    command.add_argument(
        "--min-weight", type=int, metavar="N", help="leave co-mentions below this weight out of the graph files"
    )
    command.add_argument(
        "--status",
        action="append",
        choices=STATUSES,
        help="meetings that the graph files show (repeatable; default: held)",
    )
    command.add_argument("--event-nodes", action="store_true", help="meetings as nodes of their own in the graph files")


class _Version(argparse.Action):
    """Looks the version up only when it is asked for: that takes as long as all the rest of ``kg --help``."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from kg.versions import kg_version

        print(kg_version())
        parser.exit()
