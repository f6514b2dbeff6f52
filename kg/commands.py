"""What the command ``kg`` does: each function runs one command with its arguments and prints the answer."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from kg.errors import ConfigError, Problem

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph
    from kg.graph.results import Rows

T = TypeVar("T")

SHOWN_PROBLEMS = 10
STRONGEST = 3


def _load(arguments: argparse.Namespace) -> KnowledgeGraph:
    from kg.api import load

    return load(arguments.graph)


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
            update={"graph": config.graph.model_copy(update={"min_weight": _min_weight(arguments)})}
        )
    exporters.check_target(arguments.out)
    graph = api.build(arguments.inputs, config=config, watchlist=arguments.watchlist, progress=_progress)
    written = exporters.export_all(
        graph.build, arguments.out, min_weight=config.graph.min_weight, **_selection(arguments)
    )
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


def _column(option: str) -> tuple[str, str]:
    """(our name, theirs) of a ``--column`` option. Raises `ConfigError`."""
    from kg.config import COLUMNS

    ours, equals, theirs = option.partition("=")
    if not equals or not theirs:
        raise ConfigError(f"--column {option}: write it as OURS=YOURS, e.g. --column text=body")
    if ours not in COLUMNS:
        raise ConfigError(f"--column {option}: OURS must be one of {', '.join(COLUMNS)}")
    return ours, theirs


def _min_weight(arguments: argparse.Namespace) -> int:
    weight: int = arguments.min_weight or 0
    if weight < 0:
        raise ConfigError(f"--min-weight {weight}: give 1 or more, or 0 to choose by the size of the build")
    return weight


def _selection(arguments: argparse.Namespace) -> dict[str, Any]:
    """What graph files show, as options of the exporters; what wasn't asked for keeps its default."""
    statuses = {"statuses": tuple(dict.fromkeys(arguments.status))} if arguments.status else {}
    return {"event_nodes": arguments.event_nodes} | statuses


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


def who_met(arguments: argparse.Namespace) -> None:
    """Meetings, calls and visits of one entity."""
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


def co_mentions(arguments: argparse.Namespace) -> None:
    """Who is named together with one entity, or how often with a second."""
    _print_rows(arguments, _load(arguments).co_mentions(arguments.name, arguments.other))


def path(arguments: argparse.Namespace) -> None:
    """The shortest chain of links between two entities."""
    _print_rows(arguments, _load(arguments).path(arguments.a, arguments.b, relation=arguments.relation))


def timeline(arguments: argparse.Namespace) -> None:
    """Dated meetings and articles of one entity."""
    _print_rows(arguments, _load(arguments).timeline(arguments.name))


def show(arguments: argparse.Namespace) -> None:
    """One entity: names, counts, strongest links."""
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


def stats(arguments: argparse.Namespace) -> None:
    """Counts of what the graph holds."""
    stats = _load(arguments).stats()
    if arguments.json:
        _print_json(_plain(stats))
    else:
        print(stats)


def export(arguments: argparse.Namespace) -> None:
    """Writes one format."""
    from kg import exporters

    exporters.EXPORTERS[arguments.format]  # a wrong one is an error before anything is read
    min_weight = _min_weight(arguments)
    written = exporters.export_one(
        _load(arguments).build, arguments.format, arguments.out, min_weight=min_weight, **_selection(arguments)
    )
    if arguments.json:
        _print_json({"written": [str(path) for path in written]})
    for path in () if arguments.json else written:
        print(f"wrote    {path}")


def evaluate(arguments: argparse.Namespace) -> None:
    """Holds a build against annotated articles."""
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


def models(arguments: argparse.Namespace) -> None:
    """Trained pipelines: shipped, installed, public."""
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
