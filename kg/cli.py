"""The command ``kg``: parse arguments, call one function, print. Tables for people, ``--json`` for pipes."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from kg.errors import KGError, Problem

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph
    from kg.graph.results import Rows

T = TypeVar("T")

SHOWN_PROBLEMS = 10
STRONGEST = 3


def main(argv: Sequence[str] | None = None) -> int:
    """Exit status: 0 done, 2 nothing could be done (the reason goes to standard error), 130 interrupted."""
    arguments = _parser().parse_args(argv)
    try:
        return int(arguments.run(arguments) or 0)
    except KGError as error:
        print(f"kg: {error}", file=sys.stderr)
        return 2
    except BrokenPipeError:  # the reader of our output went away: kg who-met ... | head
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        print("kg: interrupted; what an earlier build wrote is untouched", file=sys.stderr)
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="kg", description="Who met whom, in news articles of several languages.")
    parser.add_argument("--version", action="version", version=_version())
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")

    build = _command(commands, "build", _build, "read articles and write the graph", graph=False)
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

    who = _command(commands, "who-met", _who_met, "meetings, calls and visits of NAME")
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
        commands, "co-mentions", _co_mentions, "who is named together with NAME, or how often with the second"
    )
    pairs.add_argument("name", metavar="NAME")
    pairs.add_argument("other", metavar="NAME", nargs="?")

    show = _command(commands, "show", _show, "one entity: its names, counts and strongest links")
    show.add_argument("name", metavar="NAME")

    path = _command(commands, "path", _path, "the shortest chain of links between two entities")
    path.add_argument("a", metavar="A")
    path.add_argument("b", metavar="B")
    path.add_argument("--relation", metavar="TYPE", help="met or co_mentioned only")

    timeline = _command(commands, "timeline", _timeline, "dated meetings and articles of NAME")
    timeline.add_argument("name", metavar="NAME")

    export = _command(commands, "export", _export, "write the graph in one format")
    export.add_argument("--format", required=True, metavar="FORMAT", help=f"one of {', '.join(_formats())}")
    export.add_argument(
        "--out", type=Path, metavar="DIR", default=Path("."), help="folder to write into (default: this one)"
    )

    _command(commands, "stats", _stats, "counts of articles, entities and relations")

    evaluate = _command(
        commands, "evaluate", _evaluate, "how often a build is right, on annotated articles", graph=False
    )
    evaluate.add_argument("gold", type=Path, metavar="GOLD", help="folder of annotations, one JSON file per article")
    evaluate.add_argument("build", type=Path, metavar="BUILD", help="folder that 'kg build' wrote")
    evaluate.add_argument("--errors", action="store_true", help="list every miss and every false find")

    models = _command(commands, "models", _models, "trained pipelines: shipped, installed, public", graph=False)
    models.add_argument("--config", type=Path, metavar="FILE", help="settings in TOML: which of them are used")
    return parser


def _command(
    commands: Any, name: str, run: Callable[[argparse.Namespace], int | None], text: str, *, graph: bool = True
) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = commands.add_parser(name, help=text, description=text[0].upper() + text[1:] + ".")
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


def _version() -> str:
    from kg.versions import kg_version

    return kg_version()


def _formats() -> list[str]:
    return ["jsonl", "html", "graphml", "gexf", "csv"]


def _load(arguments: argparse.Namespace) -> KnowledgeGraph:
    from kg.api import load

    return load(arguments.graph)


def _build(arguments: argparse.Namespace) -> int:
    from kg import api, exporters
    from kg.config import read_config
    from kg.errors import ConfigError

    columns = {}
    for pair in arguments.column:
        ours, equals, yours = pair.partition("=")
        if not equals or not yours:
            raise ConfigError(f"--column {pair}: write it as OURS=YOURS, e.g. --column text=body")
        columns[ours] = yours
    config = read_config(arguments.config)
    if columns:
        config = config.model_copy(
            update={"input": config.input.model_copy(update={"columns": config.input.columns | columns})}
        )
    exporters.check_target(arguments.out)
    graph = api.build(arguments.inputs, config=config, watchlist=arguments.watchlist, progress=_progress)
    written = exporters.export_all(graph.build, arguments.out, min_weight=config.graph.min_weight)
    if arguments.json:
        _print_json(
            {
                "written": [str(path) for path in written],
                "stats": _plain(graph.stats()),
                "problems": [_plain(problem) for problem in graph.build.problems],
            }
        )
    else:
        _report(graph, written)
    return 0


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
            print(f"           {_printable(str(meeting.evidence[0]))}")


def _one_line(problem: Problem) -> str:
    return _printable(f"{problem.source}: {problem.reason}; {problem.hint}")


def _printable(text: str) -> str:
    """Without control characters: a file's name or an article's text must not steer the terminal."""
    return "".join(c if c.isprintable() else " " for c in text)


def _who_met(arguments: argparse.Namespace) -> None:
    _print_rows(
        arguments,
        _load(arguments).who_met(
            arguments.name,
            since=arguments.since,
            until=arguments.until,
            place=arguments.place,
            status=arguments.status,
            mode=arguments.mode,
            language=arguments.language,
        ),
    )


def _co_mentions(arguments: argparse.Namespace) -> None:
    _print_rows(arguments, _load(arguments).co_mentions(arguments.name, arguments.other))


def _path(arguments: argparse.Namespace) -> None:
    _print_rows(arguments, _load(arguments).path(arguments.a, arguments.b, relation=arguments.relation))


def _timeline(arguments: argparse.Namespace) -> None:
    _print_rows(arguments, _load(arguments).timeline(arguments.name))


def _show(arguments: argparse.Namespace) -> None:
    graph = _load(arguments)
    entity = graph.entity(arguments.name)
    near = graph.neighbours(arguments.name)
    if arguments.json:
        _print_json(_plain(entity) | {"neighbours": near.to_records()})
        return
    print(
        f"{_printable(entity.label)} ({entity.type}{', ' + entity.country if entity.country else ''}), id {entity.id}"
    )
    print(f"{entity.mentions} mentions in {entity.articles} articles")
    for language in sorted({alias.language for alias in entity.aliases}):
        print(
            f"  {language:8} {_printable(', '.join(alias.name for alias in entity.aliases if alias.language == language))}"
        )
    print(f"\n{type(near)(near.row_type, near[:20], near.note)}")


def _stats(arguments: argparse.Namespace) -> None:
    stats = _load(arguments).stats()
    if arguments.json:
        _print_json(_plain(stats))
    else:
        print(stats)


def _export(arguments: argparse.Namespace) -> None:
    from kg import exporters

    written = exporters.export_one(_load(arguments).build, arguments.format, arguments.out)
    if arguments.json:
        _print_json({"written": [str(path) for path in written]})
    for path in () if arguments.json else written:
        print(f"wrote    {path}")


def _evaluate(arguments: argparse.Namespace) -> None:
    from kg import evaluation
    from kg.exporters import jsonl

    gold = evaluation.read_gold(arguments.gold)
    measured = evaluation.evaluate(gold, jsonl.read(arguments.build))
    if arguments.json:
        _print_json(evaluation.record(measured) | ({"errors": list(measured.errors)} if arguments.errors else {}))
        return
    print(evaluation.tables(measured))
    for line in ("", *measured.errors) if arguments.errors else ():
        print(_printable(line))


def _models(arguments: argparse.Namespace) -> None:
    from kg.config import read_config
    from kg.graph.results import table
    from kg.models.available import available

    rows = available(read_config(arguments.config))
    if arguments.json:
        _print_json([_plain(row) for row in rows])
        return
    cells = [
        (
            row.language,
            row.pipeline,
            row.version,
            "?" if row.size is None else f"{row.size:.3g}",
            " ".join(row.labels),
            f"{row.state}, in use" if row.used else row.state,
            row.command,
        )
        for row in rows
    ]
    print(table(("language", "pipeline", "version", "MB", "labels", "state", "install with"), cells))


def _print_rows(arguments: argparse.Namespace, rows: Rows[Any]) -> None:
    if arguments.json:
        _print_json(rows.to_records())
    else:
        print(rows)


def _plain(value: Any) -> dict[str, Any]:
    import dataclasses

    return dataclasses.asdict(value)


def _print_json(value: object) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=2))


def _progress(work: Iterable[T], verb: str, total: int | None) -> Iterable[T]:
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
