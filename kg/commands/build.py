"""``kg build``: reads articles, writes every format, reports."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from kg.commands.export import FORMATS, USUAL, add_drawing, drawing, min_weight
from kg.commands.printing import command, plain, print_json, printable, progress
from kg.errors import ConfigError, Problem

if TYPE_CHECKING:
    from kg.config import Config
    from kg.engines import Engine
    from kg.graph import KnowledgeGraph

T = TypeVar("T")

ENGINES = ("local", "ray")
"""Names of `kg.engines.ENGINES`, which would take too long to import for ``kg --help``; a test compares them."""
SHOWN_PROBLEMS = 10
STAGE = "curation"
"""Problems of this stage are lines of the curation file: the user has to see them all."""
STRONGEST = 3


def add_to(adding: Any) -> None:
    """The command and its options."""
    parser = command(adding, "build", build, "read articles and write the graph", graph=False)
    parser.add_argument("inputs", nargs="+", type=Path, metavar="INPUT", help="files, folders, .zip and .tar archives")
    parser.add_argument(
        "--out", type=Path, default=Path("exports"), metavar="DIR", help="where to write (default: exports)"
    )
    add_settings(parser)
    add_engine(parser)
    parser.add_argument(
        "--format", action="append", default=[], choices=FORMATS, metavar="FORMAT",
        help=f"write also {', '.join(name for name in FORMATS if name not in USUAL)} (repeatable); {', '.join(USUAL)} always",
    )
    add_drawing(parser)


def add_settings(parser: argparse.ArgumentParser) -> None:
    """Options for how articles are read and understood."""
    parser.add_argument("--config", type=Path, metavar="FILE", help="settings in TOML")
    parser.add_argument("--watchlist", type=Path, metavar="FILE", help="names of your own, text or CSV")
    parser.add_argument("--curation", type=Path, metavar="FILE", help="your decisions about names, YAML ('kg review')")
    parser.add_argument(
        "--column",
        action="append",
        default=[],
        metavar="OURS=YOURS",
        help="name of a column in your tables, e.g. text=body (repeatable)",
    )


def add_engine(parser: argparse.ArgumentParser) -> None:
    """Options for where the work is done."""
    parser.add_argument("--workers", type=int, metavar="N", help="processes to work in (default: one per core)")
    parser.add_argument("--engine", choices=ENGINES, default="local", help="this machine (default), or a Ray cluster")
    parser.add_argument("--address", metavar="ADDRESS", help="of the Ray cluster, such as auto or ray://head:10001")
    parser.add_argument(
        "--partitions", type=Path, metavar="DIR",
        help="where the Ray cluster keeps what it made (Parquet): a folder that all its machines see",
    )


def engine_of(arguments: argparse.Namespace) -> Engine:
    """The engine that was asked for. Raises `KGError`."""
    from kg import engines

    for option in ("address", "partitions"):
        if (value := getattr(arguments, option)) and arguments.engine != "ray":
            raise ConfigError(f"--{option} {value}: only --engine ray has one")
    return engines.ENGINES[arguments.engine](arguments.workers, arguments.address, arguments.partitions)


def settings_of(arguments: argparse.Namespace, base: Config | None = None) -> Config:
    """The configuration that was asked for; where nothing was, ``base``. Raises `ConfigError`."""
    from kg.config import read_config

    config = base if base is not None and arguments.config is None else read_config(arguments.config)
    columns = dict(_column(pair) for pair in arguments.column)
    if columns:
        config = config.model_copy(
            update={"input": config.input.model_copy(update={"columns": config.input.columns | columns})}
        )
    files = {"watchlist": arguments.watchlist, "curation": arguments.curation}
    return config.model_copy(update={name: str(file) for name, file in files.items() if file is not None})


def build(arguments: argparse.Namespace) -> int:
    """Reads articles, writes every format, reports. Returns the exit status."""
    from kg import api, exporters
    from kg.engines.local import Local

    config = settings_of(arguments)
    if arguments.min_weight is not None:
        config = config.model_copy(
            update={"graph": config.graph.model_copy(update={"min_weight": min_weight(arguments)})}
        )
    exporters.check_target(arguments.out)
    for name in arguments.format:  # not after an hour of building
        exporters.EXPORTERS[name].check()

    def loading(work: Iterable[T], verb: str, total: int | None) -> Iterable[T]:
        if verb == "recognize":
            exporters.load()  # what will be asked for, while workers have enough to do
        return progress(work, verb, total)

    with engine_of(arguments) as engine:
        graph = api.build(arguments.inputs, config=config, progress=loading, engine=engine)
    drawn: list[str] = []
    written = exporters.export_all(
        graph.build, arguments.out, min_weight=config.graph.min_weight, also=arguments.format, tell=drawn.append,
        aside=Local(arguments.workers).aside,
        **drawing(arguments),
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
        _report(graph, written, drawn)
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


def _report(graph: KnowledgeGraph, written: Sequence[Path], drawn: Sequence[str]) -> None:
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
    for text in drawn:
        print(f"drawn    {text}")
    problems = [problem for problem in graph.build.problems if problem.stage != STAGE]
    print(f"skipped  {len(problems)}")
    for problem in problems[:SHOWN_PROBLEMS]:
        print(f"         {_one_line(problem)}")
    if len(problems) > SHOWN_PROBLEMS:
        print(f"         and {len(problems) - SHOWN_PROBLEMS} more, in problems.jsonl")
    _report_decisions(graph)
    strongest = graph.strongest_meetings(STRONGEST)
    if strongest:
        print("strongest meetings")
        for meeting in strongest:
            where = f" in {meeting.place}" if meeting.place else ""
            print(
                f"         {' – '.join(meeting.participants)}: {meeting.mode} {meeting.status}"
                f"{', ' + meeting.date if meeting.date else ''}{where}, {meeting.reports} reports"
            )
            print(f"           {printable(str(meeting.evidence[0]))}")


def _report_decisions(graph: KnowledgeGraph) -> None:
    """What the curation file did: what is blocked, and every line that could not be applied."""
    told: Any = graph.build.settings.get("curation")
    if told is None:
        return
    print(f"decided  {told['decisions']} decisions in {printable(told['file'])}, {told['unapplied']} of them not applied")
    for one in told["blocked"]:
        counts = f"{one['mentions']} mentions in {one['articles']} articles"
        print(printable(f"         {one['where']}: blocked {one['name']}, {counts}"))
    for problem in graph.build.problems:
        if problem.stage == STAGE:
            print(f"         {_one_line(problem)}")


def _one_line(problem: Problem) -> str:
    return printable(f"{problem.source}: {problem.reason}; {problem.hint}")
