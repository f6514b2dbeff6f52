"""``kg build``: reads articles, writes every format, reports."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.commands.export import add_selection, min_weight, selection
from kg.commands.printing import command, plain, print_json, printable, progress
from kg.errors import ConfigError, Problem

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph

SHOWN_PROBLEMS = 10
STRONGEST = 3


def add_to(adding: Any) -> None:
    """The command and its options."""
    parser = command(adding, "build", build, "read articles and write the graph", graph=False)
    parser.add_argument("inputs", nargs="+", type=Path, metavar="INPUT", help="files, folders, .zip and .tar archives")
    parser.add_argument(
        "--out", type=Path, default=Path("exports"), metavar="DIR", help="where to write (default: exports)"
    )
    parser.add_argument("--config", type=Path, metavar="FILE", help="settings in TOML")
    parser.add_argument("--watchlist", type=Path, metavar="FILE", help="names of your own, text or CSV")
    parser.add_argument(
        "--column",
        action="append",
        default=[],
        metavar="OURS=YOURS",
        help="name of a column in your tables, e.g. text=body (repeatable)",
    )

    add_selection(parser)


def build(arguments: argparse.Namespace) -> int:
    """Reads articles, writes every format, reports. Returns the exit status."""
    from kg import api, exporters
    from kg.config import read_config

    columns = dict(_column(pair) for pair in arguments.column)
    config = read_config(arguments.config)
    if columns:
        config = config.model_copy(
            update={"input": config.input.model_copy(update={"columns": config.input.columns | columns})}
        )
    if arguments.min_weight is not None:
        config = config.model_copy(
            update={"graph": config.graph.model_copy(update={"min_weight": min_weight(arguments)})}
        )
    exporters.check_target(arguments.out)
    graph = api.build(arguments.inputs, config=config, watchlist=arguments.watchlist, progress=progress)
    written = exporters.export_all(
        graph.build, arguments.out, min_weight=config.graph.min_weight, **selection(arguments)
    )
    if arguments.json:
        print_json(
            {
                "written": [str(path) for path in written],
                "stats": plain(graph.stats()),
                "problems": [plain(problem) for problem in graph.build.problems],
            }
        )
    else:
        _report(graph, written)
    return 0


def _column(option: str) -> tuple[str, str]:
    """(our name, theirs) of a ``--column`` option. Raises `ConfigError`."""
    from kg.config import COLUMNS

    ours, equals, theirs = option.partition("=")
    if not equals or not theirs:
        raise ConfigError(f"--column {option}: write it as OURS=YOURS, e.g. --column text=body")
    if ours not in COLUMNS:
        raise ConfigError(f"--column {option}: OURS must be one of {', '.join(COLUMNS)}")
    return ours, theirs


def _report(graph: KnowledgeGraph, written: Sequence[Path]) -> None:
    stats = graph.stats()
    print(
        f"read     {stats.articles} articles ({', '.join(f'{n} {tag}' for tag, n in stats.languages.items())})"
        f", {stats.duplicates} further copies folded"
    )
    print(
        f"found    {sum(stats.entities.values())} entities ({', '.join(f'{n} {kind}' for kind, n in stats.entities.items())})"
        f", {sum(stats.events.values())} meetings, calls and visits"
    )
    for path in written:
        print(f"wrote    {path}")
    problems = graph.build.problems
    print(f"skipped  {len(problems)}")
    for problem in problems[:SHOWN_PROBLEMS]:
        print(f"         {_one_line(problem)}")
    if len(problems) > SHOWN_PROBLEMS:
        print(f"         and {len(problems) - SHOWN_PROBLEMS} more, in problems.jsonl")
    strongest = graph.strongest_meetings(STRONGEST)
    if strongest:
        print("strongest meetings")
        for meeting in strongest:
            where = f" in {meeting.place}" if meeting.place else ""
            print(
                f"         {' – '.join(meeting.participants)}: {meeting.mode} {meeting.status}"
                f"{', ' + meeting.date if meeting.date else ''}{where}, {len(meeting.evidence)} reports"
            )
            print(f"           {printable(str(meeting.evidence[0]))}")


def _one_line(problem: Problem) -> str:
    return printable(f"{problem.source}: {problem.reason}; {problem.hint}")
