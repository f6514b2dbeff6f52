"""``kg export``, and the options that say what it writes."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from kg.commands.printing import command, load, print_json
from kg.errors import ConfigError, KGError
from kg.model import ENTITY_TYPES, STATUSES, Build

FORMATS = ("html", "graphml", "gexf", "csv", "cytoscape", "neo4j", "ftm", "jsonl")
"""Names of `kg.exporters.EXPORTERS`, which would take too long to import for ``kg --help``; a test compares them."""
USUAL = ("html", "graphml", "gexf", "csv", "jsonl")
"""What ``kg build`` writes without being asked."""
RELATIONS = ("met", "co_mentioned", "holds_role")


def add_to(adding: Any) -> None:
    """The command and its options."""
    parser = command(adding, "export", export, "write the graph, or a part of it, in one format or several")
    parser.add_argument(
        "--format", default=[], action="append", choices=FORMATS, metavar="FORMAT",
        help=f"{', '.join(FORMATS)} (repeatable; of a store default: what 'kg build' writes)",
    )
    parser.add_argument("--store", type=Path, metavar="FILE", help="export a store ('kg add') instead of a build's folder")
    parser.add_argument(
        "--out", type=Path, metavar="DIR", default=Path("."), help="folder to write into (default: this one)"
    )
    add_drawing(parser)
    _add_selection(parser)


def add_drawing(parser: argparse.ArgumentParser) -> None:
    """Options for what graph files show."""
    parser.add_argument(
        "--min-weight", type=int, metavar="N",
        help="leave links below this weight out of graph files: co-mentions, or what --relation names",
    )
    parser.add_argument(
        "--status",
        action="append",
        choices=STATUSES,
        help="meetings that the graph files show (repeatable; default: held)",
    )
    parser.add_argument("--event-nodes", action="store_true", help="meetings as nodes of their own in the graph files")


def _add_selection(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("a part of the graph, with counts of its own")
    for option, metavar, text in (
        ("since", "DATE", "articles published and meetings held from this day, month or year on"),
        ("until", "DATE", "up to this day, month or year"),
    ):
        group.add_argument(f"--{option}", metavar=metavar, help=text)
    group.add_argument("--around", action="append", metavar="NAME", help="who is near this entity (repeatable)")
    group.add_argument("--hops", type=int, metavar="N", help="how many links away is near (default: 1)")
    group.add_argument("--relation", action="append", choices=RELATIONS, help="these links alone (repeatable)")
    group.add_argument("--type", action="append", choices=ENTITY_TYPES, help="these entities alone (repeatable)")
    group.add_argument("--language", action="append", metavar="TAG", help="articles in en, de, zh, zh-Hans or zh-Hant")
    group.add_argument("--publisher", action="append", metavar="NAME", help="articles of this publisher (repeatable)")


def drawing(arguments: argparse.Namespace) -> dict[str, Any]:
    """What graph files show, as options of the exporters; what wasn't asked for keeps its default."""
    statuses = {"statuses": tuple(dict.fromkeys(arguments.status))} if arguments.status else {}
    return {"event_nodes": arguments.event_nodes} | statuses


def min_weight(arguments: argparse.Namespace) -> int:
    """What ``--min-weight`` asks for, 0 where it is for the size of the build to choose. Raises `ConfigError`."""
    weight: int = arguments.min_weight or 0
    if weight < 0:
        raise ConfigError(f"--min-weight {weight}: give 1 or more, or 0 to choose by the size of the build")
    return weight


def _selection(arguments: argparse.Namespace) -> dict[str, Any]:
    """Conditions of `KnowledgeGraph.select` that were given; none where the whole graph is wanted."""
    asked = {
        "since": arguments.since, "until": arguments.until, "around": arguments.around, "relation": arguments.relation,
        "types": arguments.type, "languages": arguments.language, "publishers": arguments.publisher,
    }
    found = {name: value for name, value in asked.items() if value}
    if arguments.hops is not None:
        if not arguments.around:
            raise ConfigError(f"--hops {arguments.hops}: near whom? Give --around NAME, too")
        found["hops"] = arguments.hops
    if arguments.relation and arguments.min_weight:
        found["min_weight"] = arguments.min_weight
    return found


def _asked(conditions: Mapping[str, Any]) -> str:
    return ", ".join(f"{name} {', '.join(value) if isinstance(value, list) else value}" for name, value in conditions.items())


def _days(build: Build) -> str:
    """From when to when there are articles, as the end of a sentence."""
    days = sorted({document.published[:10] for document in build.documents if document.published})
    return f" in articles of {days[0]} to {days[-1]}" if days else ""


def _kept_weight(settings: Any) -> int:
    """What the remembered configuration of a store says of ``[graph] min_weight``."""
    return int(settings.get("config", {}).get("graph", {}).get("min_weight", 0))


def export(arguments: argparse.Namespace) -> None:
    """Writes the graph, or the part of it that was asked for."""
    from kg import exporters

    weight = min_weight(arguments)
    if not arguments.format and arguments.store is None:
        raise ConfigError(f"--format is missing; formats are {', '.join(FORMATS)}")
    exporters.check_folder(arguments.out)
    for name in arguments.format:
        exporters.EXPORTERS[name].check()
    conditions = _selection(arguments)
    whole = arguments.graph if arguments.store is None else None
    if conditions and "jsonl" in arguments.format and whole and arguments.out.resolve() == whole.resolve():
        raise ConfigError(f"--out {arguments.out}: a part would replace the whole that it is taken from; choose another --out")
    graph = load(arguments)
    if conditions:
        whole_build, graph = graph.build, graph.select(**conditions)
        if not len(graph.build.entities):
            raise KGError(f"nothing fits {_asked(conditions)}{_days(whole_build)}; nothing was written")
    if arguments.store is not None and arguments.min_weight is None:
        weight = _kept_weight(graph.build.settings)
    options = drawing(arguments) | {"min_weight": weight}
    if arguments.format:
        written = [
            path
            for name in dict.fromkeys(arguments.format)
            for path in exporters.export_one(graph.build, name, arguments.out, **options)
        ]
    else:
        from kg.engines.local import Local

        written = list(exporters.export_all(graph.build, arguments.out, aside=Local().aside, **options))
    if arguments.json:
        print_json({"written": [str(path) for path in written]})
    for path in () if arguments.json else written:
        print(f"wrote    {path}")
