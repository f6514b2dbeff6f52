"""Questions to a graph that was built: who met whom, who is named with whom, what is known of one entity."""

from __future__ import annotations

import argparse
from typing import Any

from kg.commands.printing import command, load, plain, print_json, print_rows, printable


def add_to(adding: Any) -> None:
    """The commands and their options."""
    parser = command(adding, "who-met", who_met, "meetings, calls and visits of NAME")
    parser.add_argument("name", metavar="NAME")
    for option, text in (
        ("since", "from this date on"),
        ("until", "up to this date"),
        ("place", "at this place"),
        ("status", "held, planned or refused"),
        ("mode", "meeting, call or visit"),
        ("language", "reported in this language"),
    ):
        parser.add_argument(f"--{option}", metavar=option.upper(), help=text)

    parser = command(
        adding, "co-mentions", co_mentions, "who is named together with NAME, or how often with the second"
    )
    parser.add_argument("name", metavar="NAME")
    parser.add_argument("other", metavar="NAME", nargs="?")

    parser = command(adding, "show", show, "one entity: its names, counts and strongest links")
    parser.add_argument("name", metavar="NAME")

    parser = command(adding, "path", path, "the shortest chain of links between two entities")
    parser.add_argument("a", metavar="A")
    parser.add_argument("b", metavar="B")
    parser.add_argument("--relation", metavar="TYPE", help="met or co_mentioned only")

    parser = command(adding, "timeline", timeline, "dated meetings and articles of NAME")
    parser.add_argument("name", metavar="NAME")

    command(adding, "stats", stats, "counts of articles, entities and relations")


def who_met(arguments: argparse.Namespace) -> None:
    """Meetings, calls and visits of one entity."""
    print_rows(
        arguments,
        load(arguments).who_met(
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
    print_rows(arguments, load(arguments).co_mentions(arguments.name, arguments.other))


def path(arguments: argparse.Namespace) -> None:
    """The shortest chain of links between two entities."""
    print_rows(arguments, load(arguments).path(arguments.a, arguments.b, relation=arguments.relation))


def timeline(arguments: argparse.Namespace) -> None:
    """Dated meetings and articles of one entity."""
    print_rows(arguments, load(arguments).timeline(arguments.name))


def show(arguments: argparse.Namespace) -> None:
    """One entity: names, counts, strongest links."""
    graph = load(arguments)
    entity = graph.entity(arguments.name)
    near = graph.neighbours(arguments.name)
    if arguments.json:
        print_json(plain(entity) | {"neighbours": near.to_records()})
        return
    print(
        f"{printable(entity.label)} ({entity.type}{', ' + entity.country if entity.country else ''}), id {entity.id}"
    )
    print(f"{entity.mentions} mentions in {entity.articles} articles")
    for language in sorted({alias.language for alias in entity.aliases}):
        print(
            f"  {language:8} {printable(', '.join(alias.name for alias in entity.aliases if alias.language == language))}"
        )
    print(f"\n{type(near)(near.row_type, near[:20], near.note)}")


def stats(arguments: argparse.Namespace) -> None:
    """Counts of what the graph holds."""
    stats = load(arguments).stats()
    if arguments.json:
        print_json(plain(stats))
    else:
        print(stats)
