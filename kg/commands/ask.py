"""Questions to a graph that was built: who met whom, who is named with whom, what is known of one entity."""

from __future__ import annotations

import argparse
from typing import Any

from kg.commands.printing import command, load, plain, print_json, print_rows, printable

SHOWN_NEIGHBOURS = 20
SHOWN_OFFICES = 8
SHOWN_CHANGES = 50


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

    parser = command(adding, "meetings", meetings, "meetings, calls and visits in which both A and B took part")
    parser.add_argument("a", metavar="A")
    parser.add_argument("b", metavar="B")

    parser = command(
        adding, "co-mentions", co_mentions, "who is named together with NAME, or how often with the second"
    )
    parser.add_argument("name", metavar="NAME")
    parser.add_argument("other", metavar="NAME", nargs="?")

    parser = command(adding, "show", show, "one entity: its names, counts, offices and strongest links")
    parser.add_argument("name", metavar="NAME")

    parser = command(adding, "offices", offices, "the offices of a person, or those at an agency or country, with dates")
    parser.add_argument("name", metavar="NAME")

    parser = command(adding, "path", path, "the shortest chain of links between two entities")
    parser.add_argument("a", metavar="A")
    parser.add_argument("b", metavar="B")
    parser.add_argument("--relation", metavar="TYPE", help="only met, holds_role or co_mentioned")

    parser = command(adding, "timeline", timeline, "dated meetings and articles of NAME")
    parser.add_argument("name", metavar="NAME")

    parser = command(adding, "changes", changes, "meetings, links and people first told between two dates")
    parser.add_argument("--since", metavar="SINCE", help="from this date of publication on")
    parser.add_argument("--until", metavar="UNTIL", help="up to this date of publication")
    parser.add_argument("--kind", metavar="KIND", help="only meeting, link or person")

    command(adding, "stats", stats, "counts of articles (by language, publisher, month), entities and relations")


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


def meetings(arguments: argparse.Namespace) -> None:
    """Meetings, calls and visits of two."""
    print_rows(arguments, load(arguments).meetings(arguments.a, arguments.b))


def co_mentions(arguments: argparse.Namespace) -> None:
    """Who is named together with one entity, or how often with a second."""
    print_rows(arguments, load(arguments).co_mentions(arguments.name, arguments.other))


def offices(arguments: argparse.Namespace) -> None:
    """Offices of a person or at a body."""
    print_rows(arguments, load(arguments).offices(arguments.name))


def path(arguments: argparse.Namespace) -> None:
    """The shortest chain of links between two entities."""
    print_rows(arguments, load(arguments).path(arguments.a, arguments.b, relation=arguments.relation))


def timeline(arguments: argparse.Namespace) -> None:
    """Dated meetings and articles of one entity."""
    print_rows(arguments, load(arguments).timeline(arguments.name))


def changes(arguments: argparse.Namespace) -> None:
    """What was first told between two dates; of each sort the most reported, unless all are asked for with --json."""
    rows = load(arguments).changes(since=arguments.since, until=arguments.until, kind=arguments.kind)
    if arguments.json or not rows:
        print_rows(arguments, rows)
        return
    for kind in dict.fromkeys(row.kind for row in rows):
        own = [row for row in rows if row.kind == kind]
        shown = sorted(own, key=lambda row: -row.weight)[:SHOWN_CHANGES]
        print(f"{kind}: {len(own)} new" + (f", the {len(shown)} most reported:" if len(shown) < len(own) else ""))
        print(type(rows)(rows.row_type, (row for row in own if row in shown)))
        print()


def show(arguments: argparse.Namespace) -> None:
    """One entity: names, counts, offices, strongest links."""
    graph = load(arguments)
    entity = graph.entity(arguments.name)
    near, held = graph.neighbours(arguments.name), graph.offices(arguments.name)
    if arguments.json:
        print_json(plain(entity) | {"offices": held.to_records(), "neighbours": near.to_records()})
        return
    print(
        f"{printable(entity.label)} ({entity.type}{', ' + entity.country if entity.country else ''}), id {entity.id}"
    )
    print(f"{entity.mentions} mentions in {entity.articles} articles")
    for language in sorted({alias.language for alias in entity.aliases}):
        print(
            f"  {language:8} {printable(', '.join(alias.name for alias in entity.aliases if alias.language == language))}"
        )
    for office in held[:SHOWN_OFFICES]:
        whose = "" if office.person == entity.label else f"{office.person}, "
        seen = f"{office.first_seen or '?'} to {office.last_seen or '?'}, {office.count} articles"
        print(printable(f"  office   {whose}{office.english} ({office.title}), {office.body}: {seen}"))
    print(f"\n{type(near)(near.row_type, near[:SHOWN_NEIGHBOURS], near.note)}")


def stats(arguments: argparse.Namespace) -> None:
    """Counts of what the graph holds."""
    stats = load(arguments).stats()
    if arguments.json:
        print_json(plain(stats))
    else:
        print(stats)
